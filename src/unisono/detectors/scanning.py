"""One scan: posts to traces, pairs, networks and findings, beside the shuffled twin, kept as a run of the case."""

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

import unisono
from unisono.accounts.known import KnownAccounts
from unisono.cases import Case
from unisono.content.pictures.case_pictures import case_pictures
from unisono.detectors import DETECTORS, woke_together
from unisono.detectors.alike import likeness_of, likeness_of_posts, repeated
from unisono.detectors.around_events import record_of_events
from unisono.detectors.born_together import with_births
from unisono.detectors.case_tables import CaseTables, posts_of_layers, read_tables
from unisono.detectors.declaration import Detector
from unisono.detectors.evidence import posts_between
from unisono.detectors.posts_by_name import posts_of_names
from unisono.detectors.profiles import profiles_of, with_persons
from unisono.detectors.scene import Scene
from unisono.detectors.smallest_group import measure_small_case
from unisono.detectors.turned_together import with_turning_times
from unisono.detectors.verdicts import with_verdicts
from unisono.detectors.woke_together import with_waking_times
from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.numbering import number_texts_as_seen
from unisono.model import scan_steps
from unisono.model.errors import UsageError
from unisono.model.scan_steps import ScanStep, Tell, tell_nobody
from unisono.model.settings import ScanSettings
from unisono.model.tables import FINDINGS, TRACES, empty
from unisono.model.times import now_text, time_text
from unisono.networks.describing import Context, describe_members, describe_networks
from unisono.networks.innocent.networks_view import EXPLAINED_BY
from unisono.networks.purpose import with_purposes
from unisono.networks.searching import SearchWithTwin, search_networks
from unisono.networks.tracing_back import acts_of_networks, describe_pairs
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.significance.pair_evidence import ANY_TIME, PairEvidence
from unisono.significance.twin import SMALLEST_STRATUM
from unisono.traces import Likeness, read_traces

__all__ = ["ScanResult", "ScanSettings", "scan_case", "scan_posts", "scan_tables"]


@dataclass(frozen=True)
class ScanResult:
    """A scan's record and its tables: pairs, networks, members, acts, findings, and the texts and images repeated."""

    record: dict[str, Any]  # Any: JSON
    tables: dict[str, pl.DataFrame]


def scan_case(
    case: Case,
    settings: ScanSettings | None = None,
    on_step: Callable[[ScanStep], None] | None = None,
    engine: Engine = EMBEDDED,
) -> ScanResult:
    """Scan a case and keep the result in it as a run; `on_step` hears each step as it begins.

    engine: where the heavy steps are computed; the tables are the same wherever that is.
    """
    settings = settings or ScanSettings()
    tell = _teller(settings, on_step)
    started = time.perf_counter()
    tables = read_tables(case, settings, tell)
    result = scan_tables(tables, settings, tell, engine)
    sources = case.sources()
    tell(scan_steps.SMALLEST, 0)
    record = {
        **result.record,
        "engine": engine.name,
        "smallest_group": measure_small_case(tables.posts, tables.references, settings, tables.likeness),
        "started_at": now_text(),
        "seconds": round(time.perf_counter() - started, 3),
        "sources": sources.to_dicts(),
    }
    tell(scan_steps.KEEPING, 0)
    run = case.write_run(record, result.tables)
    return ScanResult({**record, "run": run}, result.tables)


def scan_tables(
    tables: CaseTables, settings: ScanSettings, tell: Tell = tell_nobody, engine: Engine = EMBEDDED
) -> ScanResult:
    """Scan what was read of a case."""
    return scan_posts(
        tables.posts,
        tables.known.profiles,
        tables.references,
        settings,
        likeness=tables.likeness,
        known=tables.known,
        own_words=tables.own_words,
        same_persons=tables.same_persons,
        tell=tell,
        engine=engine,
    )


