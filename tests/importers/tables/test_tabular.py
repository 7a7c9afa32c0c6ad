"""Delimited text, JSON lines and Parquet read alike."""

from pathlib import Path

import polars as pl
import pytest

from tests.importers.table_sources import written_source
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.tables.rows import ROW
from unisono.importers.tables.tabular import columns_of, open_table, require_columns, suggest_mapping
from unisono.model.errors import DataRejectedError, UsageError


def parquet_source(folder: Path, frame: pl.DataFrame) -> Source:
    path = folder / "posts.parquet"
    frame.write_parquet(path)
    return Source("posts.parquet", path, "0" * 64, "", is_parquet=True)


def test_the_three_kinds_of_table_give_the_same_cells(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["1", "2"], "user.name": ["ann", None]})
    tables = (
        written_source(tmp_path, "id,user.name\n1,ann\n2,\n"),
        written_source(tmp_path, '{"id": 1, "user": {"name": "ann"}}\n{"id": 2}\n', "posts.ndjson"),
        parquet_source(tmp_path, frame),
    )
    for source, first in zip(tables, (2, 1, 1), strict=True):
        table = open_table(source)
        (rows,) = table.read(10, None)
        assert table.columns == columns_of(source) == ("id", "user.name")
        assert rows.frame.drop(ROW).equals(frame)
        assert rows.frame[ROW].to_list() == [first, first + 1]
        assert table.sample.drop(ROW).equals(frame)


def test_one_column_can_be_read_in_small_batches(tmp_path: Path) -> None:
    for source in (
        written_source(tmp_path, "id,text\n1,a\n2,b\n3,c\n"),
        written_source(tmp_path, '{"id":1,"text":"a"}\n{"id":2,"text":"b"}\n{"id":3,"text":"c"}\n', "posts.ndjson"),
        parquet_source(tmp_path, pl.DataFrame({"id": ["1", "2", "3"], "text": ["a", "b", "c"]})),
    ):
        pieces = list(open_table(source).read(2, ["text"]))
        assert [piece.frame["text"].to_list() for piece in pieces] == [["a", "b"], ["c"]]


def test_what_is_no_table_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=r"is no table.*unisono inspect 'my posts.txt'"):
        open_table(written_source(tmp_path, "just words\nand more words\n", "my posts.txt"))
    with pytest.raises(DataRejectedError, match="no line of it is an object"):
        open_table(written_source(tmp_path, "{broken\n", "posts.ndjson"))
    path = tmp_path / "posts.parquet"
    path.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(DataRejectedError, match="no readable Parquet"):
        open_table(Source("posts.parquet", path, "0" * 64, "", is_parquet=True))


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    source = written_source(tmp_path, "id,text\n1,a\n")
    with pytest.raises(DataRejectedError, match=r"no column when. Columns: id, text. Try: .*--map created_at=COLUMN"):
        require_columns(source, open_table(source), {"created_at": "when"}, ReadSettings())


def test_a_missing_column_that_the_user_named_is_a_fault_of_the_command(tmp_path: Path) -> None:
    source = written_source(tmp_path, "id,text\n1,a\n")
    said = {"created_at": "when"}
    with pytest.raises(UsageError, match="no column when"):
        require_columns(source, open_table(source), said, ReadSettings(mapping=said))
    require_columns(source, open_table(source), {"created_at": "id+text"}, ReadSettings())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (ReadSettings({"text": "when", "handle": "us er"}, mapping_file=("my map.toml", "00")), " --map 'my map.toml'"),
        (ReadSettings({"text": "when", "handle": "us er"}), " --map 'handle=us er'"),
        (ReadSettings(), ""),
    ],
)
def test_what_was_said_of_columns_stays_in_the_command_to_type(
    settings: ReadSettings, said: str, tmp_path: Path
) -> None:
    source = written_source(tmp_path, "us er,b\n1,2\n")
    told = suggest_mapping(source, "text", settings)
    assert told == f"Try: unisono import CASE posts.csv{said} --map text=COLUMN"
