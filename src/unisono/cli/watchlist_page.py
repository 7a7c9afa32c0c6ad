"""One watchlist on one page: whose claim it is, whom the case has of it, and what its members push, day by day."""

from datetime import UTC, date, datetime
from pathlib import Path
from shlex import quote
from typing import Any

import polars as pl

from unisono.cases import open_case
from unisono.cases.watchlists import MEMBERSHIPS, NOT_SAID
from unisono.cli.naming_accounts import some_of
from unisono.cli.output import Output
from unisono.cli.page_parts import Page, readable
from unisono.dossiers.watchlist.describing import OLD_DAYS, TOPIC, WatchlistPage, choose_ranks, describe_watchlist
from unisono.dossiers.watchlist.unusual import FEWEST_ACCOUNTS
from unisono.model.counting import counted
from unisono.model.errors import UsageError

TOP_SHOWN = 10
STAYS_SHOWN = 12
UNUSUAL_SHOWN = 20
NAMES_SHOWN = 5
LINK_LETTERS = 90

KIND_TITLES = {"hashtag": "Hashtags", "link": "Links", "domain": "Domains", "mention": "Mentions", "topic": "Words"}

COLUMNS = (
    "rank", "label", "posts", "accounts", "top5", "range", "days_in_top10", "control_rank", "of_case", "unusual",
)  # fmt: skip
HOW_TO_READ = (
    "rank: by posts of members, ties by accounts. top5: share of these posts by the five members that used it most. "
    "range: ranks with any one member left out. control rank: {controls}. "
    "of case: share of all its posts of the day that are by members."
)


def show_watchlist_page(
    output: Output,
    folder: Path,
    name: str,
    *,
    day: str | None,
    kind: str | None,
    top: int | None,
    version: int | None,
    seed: int,
) -> None:
    """Print the page of a list, or its ranking as JSON lines."""
    if top is not None and top < 1:
        raise UsageError(f"--top is {top}. Type how many ranks of each kind and day to print, 1 or more.")
    wanted_day = parse_day(day) if day else None
    page = describe_watchlist(open_case(folder), name, version=version, topics=kind == TOPIC, seed=seed)
    chosen = choose_ranks(page.ranks, day=wanted_day, kind=kind, top=top)
    for text in cautions_of(page.card):
        output.say(text)
    if output.as_json:
        output.rows(chosen.iter_rows(named=True), ())
        return
    print_watchlist(output, folder, page, chosen, day=wanted_day, top=top or TOP_SHOWN)


def print_watchlist(
    output: Output, case: Path, page: WatchlistPage, chosen: pl.DataFrame, *, day: date | None, top: int
) -> None:
    """Print the list and whose word it is, what stays on top, what is unusual, and the ranking of a day."""
    card = page.card
    output.text(heading_text(card))
    if not page.ranks.height:
        output.text("\nNo member has used a hashtag, a link or a mention in a post of this case: nothing to rank.")
        return
    if not chosen.height:
        when = f" on {day}" if day else ""
        output.text(f"\nMembers used nothing of this{when}. Their days: {card['first_day']} to {card['last_day']}.")
        return
    kinds = set(chosen["kind"])
    if day is None:
        _print_stays(output, [one for one in card["stays"] if one["kind"] in kinds])
    unusual = [one for one in card["unusual"] if one["kind"] in kinds]
    if day is not None:
        unusual = chosen.filter("unusual").sort("q").to_dicts()
    _print_unusual(output, card, unusual, day, tested=chosen["p"].count())
    shown_day = day or card["last_day"]
    rows = chosen.filter((pl.col("day") == shown_day) & (pl.col("rank") <= top))
    output.text(f"\nThe ranking of {shown_day}" + ("" if day else ", the last day with posts of members"))
    if not rows.height:
        output.text(f"Members used nothing of this on {shown_day}.")
    for kind in rows["kind"].unique(maintain_order=True):
        output.text(f"\n{KIND_TITLES[kind]}")
        own = rows.filter(pl.col("kind") == kind)
        output.rows([_shown(row) for row in own.iter_rows(named=True)], COLUMNS, right=("top5", "of_case"))
    output.text(HOW_TO_READ.format(controls=_control_rank_text(card["controls"])))
    show = f"unisono show {quote(str(case))} watchlist {quote(card['watchlist'])}"
    output.text(
        f"\nHow to go on\n  {show} --day {shown_day}\n  {show} --kind topic    their words, too\n"
        f"  {show} --json    every rank of every day\n"
        f"  unisono watchlist members {quote(str(case))} {quote(card['watchlist'])}    who is on it, and why"
    )


