"""A log that begins late, or missed something, begins with what the case's files tell, and says that it does."""

from pathlib import Path

import polars as pl

from tests.cli.scanned_case import scanned_case
from unisono.cases import Case, SourceRecord
from unisono.cases.custody import catch_up, check_log, told_by_files
from unisono.cases.custody.entry import FILE
from unisono.cases.custody.reconstructing import not_in_log
from unisono.cases.exported import keep_export
from unisono.cases.marks import Mark, keep_mark
from unisono.cases.reviews import Review, keep_review
from unisono.model.batches import Batch


def old_case(folder: Path) -> Case:
    """Return a case in which everything was done before there was a log."""
    case = scanned_case(folder)
    keep_mark(case.path, Mark("", "Ann", "finding", "f-1", "keep", "my note"))
    keep_review(case.path, Review("", "Bo", "n-1", "agree"))
    keep_export(case.path, b"<p>", what="report", name="r.html", by="Cy", run="r1")
    recording = SourceRecord("live/recordings/000001.jsonl.zst", "cd" * 32)
    case.append([Batch(posts=pl.DataFrame({"platform": ["x"], "post_id": ["9"]}))], recording)
    (case.path / FILE).unlink()
    return case


def actions(case: Path) -> list[tuple[object, object]]:
    return [(row["action"], row["reconstructed"]) for row in check_log(case).entries]


def test_the_next_entry_begins_the_log_with_what_the_files_tell(tmp_path: Path) -> None:
    case = old_case(tmp_path)
    keep_mark(case.path, Mark("", "Ann", "finding", "f-2", "unsure"))
    told = [action for action, is_told in actions(case.path) if is_told]
    assert told[0] == "case made"
    assert sorted(str(one) for one in told) == sorted(
        ["case made", "import", "scan", "mark", "sign-off", "report", "watch stopped"]
    )
    assert actions(case.path)[-1] == ("mark", False)
    assert check_log(case.path).is_whole


def test_what_is_told_keeps_hashes_names_and_times_and_no_words_of_notes(tmp_path: Path) -> None:
    case = old_case(tmp_path)
    found = {entry.action: entry for entry in told_by_files(case.path)}
    assert found["mark"].actor == "Ann"
    assert found["report"].outputs[0].bytes == 3
    assert found["import"].inputs[0].sha256 == case.sources()["sha256"][0]
    assert [one.name.rsplit("/", 1)[-1] for one in found["scan"].outputs][-1] == "record.json"
    assert found["watch stopped"].details["recordings"] == 1
    assert all(entry.details["told_at"] for entry in found.values())
    assert "my note" not in str(found)


def test_nothing_is_told_twice(tmp_path: Path) -> None:
    case = old_case(tmp_path)
    assert catch_up(case.path) == 7
    assert catch_up(case.path) == 0
    keep_mark(case.path, Mark("", "Ann", "finding", "f-3", "dismiss"))
    keep_export(case.path, b"<b>", what="report", name="r.html", by="Cy")
    assert not_in_log(case.path) == []


def test_an_import_that_a_crash_kept_out_of_the_log_is_entered_by_the_next_scan(tmp_path: Path) -> None:
    case = scanned_case(tmp_path)
    lines = (case.path / FILE).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"action":"import"' not in line and b'"action":"scan"' not in line]
    (case.path / FILE).write_bytes(b"".join(kept))
    case.write_run({"posts": 1, "sources": case.sources().to_dicts()}, {})
    assert actions(case.path) == [("case made", False), ("import", True), ("scan", True), ("scan", False)]
    assert check_log(case.path).is_whole


def test_a_folder_that_holds_nothing_tells_nothing(tmp_path: Path) -> None:
    assert told_by_files(tmp_path) == []
