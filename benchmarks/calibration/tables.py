"""The tables of the page: what is false, worlds, levels, detectors, look-alikes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from benchmarks.calibration.bars import as_percent, as_share
from benchmarks.calibration.findings import ABOUT, UNKNOWN
from benchmarks.calibration.intervals import mean
from benchmarks.calibration.outcome import EXPLAINED, Line
from benchmarks.calibration.rates import (
    Count,
    false_members,
    false_networks,
    false_pairs,
    is_silent,
    mean_proportion,
    pooled,
    precision,
    recall,
    unarranged_findings,
    unarranged_pairs,
)
from unisono.detectors.co_action import DETECTOR as CO_ACTION
from unisono.detectors.co_action import MOST_PAIR_FINDINGS
from unisono.worlds.settings import LEVELS

Row = Sequence[object]
Counting = Callable[[Line], Count]
MOST_NAMED = 3
WORLD_COLUMNS = (
    "world",
    "scans",
    "networks",
    "explained",
    "false networks",
    "false members",
    "false pairs",
    "as planted",
    "twin pairs",
    "twin networks",
    "as data",
    "silent",
)


def table(columns: Sequence[str], rows: Iterable[Row]) -> list[str]:
    """Return a Markdown table."""
    lines = [" | ".join(columns), "|".join("---" for _ in columns)]
    return [f"| {lines[0]} |", f"|{lines[1]}|", *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)]


def counted(number: int, noun: str) -> str:
    """Return a number and its noun, such as 1 seed or 20 seeds."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def worded(names: Sequence[str]) -> str:
    """Return names as one reads them: a; a and b; a, b and c."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def worlds_table(lines: Sequence[Line]) -> list[str]:
    """Return one row for each world: what was found, and how much of it is false."""
    rows = []
    for name, own in by_world(lines).items():
        agreement = [line["agreement"] for line in own if line["agreement"] is not None and line["planted"]]
        explained = [network for line in own for network in line["networks"] if network["verdict"] == EXPLAINED]
        rows.append(
            (
                name,
                len(own),
                f"{sum(len(line['networks']) for line in own) / len(own):.1f}",
                f"{len(explained) / len(own):.1f}",
                *(as_percent(mean_proportion(own, count)) for count in (false_networks, false_members, false_pairs)),
                as_share(mean(agreement)) if agreement else "",
                sum(line["twin"][0] for line in own),
                sum(line["twin"][1] for line in own),
                twins_as_data(own),
                "" if any(line["planted"] for line in own) else f"{sum(map(is_silent, own))} of {len(own)}",
            )
        )
    return table(WORLD_COLUMNS, rows)


def rates_table(lines: Sequence[Line]) -> list[str]:
    """Return the false discovery rates over all scans."""
    about = partial(unarranged_findings, detector=CO_ACTION.name)
    kinds: tuple[tuple[str, Counting, Counting], ...] = (
        ("networks", false_networks, partial(about, kind="network")),
        ("members", false_members, partial(about, kind="account")),
        ("pairs", false_pairs, unarranged_pairs),
    )
    rows = [(of, *shown(lines, false), *shown(lines, unarranged)) for of, false, unarranged in kinds]
    return table(("of", "false: mean share", "in all scans", "unarranged: mean share", "in all scans"), rows)


def shown(lines: Sequence[Line], count: Counting) -> tuple[str, str]:
    """Return the mean share over scans, and the counts over all scans, such as 3 of 41,000."""
    counts = [count(line) for line in lines]
    told = f"{sum(one.part for one in counts):,.0f} of {sum(one.whole for one in counts):,.0f}"
    return as_percent(mean_proportion(lines, count)), told


def pairs_prose(lines: Sequence[Line]) -> str:
    """Return why findings about pairs are fewer than pairs, where they are."""
    pairs = sum(sum(line["pairs"].values()) for line in lines)
    findings = sum(sum(line["detectors"].get(CO_ACTION.name, {}).get("pair", {}).values()) for line in lines)
    capped = sum(sum(line["pairs"].values()) > MOST_PAIR_FINDINGS for line in lines)
    if not capped:
        return ""
    return (
        f"A scan shows every pair, but `{CO_ACTION.name}` writes findings about the {MOST_PAIR_FINDINGS:,} strongest "
        f"only: {counted(capped, 'scan')} had more, so the findings about pairs in this table are {findings:,}, and "
        f"the pairs counted under *What is false* {pairs:,}."
    )


def twins_as_data(lines: Sequence[Line]) -> str:
    """Return how many of the twins' networks would be networks if the twins were data; empty where nobody looked."""
    examined = [line["twin_networks"]["as_data"] for line in lines if "twin_networks" in line]
    return str(sum(examined)) if len(examined) == len(lines) else ""


