"""Trend files in the forms that people keep; every row is an entry, a repeat, or rejected with its reason."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.dossiers.trend_files import read_trends
from unisono.model.errors import DataRejectedError, UsageError


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    text = (
        "Date;Rank;Trend;Location;Tweet Volume\n2018-06-27 02:00;3;#WalkAway;Norway;12,345\n"
        "2018-06-27 03:00;#1;#هاشتاق;;\n"
    )
    trends = read_trends(written(tmp_path, "june.csv", text), name="june", zone="Europe/Oslo")
    assert trends.entries.select("place", "rank", "tag", "volume").rows() == [
        ("Norway", 3, "walkaway", 12345),
        (None, 1, "هاشتاق", None),
    ]
    assert str(trends.entries["at"][0]) == "2018-06-27 00:00:00+00:00"
    assert dict(trends.columns)["volume"] == "Tweet Volume"


def test_every_row_left_out_is_counted_with_its_reason(tmp_path: Path) -> None:
    rows = ("2018-06-27,x,#a", ",1,#b", "soon,1,#c", "2018-06-27,1,", "2018-06-27,0,#d", "2018-06-27,1,#e")
    text = "\n".join(["time,rank,tag", *rows, rows[-1], ""])
    trends = read_trends(written(tmp_path, "t.csv", text), name="t")
    assert trends.entries["tag"].to_list() == ["e"]
    assert trends.duplicates == 1
    assert {one.reason: one.rows for one in trends.rejected} == {
        "the rank is no whole number from 1 on": 2,
        "there is no time": 1,
        "the time cannot be read": 1,
        "no trend is named": 1,
    }


def test_an_answer_of_a_trends_interface_ranks_by_its_order(tmp_path: Path) -> None:
    text = (
        '[{"trends": [{"name": "#A", "tweet_volume": 5}, {"name": "World Cup"}], "as_of": "2018-06-28T01:00:00Z", '
        '"locations": [{"name": "Worldwide"}]}]'
    )
    trends = read_trends(written(tmp_path, "t.json", text), name="t")
    assert trends.entries.select("place", "rank", "tag", "written", "volume").rows() == [
        ("Worldwide", 1, "a", "#A", 5),
        ("Worldwide", 2, None, "World Cup", None),
    ]


def test_columns_may_be_named(tmp_path: Path) -> None:
    file = written(tmp_path, "t.csv", "a,b,c\n1/2/2018,#x,4\n")
    with pytest.raises(UsageError, match="--map time=COLUMN"):
        read_trends(file, name="t")
    with pytest.raises(DataRejectedError, match="date_order"):
        read_trends(file, name="t", mapping={"time": "a", "tag": "b"})
    named = {"time": "a", "tag": "b", "rank": "c", "date_order": "day_first"}
    assert read_trends(file, name="t", mapping=named).entries.rows()[0][2:4] == (4, "x")
    for wrong in ({"when": "a"}, {"tag": "z"}, {"date_order": "year_first"}):
        with pytest.raises(UsageError):
            read_trends(file, name="t", mapping=wrong)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[1, 2", b"[]", b"time,tag\n", b"\x80\x81"])
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(content)
    with pytest.raises((UsageError, DataRejectedError)):
        read_trends(file, name="t")
    with pytest.raises(UsageError, match="cannot be read"):
        read_trends(tmp_path / "none.csv", name="t")


@pytest.mark.parametrize("content", ["", "\n\n", "[]", "[{}]", "time,tag\n", "town,weather\n"])
def test_a_file_without_rows_is_rejected_as_data(tmp_path: Path, content: str) -> None:
    with pytest.raises(DataRejectedError, match="has no rows"):
        read_trends(written(tmp_path, "t.csv", content), name="t", mapping={"tag": "trend"})


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters='\0\r\n",'), max_size=8)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(["2018-06-27", "", "x"]), cells, cells), min_size=1, max_size=12))
def test_every_row_is_an_entry_a_repeat_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    text = "time,rank,tag\n2018-06-27,1,#kept\n" + "".join(",".join(row) + "\n" for row in rows)
    trends = read_trends(written(tmp_path_factory.mktemp("trends"), "t.csv", text), name="t")
    assert trends.entries.height + trends.duplicates + sum(one.rows for one in trends.rejected) == len(rows) + 1
