"""A scan whose posts are read part by part: numbers stay of them, and the posts of the networks that were found."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import polars as pl

from unisono.accounts.known import known_accounts
from unisono.cases import Case
from unisono.cases.finished_steps import FinishedSteps, StepValues, finished_steps
from unisono.cases.folder import count_posts, posts_by_part
from unisono.cases.manifest import read_manifest
from unisono.cases.same_persons import kept_same_persons
from unisono.content.kept_answers import KEPT, KeptAnswers
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.content.pictures.words import words_of_pictures
from unisono.content.purposes.own_words import own_words
from unisono.detectors.alike import ALIKE, REPEATED, likeness_of, with_kept_wordings
from unisono.detectors.case_tables import post_columns
from unisono.detectors.held_columns import most_held
from unisono.detectors.scan_result import (
    AboutAccounts,
    ReadPosts,
    ScanResult,
    require_known_detectors,
    scan_read,
)
from unisono.detectors.scanned_parts import ScannedParts
from unisono.detectors.smallest_group import MOST_TRACES, measure_small_case
from unisono.detectors.text_traces import NumberedTexts
from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays
from unisono.engine.large_arrays import LEAST_BYTES as LEAST_BYTES_OF_FILE
from unisono.model import scan_steps
from unisono.model.scan_steps import Tell, traces_of
from unisono.model.settings import ScanSettings
from unisono.model.tables import POSTS, empty
from unisono.model.version import __version__
from unisono.significance.growing_layers import GrowingLayers
from unisono.significance.kept_layers import layers_of_values, values_of_layers
from unisono.significance.layer_acts import EncodedLayers
from unisono.traces import Likeness, layer_named
from unisono.traces.by_part import PART_COLUMNS, read_traces_by_part
from unisono.traces.origins import Origins, find_origins_by_part

BYTES_A_POST = 600
"""What a post takes at most moments of a scan that holds all of them, beside its words."""

BYTES_OF_NUMBERS = 150
"""What the numbers of a post's traces take while networks are searched, where a post leaves one or two traces."""

LEAST_BYTES_KEPT = 50_000_000
"""A scan of posts whose files take less begins anew where it was stopped: it takes seconds."""

STEPS_FORM = 2
"""Changes with what the steps of a scan hold."""

TIMES_PACKED = 4
"""How much larger words are in memory than in a file."""


def is_read_by_part(case: Case, settings: ScanSettings) -> bool:
    """Say whether a scan reads posts part by part: if they are many, or would not fit."""
    posts = count_posts(case)
    return posts > MOST_TRACES or _bytes_of_posts(case, posts) > settings.memory_bytes


def _bytes_of_posts(case: Case, posts: int) -> int:
    """Return about how much memory a scan takes that holds all posts."""
    return posts * BYTES_A_POST + sum(file.bytes for file in posts_by_part(case).files) * TIMES_PACKED


