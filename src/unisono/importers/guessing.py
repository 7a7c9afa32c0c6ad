"""Which importer reads a file: the one that is surest, or a message that says what the file looks like."""

from unisono.importers import IMPORTERS, importer_named
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.refused import describe, refusal_of
from unisono.model.errors import DataRejectedError

LEAST_SURE = 0.3
GENERIC = "generic"


def choose_importer(source: Source, named: str | None, settings: ReadSettings) -> Importer:
    """Return the importer to use: the one the user named, else the best guess.

    Columns that the user has mapped are read by the generic importer. Of two that are equally sure the first in
    IMPORTERS wins. Raises UsageError for an unknown name, DataRejectedError when nothing fits.
    """
    if named is not None:
        return importer_named(named)
    if settings.mapping:
        return importer_named(GENERIC)
    refusal = refusal_of(source)
    if refusal is not None:
        raise DataRejectedError(refusal)
    scores = rate_importers(source)
    best, score = scores[0]
    # A table that lacks a column is the generic importer's: it names the column that is missing.
    if score >= LEAST_SURE or (score > 0 and best.name == GENERIC):
        return best
    names = ", ".join(importer.name for importer in IMPORTERS)
    raise DataRejectedError(
        f"{source.name} has no known format: it looks like {describe(source)}. Name its format with --format "
        f"({names}), or its columns, for instance: --map created_at=COLUMN --map account_id=COLUMN --map text=COLUMN"
    )


def rate_importers(source: Source) -> list[tuple[Importer, float]]:
    """Return every importer with how sure it is, the surest first."""
    rated = [(importer, importer.recognise(source)) for importer in IMPORTERS]
    return sorted(rated, key=lambda pair: -pair[1])
