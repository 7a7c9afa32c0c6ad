"""One watchlist: what its members pushed on a day, beside control lists, over time, and what of it is unusual."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from unisono.cases.watchlists import MEMBERSHIPS, NOT_SAID
from unisono.dossiers.watchlist.describing import OLD_DAYS
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.ranks import RankedThing, draw_ranks
from unisono.exports.report.untrusted import defang
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import NothingThere, Shown

STAYS_DRAWN = 8
FEWEST_USERS = 3
ROWS_SHOWN = 10
ROWS_OF_ONE_KIND = 50
TOPIC = "topic"

PAGES_OF = {"hashtag": "hashtag", "mention": "account", "topic": "search"}

Card = Mapping[str, Any]  # Any: JSON


def view(asked: Asked) -> Shown:
    """Show the ranking of ?day= (the last with posts of members, if none is named), of all kinds or ?kind=."""
    kind = asked.query.get("kind", "")
    told = asked.card("watchlist", asked.subject["name"], topics="yes" if kind == TOPIC else "")
    card = told["card"]
    kinds = [*(name for name in card["kinds"] if name != TOPIC), TOPIC]
    if kind and kind not in kinds:
        raise NothingThere(f"There is no kind {kind!r}. Kinds: {', '.join(kinds)}.")
    days = sorted({row["day"] for row in told["used"]})
    day = _day(asked, days)
    shown_kinds = [kind] if kind else [name for name in kinds if name != TOPIC]
    chosen = [row for row in told["ranks"] if row["day"] == day and row["kind"] in shown_kinds]
    most = asked.whole("top", ROWS_OF_ONE_KIND if kind else ROWS_SHOWN, least=1, most=200)
    rankings = [
        {
            "kind": name,
            "rows": [{**row, "address": address_of(asked, row)} for row in own[:most]],
            "kept": len(own),
            "things": sum(one["things"] for one in told["used"] if one["day"] == day and one["kind"] == name),
        }
        for name in shown_kinds
        if (own := [row for row in chosen if row["kind"] == name])
    ]
    unusual = [row for row in card["unusual"] if not kind or row["kind"] == kind]
    values = {
        "card": card,
        "cautions": cautions_of(card),
        "memberships": [
            (MEMBERSHIPS.get(name, NOT_SAID), count) for name, count in card["memberships"].items() if count
        ],
        "day": day,
        "before": max((one for one in days if one < day), default=None),
        "after": min((one for one in days if one > day), default=None),
        "days": days,
        "kind": kind,
        "kinds": kinds,
        "rankings": rankings,
        "most": most,
        "stays": [one for one in card["stays"] if one["kind"] in shown_kinds and one["most_accounts"] >= FEWEST_USERS],
        "unusual": [{**row, "address": address_of(asked, row)} for row in unusual],
        "picture": _picture(told, shown_kinds, asked.clock),
    }
    is_narrowed = bool(kind or asked.query.get("day"))
    return Shown("world/watchlist.html.j2", values, chosen if is_narrowed else told["ranks"])


def cautions_of(card: Card) -> list[str]:
    """Return what makes a list doubtful: old, without_date, without_reason."""
    age = card["age_days"]
    told = ["without_date"] if age is None else ["old"] if age > OLD_DAYS else []
    return [*told, *(["without_reason"] if card["without_reason"] else [])]


def address_of(asked: Asked, row: Card) -> str:
    """Return the page of what members used: a hashtag, an account, a link or a site, the posts with a word."""
    kind, item = row["kind"], row["item"]
    if kind in ("hashtag", "mention"):
        return asked.address(PAGES_OF[kind], item)
    if kind == TOPIC:
        return asked.address("search", words=item)
    return asked.address("link", url=item) if kind == "link" else asked.address("posts", domain=item)


def _day(asked: Asked, days: Sequence[str]) -> str:
    wanted = asked.query.get("day", "")
    if not wanted:
        return days[-1] if days else ""
    try:
        return date.fromisoformat(wanted).isoformat()
    except ValueError as error:
        raise NothingThere(f"{wanted!r} is not a day. Days are written as 2018-06-30.") from error


def _picture(told: Card, kinds: Sequence[str], clock: Clock) -> Markup | None:
    """Draw what stayed on top longest, then what is unusual, day by day."""
    card = told["card"]
    stays = [one for one in card["stays"] if one["most_accounts"] >= FEWEST_USERS and one["kind"] in kinds]
    unusual = [one for one in card["unusual"] if one["kind"] in kinds]
    chosen = dict.fromkeys((one["kind"], one["item"]) for one in (*stays[:STAYS_DRAWN], *unusual[:STAYS_DRAWN]))
    things = [_thing(told["ranks"], kind, item) for kind, item in chosen]
    return draw_ranks(card["watchlist"], things, clock)


def _thing(ranks: Sequence[Card], kind: str, item: str) -> RankedThing:
    own = [row for row in ranks if row["kind"] == kind and row["item"] == item]
    return RankedThing(
        defang(own[0]["label"]) if own else item,
        {date.fromisoformat(row["day"]): row["rank"] for row in own},
        frozenset(date.fromisoformat(row["day"]) for row in own if row["unusual"]),
    )


PAGE = Page("/watchlist/{name}", view)
