"""Rounded ids of authors are counted by column, with an example; sound ones are passed over."""

from pathlib import Path

from tests.importers.table_sources import written_source
from unisono.importers.tables.damaged_columns import find_damaged_accounts
from unisono.importers.tables.tabular import open_table

ROWS = "id,author,other\n1,1.23E+18,a-7.1E+17\n2,123,a-55\n3,9.9E+17,a-56\n"


def test_each_column_says_how_many_ids_it_has_lost(tmp_path: Path) -> None:
    table = open_table(written_source(tmp_path, ROWS))
    found = find_damaged_accounts(table, ("author", "absent"), rows_per_batch=2)
    assert [(one.code, one.rows, one.example) for one in found] == [("damaged_account_id", 2, "1.23E+18")]
    assert "author was rounded" in found[0].advice


def test_an_id_is_found_inside_a_cell_that_holds_more(tmp_path: Path) -> None:
    table = open_table(written_source(tmp_path, ROWS))
    (found,) = find_damaged_accounts(table, ("other",), rows_per_batch=10, inside=r"^a-(\S+)$")
    assert (found.rows, found.example) == (1, "7.1E+17")
    assert find_damaged_accounts(table, ("id",), rows_per_batch=10) == ()
