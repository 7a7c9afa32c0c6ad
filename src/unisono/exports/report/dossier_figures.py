"""The figures of cards: the hours of a pushed hashtag, and what stayed on top of a watchlist's ranking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.dossiers.watchlist.describing import WatchlistPage
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.hours import draw_hours
from unisono.exports.report.figures.ranks import TOP_RANK, RankedThing, draw_ranks
from unisono.exports.report.limits import Limits
from unisono.exports.report.telling import Teller
from unisono.exports.report.untrusted import defang
from unisono.model.counting import counted

Row = Mapping[str, Any]  # Any: a card of a page

FEWEST_USERS = 3
"""Members that must have used a thing on one of its days to be drawn; what fewer use are their own habits."""


@dataclass(frozen=True)
class Figure:
    """A picture, what it shows for those who only hear it, and the sentence below it."""

    picture: Markup
    region: str
    caption: str


def hours_of(card: Row, title: str, clock: Clock) -> Figure | None:
    """Return the posts of a hashtag by the hour, its bursts shaded; null where nobody knows the hours.

    title: the hashtag as this copy shows it.
    """
    hours = [(one["at"], one["posts"]) for one in card["hours"]]
    bursts = [(one["start_at"], one["end_at"]) for one in card["bursts"]]
    slug = "".join(sign if sign.isalnum() else "-" for sign in title.lstrip("#"))
    picture = draw_hours(title, hours, bursts, clock, name=f"hours-{slug}")
    if picture is None:
        return None
    if card["bursts_cannot_say"]:
        said = f"Bursts: {card['bursts_cannot_say']}."
    elif bursts:
        shaded = counted(len(bursts), "burst")
        said = f"Shaded: {shaded}, in which it had far more posts than its hours usually have."
    else:
        said = "No hour has far more posts than it usually has."
    return Figure(picture, f"Hours of {title}", f"Posts over time, in {clock.zone_name}. {said}")


def ranks_of(page: WatchlistPage, teller: Teller, limits: Limits, clock: Clock | None = None) -> Figure | None:
    """Return what stayed in the top ten of a list longest, and what is unusual there, day by day; null for nothing."""
    card = page.card
    stays = [one for one in card["stays"] if one["most_accounts"] >= FEWEST_USERS][: limits.ranked]
    chosen = dict.fromkeys((one["kind"], one["item"]) for one in (*stays, *card["unusual"][: limits.ranked]))
    things = [_thing(page.ranks, kind, item, teller) for kind, item in chosen]
    picture = draw_ranks(teller.told(card["watchlist"]), things[: 2 * limits.ranked], clock)
    if picture is None:
        return None
    return Figure(
        picture,
        f"Ranks of watchlist {teller.told(card['watchlist'])}",
        "One row a hashtag, link, site or account that members mention, a bar for each day on which it was in the top "
        f"{TOP_RANK} of its kind: the first is highest. Filled bars are days on which more members used it than chance "
        "gives. First what stayed longest, then what is unusual.",
    )


def _thing(ranks: pl.DataFrame, kind: str, item: str, teller: Teller) -> RankedThing:
    own = ranks.filter((pl.col("kind") == kind) & (pl.col("item") == item))
    by_day: dict[date, int] = dict(own.select("day", "rank").iter_rows())
    return RankedThing(
        defang(teller.told(own["label"][0])), by_day, frozenset(own.filter(pl.col("unusual"))["day"].to_list())
    )
