"""Say how much of a planted group a scan of this case would find."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.scan_options import (
    FalseShareOption,
    NoTwinOption,
    SeedOption,
    SinceOption,
    UntilOption,
    WindowOption,
)
from unisono.model.counting import counted
from unisono.model.errors import UsageError

if TYPE_CHECKING:  # what is asked for is judged before anything heavy is imported
    from unisono.worlds.planting import PlantedGroup

LEVELS = ("easy", "medium", "hard")
CAN_BE_ACTED_ON = ("repost", "reply", "link", "hashtag", "text")
COLUMNS = ("size", "acts", "level", "members_found", "share", "from_to", "groups_found", "explained", "joined")
SMALL_CASE = 200  # accounts
LARGE_PART = 0.1
MOST_DIGITS = 9
LONG, TOO_LONG = 60, 24 * 3_600  # seconds that scans may take before it is said, or refused
FEWEST_OWN_POSTS = 1_000  # a case of fewer may be planted with so many all the same


def command(
    case: CaseArgument,
    size: Annotated[
        str,
        typer.Option("--size", help="Accounts in a group, up to those of the case; commas between several."),
    ] = "20",
    acts: Annotated[str, typer.Option("--acts", help="Commands a group follows; commas between several.")] = "25",
    level: Annotated[
        str, typer.Option("--level", help="How well it hides: easy, medium, hard; commas between several.")
    ] = "medium",
    copies: Annotated[int, typer.Option("--copies", help="Groups of each kind, planted and scanned one by one.")] = 5,
    by: Annotated[
        str | None,
        typer.Option("--by", help="What they act on: repost,reply,link,hashtag,text. Default: all but text."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    window: WindowOption = None,
    q: FalseShareOption = None,
    no_twin: NoTwinOption = False,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say how much of a planted group a scan of this case would find.

    New accounts are planted into a copy of the case in memory; the case itself is not touched. They follow commands on
    what the case's own posts act on: repost one of its originals, answer one of its posts, use its links or tags in
    words of their own, at hours at which its accounts post. Profiles, clients, languages and words come from the case.
    easy: every member acts within about 10 s of each command, and 15 % of their acts are like anybody's. medium: 80 %
    of the members, 1 min, 30 %. hard: 60 %, 10 min, 60 %. The delay is the absolute value of a normal draw with that
    spread.

    The group behaves as described and in no other way: real accounts may be easier or harder to find, and this does not
    say that the case holds no network. Each copy takes one scan, and the case as it is one more.
    """
    output = Output(as_json, quiet)
    sizes, commands = _numbers("--size", size, least=3), _numbers("--acts", acts, least=2)
    levels = _names("--level", level, LEVELS)
    acted_on = _names("--by", by, CAN_BE_ACTED_ON) if by is not None else CAN_BE_ACTED_ON[:-1]
    if not 1 <= copies < 10**MOST_DIGITS:
        raise UsageError(f"--copies {copies}: at least one group has to be planted. Type for example: --copies 5")
    from unisono.api import scan_settings
    from unisono.cases import open_case
    from unisono.worlds.planting import PlantedGroup

    settings = scan_settings(since=since, until=until, windows=window, q=q, twin=not no_twin, seed=seed)
    groups = [PlantedGroup(*kind) for kind in product(sizes, commands, levels)]
    opened = open_case(case)
    posts, accounts = opened.counts()
    _say_what_is_small(opened.path, posts, accounts, output)
    _require_possible(opened.path, posts, accounts, groups)
    from unisono.detectors.power import CaseTables, measure_power

    tables = CaseTables(opened.posts().collect(), opened.accounts().collect(), opened.references().collect())
    scans = len(groups) * copies + 1
    with output.progress(f"Scanning {counted(tables.posts.height, 'post')} {scans:,} times", total=scans) as advance:
        lines = []
        clock = ScanClock(scans, output, advance, _last_week(tables.posts["created_at"].max()))
        for line in measure_power(tables, groups, copies, settings, acted_on, clock.note):
            lines.append(line)
            output.json(line)
    for line in lines:
        _say_what_is_odd(line, tables.posts.height, output)
    if not as_json:
        output.rows([shown_line(line) for line in lines], COLUMNS)
        output.text(explanation(lines))


@dataclass
class ScanClock:
    """Says after the first scan how long the others take; refuses what would take days."""

    scans: int
    output: Output
    advance: Callable[[int], None]
    fewer_days: str = "--since DAY --until DAY"
    done: int = 0

    def note(self, seconds: float) -> None:
        """Take in that a scan is over, and how long it took; raises UsageError after a first one that says too much."""
        self.advance(1)
        self.done += 1
        left = self.scans - self.done
        rest = seconds * left
        if self.done > 1 or rest <= LONG:
            return
        told = f"The first of {self.scans:,} scans took {seconds:,.1f} s"
        if rest > TOO_LONG:
            raise UsageError(
                f"{told}: the other {left:,} would take about {rest / 3_600:,.0f} hours. Ask for fewer copies, sizes, "
                f"acts or levels, for example --copies 5, or look at fewer days, for example {self.fewer_days}"
            )
        self.output.say(f"{told}: the other {left:,} take about {_time_text(rest)}.")


