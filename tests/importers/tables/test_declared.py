"""Formats of tables, declared."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.importers.table_sources import read_all, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.model.errors import DataRejectedError, UsageError

LAMPS = TableFormat(
    name="lamps",
    title="Lamps",
    platform="lamp",
    columns={
        "created_at": ("Lit At", "Date+Time", "Date"),
        "account_id": ("Lamp Id", "Lamp"),
        "text": ("Title&Body", "Body|Title", "Note"),
        "post_id": ("Id",),
    },
    signs=((("Lamp", "Lit At"), 0.9), (("Lamp",), 0.5)),
    needed=(("created_at",), ("account_id",)),
    traps=("A lamp is dark by day.",),
    foreign=("Candle",),
)
LIT = "lit_at,LAMP,Note,unused\n2021-03-01 10:00:00,a,words,x\n"


def test_columns_are_known_whatever_their_spelling_and_signs_say_how_surely(tmp_path: Path) -> None:
    lamps = importer_of(LAMPS)
    source = written_source(tmp_path, LIT)
    assert lamps.recognise(source) == 0.9
    assert lamps.map_columns(source, ReadSettings()) == {"created_at": "lit_at", "account_id": "LAMP", "text": "Note"}
    assert lamps.recognise(written_source(tmp_path, "Lamp,x\na,b\n")) == 0.5
    assert lamps.recognise(written_source(tmp_path, "Lamp,Lit At,candle\na,b,c\n")) == 0
    assert lamps.recognise(written_source(tmp_path, "Bulb,Lit At\na,b\n")) == 0
    assert lamps.columns == ("Lit At", "Lamp Id")


@pytest.mark.parametrize(
    ("header", "row", "text"),
    [
        ("Lamp,Lit At,Title,Body", "a,2021-03-01,up,down", "up\n\ndown"),
        ("Lamp,Lit At,Title,Body", "a,2021-03-01,up,", "up"),
        ("Lamp,Lit At,Title,Body", "a,2021-03-01,,", None),
        ("Lamp,Lit At,Body", "a,2021-03-01,down", "down"),
        ("Lamp,Lit At,Title", "a,2021-03-01,up", "up"),
    ],
)
def test_of_several_columns_what_is_there_is_used(header: str, row: str, text: str | None, tmp_path: Path) -> None:
    source = written_source(tmp_path, f"{header}\n{row}\n")
    assert read_all(importer_of(LAMPS), source).posts["text"].to_list() == [text]


def test_what_is_needed_and_missing_is_named(tmp_path: Path) -> None:
    source = written_source(tmp_path, "Lamp,Note\na,b\n")
    with pytest.raises(DataRejectedError, match="has no column Lit At"):
        read_all(importer_of(LAMPS), source)
    said = ReadSettings(mapping={"created_at": "Nothing"})
    with pytest.raises(UsageError, match="has no column Nothing"):
        read_all(importer_of(LAMPS), source, said)


def test_only_columns_that_are_used_are_read(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def look(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
        seen.append(rows.columns)
        return posts

    watched = importer_of(replace(LAMPS, refine=look, beside=("Unused",)))
    read_all(watched, written_source(tmp_path, LIT))
    read_all(importer_of(replace(LAMPS, refine=look)), written_source(tmp_path, LIT))
    assert seen == [["lit_at", "LAMP", "Note", "unused", "source_row"], ["lit_at", "LAMP", "Note", "source_row"]]


@pytest.mark.parametrize("blank", ["\n", ",,,\n"])
def test_a_blank_row_is_none_and_one_with_only_unused_cells_is_named(blank: str, tmp_path: Path) -> None:
    table = f"{LIT}{blank},,,note\n2021-03-01 11:00:00,b,words,y\n"
    batch = read_all(importer_of(LAMPS), written_source(tmp_path, table))
    assert batch.posts["source_row"].to_list() == [2, 5]
    assert [(each.row, each.reason) for each in batch.rejected] == [(4, "has neither time nor account")]
    assert batch.read == 3


def test_a_format_refuses_rows_settles_columns_and_changes_batches(tmp_path: Path) -> None:
    changed = importer_of(
        replace(
            LAMPS,
            refuse=lambda posts, rows: cells_of(rows, "note").replace_strict({"ad": "is an advert"}, default=None),
            settle=lambda table, mapping: {**mapping, "account_id": "unused"},
            change=lambda batch, source: replace(
                batch, posts=batch.posts.with_columns(pl.lit(source.name).alias("lang"))
            ),
            platform_of=lambda table: "bulb",
        )
    )
    batch = read_all(changed, written_source(tmp_path, LIT + "2021-03-01 10:00:00,b,ad,y\n"))
    assert batch.posts.select("platform", "account_id", "lang").rows() == [("bulb", "x", "posts.csv")]
    assert [(each.row, each.reason) for each in batch.rejected] == [(3, "is an advert")]


def test_an_unstated_zone_is_reported_where_the_format_does_not_state_one(tmp_path: Path) -> None:
    source = written_source(tmp_path, LIT)
    told = importer_of(LAMPS).find_problems(source, ReadSettings())
    assert [problem.code for problem in told] == ["derived_post_ids"]
    unsure = importer_of(replace(LAMPS, states_zone=False))
    assert [problem.code for problem in unsure.find_problems(source, ReadSettings())] == [
        "no_time_zone",
        "derived_post_ids",
    ]


def test_cells_are_found_by_any_of_their_names() -> None:
    rows = pl.DataFrame({"X Likes": ["1", " n/a "], "likes": ["2", "3"]})
    assert cells_of(rows, "Stars", "x_likes", "Likes").to_list() == ["1", None]
    assert cells_of(rows, "Stars").to_list() == [None, None]
