"""One scan: posts to traces, pairs, networks and findings, beside the shuffled twin, kept as a run of the case."""

import math
import time
from collections.abc import Callable
from dataclasses import replace

import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.cases import Case
from unisono.content.kept_answers import KeptAnswers
from unisono.content.pictures.case_pictures import case_pictures
from unisono.detectors.alike import likeness_of, likeness_of_posts, repeated
from unisono.detectors.case_tables import CaseTables, posts_of_layers, read_tables
from unisono.detectors.evidence import posts_between
from unisono.detectors.scan_record import count_accounts, count_posts
from unisono.detectors.scan_result import (
    AboutAccounts,
    ReadPosts,
    ScanResult,
    require_known_detectors,
    scan_read,
    wanted_detectors,
)
from unisono.detectors.scanning_by_part import is_read_by_part, scan_by_part
from unisono.detectors.smallest_group import measure_small_case
from unisono.engine.engines import EMBEDDED, Engine
from unisono.model import scan_steps
from unisono.model.scan_steps import ScanStep, Tell, tell_nobody
from unisono.model.settings import ScanSettings
from unisono.model.tables import TRACES, empty
from unisono.model.times import now_text
from unisono.networks.searching import search_networks
from unisono.networks.tracing_back import describe_pairs
from unisono.significance.layer_acts import encode_layers
from unisono.traces import Likeness, read_traces

__all__ = ["ScanResult", "ScanSettings", "count_accounts", "scan_case", "scan_posts", "scan_tables"]


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
    if is_read_by_part(case, settings):
        result, smallest = scan_by_part(case, settings, tell, engine)
    else:
        tables = read_tables(case, settings, tell)
        result = scan_tables(tables, settings, tell, engine)
        tables.kept.keep()
        tell(scan_steps.SMALLEST, 0)
        smallest = measure_small_case(tables.posts, tables.references, settings, tables.likeness)
    sources = case.sources()
    record = {
        **result.record,
        "engine": engine.name,
        "smallest_group": smallest,
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
        kept=tables.kept,
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
    kept: KeptAnswers | None = None,
    tell: Tell = tell_nobody,
    engine: Engine = EMBEDDED,
) -> ScanResult:
    """Scan tables in POSTS, ACCOUNTS and REFERENCES columns; the same input and settings give the same result.

    likeness: which texts and pictures are nearly the same; by default that of the texts of these posts.
    known: what else a case knows of the accounts; by default their latest profiles alone.
    own_words: phrases that are political in this case, for the purpose of networks.
    same_persons: accounts declared to be one person's (account, person). kept: what is known of single texts.
    tell: hears each step as it begins. engine: where the heavy steps are computed.
    """
    require_known_detectors(settings)
    posts = _in_span(posts, settings)
    if likeness is None:
        likeness = likeness_of_posts(posts, settings.similarity)
    traces = read_traces(posts, references, settings.layers, likeness=likeness, tell=tell, engine=engine)
    known = KnownAccounts(posts, accounts, accounts) if known is None else replace(known, posts=posts)
    read = ReadPosts(
        encode_layers(traces),
        repeated(traces),
        count_posts(posts, known.numbered),
        of_members=lambda _: posts,
        posts=posts,
        texts=traces.get("text", empty(TRACES)),
    )
    about = AboutAccounts(accounts, known, own_words, same_persons, kept or KeptAnswers())
    return scan_read(read, about, settings, tell, engine)


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
    return scan_steps.numbered(scan_steps.steps_of(settings, [one.name for one in wanted_detectors(settings)]), hear)


def _in_span(posts: pl.DataFrame, settings: ScanSettings) -> pl.DataFrame:
    return posts_between(posts.lazy(), settings.since, settings.until).collect()
