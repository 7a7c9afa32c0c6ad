"""Whom each detector's findings are about: the accounts behind every subject, and what these have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence

import orjson
import polars as pl

from benchmarks.calibration.truth import PLANTED, Truth
from unisono.detectors import DETECTORS
from unisono.detectors.alike import ALIKE
from unisono.detectors.scanning import ScanResult
from unisono.traces import LAYER_READERS, read_traces
from unisono.worlds import World

ABOUT = ("planted", "agreed", "alike", "nobody")
UNKNOWN = "unknown"
OBJECT_KINDS = tuple(reader.name for reader in LAYER_READERS)  # a finding about an object names its layer as its kind
Subjects = Mapping[tuple[str, str], list[str]]


def read_subjects(result: ScanResult, world: World) -> Subjects:
    """Return the accounts behind each (subject kind, subject) of a scan's findings; kinds not known here are left out.

    An account is its own, a pair has two, a network its members; an object has those who acted on it, a profile picture
    those who show it.
    """
    wanted = result.tables["findings"].select("subject_kind", "subject").unique()
    members = {str(network): accounts for network, accounts in _networks(result)}
    subjects: dict[tuple[str, str], list[str]] = {}
    for kind, subject in wanted.iter_rows():
        if kind in ("account", "pair"):
            subjects[kind, subject] = subject.split(" ")
        elif kind == "network":
            subjects[kind, subject] = members.get(subject, [])
    layers = [kind for kind in wanted["subject_kind"].unique().to_list() if kind in OBJECT_KINDS]
    for layer, traces in traces_seen(result, world, layers).items():
        named = wanted.filter(pl.col("subject_kind") == layer)["subject"]
        own = traces.filter(pl.col("object").is_in(named.implode()))
        actors = own.group_by("object").agg(pl.col("account").unique().sort())
        subjects |= {(layer, name): accounts for name, accounts in actors.iter_rows()}
    return {**subjects, **_shown_in_profiles(result)}


def traces_seen(result: ScanResult, world: World, layers: Sequence[str]) -> Mapping[str, pl.DataFrame]:
    """Return who acted on what in these layers: of texts and pictures what the scan itself took for the same."""
    seen = {layer: result.tables[ALIKE[layer]] for layer in layers if ALIKE.get(layer) in result.tables}
    others = [layer for layer in layers if layer not in seen]
    return {**seen, **(read_traces(world.posts, world.references, others) if others else {})}


def _shown_in_profiles(result: ScanResult) -> Subjects:
    """Return the accounts behind findings about profile pictures, which no layer has."""
    told = result.tables["findings"].filter(pl.col("evidence").str.contains('"avatar"', literal=True))
    rows = told.select("subject_kind", "subject", "evidence").iter_rows()
    return {(kind, subject): orjson.loads(evidence)["accounts"] for kind, subject, evidence in rows}


def _networks(result: ScanResult) -> Sequence[tuple[int, list[str]]]:
    return result.tables["networks"].select("network", "accounts").rows()


def count_findings(result: ScanResult, subjects: Subjects, truth: Truth) -> dict[str, dict[str, dict[str, int]]]:
    """Return by detector and subject kind what the accounts behind its findings have in common, and how often.

    planted: most of them were planted, in one network or several; agreed, alike: most of them are in one such group (of
    a pair always: both in one); nobody: they are in none together; unknown: who they are is not known.
    """
    table: dict[str, dict[str, Counter[str]]] = {detector.name: {} for detector in DETECTORS}
    columns = ("detector", "subject_kind", "subject")
    for detector, kind, subject in result.tables["findings"].select(columns).iter_rows():
        about = about_whom(kind, subjects.get((kind, subject)), truth)
        table.setdefault(detector, {}).setdefault(kind, Counter())[about] += 1
    return {name: {kind: dict(counts) for kind, counts in sorted(kinds.items())} for name, kinds in table.items()}


def about_whom(kind: str, accounts: list[str] | None, truth: Truth) -> str:
    """Return what the accounts behind a subject have in common."""
    if not accounts:
        return UNKNOWN
    if kind == "pair":
        relation = truth.relation(*accounts)
        return "nobody" if relation == "nothing" else relation
    if 2 * sum(truth.is_planted(account) for account in accounts) > len(accounts):
        return PLANTED  # several networks may follow one script
    main, inside = truth.main_group(accounts)
    return truth.groups[main].what if 2 * inside > len(accounts) else "nobody"


def named_by_detectors(result: ScanResult, subjects: Subjects, truth: Truth) -> dict[str, frozenset[str]]:
    """Return for each detector the planted accounts behind its findings about planted groups."""
    named: dict[str, set[str]] = {detector.name: set() for detector in DETECTORS}
    columns = ("detector", "subject_kind", "subject")
    for detector, kind, subject in result.tables["findings"].select(columns).unique().iter_rows():
        accounts = subjects.get((kind, subject))
        if accounts and about_whom(kind, accounts, truth) == "planted":
            named[detector].update(account for account in accounts if truth.is_planted(account))
    return {detector: frozenset(accounts) for detector, accounts in named.items()}
