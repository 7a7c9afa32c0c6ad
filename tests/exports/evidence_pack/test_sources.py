"""Untouched sources are found where they were, beside the case, in zips and in folders of the user, by their hash."""

import hashlib
import zipfile
from pathlib import Path

import polars as pl
import pytest
import zstandard

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.custody import log_entry
from unisono.cases.live.recordings import write_recording
from unisono.exports.evidence_pack.building import PackFolder
from unisono.exports.evidence_pack.sources import ABSENT, LONGEST_NAME, PURGED, portable_name, put_sources
from unisono.model.batches import Batch


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def import_of(case: Case, name: str, content: bytes) -> None:
    posts = pl.DataFrame({"platform": ["x"], "post_id": [name]})
    case.append([Batch(posts=posts)], SourceRecord(name, sha256_of(content), "generic"))


def put(case: Case, folder: Path, *folders: Path) -> tuple[PackFolder, list[dict[str, object]]]:
    pack = PackFolder(folder / "pack")
    return pack, put_sources(case, pack, folders)


def test_sources_are_found_where_they_were_from_here_or_beside_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = create_case(tmp_path / "there" / "case")
    for name, content in (("there/beside.csv", b"1"), ("here.csv", b"2"), ("whole.csv", b"3")):
        (tmp_path / name).write_bytes(content)
    import_of(case, "beside.csv", b"1")
    import_of(case, "here.csv", b"2")
    import_of(case, str(tmp_path / "whole.csv"), b"3")
    import_of(case, "-", b"4")
    monkeypatch.chdir(tmp_path)
    pack, rows = put(case, tmp_path)
    assert [row["in_pack"] for row in rows] == ["raw/0001-beside.csv", "raw/0002-here.csv", "raw/0003-whole.csv", None]
    assert rows[3]["why"] == ABSENT
    assert (pack.path / "raw/0002-here.csv").read_bytes() == b"2"


def test_a_source_that_was_changed_since_is_not_put_in_and_that_is_told(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    (tmp_path / "posts.csv").write_bytes(b"changed")
    import_of(case, str(tmp_path / "posts.csv"), b"before")
    pack, (row,) = put(case, tmp_path)
    assert row["in_pack"] is None
    assert sha256_of(b"changed") in str(row["why"])
    assert pack.sha256 == {}


def test_a_folder_of_the_user_is_looked_through_by_name_and_by_hash(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    import_of(case, "/gone/posts.csv", b"1")
    import_of(case, "/gone/others.csv", b"2")
    folder = tmp_path / "archive"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "posts.csv").write_bytes(b"1")
    (folder / "another name.csv").write_bytes(b"2")
    (folder / "others.csv").write_bytes(b"not it")
    assert [row["in_pack"] for row in put(case, tmp_path)[1]] == [None, None]
    pack = PackFolder(tmp_path / "second")
    rows = put_sources(case, pack, [folder])
    assert [row["in_pack"] for row in rows] == ["raw/0001-posts.csv", "raw/0002-another name.csv"]


def test_the_zip_that_files_were_imported_from_is_put_in_once_and_whole(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.csv", b"1")
        archive.writestr("deep/b.csv", b"2")
    import_of(case, f"{tmp_path / 'all.zip'}:a.csv", b"1")
    import_of(case, f"{tmp_path / 'all.zip'}:deep/b.csv", b"2")
    import_of(case, f"{tmp_path / 'all.zip'}:c.csv", b"3")
    pack, rows = put(case, tmp_path)
    assert [(row["in_pack"], row["member"]) for row in rows] == [
        ("raw/0001-all.zip", "a.csv"),
        ("raw/0001-all.zip", "deep/b.csv"),
        (None, ""),
    ]
    assert list(pack.sha256) == ["raw/0001-all.zip"]
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "all.zip").rename(tmp_path / "elsewhere" / "all.zip")
    again = put_sources(case, PackFolder(tmp_path / "second"), [tmp_path / "elsewhere"])
    assert [row["in_pack"] is not None for row in again] == [True, True, False]


def test_a_source_imported_twice_is_one(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    (tmp_path / "a.csv").write_bytes(b"1")
    import_of(case, str(tmp_path / "a.csv"), b"1")
    import_of(case, "copy-of-a.csv", b"1")
    assert len(put(case, tmp_path)[1]) == 1


def test_recordings_of_a_stream_are_put_in_as_they_lie_in_the_case(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    write_recording(case.path, 1, b"one\ntwo\n")
    import_of(case, "live/recordings/000001.jsonl.zst", b"one\ntwo\n")
    import_of(case, "live/recordings/000002.jsonl.zst", b"gone\n")
    pack, rows = put(case, tmp_path)
    assert [row["in_pack"] for row in rows] == ["raw/live/000001.jsonl.zst", None]
    packed = (pack.path / "raw/live/000001.jsonl.zst").read_bytes()
    assert sha256_of(zstandard.ZstdDecompressor().decompress(packed)) == rows[0]["sha256"]


def test_files_that_still_have_what_was_purged_stay_out_of_the_pack(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    write_recording(case.path, 1, b"one\n")
    import_of(case, "live/recordings/000001.jsonl.zst", b"one\n")
    (tmp_path / "a.csv").write_bytes(b"1")
    import_of(case, str(tmp_path / "a.csv"), b"1")
    log_entry(case.path, "purge")
    pack, rows = put(case, tmp_path, tmp_path)
    assert [row["in_pack"] for row in rows] == ["raw/live/000001.jsonl.zst", None]
    assert rows[1]["why"] == PURGED
    assert list(pack.sha256) == ["raw/live/000001.jsonl.zst"]


def test_pictures_of_a_folder_are_put_in_under_their_hash(tmp_path: Path) -> None:
    from PIL import Image

    from unisono.content.pictures.adding import add_pictures

    case = create_case(tmp_path / "case")
    (tmp_path / "media").mkdir()
    for name, colour in (("a.png", (255, 0, 0)), ("b.png", (0, 255, 0)), ("copy.png", (255, 0, 0))):
        Image.new("RGB", (64, 64), colour).save(tmp_path / "media" / name)
    add_pictures(case, tmp_path / "media")
    (tmp_path / "media" / "b.png").write_bytes(b"other")
    pack, rows = put(case, tmp_path)
    red = sha256_of((tmp_path / "media" / "a.png").read_bytes())
    assert sorted((str(row["file"]).rsplit("/", 1)[-1], row["in_pack"]) for row in rows) == [
        ("a.png", f"raw/pictures/{red}.png"),
        ("b.png", None),
        ("copy.png", f"raw/pictures/{red}.png"),
    ]
    assert list(pack.sha256) == [f"raw/pictures/{red}.png"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("posts.csv", "posts.csv"),
        ("a\nb\\c:d.csv", "a_b_c_d.csv"),
        ("evil\u202egpj.exe", "evil_gpj.exe"),
        ("caf\udce9.csv", "caf?.csv".replace("?", "_")),
        ("мир.json", "мир.json"),
        ("...", "source"),
        ("x" * 300 + ".csv", "x" * (LONGEST_NAME - 4) + ".csv"),
    ],
)
def test_names_are_those_that_every_system_takes(name: str, plain: str) -> None:
    assert portable_name(name) == plain
