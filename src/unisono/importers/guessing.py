"""Which importer reads a file: the one that is surest, or a message that says what the file looks like."""

from unisono.importers import IMPORTERS, importer_named
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.error_answers import error_answer
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.no_data import NoDataError
from unisono.importers.packed_files import command_on
from unisono.importers.refused import archive_part, describe, refusal_of
from unisono.importers.tables.tabular import columns_of
from unisono.model.errors import DataRejectedError

LEAST_SURE = 0.3
GENERIC = "generic"


def choose_importer(source: Source, named: str | None, settings: ReadSettings) -> Importer:
    """Return the importer to use: the one the user named, else the best guess.

    Columns that the user has mapped are read by the generic importer. Of two that are equally sure the first in
    IMPORTERS wins. Raises UsageError for an unknown name, DataRejectedError when nothing fits.
    """
    part = archive_part(source)
    if part is not None:
        advice = "Name tweets.js, or the whole archive."
        raise NoDataError(f"{source.name} is taken for no posts: {part}. {advice}", part)
    if named is not None:
        return _fitting(importer_named(named), source, settings)
    if settings.mapping:
        _refuse_error(source, settings)
        return importer_named(GENERIC)
    refusal = refusal_of(source)
    if refusal is not None:
        raise DataRejectedError(refusal)
    scores = rate_importers(source)
    best, score = scores[0]
    if best.name == GENERIC or score < LEAST_SURE:
        _refuse_error(source, settings)
    # A table that lacks a column is the generic importer's: it names the column that is missing.
    if score >= LEAST_SURE or (score > 0 and best.name == GENERIC):
        return best
    what = f"no known format: it looks like {describe(source)}"
    message = (
        f"{source.name} has {what}. Name its format (unisono importers "
        "lists them) with --format NAME, or its columns, for instance: "
        "--map created_at=COLUMN --map account_id=COLUMN --map text=COLUMN"
    )
    raise DataRejectedError(message) if _is_structured(source) else NoDataError(message, what)


def _fitting(importer: Importer, source: Source, settings: ReadSettings) -> Importer:
    """Refuse a format that the user named for a file which is plainly something else.

    A file that nothing tells anything about is tried, and so is a table whose columns the user has mapped.
    """
    refusal = refusal_of(source)
    if refusal is not None:
        raise DataRejectedError(refusal)
    if importer.name == GENERIC or importer.recognise(source) == 0:
        _refuse_error(source, settings)
    if importer.recognise(source) > 0 or (settings.mapping and columns_of(source)) or not _is_structured(source):
        return importer
    best, score = rate_importers(source)[0]
    instead = f"Its format seems to be {best.name}: leave --format out" if score >= LEAST_SURE else "Leave --format out"
    raise DataRejectedError(
        f"{source.name} is no {importer.name}, which needs {', '.join(importer.columns)}: it looks like "
        f"{describe(source)}. {instead}, or look first: {command_on(source.name, 'unisono inspect FILE')}"
    )


def _refuse_error(source: Source, settings: ReadSettings) -> None:
    """Refuse an error answer that stands where data should be, unless a column of it is mapped."""
    answer = error_answer(source)
    if answer is not None and not set(settings.mapping.values()) & set(columns_of(source)):
        raise DataRejectedError(answer)


def _is_structured(source: Source) -> bool:
    """Say whether a file is a table or JSON objects, whatever they hold."""
    return source.is_parquet or len(columns_of(source)) > 1 or bool(first_objects(source))


def rate_importers(source: Source) -> list[tuple[Importer, float]]:
    """Return every importer with how sure it is, the surest first."""
    rated = [(importer, importer.recognise(source)) for importer in IMPORTERS]
    return sorted(rated, key=lambda pair: -pair[1])
