"""Print the hashtags of a case, ranked: by posts, by networks' share, by surprise; of a day, or of each hour."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shlex import quote
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import polars as pl
import typer

from unisono.api.spans import parse_moment
from unisono.cases import Case, open_case
from unisono.cli.flow_parts import VERDICT_WORDS
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.run_age import warn_of_later_posts
from unisono.dossiers.hashtag.material import Material, read_tags
from unisono.dossiers.hashtag.ranking import ORDERS, rank_spans, rank_tags, within
from unisono.model.counting import counted
from unisono.model.errors import UsageError

COLUMNS = (
    *("rank", "hashtag", "posts", "accounts", "each", "reposts", "top50", "ctm", "percentile", "by members", "q"),
    *("new", "verdict"),
)
SPAN_COLUMNS = ("span", "rank", "before", "hashtag", "posts", "accounts", "by members")
NETWORK_COLUMNS = ("by members", "q", "verdict")
ROWS_SHOWN = 30
TOP_EACH = 5
SPANS = ("day", "hour")
SPAN_ORDERS = ("posts", "accounts", "network-share")

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def command(  # one parameter an option
    case: CaseArgument,
    by: Annotated[str, typer.Option("--by", help=f"Order: one of {', '.join(ORDERS)}.")] = "posts",
    day: Annotated[
        str | None, typer.Option("--day", help="Read this day only, in the case's zone: 2018-06-30.")
    ] = None,
    hour: Annotated[str | None, typer.Option("--hour", help="Read this hour only: 2018-06-30T18:00 (UTC).")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Read posts from this day or time on (UTC).")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Read posts before this day or time (UTC).")] = None,
    each: Annotated[
        str | None, typer.Option("--each", help="Print the first tags of each day or hour: day or hour.")
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="Print so many tags (of each day or hour).")] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the hashtags of a case, ranked.

    By posts, by accounts, by the share of posts that members of networks wrote (network-share; column: by members), by
    how far that is beyond chance (surprise), by how few accounts carry them for their size (concentration), or new ones
    first (new: not used earlier in the case). Reposts count with their originals' tags. ctm is Nimmo's coefficient of
    traffic manipulation; percentile: of 100 tags of like size in these posts, how many have less of it (needs show: too
    few are, and the page of the tag compares it with drawn ones). q is the share of false ones to expect among all tags
    at least as surprising. What networks carry is known after a scan. One tag: unisono show CASE hashtag TAG.
    """
    output = Output(as_json, quiet)
    _require(by, each)
    opened = open_case(case)
    run = opened.latest_run()
    if run:
        warn_of_later_posts(output, opened, run)
    with output.progress("Reading hashtags"):
        material = read_tags(opened, run)
    start, end = _span(opened.zone, day=day, hour=hour, since=since, until=until)
    chosen = within(material, start, end)
    if each is not None:
        rows = rank_spans(chosen, each, by, top or TOP_EACH)
        shown, columns = [_shown_span(row) for row in rows], list(SPAN_COLUMNS)
    else:
        most = top if top is not None or as_json else ROWS_SHOWN
        before = within(material, None, start) if start is not None else None
        rows = rank_tags(chosen, by, before=before, top=most)
        shown, columns = [_shown(row) for row in rows], list(COLUMNS)
    nothing = "" if rows else _nothing_text(opened, start, end)
    if as_json:
        output.rows(rows, columns)
        if nothing:
            output.say(nothing)
        return
    if nothing:
        output.text(nothing)
        return
    _print(output, case, chosen, shown, _told(columns, has_run=run is not None, has_before=start is not None))


def _told(columns: Sequence[str], *, has_run: bool, has_before: bool) -> tuple[str, ...]:
    silent = (() if has_run else NETWORK_COLUMNS) + (() if has_before else ("new",))
    return tuple(name for name in columns if name not in silent)


def _print(output: Output, case: Path, chosen: Material, rows: list[Row], columns: tuple[str, ...]) -> None:
    output.rows(rows, columns, shown=max(1, len(rows)))
    tags, posts = chosen.uses["object"].n_unique(), chosen.uses["post"].n_unique()
    output.text(
        f"{counted(tags, 'hashtag')} in {counted(posts, 'post')}. How much a tag is used says nothing about why. One "
        f"tag: unisono show {quote(str(case))} hashtag {quote(str(rows[0]['hashtag']).lstrip('#'))}"
    )
    if chosen.run is None:
        output.say(f"What networks carry is known after a scan: unisono scan {quote(str(case))}")


def _require(by: str, each: str | None) -> None:
    if by not in ORDERS:
        raise UsageError(f"Tags cannot be ranked by {by!r}. Type one of: {', '.join(ORDERS)}.")
    if each is not None and each not in SPANS:
        raise UsageError(f"--each is {each!r}. Type one of: day, hour.")
    if each is not None and by not in SPAN_ORDERS:
        raise UsageError(f"Of each {each}, tags are ranked by one of: {', '.join(SPAN_ORDERS)}. Leave out --by {by}.")


def _span(
    zone: str, *, day: str | None, hour: str | None, since: str | None, until: str | None
) -> tuple[datetime | None, datetime | None]:
    """Return the beginning and the end of what is asked for, a day in the case's zone; None is open."""
    if sum(given is not None for given in (day, hour, since or until)) > 1:
        raise UsageError("--day, --hour and --since/--until each choose the posts. Type one of them.")
    if day is not None:
        start = parse_moment(day).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=ZoneInfo(zone))
        return start.astimezone(UTC), (start + timedelta(days=1)).astimezone(UTC)
    if hour is not None:
        start = parse_moment(hour).replace(minute=0, second=0, microsecond=0)
        return start, start + timedelta(hours=1)
    first, last = (parse_moment(moment) if moment else None for moment in (since, until))
    return first, last


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}".rjust(4)


def _shown(row: Row) -> Row:
    return {
        **row,
        "hashtag": f"#{row['hashtag']}",
        "each": f"{row['posts_per_account']:.2f}",
        "reposts": _percent(row["repost_share"]),
        "top50": _percent(row["top50_share"]),
        "ctm": f"{row['ctm']:.1f}",
        "percentile": row["ctm_percentile_cannot_say"] or str(round(row["ctm_percentile"])).rjust(3),
        "by members": _percent(row["members_share"]),
        "new": "new" if row["is_new"] else "",
        "verdict": VERDICT_WORDS.get(row["verdict"], row["verdict_cannot_say"]),
    }


def _shown_span(row: Row) -> Row:
    before = row["rank_before"]
    return {
        **row,
        "hashtag": f"#{row['hashtag']}",
        "before": "new" if before is None else before,
        "by members": _percent(row["members_share"]),
    }


def _nothing_text(case: Case, start: datetime | None, end: datetime | None) -> str:
    """Return why there is no tag: no posts at all, none in this span, or none with a tag."""
    posts, _ = case.counts()
    if not posts:
        return f"No hashtags: the case has no posts yet. Add some: unisono import {quote(str(case.path))} FILE"
    if start is None and end is None:
        return f"No hashtags: none of the {counted(posts, 'post')} carries one."
    at, inside = pl.col("created_at"), case.posts()
    if start is not None:
        inside = inside.filter(at >= start)
    if end is not None:
        inside = inside.filter(at < end)
    found = int(inside.select(pl.len()).collect().item())
    if not found:
        return "No hashtags: the case has no posts in this span."
    return f"No hashtags: none of the {counted(found, 'post')} in this span carries one."