def _last_week(ends_at: object) -> str:
    """Return how to ask about the last seven days of a case."""
    return f"--since {ends_at - timedelta(days=6):%Y-%m-%d}" if isinstance(ends_at, datetime) else "--since DAY"


def _time_text(seconds: float) -> str:
    """Return a time as a person says it: minutes up to an hour and a half, then hours."""
    return f"{seconds / 60:,.0f} minutes" if seconds < 5_400 else f"{seconds / 3_600:,.1f} hours"


def shown_line(line: dict[str, Any]) -> dict[str, object]:  # Any: a line is JSON
    """Return a line as the table shows it."""
    return {
        **line,
        "members_found": f"{line['found']:,} of {line['planted']:,}",
        "share": round(line["share"], 3),
        "from_to": f"{line['share_low']:.2f} to {line['share_high']:.2f}",
        "groups_found": f"{line['groups_found']} of {line['copies']}",
        "explained": line["groups_explained"],
    }


def explanation(lines: Sequence[dict[str, Any]]) -> str:  # Any: as above
    """Return in sentences what the table's columns say and what was planted."""
    totals: dict[str, int] = {}
    for line in lines:
        for layer, count in line["commands"].items():
            totals[layer] = totals.get(layer, 0) + count
    named = ", ".join(f"{layer} {count:,}" for layer, count in totals.items())
    return (
        "share: of the planted members, those in a network; from to: 95 % interval, which knows that members of one "
        "group are found or missed together.\n"
        "groups found: at least three members in one network; explained: of these, networks that an innocent "
        "explanation fits;\n"
        "joined: accounts of the case that came into a network with planted ones and are in none without them, over "
        "all copies.\n"
        f"Commands planted: {named}. The case was not touched."
    )


def _say_what_is_small(case: Path, posts: int, accounts: int, output: Output) -> None:
    if not posts:
        raise UsageError(
            f"{case} holds no posts, so nothing can be planted. Add some: unisono import {quote(str(case))} FILE"
        )
    if accounts < SMALL_CASE:
        output.say(
            f"Warning: {case} holds {counted(accounts, 'account')} only: what chance gives is poorly known in so "
            "small a case, and planted accounts are a large part of it. The figures speak of no larger case."
        )


def _require_possible(case: Path, posts: int, accounts: int, groups: "Sequence[PlantedGroup]") -> None:
    """Refuse groups that are larger than the case, or would publish more than it holds."""
    for group in groups:
        if group.size > accounts:
            raise UsageError(
                f"--size {group.size}: {case} holds {counted(accounts, 'account')}, and a group larger than the "
                f"whole case hides in nothing. Type for example: --size {max(3, min(20, accounts // 10))}"
            )
        if group.size * group.acts > max(posts, FEWEST_OWN_POSTS):
            raise UsageError(
                f"--size {group.size} --acts {group.acts}: a copy would get up to {group.size * group.acts:,} posts "
                f"more, and {case} holds {counted(posts, 'post')}. Ask for smaller groups or fewer commands: "
                f"--size {max(3, min(20, accounts // 10))} --acts {max(2, min(25, posts // 200))}"
            )


def _say_what_is_odd(line: dict[str, Any], posts: int, output: Output) -> None:  # Any: as above
    asked, given = line["acts"] * line["copies"], sum(line["commands"].values())
    kind = f"{line['size']} accounts, {line['acts']} commands, {line['level']}"
    if given < asked:
        output.say(f"Warning: {kind}: the posts hold objects for {given:,} of the {asked:,} commands over all copies.")
    share = line["planted_posts"] / line["copies"] / max(1, posts)
    if share > LARGE_PART:
        output.say(f"Warning: {kind}: a copy's posts are {share:.0%} of the case's: it no longer hides among others.")


def _numbers(option: str, text: str, *, least: int) -> list[int]:
    """Return the whole numbers of an option, none below `least`; raises UsageError."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or any(not part.isascii() or not part.isdecimal() for part in parts):
        raise UsageError(f"{option} {text!r}: give whole numbers from {least} up. Type for example: {option} 10,20,40")
    if any(len(part) > MOST_DIGITS for part in parts):
        raise UsageError(f"{option}: numbers of at most {MOST_DIGITS} digits. Type for example: {option} 10,20,40")
    if any(int(part) < least for part in parts):
        raise UsageError(f"{option} {text!r}: give whole numbers from {least} up. Type for example: {option} 10,20,40")
    return list(dict.fromkeys(int(part) for part in parts))


def _names(option: str, text: str, known: Sequence[str]) -> list[str]:
    """Return the names of an option, each one of those known; raises UsageError."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in parts if part not in known]
    if unknown or not parts:
        raise UsageError(f"{option} {text!r}: choose among {', '.join(known)}, with commas between several.")
    return list(dict.fromkeys(parts))
