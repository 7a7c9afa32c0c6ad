"""One account: who it says it is, its life and week, its signals beside others', changes, networks and habits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from markupsafe import Markup

from unisono.accounts.identities import FIELDS
from unisono.accounts.signals.reading import HIGH, LOW, value_with_unit
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.week import draw_hours_of_week
from unisono.web.asked import Asked
from unisono.web.figures.days import DayLane, draw_days
from unisono.web.pages.declared import Page
from unisono.web.posts.asked_for import PostsAsked
from unisono.web.posts.reading import chosen_posts
from unisono.web.posts.shown_posts import ShownPost, shown_posts
from unisono.web.shown import Shown

POSTS_SHOWN = 5
FINDINGS_SHOWN = 12
PAIRS_SHOWN = 3

Card = Mapping[str, Any]  # Any: JSON


def view(asked: Asked) -> Shown:
    """Show what is known of the account that the address names."""
    card = asked.card("account", asked.subject["account"])
    values = {
        "card": card,
        "life_figure": life_figure(card, asked.clock),
        "week_figure": week_figure(card),
        "signals": said_signals(card["signals"]),
        "unsaid": unsaid_signals(card["signals"]),
        "findings": told_findings(card["findings"]),
        "posts": newest_posts(asked, card["account_id"]),
        "changes": [{**one, "what": FIELDS.get(one["field"], one["field"])} for one in card["identity_changes"]],
    }
    return Shown("subjects/account.html.j2", values, [card])


def told_findings(findings: Sequence[Card]) -> Sequence[Card]:
    """Return the findings to be told: those about itself and its groups, and the strongest of its pairs."""
    pairs = [one for one in findings if one["subject_kind"] == "pair"]
    others = [one for one in findings if one["subject_kind"] != "pair"]
    return [*others[:FINDINGS_SHOWN], *pairs[:PAIRS_SHOWN]]


def newest_posts(asked: Asked, account: str) -> Sequence[ShownPost]:
    """Return its latest posts, ready to be shown."""
    chosen = chosen_posts(asked, PostsAsked.of({"account": account}, asked.case.zone))
    return shown_posts(replace(chosen, newest_first=True).page(1, POSTS_SHOWN), chosen.kept)


def life_figure(card: Card, clock: Clock) -> Markup | None:
    """Draw the posts of each day, with the days shaded of which the case has hardly anything; null for no day."""
    life = card["life"]
    counts = {date.fromisoformat(one["day"]): int(one["posts"]) for one in life["activity"]}
    gaps = [(date.fromisoformat(one["first"]), date.fromisoformat(one["last"])) for one in life["uncollected"]]
    return draw_days(
        [DayLane("", counts, gaps)],
        clock,
        name="life",
        title="Posts by day",
        description=f"{life['posts']:,} posts on {life['active_days']:,} days; days are shaded of which the case has "
        "hardly anything of anybody.",
    )


def week_figure(card: Card) -> Markup | None:
    """Draw the hours and weekdays of its posts; null where these say nothing."""
    hours = card["hours"]
    if hours["cannot_say"]:
        return None
    fields = [("This account", np.array(hours["counts"], dtype=np.int64))]
    return draw_hours_of_week("week-account", "Hours and weekdays of its posts", fields)


def said_signals(signals: Mapping[str, Card]) -> list[Card]:
    """Return the signals of which something can be said, those furthest from the middle of comparable accounts first.

    `stands_out`: among the highest or lowest tenth of those it is compared with.
    """
    said = [
        {
            **one,
            "signal": name.replace("_", " "),
            "shown": value_with_unit(one["unit"], one["value"]),
            "stands_out": one["percentile"] is not None and not LOW < one["percentile"] < HIGH,
        }
        for name, one in signals.items()
        if one["cannot_say"] is None
    ]
    return sorted(said, key=lambda one: -abs((one["percentile"] if one["percentile"] is not None else 50) - 50))


def unsaid_signals(signals: Mapping[str, Card]) -> Sequence[tuple[str, str]]:
    """Return the other signals, each with why it is not said."""
    return [
        (name.replace("_", " "), str(one["cannot_say"]))
        for name, one in signals.items()
        if one["cannot_say"] is not None
    ]


PAGE = Page("/account/{account}", view)
