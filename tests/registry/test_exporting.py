"""What one registry exports another imports, whole, unchanged or not at all."""

from pathlib import Path

import orjson
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.registry.planted_cases import activities, planted_case
from unisono.model.errors import DataRejectedError, UsageError
from unisono.registry.describing import describe_case
from unisono.registry.exporting import export_registry, import_export, read_export
from unisono.registry.keeping import keep_case, read_registry
from unisono.registry.tables import NAMING

PEOPLE = ["1", "2", "3", "4", "5", "ひろ"]
BIO = "Proud mother of three, from Ohio"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a registry of two cases."""
    profiles = pl.DataFrame({"platform": "twitter", "account_id": one, "bio": BIO, "source_row": 1} for one in PEOPLE)
    posts = pl.DataFrame(
        {"platform": "twitter", "account_id": "1", "post_id": f"m{place}", "mentions": [name], "source_row": place}
        | {"created_at": None}
        for place, name in enumerate(["77", "a_friend"])
    ).with_columns(pl.lit("2018-06-01").str.to_datetime(time_zone="UTC").alias("created_at"))
    for name in ("one", "two"):
        case = planted_case(
            tmp_path / name, {1: PEOPLE[:3], 2: PEOPLE[3:]}, activities(PEOPLE, 1), profiles=profiles, posts=posts
        )
        keep_case(tmp_path / "known.sqlite", describe_case(case, case.runs()[-1]).record)
    return tmp_path / "known.sqlite"


def test_an_import_has_everything_the_export_had(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_bytes(export_registry(read_registry(kept)))
    added, had = import_export(tmp_path / "other.sqlite", tmp_path / "known.jsonl")
    assert (added.height, had) == (4, 0)
    for name, table in read_registry(tmp_path / "other.sqlite").tables().items():
        assert_frame_equal(table, read_registry(kept).tables()[name])


def test_cases_that_are_known_already_stay_as_they_are(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_bytes(export_registry(read_registry(kept)))
    before = read_registry(kept)
    added, had = import_export(kept, tmp_path / "known.jsonl")
    assert (added.height, had) == (0, 2)
    assert_frame_equal(read_registry(kept).traits, before.traits)


def test_an_export_without_names_holds_none(kept: Path, tmp_path: Path) -> None:
    content = export_registry(read_registry(kept), without_names=True)
    for name in ("user_", "Proud mother", "a_friend", str(tmp_path)):
        assert name in export_registry(read_registry(kept)).decode()
        assert name not in content.decode()
    (tmp_path / "bare.jsonl").write_bytes(content)
    import_export(tmp_path / "other.sqlite", tmp_path / "bare.jsonl")
    read = read_registry(tmp_path / "other.sqlite")
    assert not set(read.traits["kind"]) & set(NAMING)
    assert "twitter:77" in read.traits["value"].to_list()
    assert read.members.height == 12


def test_a_file_that_was_cut_or_changed_adds_nothing(kept: Path, tmp_path: Path) -> None:
    content = export_registry(read_registry(kept))
    lines = content.splitlines(keepends=True)
    changed = content.replace(b'"size":3', b'"size":4', 1)
    for wrong in (b"", b"hello\n", lines[0], b"".join(lines[:-1]), b"".join([lines[0], *lines[2:]]), changed):
        (tmp_path / "wrong.jsonl").write_bytes(wrong)
        with pytest.raises(DataRejectedError, match="is no whole export of a registry"):
            import_export(tmp_path / "other.sqlite", tmp_path / "wrong.jsonl")
    assert not (tmp_path / "other.sqlite").exists()
    assert changed != content


def test_an_export_of_a_later_version_or_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "later.jsonl").write_bytes(orjson.dumps({"unisono_registry": 2}) + b"\n{}\n")
    with pytest.raises(DataRejectedError, match="Upgrade Unisono"):
        read_export(tmp_path / "later.jsonl")
    with pytest.raises(UsageError, match="cannot be read"):
        read_export(tmp_path / "none.jsonl")
