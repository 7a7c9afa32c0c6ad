"""One text: its template with the slots marked, its wordings side by side, who was first, when, with which links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from unisono.content.template_line import Filler, Slot
from unisono.exports.report.amounts import Clock
from unisono.exports.report.side_by_side import compare, plain
from unisono.exports.report.template_lines import marked_slots
from unisono.web.asked import Asked
from unisono.web.figures.days import DayLane, draw_days
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown

TEMPLATE_LETTERS = 2_000
WORDINGS_BESIDE = 12

Card = Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True)
class Wording:
    """One wording, with the words marked in which it differs from that of most posts."""

    card: Card
    shown: Markup


def view(asked: Asked) -> Shown:
    """Show what is known of the text that the address names."""
    card = asked.card("text", asked.subject["text"])
    values = {
        "card": card,
        "template": marked_slots(card["template"], slots_of(card), TEMPLATE_LETTERS),
        "wordings": wordings_of(card),
        "figure": days_figure(card, asked.clock),
    }
    return Shown("subjects/text.html.j2", values, [card])


def slots_of(card: Card) -> tuple[Slot, ...]:
    """Return the slots of a card."""
    return tuple(
        Slot(one["position"], one["kind"], tuple(Filler(**filler) for filler in one["fillers"]), one["different"])
        for one in card["slots"]
    )


def wordings_of(card: Card) -> Sequence[Wording]:
    """Return the wordings of most posts, the first as it is, the others with what differs from it marked."""
    known = card["wordings"][:WORDINGS_BESIDE]
    if not known:
        return []
    first = known[0]["text"]
    others = [Wording(one, compare(first, one["text"]).right) for one in known[1:]]
    return [Wording(known[0], plain(first)), *others]


def days_figure(card: Card, clock: Clock) -> Markup | None:
    """Draw the posts of each day; null where no post has a time."""
    counts = {date.fromisoformat(one["day"]): int(one["posts"]) for one in card["timeline"]}
    told = f"{card['posts']:,} posts of {card['accounts']:,} accounts."
    return draw_days([DayLane("", counts)], clock, name="days", title="Posts by day", description=told)


PAGE = Page("/text/{text}", view)
