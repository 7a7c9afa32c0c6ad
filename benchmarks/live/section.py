"""What watching came to as a section of the page of benchmarks: sentences, and a table of its own."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.live.measuring import (
    Fastest,
    Killed,
    Steady,
    measure_fastest,
    measure_kills,
    measure_steady,
    median_lag,
)
from benchmarks.live.outcome import Heard, Process, middle
from benchmarks.live.recording import Plan, pushes_every
from benchmarks.live.running import Line
from benchmarks.sections import Section

TITLE = "Watching a stream"
BAR_S = 5.0
MOST_NAMED = 5
YOUNG_S = 330.0
"""A stream is young for so long: what rises in it cannot be told from what it always has."""


def plan_of(posts_per_s: int, seconds: int, peak_per_s: int, peak_seconds: int) -> Plan:
    """Return what is streamed: pushes from when the stream is no longer young, or from a fifth of a short one on."""
    first = YOUNG_S if seconds > YOUNG_S + 60 else seconds / 5
    return Plan(posts_per_s, seconds, peak_per_s, peak_seconds, pushes_every(20.0, seconds, first))


def measure_live(folder: Path, plan: Plan, fastest: int, kills: int) -> Section:
    """Measure a stream as planned, the highest speed on so many posts, and so many kills; 0 leaves one out."""
    steady = measure_steady(folder, plan)
    programs = measure_fastest(folder, fastest) if fastest else []
    killed = measure_kills(folder, kills) if kills else None
    return section_of(steady, programs, killed)


def section_of(steady: Steady, programs: Sequence[Fastest] = (), killed: Killed | None = None) -> Section:
    """Say what was measured; differences are posts that are missing or there twice."""
    sentences = [*_told_of_stream(steady), "", *_process_table(steady.processes), "", *_push_table(steady.heard)]
    if programs:
        sentences += ["", *_fastest_table(programs)]
    said = {name: steady.last.get(name) for name in ("state", "received", "stored", "dropped", "problem")}
    differences = [] if steady.is_whole else [f"watching: {said}"]
    if killed is not None:
        sentences += ["", _told_of_kills(killed)]
        if killed.missing or killed.doubled or killed.problems:
            differences.append(f"watching, killed: {killed}")
    return Section(TITLE, [], sentences, differences, _figures(steady, programs))


def _figures(steady: Steady, programs: Sequence[Fastest]) -> dict[str, float]:
    plan = steady.plan
    late = [one.after_last_s for one in steady.heard if one.after_last_s is not None]
    figures = {
        "posts_per_s": float(plan.posts_per_s),
        "peak_per_s": float(plan.peak_per_s if plan.peak_seconds else 0),
        "stored": float(str(steady.last.get("stored", 0))),
        "dropped": float(sum(_counts(steady.last.get("dropped")))),
        "is_whole": float(steady.is_whole),
        "most_lag_s": max(steady.lags, default=0.0),
        "planted": float(len(steady.heard)),
        "alerted": float(len(late)),
        "most_alert_s": max(late, default=0.0),
        "alerts_of_nothing": float(len(steady.others)),
        "fastest_posts_per_s": programs[-1].posts_per_s if programs else 0.0,
    }
    # Watching takes processes of its own beside it: their memory counts as well.
    watching = [one for one in steady.processes if one.name.startswith("unisono watch")]
    slopes = [one.mib_a_minute for one in watching if one.mib_a_minute is not None]
    figures["peak_mib"] = sum(one.peak_mib for one in watching)
    return figures | ({"mib_a_minute": sum(slopes)} if slopes else {})


def _told_of_stream(steady: Steady) -> list[str]:
    plan, last = steady.plan, steady.last
    late = [one.after_last_s for one in steady.heard if one.after_last_s is not None]
    peak = f", then {plan.peak_per_s:,} for {plan.peak_seconds} s" if plan.peak_seconds else ""
    return [
        f"`unisono replay` serves an invented recording over a local WebSocket as Jetstream does, {plan.posts_per_s:,} "
        f"posts a second for {plan.seconds:,} s{peak}; `unisono watch` stores it with every live detector and the "
        "search for networks on.",
        f"Stored: {last.get('stored', 0):,} posts; dropped: {sum(_counts(last.get('dropped'))):,}. Lag from arrival to "
        f"handled: median {median_lag(steady):.2f} s, most {max(steady.lags, default=0.0):.2f} s.",
        f"Pushes planted: {len(steady.heard)}; alerted: {len(late)}, from the push's last post to the line on stdout "
        f"median {middle(late):.1f} s, most {max(late, default=0.0):.1f} s (bar: {BAR_S:.0f} s; a negative time is an "
        f"alert before the push was over). Alerts in all: {steady.alerts:,} (a push is told again when it has doubled, "
        "and by each detector that sees it); of nothing that was planted: "
        f"{len(steady.others):,}{_told_of(steady.others)}.",
    ]


def _told_of(others: Sequence[Line]) -> str:
    """Name the first alerts of nothing that was planted."""
    named = (f"{one.said.get('detector')} {one.said.get('subject_kind')} {one.said.get('subject')}" for one in others)
    return f" ({'; '.join(islice(named, MOST_NAMED))})" if others else ""


def _counts(dropped: object) -> list[int]:
    return [int(count) for count in dropped.values()] if isinstance(dropped, dict) else []


def _process_table(found: Sequence[Process]) -> list[str]:
    rows = [
        f"| {one.name} | {one.cpu_seconds:.1f} | {one.cores:.2f} | {one.peak_mib:,.0f} | "
        f"{'' if one.mib_a_minute is None else f'{one.mib_a_minute:+.1f}'} |"
        for one in found
    ]
    head = "| process | CPU s | cores | peak MiB of its own | MiB a minute once windows are full |"
    return [head, "|---|---:|---:|---:|---:|", *rows]


def _push_table(pushes: Sequence[Heard]) -> list[str]:
    rows = []
    for kind in dict.fromkeys(one.push.kind for one in pushes):
        own = [one for one in pushes if one.push.kind == kind]
        first = [one.after_first_s for one in own if one.after_first_s is not None]
        last = [one.after_last_s for one in own if one.after_last_s is not None]
        by = ", ".join(sorted({one.detector for one in own if one.detector}))
        times = f"{middle(first):.1f} | {middle(last):.1f} | {max(last):.1f}" if last else " |  | "
        rows.append(f"| {kind} | {len(own)} | {len(last)} | {times} | {by} |")
    head = "| push | planted | alerted | median s after its first post | after its last | most | detectors |"
    return [head, "|---|---:|---:|---:|---:|---:|---|", *rows]


def _fastest_table(programs: Sequence[Fastest]) -> list[str]:
    first = programs[0]
    rows = [
        f"| {one.name} | {one.posts:,} | {one.posts_per_s:,.0f} | {one.posts_per_cpu_s:,.0f} | "
        f"{one.posts_per_s / first.posts_per_s:.2f} |"
        for one in programs
    ]
    head = "| the same stream as quickly as it is taken | posts | posts/s | posts/CPU s | times the plain one's speed |"
    return [head, "|---|---:|---:|---:|---:|", *rows]


def _told_of_kills(killed: Killed) -> str:
    return (
        f"Killed (kill -9) {killed.kills} times at random moments and started again: of {killed.posts:,} posts "
        f"{killed.missing:,} are missing, {killed.doubled:,} are there twice; `unisono doctor` finds "
        f"{killed.problems:,} damaged files."
    )