def twins_prose(lines: Sequence[Line]) -> str:
    """Return what the networks of the shuffled twins are made of."""
    having = [line for line in lines if line["twin"][1]]
    if not having:
        return "No shuffled twin shows a network."
    networks = sum(line["twin"][1] for line in having)
    said = f"The twins of {len(having):,} of {counted(len(lines), 'scan')} show {counted(networks, 'network')}"
    accounts: Counter[str] = Counter()
    for line in having:
        accounts.update(line.get("twin_networks", {}).get("accounts", {}))
    if not accounts:
        return f"{said}; whose accounts these hold, the kept outcomes do not say."
    whose = ", ".join(f"{count:,} {what}" for what, count in accounts.most_common())
    as_data = sum(line.get("twin_networks", {}).get("as_data", 0) for line in having)
    return (
        f"{said}, of these accounts: {whose}. "
        "A scan counts every loose group of its twin without a test, since each speaks against the loose groups of the "
        f"data; tested as those are, by a scan of the twin itself, {as_data:,} of the {networks:,} would be a network. "
        "Where they hold planted accounts, they are no chance: members of a network act in the same hours, at the same "
        "speed and on the same themes, and these are what the twin exchanges acts among, so that a little of what they "
        "did together stays together. It makes a scan more careful, never less."
    )


def levels_table(lines: Sequence[Line]) -> list[str]:
    """Return recall, precision and agreement in the worlds with one network of each of four playbooks."""
    rows = []
    for level in LEVELS:
        own = [line for line in lines if line["world"] == level]
        if own:
            agreement = mean([line["agreement"] for line in own])
            estimates = (
                pooled(own, partial(recall, column="found")),
                pooled(own, recall),
                pooled(own, precision),
                agreement,
            )
            rows.append((level, len(own), *(as_share(estimate) for estimate in estimates)))
    columns = ("world", "scans", "recalled", "recalled, unexplained", "precision", "adjusted Rand index")
    return table(columns, rows)


def said_of(network: Line) -> str:
    """Return a network's verdict, with what explains it."""
    return f"explained by {network['explanation']}" if network["verdict"] == EXPLAINED else str(network["verdict"])


def listed(counts: Counter[str]) -> str:
    """Return the counts of verdicts in words, the most common first."""
    return ", ".join(f"{count} {said}" for said, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def detectors_table(lines: Sequence[Line]) -> list[str]:
    """Return one row for each detector and kind of subject: whom its findings are about, and what is false."""
    names = sorted({name for line in lines for name in line["detectors"]})
    rows: list[Row] = []
    for name in names:
        kinds = sorted({kind for line in lines for kind in line["detectors"].get(name, {})})
        rows += [detector_row(lines, name, kind) for kind in kinds] or [(name, "", "none", *[""] * 5)]
    columns = ("detector", "about", "findings", "planted", "agreed", "alike", "nobody", "unarranged: mean share")
    return table(columns, rows)


def detector_row(lines: Sequence[Line], name: str, kind: str) -> Row:
    """Return how many findings a detector has about one kind of subject, and whom they are about."""
    of_kind = [line["detectors"].get(name, {}).get(kind, {}) for line in lines]
    total = sum(sum(counts.values()) for counts in of_kind)
    if any(counts.get(UNKNOWN) for counts in of_kind):
        return name, kind, f"{total:,}", *["not known"] * 4, ""
    about = [f"{sum(counts.get(whom, 0) for counts in of_kind):,}" for whom in ABOUT]
    rate = mean_proportion(lines, partial(unarranged_findings, detector=name, kind=kind))
    return name, kind, f"{total:,}", *about, as_percent(rate)


def lookalikes_table(lines: Sequence[Line]) -> list[str]:
    """Return what became of the innocent, by kind."""
    there: Counter[str] = Counter()
    sides: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        there.update(line["kinds"])
        for network in line["networks"]:
            for kind, count in network["kinds"].items():
                sides[network["verdict"] == EXPLAINED][kind] += count
                said[kind][said_of(network)] += 1
    innocent = sorted(kind for kind in there if not kind.startswith("planted "))
    rows = [
        (kind, f"{there[kind]:,}", sides[True][kind], sides[False][kind], shortened(said[kind])) for kind in innocent
    ]
    columns = ("kind", "accounts in all worlds", "in explained networks", "in unexplained networks", "networks")
    return table(columns, rows)


def shortened(said: Counter[str]) -> str:
    """Return the most common verdicts."""
    return listed(Counter(dict(said.most_common(MOST_NAMED))))


def by_world(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the outcomes of each world."""
    worlds: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        worlds[line["world"]].append(line)
    return dict(worlds)
