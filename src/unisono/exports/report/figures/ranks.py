"""What stays on top of a list's ranking: a strip a thing, a bar for each day in the top ten, the higher the better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from markupsafe import Markup

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import WIDTH, frame, label
from unisono.exports.report.figures.unseen import Unseen, unseen_of
from unisono.exports.report.untrusted import shorten_in_middle
from unisono.model.counting import counted

ROW, BAR = 34, 24
TOP, LEFT, RIGHT = 34, 230, 130
TOP_RANK = 10
MOST_DAYS = 60
"""Days that are drawn; of more, the last ones."""

LABELLED_DAYS = 6
NAME_LETTERS = 28


@dataclass(frozen=True)
class RankedThing:
    """A hashtag, link, domain or mention as it is shown, its rank by day, and the days on which that is unusual."""

    name: str
    ranks: Mapping[date, int]
    unusual: frozenset[date] = frozenset()


def draw_ranks(name: str, things: Sequence[RankedThing], clock: Clock | None = None) -> Markup | None:
    """Draw one strip a thing, in their order; full bars are unusual days; null where nothing was in the top ten.

    name: of the list, for the title. Days without a bar: not in the top ten, or not used. clock: has the times that
    were not seen.
    """
    shown = [one for one in things if any(rank <= TOP_RANK for rank in one.ranks.values())]
    if not shown:
        return None
    days = _days(shown)
    step = (WIDTH - LEFT - RIGHT) / len(days)
    bottom = TOP + ROW * len(shown)
    unseen = _unseen(clock or Clock(), days, step, bottom)
    content = [*unseen.shades, *_day_labels(days, step, bottom)]
    for row, one in enumerate(shown):
        foot = TOP + ROW * (row + 1) - 4
        content.append(
            label(shorten_in_middle(one.name, NAME_LETTERS), LEFT - 14, foot - 7, anchor="end", characters=NAME_LETTERS)
        )
        content.append(f'<path class="axis" d="M{LEFT} {foot}H{WIDTH - RIGHT}"/>')
        content += [
            _bar(LEFT + place * step, foot, step, one.ranks[day], is_unusual=day in one.unusual)
            for place, day in enumerate(days)
            if one.ranks.get(day, TOP_RANK + 1) <= TOP_RANK
        ]
        content.append(label(_said(one, days), WIDTH, foot - 7, anchor="end", kind="key"))
    return frame(
        "ranks",
        name=f"ranks-{''.join(sign if sign.isalnum() else '-' for sign in name)}",
        title=f"Watchlist {name}: what was in its top ten, day by day",
        description=f"{counted(len(shown), 'thing')}, {days[0]} to {days[-1]}. A bar for each day in the top ten of "
        "its kind: the first is highest, the tenth lowest; full where more members used it than chance gives."
        f"{unseen.words}",
        height=bottom + 8 + unseen.room,
        content=[*content, *unseen.key],
    )


def _unseen(clock: Clock, days: Sequence[date], step: float, bottom: float) -> Unseen:
    """Return what the strips show of times not seen."""
    since = datetime.combine(days[0], time(), UTC)

    def place(at: datetime) -> float:
        return LEFT + (at - since) / timedelta(days=1) * step

    until = since + timedelta(days=len(days))
    return unseen_of(clock, place, since, until, top=TOP - 8, bottom=bottom, foot=bottom + 8, left=LEFT)


def _days(things: Sequence[RankedThing]) -> list[date]:
    """Return every day from the first to the last with a rank, the last sixty of more."""
    known = [day for one in things for day in one.ranks]
    first, last = min(known), max(known)
    first = max(first, last - timedelta(days=MOST_DAYS - 1))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day_labels(days: Sequence[date], step: float, bottom: float) -> list[str]:
    """Return the dates above, as many as there is room for, each with a line down through the strips."""
    every = max(1, -(-len(days) // LABELLED_DAYS))
    content = []
    for place in range(0, len(days), every):
        x = LEFT + place * step
        content.append(f'<path class="grid" d="M{x:.1f} {TOP - 8}V{bottom}"/>')
        content.append(label(f"{days[place]:%Y-%m-%d}", x, 18, kind="key"))
    return content


def _bar(x: float, foot: float, step: float, rank: int, *, is_unusual: bool) -> str:
    height = BAR * (TOP_RANK + 1 - rank) / TOP_RANK
    kind = "after" if is_unusual else "half"
    width = max(step - 3, 1.5)
    return (
        f'<rect class="{kind}" x="{x + 1.5:.1f}" y="{foot - height:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'data-rank="{rank}"/>'
    )


def _said(one: RankedThing, days: Sequence[date]) -> str:
    top = [one.ranks[day] for day in days if one.ranks.get(day, TOP_RANK + 1) <= TOP_RANK]
    return f"best {min(top)}, {counted(len(top), 'day')}" if top else "earlier days"