def scan_posts(  # noqa: PLR0913  # what a case knows beside its posts, all by name, each with a default
    posts: pl.DataFrame,
    accounts: pl.DataFrame,
    references: pl.DataFrame | None,
    settings: ScanSettings,
    *,
    likeness: Likeness | None = None,
    known: KnownAccounts | None = None,
    own_words: tuple[str, ...] = (),
    same_persons: pl.DataFrame | None = None,
    tell: Tell = tell_nobody,
    engine: Engine = EMBEDDED,
) -> ScanResult:
    """Scan tables in POSTS, ACCOUNTS and REFERENCES columns; the same input and settings give the same result.

    likeness: which texts and pictures are nearly the same; by default that of the texts of these posts.
    known: what else a case knows of the accounts; by default their latest profiles alone.
    own_words: phrases that are political in this case, for the purpose of networks.
    same_persons: accounts declared to be one person's (account, person).
    tell: hears each step as it begins. engine: where the heavy steps are computed.
    """
    _require_known_detectors(settings)
    posts = _in_span(posts, settings)
    if likeness is None:
        likeness = likeness_of_posts(posts, settings.similarity)
    traces = read_traces(posts, references, settings.layers, likeness=likeness, tell=tell, engine=engine)
    encoded = encode_layers(traces)
    result = search_networks(encoded, settings, tell, engine)
    tell(scan_steps.NETWORKS, result.found.groups.count)
    known = KnownAccounts(posts, accounts, accounts) if known is None else replace(known, posts=posts)
    tables = _networks(encoded, result, posts, accounts, own_words, same_persons) | repeated(traces)
    tables["networks"] = _with_times(tables["networks"], tables["members"], known)
    scene = Scene(
        tables["pairs"],
        tables["networks"],
        tables["members"],
        tables["acts"],
        pairs_tested=result.found.pairs.possible,
        texts=traces.get("text", empty(TRACES)),
        posts=posts,
        known=known,
    )
    tables["findings"] = _findings(scene, settings, tell)
    tables["networks"] = with_verdicts(
        tables["networks"], scene, tables["findings"], {one.name for one in _wanted(settings)}
    )
    tests_events = settings.only is None or woke_together.NAME in settings.only
    events = record_of_events(scene) if tests_events else []
    return ScanResult({**_record(encoded, result, posts, tables, settings), "events": events}, tables)


def all_pairs(case: Case, settings: ScanSettings, layer: str | None = None) -> pl.DataFrame:
    """Return every pair that was tested, significant or not, in PAIRS columns: one row for each layer it met in.

    All layers of the settings are searched together, so that p and q are those of a scan with these settings; then
    only the rows of `layer` are returned where it is given. A layer that the settings leave out is searched by itself.
    """
    layers = settings.layers if layer is None or layer in settings.layers else (layer,)
    pictures = case_pictures(case)
    posts = posts_of_layers(case, settings, layers, pictures)
    likeness = likeness_of(case, pictures, settings.similarity)
    traces = read_traces(posts, case.references().collect(), layers, likeness=likeness)
    encoded = encode_layers(traces)
    found = search_networks(encoded, replace(settings, twin=False)).found
    everyone = found.pairs.up_to(math.inf)
    rows = describe_pairs(encoded, found, everyone, level=1.0)
    return rows if layer is None else rows.filter(pl.col("layer") == layer)


def _teller(settings: ScanSettings, hear: Callable[[ScanStep], None] | None) -> Tell:
    if hear is None:
        return tell_nobody
    return scan_steps.numbered(scan_steps.steps_of(settings, [one.name for one in _wanted(settings)]), hear)


def _require_known_detectors(settings: ScanSettings) -> None:
    names = [detector.name for detector in DETECTORS]
    unknown = [name for name in settings.only or () if name not in names]
    if unknown:
        raise UsageError(f"There is no detector {unknown[0]!r}. Detectors: {', '.join(names)}. See: unisono detectors")


def _in_span(posts: pl.DataFrame, settings: ScanSettings) -> pl.DataFrame:
    return posts_between(posts.lazy(), settings.since, settings.until).collect()


def _networks(
    encoded: EncodedLayers,
    result: SearchWithTwin,
    posts: pl.DataFrame,
    accounts: pl.DataFrame,
    own_words: tuple[str, ...],
    same_persons: pl.DataFrame | None,
) -> dict[str, pl.DataFrame]:
    pairs = describe_pairs(encoded, result.found, result.found.chosen)
    acts = acts_of_networks(encoded, result.found)
    profiles = profiles_of(accounts, posts, acts["account"].unique())
    members = describe_members(encoded, result.found, acts, profiles)
    people = profiles if same_persons is None else with_persons(profiles, same_persons)
    context = Context(posts_of_names(posts, acts["post"].unique(), EXPLAINED_BY), people)
    described = describe_networks(encoded, result, pairs, members, acts, context)
    networks = with_purposes(described, members, posts, profiles, own_words)
    return {"pairs": pairs, "networks": networks, "members": members, "acts": acts}


def _with_times(networks: pl.DataFrame, members: pl.DataFrame, known: KnownAccounts) -> pl.DataFrame:
    """Return NETWORKS with when their members were made, woke and turned, where they did so together."""
    born = with_births(networks, members, known.profiles)
    return with_turning_times(with_waking_times(born, known.returns), known)


