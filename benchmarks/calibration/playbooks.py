"""Who is recalled, by playbook and level, and what scans say of the networks found."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from benchmarks.calibration.bars import as_share
from benchmarks.calibration.intervals import Estimate
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.rates import pooled, recall
from benchmarks.calibration.tables import listed, said_of, table
from benchmarks.calibration.worlds import PLAYBOOK_WORLD
from unisono.detectors.co_action import DETECTOR as CO_ACTION
from unisono.worlds.settings import LEVELS


def playbooks_table(lines: Sequence[Line]) -> list[str]:
    """Return recall by playbook and level over all worlds, and what became of those networks."""
    rows = []
    for playbook in playbooks_of(lines):
        for level in LEVELS:
            estimate = recall_of(lines, playbook, level)
            if estimate.seeds:
                found = recall_of(lines, playbook, level, "found")
                networks = verdicts(lines, playbook, level)
                others = named_otherwise(lines, playbook, level)
                rows.append((playbook, level, estimate.seeds, as_share(found), as_share(estimate), networks, others))
    columns = (
        "playbook",
        "level",
        "seeds",
        "recalled",
        "recalled, unexplained",
        "networks found",
        "named by other detectors",
    )
    return table(columns, rows)


def playbooks_of(lines: Sequence[Line]) -> list[str]:
    """Return the playbooks planted in these worlds, in the order in which they came."""
    return list(dict.fromkeys(one["playbook"] for line in lines for one in line["planted"]))


def with_playbook(lines: Sequence[Line], playbook: str, level: str) -> list[Line]:
    """Return the outcomes of worlds of one size class that hold networks of this playbook and level."""
    return [line for line in lines if recall(line, playbook=playbook, level=level).whole and is_comparable(line)]


def is_comparable(line: Line) -> bool:
    """Say whether a world is a playbook's own or one of the three levels: the others ask something special."""
    return line["world"] in LEVELS or line["world"].startswith(PLAYBOOK_WORLD)


def recall_of(lines: Sequence[Line], playbook: str, level: str, column: str = "unexplained") -> Estimate:
    """Return the recall of one playbook at one level: in unexplained networks, or in any (column found)."""
    own = with_playbook(lines, playbook, level)
    return pooled(own, partial(recall, column=column, playbook=playbook, level=level))


def named_otherwise(lines: Sequence[Line], playbook: str, level: str) -> str:
    """Return the share of the accounts of one playbook and level behind findings of detectors other than of pairs."""
    parts: Counter[str] = Counter()
    accounts = 0
    for line in with_playbook(lines, playbook, level):
        for one in line["planted"]:
            if (one["playbook"], one["level"]) == (playbook, level):
                parts.update(one["named"])
                accounts += one["accounts"]
    named = {name: count / accounts for name, count in parts.items() if name != CO_ACTION.name and count}
    return ", ".join(f"{name} {share:.2f}" for name, share in sorted(named.items()))


def verdicts(lines: Sequence[Line], playbook: str, level: str) -> str:
    """Return what scans said of the networks whose main group has this playbook and level."""
    said: Counter[str] = Counter()
    for line in with_playbook(lines, playbook, level):
        for network in line["networks"]:
            if (network["main_kind"], network["main_level"]) == (playbook, level):
                said[said_of(network)] += 1
    return listed(said)
