"""One hashtag: its verdict, who carries it, how concentrated it is, when it rose, and what could explain it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from unisono.dossiers.hashtag.carrying import carried_sentences
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.figures.hours import draw_hours
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown

Card = Mapping[str, Any]  # Any: JSON


def view(asked: Asked) -> Shown:
    """Show what is known of the hashtag that the address names."""
    card = asked.card("hashtag", asked.subject["tag"])
    verdict, rests_on = verdict_of(card)
    values = {
        "card": card,
        "verdict": verdict,
        "rests_on": rests_on,
        "bursts": bursts_of(card),
        "figure": hours_figure(f"#{card['hashtag']}", card, asked.clock),
    }
    return Shown("subjects/hashtag.html.j2", values, [card])


def verdict_of(card: Card) -> tuple[str | None, list[str]]:
    """Return the verdict of a flow of posts, null where there is none, and the sentences that it rests on."""
    if card.get("verdict_cannot_say"):
        return None, [f"{card['verdict_cannot_say']}."]
    sentences = list(carried_sentences(card["pushed"], card["verdict"]))
    return (card["verdict"] if card["pushed"] is not None else None), sentences


def bursts_of(card: Card) -> list[Card]:
    """Return the bursts, each with the first moment after it: an address asks for posts before a time."""
    told: list[Card] = []
    for one in card["bursts"]:
        end = parse_moment(one["end_at"])
        told.append(
            {
                **one,
                "until": (end + timedelta(microseconds=1)).isoformat().replace("+00:00", "Z")
                if end is not None
                else None,
            }
        )
    return told


def hours_figure(title: str, card: Card, clock: Clock) -> Markup | None:
    """Draw the posts of each hour with the bursts shaded; null where nobody knows the hours."""
    hours = [(at, int(one["posts"])) for one in card["hours"] if (at := parse_moment(one["at"])) is not None]
    bursts = [
        (begin, end)
        for one in card["bursts"]
        if (begin := parse_moment(one["start_at"])) is not None and (end := parse_moment(one["end_at"])) is not None
    ]
    return draw_hours(title, hours, bursts, clock, name="hours")


PAGE = Page("/hashtag/{tag:path}", view)
