"""What jobs do: the settings of their form are those of the commands."""

from pathlib import Path

from tests.detectors.small_world import case_of, world
from tests.importers.table_sources import SAMPLES
from unisono.cases import create_case
from unisono.importers.declaration import ReadSettings
from unisono.web.jobs.kept import new_job
from unisono.web.jobs.progress import Progress
from unisono.web.jobs.tasks import import_job, reading_of, scan_job


def test_nothing_said_is_what_the_command_reads_with() -> None:
    assert reading_of({}) == ReadSettings()
    told = reading_of({"mapping": {"text": "Body"}, "mend": ["entities"], "mapping_file": ["m.toml", "aa"]})
    assert (told.mapping, told.mend, told.mapping_file) == ({"text": "Body"}, {"entities"}, ("m.toml", "aa"))


def test_an_import_tells_rows_read_and_what_was_left(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "posts.jsonl").write_bytes((SAMPLES / "twitter_v1.jsonl").read_bytes())
    (folder / "notes.txt").write_text("nothing")
    job = new_job(case, "import", {})
    result = import_job(case, {"files": [str(folder)], "rows": 20}, Progress(job))
    assert result["summary"]["read"] == 20 and len(result["files"]) == 2
    assert sum("skipped" in line or "refused" in line for line in result["files"]) == 1


def test_a_scan_returns_the_numbers_of_its_run(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    job = new_job(case.path, "scan", {})
    result = scan_job(case.path, {"twin": False, "only": "co_action"}, Progress(job))
    (run,) = case.runs()
    assert (result["run"], result["twin_pairs"]) == (run.id, None)
    assert result["networks"] == run.record["networks"]
