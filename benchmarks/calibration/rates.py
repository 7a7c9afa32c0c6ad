"""False discovery proportions, recall and precision of outcomes, each with an interval over seeds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.calibration.intervals import Estimate, mean, ratio
from benchmarks.calibration.outcome import EXPLAINED, Line

TOGETHER = ("planted", "agreed")


@dataclass(frozen=True)
class Count:
    """How many of how many."""

    part: float
    whole: float

    @property
    def proportion(self) -> float:
        """Return the share, 0 where there is nothing: a scan that says nothing says nothing false."""
        return self.part / self.whole if self.whole else 0.0


def false_pairs(line: Line) -> Count:
    """Count the pairs of strangers: their accounts share no planted network, no agreement and no likeness."""
    return Count(line["pairs"]["nothing"], sum(line["pairs"].values()))


def unarranged_pairs(line: Line) -> Count:
    """Count the pairs whose accounts share neither a planted network nor an agreement: strangers, and the alike."""
    pairs = line["pairs"]
    return Count(pairs["nothing"] + pairs["alike"], sum(pairs.values()))


def unarranged_findings(line: Line, detector: str, kind: str) -> Count:
    """Count a detector's findings about one kind of subject, and those of which nobody arranged what they show."""
    counts = line["detectors"].get(detector, {}).get(kind, {})
    return Count(counts.get("alike", 0) + counts.get("nobody", 0), sum(counts.values()))


def false_members(line: Line) -> Count:
    """Count the members of networks who were not planted, nor are in the group that most of their network is in.

    That two planted networks were found as one is no false member: the adjusted Rand index tells.
    """
    wrong = sum(network["size"] - true_members(network) for network in line["networks"])
    return Count(wrong, sum(network["size"] for network in line["networks"]))


def true_members(network: Line) -> int:
    """Count the members of a network who did act together."""
    if network["main"] == "planted":
        return int(network["planted"])
    return int(network["inside"]) if has_group(network) else 0


def has_group(network: Line) -> bool:
    """Say whether a network's largest group did act together: people who only look alike must have been explained."""
    return network["main"] in TOGETHER or (network["main"] == "alike" and network["verdict"] == EXPLAINED)


def is_true(network: Line) -> bool:
    """Say whether more than half of a network's accounts are in one group that did act together."""
    return has_group(network) and 2 * network["inside"] > network["size"]


def false_networks(line: Line) -> Count:
    """Count the networks that are none."""
    return Count(sum(not is_true(network) for network in line["networks"]), len(line["networks"]))


def unexplained(line: Line) -> list[Line]:
    """Return the networks that no innocent explanation fits."""
    return [network for network in line["networks"] if network["verdict"] != EXPLAINED]


def precision(line: Line) -> Count:
    """Count the planted accounts among the members of unexplained networks."""
    networks = unexplained(line)
    return Count(sum(network["planted"] for network in networks), sum(network["size"] for network in networks))


def recall(line: Line, column: str = "unexplained", *, playbook: str | None = None, level: str | None = None) -> Count:
    """Count the planted accounts that are in a network (found), or in one that no explanation fits (unexplained)."""
    planted = [
        one
        for one in line["planted"]
        if (playbook is None or one["playbook"] == playbook) and (level is None or one["level"] == level)
    ]
    return Count(sum(one[column] for one in planted), sum(one["accounts"] for one in planted))


def is_silent(line: Line) -> bool:
    """Say whether a scan shows nothing beyond decoys, each of them explained."""
    return all(
        network["verdict"] == EXPLAINED and network["main"] != "planted" and is_true(network)
        for network in line["networks"]
    )


def decoys_accused(line: Line) -> int:
    """Count the networks called inauthentic most of whose accounts were not planted."""
    return sum(
        network["verdict"] == "likely_inauthentic" and network["main"] != "planted" for network in line["networks"]
    )


def mean_proportion(lines: Iterable[Line], count: Callable[[Line], Count]) -> Estimate:
    """Return the mean of a proportion over all scans, with an interval over seeds: the false discovery rate."""
    by_seed: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        by_seed[line["seed"]].append(count(line).proportion)
    return mean([sum(shares) / len(shares) for shares in by_seed.values()])


def pooled(lines: Sequence[Line], count: Callable[[Line], Count]) -> Estimate:
    """Return all parts over all wholes, with an interval over seeds."""
    parts: dict[int, float] = defaultdict(float)
    wholes: dict[int, float] = defaultdict(float)
    for line in lines:
        one = count(line)
        parts[line["seed"]] += one.part
        wholes[line["seed"]] += one.whole
    return ratio(list(parts.values()), list(wholes.values()))
