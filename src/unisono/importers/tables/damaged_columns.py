"""Columns of ids that a format looks at beside its fields: which of their ids a spreadsheet or a float has rounded."""

from collections.abc import Sequence

import polars as pl

from unisono.importers.problems import Problem, merge_problems
from unisono.importers.tables.cells import drop_damaged_ids, read_ids
from unisono.importers.tables.tabular import Table


def find_damaged_accounts(
    table: Table, columns: Sequence[str], *, rows_per_batch: int, inside: str | None = None
) -> tuple[Problem, ...]:
    """Report ids of authors that name nobody any more, by column; `inside` finds the id in a cell that holds more."""
    found: list[Problem] = []
    wanted = [name for name in columns if name in table.columns]
    for rows in table.read(rows_per_batch, wanted) if wanted else ():
        for name in wanted:
            ids = read_ids(rows.frame[name])
            ids = ids if inside is None else ids.str.extract(inside).fill_null(ids)
            lost: pl.Series = ids.filter(ids.is_not_null() & drop_damaged_ids(ids).is_null())
            if len(lost):
                advice = f"{name} was rounded by a spreadsheet and is not used; the handle stands for the account."
                found.append(Problem("damaged_account_id", len(lost), str(lost[0]), advice))
    return tuple(merge_problems(found))
