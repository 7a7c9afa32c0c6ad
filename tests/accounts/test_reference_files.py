"""Reference files: what is written is read back, names no account, and is refused where it is damaged."""

from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
import pytest

from unisono.accounts.percentiles import MOST_STEPS, Reference, reference_of
from unisono.accounts.reference_files import DEFINITIONS, ReferenceFile, read_reference, write_reference
from unisono.accounts.signals.measuring import SignalTable
from unisono.accounts.signals.strata import STRATA
from unisono.model.errors import DataRejectedError, UsageError


def table_of(count: int, seed: int = 0) -> SignalTable:
    rng = np.random.default_rng(seed)
    strata = [("x", ("en", None)[number % 2], 2016, 1 + number % 4) for number in range(count)]
    return SignalTable(
        pl.Series([f"here:{number:06}" for number in range(count)]),
        {"repost_share": np.round(rng.random(count), 2), "quiet_hours": rng.normal(7, 2, count)},
        {"repost_share": np.full(count, 30), "quiet_hours": np.full(count, 4)},
        pl.DataFrame(strata, schema=STRATA, orient="row"),
    )


def written(path: Path, table: SignalTable) -> ReferenceFile:
    content = ReferenceFile(reference_of(table), "0.1.0", 12_345, len(table.accounts), "2016-01-01T00:00:00Z", None)
    assert write_reference(path, content) == len(content.reference.sketches)
    return content


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    content = written(tmp_path / "usual.json", table_of(900))
    read = read_reference(tmp_path / "usual.json")
    assert (read.made_by, read.posts, read.accounts, read.first_at, read.last_at) == (
        *("0.1.0", 12_345, 900),
        *("2016-01-01T00:00:00Z", None),
    )
    assert not read.reference.is_own and read.reference.source == "in usual.json"
    assert read.reference.groups == content.reference.groups
    for group, sketches in content.reference.sketches.items():
        for name, sketch in sketches.items():
            stored = read.reference.sketches[group][name]
            assert stored.n == sketch.n
            assert stored.values.tolist() == sketch.values.tolist()


def test_percentiles_by_a_file_are_those_by_the_case_to_a_tenth(tmp_path: Path) -> None:
    source = table_of(20_000)
    written(tmp_path / "usual.json", source)
    own = Reference(reference_of(source).sketches, is_own=False, source="in this case")
    table = table_of(500, seed=3)
    by_file = read_reference(tmp_path / "usual.json").reference.percentiles(table)
    for name, percentiles in own.percentiles(table).items():
        assert by_file[name] == pytest.approx(percentiles, abs=0.1)
    groups = stored_in(tmp_path / "usual.json")["groups"]
    assert max(sum(sketch["times"]) for group in groups for sketch in group["signals"].values()) == MOST_STEPS


def test_a_file_names_no_account_and_is_the_same_each_time(tmp_path: Path) -> None:
    written(tmp_path / "a.json", table_of(900))
    written(tmp_path / "b.json", table_of(900))
    content = (tmp_path / "a.json").read_bytes()
    assert content == (tmp_path / "b.json").read_bytes()
    assert b"here:" not in content


def test_a_case_with_too_few_accounts_makes_no_reference(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="200 accounts"):
        written(tmp_path / "usual.json", table_of(150))
    assert not (tmp_path / "usual.json").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none.*-o FILE"):
        written(tmp_path / "none" / "usual.json", table_of(900))


def stored_in(path: Path) -> dict[str, Any]:
    stored: dict[str, Any] = orjson.loads(path.read_bytes())
    return stored


def test_a_signal_that_this_version_does_not_know_is_left_out(tmp_path: Path) -> None:
    written(tmp_path / "usual.json", table_of(900))
    stored = stored_in(tmp_path / "usual.json")
    for group in stored["groups"]:
        group["signals"]["karma"] = group["signals"]["quiet_hours"]
    (tmp_path / "later.json").write_bytes(orjson.dumps(stored))
    read = read_reference(tmp_path / "later.json").reference
    assert all(set(sketches) == {"repost_share", "quiet_hours"} for sketches in read.sketches.values())


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("unisono_reference",), 99, "another version"),
        (("definitions",), DEFINITIONS + 1, "Build it anew"),
        (("posts",), -1, "-1 is no count"),
        (("posts",), True, "True is no count"),
        (("first_at",), 5, "5 is no text"),
        (("groups",), 7, "no whole reference file"),
        (("groups", 0, "platform"), None, "a language without a platform"),
        (("groups", 0, "year"), "2016", "'2016' is no count"),
        (("groups", 0, "signals"), [], "no whole reference file"),
        (("groups", 0, "signals", "quiet_hours", "n"), 199, "200 are needed"),
        (("groups", 0, "signals", "quiet_hours", "n"), 201, "more values than accounts"),
        (("groups", 0, "signals", "quiet_hours", "values", 3), 1e9, "not ascending"),
        (("groups", 0, "signals", "quiet_hours", "values", 3), None, "not ascending"),
        (("groups", 0, "signals", "quiet_hours", "values", 3), "many", "no whole reference file"),
        (("groups", 0, "signals", "quiet_hours", "times", 3), 0, "more values than accounts"),
        (("groups", 0, "signals", "quiet_hours", "times"), [1], "not ascending"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(
    tmp_path: Path, place: tuple[Any, ...], value: object, said: str
) -> None:
    written(tmp_path / "usual.json", table_of(1_800))
    stored = stored_in(tmp_path / "usual.json")
    part: Any = stored
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    (tmp_path / "usual.json").write_bytes(orjson.dumps(stored))
    with pytest.raises(DataRejectedError, match=said) as refused:
        read_reference(tmp_path / "usual.json")
    assert "unisono reference build CASE -o FILE" in str(refused.value)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1, 2]", b'{"unisono_case": 1}', b'{"unisono_reference": 1}', b"\xff"]
)
def test_what_is_no_reference_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "usual.json").write_bytes(content)
    with pytest.raises(DataRejectedError, match="unisono reference build CASE -o FILE"):
        read_reference(tmp_path / "usual.json")


def test_every_field_of_a_file_is_needed(tmp_path: Path) -> None:
    written(tmp_path / "usual.json", table_of(900))
    for name in ("posts", "accounts", "made_by", "first_at", "last_at", "groups"):
        stored = stored_in(tmp_path / "usual.json")
        del stored[name]
        (tmp_path / "less.json").write_bytes(orjson.dumps(stored))
        with pytest.raises(DataRejectedError, match=f"{name} is missing"):
            read_reference(tmp_path / "less.json")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.json cannot be read"):
        read_reference(tmp_path / "nowhere.json")
    with pytest.raises(UsageError, match="cannot be read"):
        read_reference(tmp_path)
