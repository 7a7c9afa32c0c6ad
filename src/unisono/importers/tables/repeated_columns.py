"""Columns of a table that have one name: only one of them is read, and which one is said."""

from collections.abc import Mapping, Sequence

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.dialects import sniff_file
from unisono.importers.problems import Problem, shorten
from unisono.importers.tables.tabular import is_json_lines, parts_of


def find_repeated_columns(
    source: Source, columns: Sequence[str], mapping: Mapping[str, str], settings: ReadSettings, rows: int
) -> list[Problem]:
    """Report columns that share the name of one that gives a field, unless the user has said which is meant."""
    if source.is_parquet or is_json_lines(source):
        return []
    dialect = sniff_file(source.path)
    if dialect is None or not dialect.has_header:
        return []
    same: dict[str, list[str]] = {}
    for written, column in zip(dialect.header, columns, strict=True):
        name = " ".join(written.split())
        same.setdefault(name, []).append(column)
    found = []
    for our_field, mapped in mapping.items():
        if our_field in settings.mapping:
            continue
        for name, group in same.items():
            used = [column for column in group if column in parts_of(mapped)]
            if name and len(group) > 1 and len(used) == 1:
                found.append(_describe(our_field, name, used[0], group, rows))
    return found


def _describe(our_field: str, name: str, used: str, group: Sequence[str], rows: int) -> Problem:
    others = [column for column in group if column != used]
    are = "is" if len(others) == 1 else "are"
    advice = (
        f"The file has {len(group)} columns called {shorten(name)}. Numbered, they are {', '.join(group)}: "
        f"{our_field} was read from {used}, and {', '.join(others)} {are} left out. Rename them in the file, or say "
        f"which is meant: --map {our_field}={others[0]}"
    )
    return Problem("duplicate_column", rows, ", ".join(group), advice)
