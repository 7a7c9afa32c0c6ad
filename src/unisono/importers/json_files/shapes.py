"""The first objects of a file of JSON lines, for telling formats apart."""

from typing import Any

from unisono.importers.declaration import Source
from unisono.importers.json_files.halved_characters import load_mended

MOST_LINES = 50
MOST_BYTES = 64 << 20
ENOUGH_BYTES = 1 << 20  # a few pages tell as much as fifty, which every importer would have to read


def first_objects(source: Source, most: int = MOST_LINES) -> list[dict[str, Any]]:  # JSON is of any shape
    """Return the objects on the first lines; lines that are none are passed over. Every importer asks for them.

    Whole lines are read, not the sample: a page of one hundred posts is longer than that.
    """
    known: list[dict[str, Any]] | None = source.noticed.get(f"first {most} objects")
    if known is None:
        known = source.noticed[f"first {most} objects"] = _read_first_objects(source, most)
    return list(known)


def only_object(source: Source) -> dict[str, Any] | None:  # as above
    """Return the object that is all of a file; None for every other file."""
    objects = first_objects(source)
    if len(objects) != 1 or sum(bool(line.strip()) for line in source.sample.split("\n")) != 1:
        return None
    return objects[0]


def _read_first_objects(source: Source, most: int) -> list[dict[str, Any]]:  # as above
    if source.is_parquet or "{" not in source.sample:
        return []
    objects: list[dict[str, Any]] = []
    taken = 0
    with source.path.open("rb") as file:
        for _ in range(most):
            line = file.readline(MOST_BYTES)
            taken += len(line)
            if not line or taken > MOST_BYTES:
                break
            if objects and taken > ENOUGH_BYTES:
                break
            try:
                value = load_mended(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                objects.append(value)
    return objects
