"""Counts each detector's findings about accounts, pairs and networks, and those that are about nobody planted."""

from collections import Counter
from typing import Any

from benchmarks.calibration.truth import AGREED, PLANTED, Truth
from unisono.detectors import DETECTORS
from unisono.detectors.scanning import ScanResult

JUDGED = ("account", "pair", "network")


def count_findings(result: ScanResult, truth: Truth) -> dict[str, dict[str, list[int]]]:
    """Return by detector and subject kind: how many findings, and how many of these are false.

    False is a finding about an account that is in no planted network and no group that agreed, about a pair whose
    accounts have neither in common, about a network half of whose members or more are in no such group together. Kinds
    of subject of which the truth says nothing are counted, with -1 in place of the false ones.
    """
    members = dict(result.tables["networks"].select("network", "accounts").iter_rows())
    counts: Counter[tuple[str, str]] = Counter()
    false: Counter[tuple[str, str]] = Counter()
    columns = ("detector", "subject_kind", "subject")
    for detector, kind, subject in result.tables["findings"].select(columns).iter_rows():
        counts[detector, kind] += 1
        false[detector, kind] += is_false(kind, subject, members, truth)
    table: dict[str, dict[str, list[int]]] = {detector.name: {} for detector in DETECTORS}
    for detector, kind in sorted(counts):
        judged = kind in JUDGED
        table.setdefault(detector, {})[kind] = [counts[detector, kind], false[detector, kind] if judged else -1]
    return table


def is_false(kind: str, subject: str, members: dict[Any, list[str]], truth: Truth) -> bool:  # Any: network numbers
    """Say whether a finding about this subject is about accounts that did nothing together."""
    if kind == "account":
        groups = [truth.groups[number].what for number in truth.groups_of.get(subject, ())]
        return not {PLANTED, AGREED} & set(groups)
    if kind == "pair":
        a, b = subject.split(" ")
        return truth.relation(a, b) not in (PLANTED, AGREED)
    if kind == "network":
        accounts = members.get(int(subject), [])
        main, inside = truth.main_group(accounts)
        known = main >= 0 and truth.groups[main].what in (PLANTED, AGREED)
        return not known or 2 * inside <= len(accounts)
    return False