def heading_text(card: Page) -> str:
    """Return the list, whose claim it is, how its members come to be on it, and whom the case has."""
    whose = readable(card["source"]) if card["source"] else "nobody is named as its source"
    lines = [
        f"Watchlist {card['watchlist']}, version {card['version']} ({card['sha256'][:12]}): "
        f"{counted(card['members'], 'member')}. Whose list: {whose}.",
        f"  In this case: {counted(card['found'], 'account')} of it, with {counted(card['posts'], 'post')} of "
        f"{card['case_posts']:,} on {counted(card['days'], 'day')}"
        + (f" ({card['first_day']} to {card['last_day']})." if card["first_day"] else "."),
        f"  How they come to be on it: {_memberships_text(card['memberships'])}.",
    ]
    if card["absent"]:
        names = [readable(one["named"], 40) for one in card["absent"]]
        lines.append(f"  Not matched in this case: {len(card['absent']):,}: {some_of(names, NAMES_SHOWN)}.")
    if card["by_earlier_handle"]:
        renamed = [f"{readable(one['named'], 40)} is {one['account']}" for one in card["by_earlier_handle"]]
        lines.append(f"  Matched by a handle that an account had earlier: {some_of(renamed, NAMES_SHOWN)}.")
    lines.append("  " + _controls_text(card["controls"]))
    lines.append(
        "  Being on the list is its source's claim. What follows says what these accounts posted, not who they are: "
        "people share a topic, a language or a day's news, and some are on lists by mistake."
    )
    return "\n".join(lines)


def cautions_of(card: Page) -> list[str]:
    """Return warnings about the list: no reasons, no date, or old."""
    told = []
    if card["without_reason"]:
        told.append(
            f"Warning: {card['without_reason']:,} of {counted(card['members'], 'member')} have no reason to be on it."
        )
    if card["age_days"] is None:
        told.append("Warning: nobody says when the list was made. Accounts are sold, renamed and suspended.")
    elif card["age_days"] > OLD_DAYS:
        last = card["last_day"]
        apart = (last - date.fromisoformat(card["date"])).days if last else None
        span = (
            f", {counted(abs(apart), 'day')} {'before' if apart > 0 else 'after'} the last post here" if apart else ""
        )
        told.append(
            f"Warning: the list is of {card['date']}, {card['age_days']:,} days old{span}. Accounts are sold, renamed "
            "and suspended since."
        )
    return told


def parse_day(written: str) -> date:
    """Return the day that is written as 2018-06-30; raises UsageError for anything else, and for days to come."""
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        raise UsageError(f"{written!r} is not a day. Type one such as 2018-06-30.") from None
    if day > datetime.now(UTC).date():
        raise UsageError(f"{written} lies ahead. Type a day such as 2018-06-30.")
    return day


def _memberships_text(memberships: Page) -> str:
    words = {**MEMBERSHIPS, "not_said": NOT_SAID}
    parts = [f"{words[name]} {count:,}" for name, count in memberships.items() if count]
    return ", ".join(parts) or "none of them is in the case"


def _controls_text(controls: Page) -> str:
    if controls["cannot_say"]:
        return f"No control lists: {controls['cannot_say'].removeprefix('cannot say: ')}."
    unlike = controls["control_posts"] < controls["member_posts"] / 2
    warning = (
        " The case has too few accounts as busy as these: ranks in the control lists rest on fewer posts."
        if unlike
        else ""
    )
    return (
        f"{counted(controls['lists'], 'control list')} of {counted(controls['members'], 'other account')} each (seed "
        f"{controls['seed']}), {_matched_text(controls)}: half of the members have "
        f"{counted(round(controls['member_posts']), 'post')} or more, half of the controls "
        f"{counted(round(controls['control_posts']), 'post')}.{warning}"
    )


def _control_rank_text(controls: Page) -> str:
    """Return what the control rank of a row is a mean of."""
    if not controls["lists"]:
        return "none, as there is no list of as many other accounts"
    return (
        f"the mean over {counted(controls['lists'], 'list')} of as many other accounts, {_matched_text(controls)}, "
        f"and {'how many of these lists' if controls['lists'] > 1 else 'whether that list'} used it"
    )


