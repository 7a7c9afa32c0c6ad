"""One post: who reposted it, beside whom, in which waves, and which hypotheses that fits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from unisono.dossiers.post.persona import FEWEST
from unisono.dossiers.post.summary import NOTHING_SHOWN
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.figures.hours import draw_hours
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.posts.kept_posts import KeptPosts
from unisono.web.posts.reading import ChosenPosts, kept_posts
from unisono.web.posts.shown_posts import ShownPost, shown_posts
from unisono.web.shown import Shown

COLUMNS = (
    ("value", "These reposters"),
    ("networked_value", "Those in networks"),
    ("control_value", "Of the control post"),
    ("compared_value", "Of comparable posts"),
)
"""Whose shares a trait is shown for."""

HOUR = timedelta(hours=1)

Card = Mapping[str, Any]  # Any: JSON


def view(asked: Asked) -> Shown:
    """Show what is known of the post that the address names."""
    card = asked.card("post", asked.subject["post"])
    kept = kept_posts(asked)
    shares = [row for row in card["persona"] if "compared_value" in row and row["n"] >= FEWEST]
    values = {
        "card": card,
        "itself": shown_post(asked, kept, card["post_id"]),
        "repost": shown_post(asked, kept, card["typed_repost"]) if card["typed_repost"] else None,
        "verdict": NOTHING_SHOWN if card["verdict_limited"] and card["verdict"] is not None else None,
        "figure": waves_figure(kept, card, asked.clock),
        "shares": shares,
        "columns": [(name, title) for name, title in COLUMNS if any(row[name] is not None for row in shares)],
        "kinds": [row for row in card["persona"] if row.get("kinds")],
        "unsaid": [row["label"] for row in card["persona"] if "compared_value" in row and row["cannot_say"]],
    }
    return Shown("subjects/post.html.j2", values, [card])


def shown_post(asked: Asked, kept: KeptPosts, post: str) -> ShownPost | None:
    """Return a post ready to be shown; null where the case knows it from others alone."""
    places = kept.columns.filter(kept.columns["post"] == post)["position"]
    found = shown_posts(ChosenPosts(asked.case, kept, places).page(1, 1), kept)
    return found[0] if found else None


def waves_figure(kept: KeptPosts, card: Card, clock: Clock) -> Markup | None:
    """Draw its reposts in each hour, its waves shaded; null where the case has none with a time."""
    reposts = kept.originals.filter(kept.originals["original"] == card["post_id"])["position"]
    rows = kept.columns.filter(kept.columns["position"].is_in(reposts.implode()))
    times = rows.filter(rows["kind"] == "repost")["at"].drop_nulls()
    hours = dict(times.dt.truncate("1h").value_counts().sort("at").iter_rows())
    if not hours:
        return None
    # From its publication to an hour after the last: a wave stands out by what is around it.
    published = parse_moment(card["created_at"])
    around = [max(hours) + HOUR] + ([published.replace(minute=0, second=0, microsecond=0)] if published else [])
    waves = [_span(one) for one in card["waves"]]
    told = [span for span in waves if span is not None]
    return draw_hours("Reposts", [*hours.items(), *((at, 0) for at in around)], told, clock, name="waves")


def _span(wave: Card) -> tuple[datetime, datetime] | None:
    begin, end = parse_moment(wave["start_at"]), parse_moment(wave["end_at"])
    return (begin, end) if begin is not None and end is not None else None


PAGE = Page("/post/{post:path}", view)
