"""Lists in every form people keep them in become the same members, and nothing is dropped silently."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from unisono.cases.watchlists import Watchlist
from unisono.importers.watchlists.reading import (
    DAMAGED_ID,
    UNKNOWN_MEMBERSHIP,
    UNREAD_DATE,
    SaidOfAll,
    read_watchlist,
)
from unisono.model.errors import DataRejectedError, UsageError


def read(folder: Path, name: str, content: str, said: SaidOfAll | None = None) -> Watchlist:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return read_watchlist(str(file), "desk", said)


def handles(watchlist: Watchlist) -> list[str | None]:
    return [one.handle for one in watchlist.members]


TABLE = "handle,reason,date,added_by,evidence,source,membership\n@Ann,copies,2018-06-01,desk,https://a.example,I,attributed\n@bob,,,,,,\n"


def test_a_table_has_members_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    watchlist = read(tmp_path, "list.csv", TABLE)
    ann, bob = watchlist.members
    assert (ann.handle, ann.reason, ann.date, ann.added_by) == ("Ann", "copies", "2018-06-01", "desk")
    assert (ann.evidence, ann.source, ann.membership) == ("https://a.example", "I", "attributed")
    assert (bob.handle, bob.reason, bob.membership) == ("bob", None, None)
    assert watchlist.without_reason == 1
    assert watchlist.rejected == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "handle,why\nann,x\nbob,x\n"),
        ("a.csv", "\ufeffUser name;Why\nann;x\nbob;x\n"),
        ("a.tsv", "Account\tReason\n@ann\tx\n@bob\tx\n"),
        ("a.csv", "@ann,x\n@bob,x\n"),
        ("a.json", '[{"screen_name": "ann", "reason": "x"}, {"screen_name": "bob", "reason": "x"}]'),
        ("a.json", '{"list": "L", "members": [{"handle": "ann", "reason": "x"}, {"handle": "bob", "reason": "x"}]}'),
        ("a.jsonl", '{"user": {"handle": "ann"}, "why": "x"}\n{"user": {"handle": "bob"}, "why": "x"}\n'),
        ("a.csv", "profile,reason\nhttps://twitter.com/ann,x\nhttps://twitter.com/bob,x\n"),
        ("a.csv", "notes on them,whom\nx,@ann\nx,@bob\n"),
    ],
)
def test_every_form_of_a_table_is_the_same_list(tmp_path: Path, name: str, content: str) -> None:
    watchlist = read(tmp_path, name, content, SaidOfAll(reason="x"))
    assert handles(watchlist) == ["ann", "bob"]
    assert [one.reason for one in watchlist.members] == ["x", "x"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "@ann\n# a remark\n\n@bob\n"),
        ("a.txt", "ann\nbob\n"),
        ("a.txt", "Handles\nann\nbob\n"),
        ("a.txt", "@ann, @bob\n"),
        ("a.json", '["@ann", "bob"]'),
        ("a.json", '[\n "ann",\n "bob"\n]\n'),
        ("a.txt", "https://twitter.com/ann\nhttps://x.com/bob\n"),
    ],
)
def test_a_plain_list_has_names_and_no_reasons(tmp_path: Path, name: str, content: str) -> None:
    watchlist = read(tmp_path, name, content)
    assert handles(watchlist) == ["ann", "bob"]
    assert watchlist.without_reason == 2


def test_packed_and_parquet_files_are_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(TABLE.encode()))
    pl.DataFrame({"account_id": ["12345678", "2"], "reason": ["x", None]}).write_parquet(tmp_path / "a.parquet")
    assert handles(read_watchlist(str(tmp_path / "a.csv.gz"), "desk")) == ["Ann", "bob"]
    assert [one.account_id for one in read_watchlist(str(tmp_path / "a.parquet"), "desk").members] == ["12345678", "2"]


def test_rows_without_an_account_are_counted_by_reason_with_an_example(tmp_path: Path) -> None:
    content = "handle,reason\nann,x\n,lost\n,also\nhttps://twitter.com/a/status/1,y\n"
    watchlist = read(tmp_path, "a.csv", content)
    assert [(part.rows, part.example) for part in watchlist.rejected] == [
        (2, "lost"),
        (1, "https://twitter.com/a/status/1 y"),
    ]
    assert handles(watchlist) == ["ann"]


def test_what_cannot_be_read_of_a_member_is_counted_and_the_member_kept(tmp_path: Path) -> None:
    content = "account_id,handle,date,membership\n1.23E+18,ann,soon,bad\n7,bob,2018-06-01,Acted together\n"
    watchlist = read(tmp_path, "a.csv", content)
    assert {part.reason for part in watchlist.rejected} == {DAMAGED_ID, UNREAD_DATE, UNKNOWN_MEMBERSHIP}
    assert [(one.account_id, one.handle, one.membership) for one in watchlist.members] == [
        (None, "ann", None),
        ("7", "bob", "acted_together"),
    ]


def test_a_second_row_of_an_account_adds_what_it_says(tmp_path: Path) -> None:
    watchlist = read(tmp_path, "a.csv", "handle,reason,date\nann,x,\nANN,y,2018-06-01\nann,x,\n")
    (ann,) = watchlist.members
    assert (ann.reason, ann.date, watchlist.duplicates) == ("x; y", "2018-06-01", 2)


def test_what_the_user_says_of_all_fills_the_gaps(tmp_path: Path) -> None:
    said = SaidOfAll("twitter", "named in a report", "desk", "2018-06-01", "ann", "attributed")
    ann, bob = read(tmp_path, "a.csv", "handle,reason\nann,own\nbob,\n", said).members
    assert (ann.reason, bob.reason) == ("own", "named in a report")
    assert (bob.platform, bob.source, bob.date, bob.added_by, bob.membership) == (
        "twitter",
        "desk",
        "2018-06-01",
        "ann",
        "attributed",
    )


def test_columns_can_be_named_by_hand(tmp_path: Path) -> None:
    content = "x,y,z\nann,because,bob\n"
    watchlist = read(tmp_path, "a.csv", content, SaidOfAll(mapping={"account": "z", "reason": "y"}))
    assert [(one.handle, one.reason) for one in watchlist.members] == [("bob", "because")]
    with pytest.raises(UsageError, match=r"no column 'w'\. Columns: x, y, z"):
        read(tmp_path, "b.csv", content, SaidOfAll(mapping={"account": "w"}))
    with pytest.raises(UsageError, match="no field 'colour'"):
        read(tmp_path, "b.csv", content, SaidOfAll(mapping={"colour": "x"}))


def test_a_table_without_a_column_of_accounts_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no column of accounts by name\. Columns: town, weather"):
        read(tmp_path, "a.csv", "town,weather\nnorth side,good\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[{}]", "it has no rows"),
        ("[[1], [2]]", r"is neither an object nor a name: '\[1\]'"),
        ('{"handle": "ana0"\n', """is neither an object nor a name: '{"handle": "ana0"'"""),
        ('{"handle": "ana0"\n{"handle": "ana1"\n', "is neither an object nor a name"),
        ("town,weather\n", "it has no rows"),
    ],
)
def test_a_file_without_a_row_is_rejected_whatever_its_form(tmp_path: Path, content: str, says: str) -> None:
    for said in (None, SaidOfAll(mapping={"account": "handle"})):
        with pytest.raises(DataRejectedError, match=rf"lists no account \({says}.*\)\. Check how it was made"):
            read(tmp_path, "a.json", content, said)


def test_a_file_that_lists_nobody_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="lists no account"):
        read(tmp_path, "a.csv", "handle,reason\n,x\n")
    with pytest.raises(DataRejectedError, match="is empty"):
        read(tmp_path, "b.csv", "")
    with pytest.raises(UsageError, match="no membership"):
        read(tmp_path, "c.txt", "@ann\n", SaidOfAll(membership="guilty"))


def test_a_list_of_nothing_is_rejected_as_such(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="list of records is empty"):
        read(tmp_path, "a.json", "[]", None)


def test_an_object_with_one_account_keeps_the_list_that_is_said_of_it(tmp_path: Path) -> None:
    (member,) = read(tmp_path, "list.json", '{"accounts": [{"handle": "ann", "evidence": ["a", "b"]}]}').members
    assert (member.handle, member.evidence) == ("ann", "a; b")