def _matched_text(controls: Page) -> str:
    if controls["same_language"] is None:
        return "none here"
    share = controls["same_language"]
    if not share:
        return "alike in platform and posts (main languages are not known, or nobody else here has them)"
    return f"alike in platform, posts and (for {share:.0%}) main language"


def _print_stays(output: Output, stays: list[Page]) -> None:
    several = [one for one in stays if one["most_accounts"] > 2]
    output.text("\nWhat stays on top, day after day")
    for one in several[:STAYS_SHOWN]:
        output.text(f"  {readable(one['kind'])}  {readable(one['says'], 200)}.")
    if not several:
        output.text("  Nothing that three members or more used was in the top ten on two days.")
    left = len(several) - STAYS_SHOWN
    habits = len(stays) - len(several)
    more = [f"{left:,} more"] if left > 0 else []
    more += [f"{habits:,} that only one or two members used on any day"] if habits else []
    if more:
        output.text(f"  And {', and '.join(more)}.")


def _print_unusual(output: Output, card: Page, unusual: list[Page], day: date | None, *, tested: int) -> None:
    """Print what members used more than accounts as busy do, or that there is no such thing."""
    when = f" on {day}" if day else ""
    output.text(f"\nUnusual{when}: used by more members than chance gives (q at most 1 %)")
    if not tested:
        output.text(f"  Cannot say: {FEWEST_ACCOUNTS} members or more never used the same thing on a day.")
        return
    if not unusual:
        output.text(
            f"  Nothing, of {counted(tested, 'thing of a day', 'things of a day')} that {FEWEST_ACCOUNTS} members or "
            "more used: none is used more than accounts of their platform and language do that post as much."
        )
        return
    for one in unusual[:UNUSUAL_SHOWN]:
        days = one.get("days_unusual", 1)
        others = f", and on {days - 1} other day{'' if days == 2 else 's'}" if days > 1 else ""
        output.text(
            f"  {one['kind']}  {readable(one['label'], LINK_LETTERS)}: {one['accounts']:,} of its "
            f"{counted(one['case_accounts'], 'account')} on {one['day']} are members, chance gives at most "
            f"{one['expected_accounts']:,.1f} (q {one['q']:.1g}); rank {one['rank']}, {_control_text(one)}{others}."
        )
    left = len(unusual) - UNUSUAL_SHOWN
    if left > 0:
        output.text(f"  And {left:,} more (--json: unusual).")
    output.text(_taking_part_text(card))
    if card["is_of_network"]:
        output.text(
            "  The list is a network of this case: that its members used the same things is why they are on it. What "
            "is unusual here says what they did together, and is no new evidence that they did."
        )
    output.text(
        "  Members may share an interest, a place or an employer that others of their language do not: read the posts."
    )


def _taking_part_text(card: Page) -> str:
    """Return who of the members used nothing of what is unusual: nothing here speaks against them."""
    names = {one["account"]: one["named"] for one in card["people"]}
    without = [readable(names[one["account"]], 40) for one in card["taking_part"] if not one["things"]]
    if not without:
        return "  Every member in the case used some of what is unusual on these days."
    return (
        f"  {counted(len(without), 'member')} of {card['found']:,} used none of what is unusual on any day: "
        f"{some_of(without, NAMES_SHOWN)}. Nothing here speaks against "
        "them: they may be on the list by mistake."
    )


def _control_text(row: Page) -> str:
    if not row["control_lists"]:
        return "in no control list"
    return f"in control lists {row['control_rank']:,.0f} ({row['control_low']} to {row['control_high']})"


def _shown(row: dict[str, Any]) -> dict[str, Any]:  # Any: cells of a table
    control = (
        f"{row['control_rank']:,.1f} ({counted(row['control_lists'], 'list')})" if row["control_lists"] else "not used"
    )
    ranges = f"{row['rank_low']} to {row['rank_high']}" if row["rank_low"] is not None else "one member"
    return {
        **row,
        "label": readable(row["label"], LINK_LETTERS),
        "top5": f"{row['top5_share']:.0%}",
        "range": ranges,
        "control_rank": control,
        "of_case": f"{row['share_of_case']:.0%}",
        "unusual": "few members" if row["unusual"] is None else ("unusual" if row["unusual"] else ""),
    }
