"""Every kind of export repeats byte for byte and says what is wrong."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from tests.exports.small_case import case_with_posts, case_with_run, content_of, run_tables
from unisono.exports import EXPORTS, export_case
from unisono.exports.exporter import in_bytes
from unisono.exports.writing import archive_of, require_free
from unisono.model.errors import UsageError


@pytest.mark.parametrize("kind", [exporter.name for exporter in EXPORTS])
def test_the_same_run_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    one = export_case(case, case.latest_run(), kind, tmp_path / "one")
    two = export_case(case, case.latest_run(), kind, tmp_path / "two")
    assert one["sha256"] == two["sha256"]
    assert one["rows"] == two["rows"]
    assert (one["rows"] == 0) == (kind == "disarm")  # the small case supports no technique
    if (tmp_path / "one").is_file():
        assert hashlib.sha256((tmp_path / "one").read_bytes()).hexdigest() == one["sha256"]
    assert not list(tmp_path.rglob("*.part"))


def test_a_folders_fingerprint_is_of_its_listing(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    written = export_case(case, case.latest_run(), "csv", tmp_path / "out")
    names = ("networks", "members", "pairs", "acts", "findings")
    listing = "".join(
        f"{hashlib.sha256((tmp_path / 'out' / f'{name}.csv').read_bytes()).hexdigest()}  {name}.csv\n" for name in names
    )
    assert written["sha256"] == hashlib.sha256(listing.encode()).hexdigest()


@pytest.mark.parametrize("kind", [exporter.name for exporter in EXPORTS if exporter.needs_run])
def test_a_case_that_was_never_scanned_is_told_to_scan(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Try: unisono scan"):
        export_case(case_with_posts(tmp_path / "case"), None, kind, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_empty_run_gives_empty_files_that_open(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    case.write_run({"settings": {}}, {name: table.clear() for name, table in run_tables().items()})
    for exporter in EXPORTS:
        written = export_case(case, case.latest_run(), exporter.name, tmp_path / exporter.name)
        # These tell at least what was scanned, or list posts and sources.
        assert (written["rows"] == 0) == (exporter.name not in ("stix", "misp", "coortweet", "bundle"))


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="cannot be written"):
        export_case(case, case.latest_run(), "gexf", tmp_path / "file" / "graph.gexf")


def test_a_folder_keeps_every_file_when_one_is_in_the_way(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "findings.csv").write_text("mine")
    (tmp_path / "out" / "notes.txt").write_text("mine too")
    with pytest.raises(UsageError, match=r"findings\.csv exists"):
        export_case(case, case.latest_run(), "csv", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["findings.csv", "notes.txt"]
    export_case(case, case.latest_run(), "csv", tmp_path / "out", overwrite=True)
    assert (tmp_path / "out" / "findings.csv").read_text() != "mine"
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine too"


def test_a_device_or_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not an ordinary file"):
        require_free([Path("/dev/null")], overwrite=True)
    with pytest.raises(UsageError, match="is a folder"):
        require_free([tmp_path], overwrite=True)
    require_free([tmp_path / "new"], overwrite=False)


def test_an_archive_holds_each_file_and_is_the_same_each_time() -> None:
    archive = archive_of("a.zip", [in_bytes("one", b"1", 1), in_bytes("folder/two", b"22", 2)])
    content = content_of(archive)
    assert content == content_of(archive)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == {"one": b"1", "folder/two": b"22"}
    assert archive.write(io.BytesIO()) == 3