def _findings(scene: Scene, settings: ScanSettings, tell: Tell) -> pl.DataFrame:
    found = [empty(FINDINGS)]
    for detector in _wanted(settings):
        tell(scan_steps.question_of(detector.name), 0)
        found.append(detector.find(scene))
    return pl.concat(found)


def _wanted(settings: ScanSettings) -> list[Detector]:
    return [detector for detector in DETECTORS if settings.only is None or detector.name in settings.only]


def _record(
    encoded: EncodedLayers,
    result: SearchWithTwin,
    posts: pl.DataFrame,
    tables: dict[str, pl.DataFrame],
    settings: ScanSettings,
) -> dict[str, Any]:  # Any: JSON
    found, twin = result.found, result.twin
    return {
        "version": unisono.__version__,
        "settings": _settings_as_json(settings),
        "seed": settings.seed,
        "posts": posts.height,
        "accounts": count_accounts(posts),
        "first_at": _as_text(posts["created_at"].min()),
        "last_at": _as_text(posts["created_at"].max()),
        "layers": {evidence.layer: _layer_record(evidence) for evidence in found.evidence},
        "pairs_tested": found.pairs.possible,
        "pairs": int(found.chosen.sum()),
        "networks": found.groups.count,
        "findings": tables["findings"].height,
        "twin_pairs": None if twin is None else int(twin.chosen.sum()),
        "twin_networks": None if twin is None else twin.groups.count,
        "warnings": _warnings(encoded, found.evidence, settings, tables),
    }


def count_accounts(posts: pl.DataFrame) -> int:
    """Count the accounts that published these posts: the distinct pairs of platform and account_id."""
    accounts, by_account = number_texts_as_seen(posts["account_id"])
    if posts["platform"].eq_missing(posts["platform"].first()).all():
        return len(accounts)
    platforms, on_platform = number_texts_as_seen(posts["platform"])
    seen = np.zeros((len(platforms), len(accounts)), np.bool_)
    seen[on_platform, by_account] = True
    return int(seen.sum())


def _settings_as_json(settings: ScanSettings) -> dict[str, object]:
    values = asdict(settings)
    values["windows"] = ["any" if math.isinf(window) else window for window in settings.windows]
    return {name: _as_text(value) if isinstance(value, datetime) else value for name, value in values.items()}


def _layer_record(evidence: PairEvidence) -> dict[str, object]:
    exact = evidence.exact_up_to
    return {
        "traces": evidence.traces,
        "objects": evidence.objects,
        "possible_pairs": evidence.possible,
        "emitted_pairs": evidence.emitted,
        "candidate_pairs": len(evidence.a),
        "windows_s": [float(window) / 1e6 for window in evidence.windows],
        "exact_up_to_window_s": None if exact < 0 else "any" if exact == ANY_TIME else exact / 1e6,
    }


def _warnings(
    encoded: EncodedLayers, evidence: tuple[PairEvidence, ...], settings: ScanSettings, tables: dict[str, pl.DataFrame]
) -> list[str]:
    warnings = []
    coarse = [layer.layer for layer in encoded.layers if layer.has_minute_precision]
    if coarse:
        where = "" if len(coarse) == len(encoded.layers) else f" in the layers {', '.join(coarse)}"
        warnings.append(f"Times{where} are to the minute, so windows under 60 s were left out.")
    for own in evidence:
        if own.exact_up_to != ANY_TIME:
            reach = "no window" if own.exact_up_to < 0 else f"windows up to {own.exact_up_to / 1e6:,.0f} s"
            warnings.append(
                f"The layer {own.layer} is crowded: {reach} were searched whole; in wider ones each act was compared "
                f"with the {settings.nearest} before it."
            )
    # Where nothing was found there is nothing to set beside what the twin gave.
    outside = len(encoded.account_ids) - tables["members"].height
    if settings.twin and outside < SMALLEST_STRATUM and (tables["pairs"].height or tables["members"].height):
        warnings.append(
            f"Only {outside:,} accounts outside the networks left traces: "
            f"the shuffled twin compares like with like from {SMALLEST_STRATUM} on."
        )
    pairs = tables["pairs"].select("a", "b").n_unique() if tables["pairs"].height else 0
    cited = tables["findings"].filter(pl.col("subject_kind") == "pair").height
    if pairs > cited and (settings.only is None or "co_action" in settings.only):
        warnings.append(
            f"The {cited:,} strongest of {pairs:,} pairs have findings of their own; unisono pairs lists all."
        )
    return warnings


def _as_text(moment: object) -> str | None:
    return time_text(moment) if isinstance(moment, datetime) else None
