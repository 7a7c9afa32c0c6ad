"""Builds one world, scans it, and counts: pairs, members and networks that are true or false, and who was missed."""

import json
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from benchmarks.calibration.agreement import adjusted_rand_index
from benchmarks.calibration.copies import measure_copies
from benchmarks.calibration.findings import count_findings, named_by_detectors, read_subjects
from benchmarks.calibration.looking import Looks, look_at
from benchmarks.calibration.truth import PLANTED, Truth, read_truth
from benchmarks.calibration.twins import examine_twin
from benchmarks.calibration.uniformity import measure_uniformity
from benchmarks.calibration.worlds import NULL_WORLD, settings_of
from unisono.accounts.known import KnownAccounts
from unisono.detectors.scanning import ScanResult, scan_posts
from unisono.model.settings import ScanSettings
from unisono.significance.layer_acts import encode_layers
from unisono.traces import read_traces
from unisono.worlds import World, build_world

EXPLAINED = "coordinated_explained"
Line = dict[str, Any]  # Any: plain JSON
UNIFORM_WORLDS = (NULL_WORLD, "quiet")


def measure(name: str, seed: int, size: float = 1.0) -> Line:
    """Return what a scan with default settings makes of one world: a line of results."""
    begun = time.process_time()
    settings = settings_of(name, size)
    world = build_world(settings, seed)
    looks = look_at(world)
    started = time.process_time()
    result = scan_posts(
        world.posts,
        world.accounts,
        world.references,
        ScanSettings(),
        likeness=looks.likeness,
        known=KnownAccounts(world.posts, world.accounts, world.accounts, profile_pictures=looks.profile_pictures),
    )
    seconds = time.process_time() - started
    truth = read_truth(world, settings)
    subjects = read_subjects(result, world)
    line: Line = {
        "world": name,
        "seed": seed,
        "size": size,
        "posts": world.posts.height,
        "pictures": looks.likeness.pictures.height,
        "cpu_seconds": round(seconds, 2),
        "twin": [result.record["twin_pairs"], result.record["twin_networks"]],
        "twin_networks": describe_twin(result, world, truth, looks),
        "pairs": count_pairs(result.tables["pairs"], truth),
        "networks": describe_networks(result, truth),
        "planted": count_recall(result, truth, named_by_detectors(result, subjects, truth)),
        "agreement": measure_agreement(result, truth),
        "texts": measure_copies(result, world),
        "detectors": count_findings(result, subjects, truth),
        "kinds": dict(Counter(truth.kind_of.values())),
        "uniformity": measure_uniformity(world, seed, truth) if name in UNIFORM_WORLDS else [],
    }
    return {**line, "cpu_seconds_in_all": round(time.process_time() - begun, 2)}


def describe_twin(result: ScanResult, world: World, truth: Truth, looks: Looks) -> Line:
    """Return what the networks of a scan's twin are, if it has any: see twins.py."""
    if not result.record["twin_networks"]:
        return {"as_data": 0, "accounts": {}}
    settings = ScanSettings()
    traces = read_traces(world.posts, world.references, settings.layers, likeness=looks.likeness)
    return examine_twin(encode_layers(traces), truth, settings)


def count_pairs(pairs: pl.DataFrame, truth: Truth) -> dict[str, int]:
    """Count the significant pairs by what their accounts have in common."""
    counts = Counter(truth.relation(a, b) for a, b in pairs.select("a", "b").unique().iter_rows())
    return {what: counts[what] for what in (PLANTED, "agreed", "alike", "nothing")}


def describe_networks(result: ScanResult, truth: Truth) -> list[Line]:
    """Return each network with its verdict, the group that most of its members are in, and who the others are."""
    lines = []
    for row in result.tables["networks"].iter_rows(named=True):
        accounts = row["accounts"]
        main, inside = truth.main_group(accounts)
        group = truth.groups[main] if main >= 0 else None
        explanations = json.loads(row["innocent"] or "[]")
        best = max(explanations, key=lambda one: one["fit"], default={"explanation": "none", "fit": 0.0})
        lines.append(
            {
                "size": len(accounts),
                "verdict": row["verdict"],
                "explanation": best["explanation"],
                "fit": best["fit"],
                "layers": json.loads(row["layers"]),
                "main": group.what if group else "nothing",
                "main_kind": group.kind if group else "",
                "main_level": group.level if group else "",
                "inside": inside,
                "planted": sum(truth.is_planted(account) for account in accounts),
                "kinds": dict(Counter(truth.kind_of.get(account, "unknown") for account in accounts)),
            }
        )
    return lines


def count_recall(result: ScanResult, truth: Truth, named: Mapping[str, frozenset[str]]) -> list[Line]:
    """Return for each planted network how many of its accounts are in a network, in an unexplained one, and named.

    named: the planted accounts behind each detector's findings.
    """
    verdicts = dict(result.tables["networks"].select("network", "verdict").iter_rows())
    verdict_of = {
        account: verdicts[network] for network, account in result.tables["members"].select("network", "account").rows()
    }
    return [
        {
            "playbook": group.kind,
            "level": group.level,
            "accounts": len(group.accounts),
            "found": sum(account in verdict_of for account in group.accounts),
            "unexplained": sum(verdict_of.get(account, EXPLAINED) != EXPLAINED for account in group.accounts),
            "named": {detector: len(group.accounts & accounts) for detector, accounts in named.items()},
        }
        for group in truth.groups
        if group.what == PLANTED
    ]


def measure_agreement(result: ScanResult, truth: Truth) -> float | None:
    """Return the adjusted Rand index of the planted and the unexplained networks over all accounts; None without any.

    An account that was not planted, or is in no such network, is a group of its own: without these, one network found
    but for one member would be no better than chance.
    """
    verdicts = dict(result.tables["networks"].select("network", "verdict").iter_rows())
    found = {
        account: f"network {network}"
        for network, account in result.tables["members"].select("network", "account").rows()
        if verdicts[network] != EXPLAINED
    }
    planted = {
        account: f"planted {number}"
        for number, group in enumerate(truth.groups)
        if group.what == PLANTED
        for account in sorted(group.accounts)
    }
    if not found and not planted:
        return None
    accounts = sorted(truth.kind_of)
    return adjusted_rand_index(
        [planted.get(account, account) for account in accounts], [found.get(account, account) for account in accounts]
    )
