"""One target: when posts against it came at once, by whom, how severe; the words stay folded until asked for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from unisono.exports.report.amounts import parse_moment
from unisono.web.asked import Asked
from unisono.web.figures.days import DayLane, draw_days
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown

POSTS_A_PAGE = 25
BREAK_AFTER_PAGES = 2
"""Pages of hostile posts after which the page says that one may stop."""

EPISODES_SHOWN = 30

Card = Mapping[str, Any]  # Any: JSON


def view(asked: Asked) -> Shown:
    """Show a target; ?severity= and ?episode= narrow the log, and ?page= goes through it."""
    told = asked.card("target_page", asked.subject["name"])
    card = told["card"]
    posts = [post for post in told["posts"] if _is_wanted(asked, post)]
    rows = asked.whole("rows", POSTS_A_PAGE, least=1, most=100)
    first = (asked.page_number - 1) * rows
    values = {
        "card": card,
        "told": told,
        "posts": [_shown_post(asked, post, told["kinds"]) for post in posts[first : first + rows]],
        "total": len(posts),
        "pages": max(1, -(-len(posts) // rows)),
        "episodes": card["episodes"][:EPISODES_SHOWN],
        "may_stop": asked.page_number > BREAK_AFTER_PAGES,
        "severity": asked.query.get("severity", ""),
        "episode": asked.query.get("episode", ""),
        "picture": draw_attacks(asked, told),
        "is_scanned": asked.run is not None,
    }
    return Shown("world/target.html.j2", values, told["posts"] if asked.query.get("of") == "posts" else [card])


def draw_attacks(asked: Asked, told: Card) -> Markup | None:
    """Draw posts against the target and the hashtags used against it by day; episodes are shaded."""
    card = told["card"]
    if not card["timeline"] or told["days"] is None:
        return None
    first, last = (date.fromisoformat(day) for day in told["days"])
    every = dict.fromkeys((first + timedelta(days=place) for place in range((last - first).days + 1)), 0)
    posts = {date.fromisoformat(one["day"]): one["posts"] for one in card["timeline"]}
    tags = {date.fromisoformat(day): many for day, many in card["hashtags_per_day"].items()}
    spans = _episode_days(asked, card["episodes"])
    lanes = [DayLane("posts against it", {**every, **posts}, marked=spans)]
    if tags:
        lanes.append(DayLane("hashtags used", {**every, **tags}, marked=spans))
    return draw_days(
        lanes,
        asked.clock,
        name="attacks",
        title="Posts against the target and hashtags used against it, by day",
        description="Bars by day; shaded are the days of episodes. The tables below have the numbers.",
    )


def _episode_days(asked: Asked, episodes: Sequence[Card]) -> list[tuple[date, date]]:
    moments = [(parse_moment(one["start_at"]), parse_moment(one["end_at"])) for one in episodes]
    return [
        (asked.clock.local(begin).date(), asked.clock.local(end).date())
        for begin, end in moments
        if begin is not None and end is not None
    ]


def _is_wanted(asked: Asked, post: Card) -> bool:
    severity, episode = asked.query.get("severity", ""), asked.query.get("episode", "")
    return (not severity or str(post["severity"]) == severity) and (not episode or str(post["episode"]) == episode)


def _shown_post(asked: Asked, post: Card, kinds: Mapping[str, str]) -> dict[str, Any]:  # Any: what a template shows
    return {
        **post,
        "address": asked.address("post", post["post_id"]),
        "kinds": [kinds.get(kind, kind) for kind in post["kinds"] or []],
        "tags": post["hashtags_against"] or [],
    }


PAGE = Page("/target/{name}", view)
