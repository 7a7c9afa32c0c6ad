"""One object with one list of objects in it, of no known format: which list is to be read."""

from collections.abc import Sequence

import polars as pl

from unisono.importers.declaration import Importer, Source
from unisono.importers.error_answers import error_answer
from unisono.importers.guessing import LEAST_SURE
from unisono.importers.json_files.shapes import only_object
from unisono.importers.refused import refusal_of
from unisono.importers.tables.column_guessing import guess_columns

OF_POSTS = ("created_at", "text")


def find_lone_list(source: Source, importers: Sequence[Importer]) -> str | None:
    """Return the name of the list to read in place of an object that is no post and that no format knows; else None."""
    name = _find_list(source)
    if name is None or refusal_of(source) is not None or error_answer(source) is not None:
        return None
    is_known = any(importer.recognise(source) >= LEAST_SURE for importer in importers)
    return None if is_known else name


def _find_list(source: Source) -> str | None:
    """Return the name of the only list of objects in the only object of a source."""
    found = None if source.assigned else only_object(source)
    if found is None or set(OF_POSTS) & guess_columns(list(found), pl.DataFrame()).keys():
        return None
    lists = [
        name
        for name, value in found.items()
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
    ]
    return lists[0] if len(lists) == 1 else None