def arrays_of(case: Case, settings: ScanSettings, posts: int) -> LargeArrays:
    """Return where the numbers of so many posts are kept: in memory, or in files of the case where they do not fit."""
    if posts * BYTES_OF_NUMBERS <= settings.memory_bytes:
        return IN_MEMORY
    return LargeArrays(case.path / "derived", min(LEAST_BYTES_OF_FILE, settings.memory_bytes // 1000))


def scan_by_part(
    case: Case, settings: ScanSettings, tell: Tell, engine: Engine
) -> tuple[ScanResult, dict[str, object] | None]:
    """Scan a case, but for what is known of it as a whole; the result is that of a scan of all its posts at once.

    With it what measure_small_case says, where the span has few posts.
    """
    require_known_detectors(settings)
    tell(scan_steps.READING, 0)
    pictures = case_pictures(case)
    posts = count_posts(case)
    held = most_held(posts, settings.memory_bytes)
    parts = ScannedParts(posts_by_part(case), settings, words_of_pictures(pictures), held)
    counted = parts.count(lambda done: tell(scan_steps.READING, posts, done))
    arrays, kept = arrays_of(case, settings, counted.posts), KeptAnswers(case.path / KEPT)
    is_kept = parts.file_bytes >= LEAST_BYTES_KEPT
    described = _described(case, settings, parts) if is_kept else ()
    with finished_steps(case.path, described, arrays) if is_kept else nullcontext(FinishedSteps()) as steps:
        tell(scan_steps.LIKENESS, counted.posts)
        likeness = partial(_likeness, case, pictures, settings, kept)
        read_all = partial(_read_all, case, parts, settings, likeness, tell, engine, arrays)
        values = steps.take("layers", read_all)
        columns, tables = post_columns(settings.layers), values.tables
        layers = layers_of_values(values, parts, arrays)
        read = ReadPosts(
            layers,
            {table: tables[table].select(*REPEATED) for name, table in ALIKE.items() if name in settings.layers},
            counted,
            of_members=lambda members: parts.of_accounts(members, columns),
            numbered_texts=_numbered_texts(layers, tables.get(ALIKE["text"])),
            steps=steps,
        )
        known = known_accounts(case, empty(POSTS), profile_pictures(case, pictures), parts)
        same_persons = kept_same_persons(case.path)
        about = AboutAccounts(known.profiles, known, own_words(case.path), same_persons, kept)
        result = scan_read(read, about, settings, tell, engine)
        kept.keep()
        tell(scan_steps.SMALLEST, 0)
        smallest = _measure_small(case, parts, counted.posts, settings, likeness)
    resumed = {"resumed": steps.resumed} if steps.resumed else {}
    return ScanResult({**result.record, **resumed}, result.tables), smallest


def _numbered_texts(layers: EncodedLayers, repeated: pl.DataFrame | None) -> NumberedTexts:
    """Return which posts carry which texts; repeated: the traces of texts that several posts carry."""
    layer = next((one for one in layers.layers if one.layer == "text"), None)
    if repeated is None:
        repeated = pl.DataFrame(schema={**REPEATED, "place": pl.Int64()})
    return NumberedTexts(layer, repeated)


def _likeness(case: Case, pictures: pl.DataFrame, settings: ScanSettings, kept: KeptAnswers) -> Likeness:
    """Return which texts and pictures are nearly the same; wordings are read of texts that no scan has read."""
    return with_kept_wordings(likeness_of(case, pictures, settings.similarity), kept)


def _measure_small(
    case: Case, parts: ScannedParts, posts: int, settings: ScanSettings, likeness: Callable[[], Likeness]
) -> dict[str, object] | None:
    """Return what measure_small_case says of so many posts."""
    if posts > MOST_TRACES:
        return None
    held = pl.concat([empty(POSTS).select(post_columns(settings.layers)), *parts.read(post_columns(settings.layers))])
    return measure_small_case(held, case.references().collect(), settings, likeness())


def _described(case: Case, settings: ScanSettings, parts: ScannedParts) -> list[object]:
    """Return all that what a scan finds depends on: how it is asked, and what the case holds."""
    asked = {name: repr(value) for name, value in vars(settings).items() if name != "memory_bytes"}
    held = [sorted(line.sha256.items()) for line in read_manifest(case.path / "manifest.jsonl")]
    return [__version__, STEPS_FORM, asked, held, parts.described()]


def _read_all(
    case: Case,
    parts: ScannedParts,
    settings: ScanSettings,
    likeness: Callable[[], Likeness],
    tell: Tell,
    engine: Engine,
    arrays: LargeArrays,
) -> StepValues:
    """Return the layers of a case as values, and the tables TEXTS and IMAGES of a run with the places of the posts."""
    alike = likeness()
    tell(scan_steps.PROFILES, 0)
    layers = read_layers(parts, case.references().collect(), settings, alike, tell, engine, arrays)
    tables = {table: layers.repeated(name, parts) for name, table in ALIKE.items() if name in settings.layers}
    values = values_of_layers(layers.finish(parts))
    return replace(values, tables={**values.tables, **tables})


def read_layers(
    parts: ScannedParts,
    references: pl.DataFrame | None,
    settings: ScanSettings,
    likeness: Likeness,
    tell: Tell,
    engine: Engine = EMBEDDED,
    arrays: LargeArrays = IN_MEMORY,
) -> GrowingLayers:
    """Return the traces of all parts as numbers; arrays: where they are kept."""
    readers = [layer_named(name) for name in settings.layers]
    origins = Origins(likeness=likeness)
    if any(reader.needs_origins for reader in readers):
        found = find_origins_by_part(
            lambda columns: parts.read_told(columns, partial(tell, scan_steps.PROFILES)), references
        )
        origins = Origins(found.originals, found.handles, likeness)
    for reader in readers:
        tell(traces_of(reader.name), 0)
    columns = list(dict.fromkeys([*PART_COLUMNS, *(name for reader in readers for name in reader.columns)]))
    layers = GrowingLayers(settings.layers, arrays)
    read = parts.read_told(columns, partial(tell, scan_steps.TRACES))
    for part in read_traces_by_part(read, readers, origins, engine):
        layers.add(part)
    layers.tell_wordings_apart()
    return layers
