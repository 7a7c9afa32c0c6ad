"""From what was read of the posts to a scan's result: networks, their descriptions, findings and verdicts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.cases.finished_steps import FinishedSteps
from unisono.content.kept_answers import KeptAnswers
from unisono.detectors import NAMES, born_together, detectors_named
from unisono.detectors.declaration import Detector
from unisono.detectors.posts_by_name import posts_of_names
from unisono.detectors.profiles import profiles_of, with_persons
from unisono.detectors.scan_record import CountedPosts, record_of
from unisono.detectors.scene import Scene
from unisono.detectors.text_traces import NumberedTexts
from unisono.detectors.verdicts import with_verdicts
from unisono.engine.engines import Engine
from unisono.model import scan_steps
from unisono.model.errors import UsageError
from unisono.model.scan_steps import Tell
from unisono.model.settings import ScanSettings
from unisono.model.tables import FINDINGS, POSTS, TRACES, empty
from unisono.networks.describing import Context, describe_members, describe_networks
from unisono.networks.innocent.networks_view import EXPLAINED_BY
from unisono.networks.purpose import with_purposes
from unisono.networks.searching import SearchWithTwin, search_networks
from unisono.networks.tracing_back import acts_of_networks, describe_pairs
from unisono.significance.layer_acts import EncodedLayers


@dataclass(frozen=True)
class ScanResult:
    """A scan's record and its tables: pairs, networks, members, acts, findings, and the texts and images repeated."""

    record: dict[str, Any]  # Any: JSON
    tables: dict[str, pl.DataFrame]


@dataclass(frozen=True)
class ReadPosts:
    """What a scan has read of its posts.

    repeated: the tables that a run keeps of texts and images. of_members: from accounts (platform:id) to a table that
    holds all their posts, in columns of POSTS. posts, texts: all posts, and TRACES of the layer text, where they are
    held; else numbered_texts stands for the texts, and the accounts that are known read the posts.
    steps: what the scan had finished when it was stopped.
    """

    encoded: EncodedLayers
    repeated: Mapping[str, pl.DataFrame]
    counted: CountedPosts
    of_members: Callable[[pl.Series], pl.DataFrame]
    posts: pl.DataFrame = field(default_factory=lambda: empty(POSTS))
    texts: pl.DataFrame = field(default_factory=lambda: empty(TRACES))
    numbered_texts: NumberedTexts | None = None
    steps: FinishedSteps = field(default_factory=FinishedSteps)


@dataclass(frozen=True)
class AboutAccounts:
    """What is known of the accounts beside their posts, and of single texts (kept).

    profiles: the latest ACCOUNTS row of each.
    """

    profiles: pl.DataFrame
    known: KnownAccounts
    own_words: tuple[str, ...] = ()
    same_persons: pl.DataFrame | None = None
    kept: KeptAnswers = field(default_factory=KeptAnswers)


def scan_read(read: ReadPosts, about: AboutAccounts, settings: ScanSettings, tell: Tell, engine: Engine) -> ScanResult:
    """Search the networks in what was read, describe them and ask the detectors."""
    wanted = wanted_detectors(settings)
    result = search_networks(read.encoded, settings, tell, engine, read.steps)
    tell(scan_steps.NETWORKS, result.found.groups.count)
    tables = {**_networks(read, result, about), **read.repeated}
    known = about.known
    names = {one.name for one in wanted}
    tables["networks"] = _with_times(tables["networks"], tables["members"], known, names)
    scene = Scene(
        tables["pairs"],
        tables["networks"],
        tables["members"],
        tables["acts"],
        pairs_tested=result.found.pairs.possible,
        texts=read.texts,
        posts=read.posts,
        known=known,
        kept=about.kept,
        numbered_texts=read.numbered_texts,
    )
    tables["findings"] = _findings(scene, settings, tell)
    tables["networks"] = with_verdicts(tables["networks"], scene, tables["findings"], names)
    events = _events(scene) if "woke_together" in names else []
    record = record_of(read.encoded, result, read.counted, tables, settings)
    return ScanResult({**record, "events": events}, tables)


def require_known_detectors(settings: ScanSettings) -> None:
    """Raise UsageError where the settings name a detector that is none."""
    unknown = [name for name in settings.only or () if name not in NAMES]
    if unknown:
        raise UsageError(f"There is no detector {unknown[0]!r}. Detectors: {', '.join(NAMES)}. See: unisono detectors")


def _networks(read: ReadPosts, result: SearchWithTwin, about: AboutAccounts) -> dict[str, pl.DataFrame]:
    encoded = read.encoded
    pairs = describe_pairs(encoded, result.found, result.found.chosen)
    acts = acts_of_networks(encoded, result.found)
    posts = read.of_members(acts["account"].unique())
    profiles = profiles_of(about.profiles, posts, acts["account"].unique())
    members = describe_members(encoded, result.found, acts, profiles)
    people = profiles if about.same_persons is None else with_persons(profiles, about.same_persons)
    context = Context(posts_of_names(posts, acts["post"].unique(), EXPLAINED_BY), people)
    described = describe_networks(encoded, result, pairs, members, acts, context)
    networks = with_purposes(described, members, posts, profiles, about.own_words)
    return {"pairs": pairs, "networks": networks, "members": members, "acts": acts}


def _with_times(networks: pl.DataFrame, members: pl.DataFrame, known: KnownAccounts, wanted: set[str]) -> pl.DataFrame:
    """Return NETWORKS with when their members were made, woke and turned, where they did so together.

    Waking and turning are looked for in the posts of everybody: only where their detectors run.
    """
    told = born_together.with_births(networks, members, known.profiles)
    if "woke_together" in wanted:
        from unisono.detectors.woke_together import with_waking_times

        told = with_waking_times(told, known.returns)
    if "turned_together" in wanted:
        from unisono.detectors.turned_together import with_turning_times

        told = with_turning_times(told, known)
    return told


def _events(scene: Scene) -> list[dict[str, object]]:
    from unisono.detectors.around_events import record_of_events

    return record_of_events(scene)


def _findings(scene: Scene, settings: ScanSettings, tell: Tell) -> pl.DataFrame:
    found = [empty(FINDINGS)]
    for detector in wanted_detectors(settings):
        tell(scan_steps.question_of(detector.name), 0)
        found.append(detector.find(scene))
    return pl.concat(found)


def wanted_detectors(settings: ScanSettings) -> list[Detector]:
    """Return the detectors that a scan asks, in the order of the list."""
    return list(detectors_named(NAMES if settings.only is None else settings.only))
