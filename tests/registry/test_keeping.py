"""The file keeps what it is given, whole or not at all, and is never made by reading."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.registry.planted_cases import activities, planted_case
from unisono.cases import Case, Run, SourceRecord, open_case
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import POSTS, empty
from unisono.registry.describing import describe_case
from unisono.registry.keeping import (
    count_networks,
    forget_account,
    forget_networks,
    keep_case,
    read_members,
    read_registry,
)
from unisono.registry.tables import Registry

NETWORKS = {1: ["1", "2", "3"], 2: ["4", "5", "ひろ"]}


def described(folder: Path, numbers: list[int] | None = None, days_later: int = 0) -> Registry:
    people = ["1", "2", "3", "4", "5", "ひろ", "7"]
    case = planted_case(folder, NETWORKS, activities(people, 1), days_later=days_later)
    return describe_case(case, case.runs()[-1], numbers).record


def test_what_is_kept_is_read_back_as_it_was(tmp_path: Path) -> None:
    record = described(tmp_path / "one")
    kept, replaced = keep_case(tmp_path / "known.sqlite", record)
    assert (kept.select("network", "known").rows(), replaced) == ([(1, 1), (2, 2)], 0)
    read = read_registry(tmp_path / "known.sqlite")
    numbers = dict(zip(record.networks["known"], [1, 2], strict=True))
    for name, table in record.tables().items():
        again = table
        if "known" in table.columns:
            again = table.with_columns(pl.col("known").replace_strict(numbers, return_dtype=pl.Int64))
        assert_frame_equal(read.tables()[name], again, check_row_order=False)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    place = tmp_path / "none" / "known.sqlite"
    assert read_registry(place).networks.height == 0
    assert read_members(place, ["twitter:1"]).members.height == 0
    assert count_networks(place, frozenset("x")) == 0
    assert not place.parent.exists()


def test_reading_changes_no_byte(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    before = place.read_bytes()
    place.chmod(0o400)
    assert read_registry(place).networks.height == 2
    assert read_members(place, ["twitter:4"]).networks["network"].to_list() == [2]
    assert place.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("known*")) == ["known.sqlite"]


def test_networks_of_a_run_are_added_one_after_the_other(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    case = planted_case(tmp_path / "one", NETWORKS, activities(["1", "2", "3", "4", "5", "ひろ"], 1))
    run = case.runs()[-1]
    assert keep_case(place, describe_case(case, run, [1]).record)[1] == 0
    assert keep_case(place, describe_case(case, run, [2]).record)[1] == 0
    assert keep_case(place, describe_case(case, run, [2]).record)[1] == 1
    assert read_registry(place).networks.select("known", "network").rows() == [(1, 1), (3, 2)]


def test_networks_of_an_earlier_run_give_way(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    case = planted_case(tmp_path / "one", NETWORKS, activities(["1", "2", "3", "4", "5", "ひろ"], 1))
    keep_case(place, describe_case(case, case.runs()[-1]).record)
    tables = {name: case.runs()[-1].table(name) for name in case.runs()[-1].table_names}
    case.write_run({"version": "0.2.0"}, tables)
    kept, replaced = keep_case(place, describe_case(case, case.runs()[-1], [2]).record)
    assert (kept["known"].to_list(), replaced) == ([3], 2)
    read = read_registry(place)
    assert (read.cases.height, read.networks.height, read.members.height) == (1, 1, 3)
    assert set(read.traits["known"]) == {3}


def opened(folder: Path) -> tuple[Case, Run]:
    case = open_case(folder)
    return case, case.runs()[-1]


def with_file(folder: Path, sha256: str) -> tuple[Case, Run]:
    """Import one more file into a case and scan it again."""
    case, run = opened(folder)
    case.append([Batch(posts=empty(POSTS))], SourceRecord("later.jsonl", sha256, "generic"))
    case.write_run({"version": "0.2.0"}, {name: run.table(name) for name in run.table_names})
    return opened(folder)


def test_a_moved_case_takes_the_place_of_what_is_known_of_it(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    (tmp_path / "one").rename(tmp_path / "renamed")
    moved, run = opened(tmp_path / "renamed")
    kept, replaced = keep_case(place, describe_case(moved, run).record)
    assert (kept["known"].to_list(), replaced) == ([3, 4], 2)
    read = read_registry(place)
    assert read.cases["path"].to_list() == [str((tmp_path / "renamed").resolve())]
    assert (read.networks.height, count_networks(place, frozenset(moved.sources()["sha256"]))) == (2, 0)
    assert count_networks(place, frozenset("x")) == 2


def test_forms_of_one_case_that_were_kept_by_their_places_become_one(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    record = described(tmp_path / "one")
    keep_case(place, record)
    names = "name, path, run, version, added_at, posts, accounts, first_at, last_at, sources, strata"
    with sqlite3.connect(place) as earlier:
        earlier.execute(f"insert into cases select 'its place', {names} from cases")
        earlier.execute("update networks set case_key = 'its place' where network = 2")
    earlier.close()
    assert read_registry(place).cases.height == 2
    assert keep_case(place, describe_case(*opened(tmp_path / "one"), [1]).record)[1] == 1
    read = read_registry(place)
    assert read.cases["case_key"].to_list() == record.cases["case_key"].to_list()
    assert read.networks.select("known", "network").rows() == [(2, 2), (3, 1)]


def test_a_case_with_files_added_since_takes_the_place_of_what_was_known(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    before = described(tmp_path / "one")
    keep_case(place, before)
    after = describe_case(*with_file(tmp_path / "one", "ef" * 32)).record
    assert after.cases["case_key"][0] != before.cases["case_key"][0]
    assert keep_case(place, after)[1] == 2
    assert (read_registry(place).cases.height, read_registry(place).networks.height) == (1, 2)
    with pytest.raises(UsageError, match="knows this case with more files, as one"):
        keep_case(place, before)
    assert keep_case(place, before, only_new=True)[0].height == 0


def test_a_case_that_holds_several_known_ones_does_not_take_their_place_unasked(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    keep_case(place, described(tmp_path / "two", days_later=60))
    sha256 = open_case(tmp_path / "two").sources()["sha256"][0]
    both = describe_case(*with_file(tmp_path / "one", sha256)).record
    with pytest.raises(UsageError, match="all files of 2 known cases"):
        keep_case(place, both)
    assert read_registry(place).networks["known"].to_list() == [1, 2, 3, 4]


def test_what_is_removed_is_nowhere_in_the_file(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    assert b"user_" in place.read_bytes()
    assert "ひろ".encode() in place.read_bytes()
    assert forget_account(place, "twitter:ひろ") == 1
    assert "ひろ".encode() not in place.read_bytes()
    forget_networks(place, [1, 2])
    assert b"user_" not in place.read_bytes()
    assert read_registry(place).cases.height == 0
    with pytest.raises(UsageError, match="no network 1"):
        forget_networks(place, [1])
    with pytest.raises(UsageError, match="no account twitter:99"):
        forget_account(place, "twitter:99")


def test_removing_from_no_registry_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="registry add"):
        forget_networks(tmp_path / "known.sqlite", [1])
    assert not (tmp_path / "known.sqlite").exists()


@pytest.mark.parametrize("content", [b"hello, this is no database at all, but a text" * 30, b"\x00" * 5_000])
def test_a_file_that_is_no_registry_is_named_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "known.sqlite"
    place.write_bytes(content)
    record = described(tmp_path / "one")
    for call in (lambda: read_registry(place), lambda: keep_case(place, record), lambda: forget_networks(place, [1])):
        with pytest.raises(DataRejectedError, match="damaged or is no registry"):
            call()
    assert place.read_bytes() == content


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    with sqlite3.connect(place) as other:
        other.execute("create table songs (name text)")
    other.close()
    before = place.read_bytes()
    with pytest.raises(DataRejectedError, match="something else"):
        keep_case(place, described(tmp_path / "one"))
    assert place.read_bytes() == before


def test_a_damaged_registry_is_named_and_never_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    record = described(tmp_path / "one")
    keep_case(place, record)
    content = bytearray(place.read_bytes())
    content[4_096 : len(content) - 4_096] = b"\xff" * (len(content) - 8_192)
    place.write_bytes(content)
    for call in (lambda: read_registry(place), lambda: keep_case(place, record)):
        with pytest.raises(DataRejectedError, match="Restore it from a copy"):
            call()
    assert place.read_bytes() == bytes(content)


def test_a_registry_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    with sqlite3.connect(place) as later:
        later.execute("pragma user_version = 2")
    later.close()
    with pytest.raises(DataRejectedError, match="Upgrade Unisono"):
        read_registry(place)


def test_a_failure_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    before = read_registry(place)
    other = described(tmp_path / "two")
    broken = Registry(other.cases, other.networks, other.members, other.traits.with_columns(known=pl.lit(77)))
    with pytest.raises(pl.exceptions.InvalidOperationError):
        keep_case(place, broken)
    for name, table in read_registry(place).tables().items():
        assert_frame_equal(table, before.tables()[name])


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    for number in range(4):
        described(tmp_path / f"case{number}", days_later=number)
    code = (
        "import sys; from pathlib import Path; from unisono.cases import open_case\n"
        "from unisono.registry.describing import describe_case; from unisono.registry.keeping import keep_case\n"
        "case = open_case(sys.argv[1])\n"
        "for number in (1, 2, 1, 2):\n"
        "    keep_case(Path(sys.argv[2]), describe_case(case, case.latest_run(), [number]).record)"
    )
    call = [sys.executable, "-c", code]
    started = [subprocess.Popen([*call, str(tmp_path / f"case{number}"), str(place)]) for number in range(4)]
    assert [process.wait(timeout=120) for process in started] == [0, 0, 0, 0]
    kept = read_registry(place)
    assert (kept.cases.height, kept.networks.height, kept.members.height) == (4, 8, 24)
    assert kept.networks["known"].is_unique().all()


def test_a_writer_that_dies_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "known.sqlite"
    keep_case(place, described(tmp_path / "one"))
    before = read_registry(place)
    described(tmp_path / "two")
    code = (
        "import os, sys; from pathlib import Path; from unisono.cases import open_case\n"
        "from unisono.registry import keeping; from unisono.registry.describing import describe_case\n"
        "case = open_case(sys.argv[1]); connect, insert = keeping._connect, keeping._insert_networks\n"
        "def small(address):\n"
        "    connection = connect(address); connection.execute('pragma cache_size = 1'); return connection\n"
        "def die(connection, record):\n"
        "    insert(connection, record); os._exit(9)\n"
        "keeping._connect, keeping._insert_networks = small, die\n"
        "keeping.keep_case(Path(sys.argv[2]), describe_case(case, case.latest_run()).record)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "two"), str(place)]).returncode == 9
    assert place.with_name("known.sqlite-journal").exists()
    for name, table in read_registry(place).tables().items():
        assert_frame_equal(table, before.tables()[name])
