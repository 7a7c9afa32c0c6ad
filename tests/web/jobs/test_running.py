"""Jobs run beside the server, one at a time for a case; whatever ends them, the case stays whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.detectors.small_world import case_of, world
from tests.importers.table_sources import SAMPLES
from tests.web.jobs.waiting import ROWS_A_FILE, ended, many_files, wait_until
from unisono.cases import Case, create_case, find_problems
from unisono.importers.importing import import_files
from unisono.model.errors import UsageError
from unisono.web.jobs.kept import kept_jobs
from unisono.web.jobs.running import Jobs

SAMPLE = str(SAMPLES / "twitter_v1.jsonl")
FILES = 60


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many_files(tmp_path_factory.mktemp("pieces") / "many", FILES)


def test_an_import_gives_what_the_command_gives(tmp_path: Path, jobs: Jobs) -> None:
    case, beside = create_case(tmp_path / "case"), create_case(tmp_path / "beside")
    job = jobs.start(case.path, "import", {"files": [SAMPLE]})
    assert ended(jobs, job) == "finished"
    assert job.outcome is not None
    assert job.outcome["result"]["files"] == list(import_files(beside, [SAMPLE]))
    assert job.outcome["result"]["summary"]["stored"] == 19
    wait_until(lambda: not job.scratch.exists(), "what the job unpacked stayed")
    assert find_problems(case.path) == []


def test_jobs_of_a_case_wait_for_each_other_and_a_waiting_one_can_be_cancelled(tmp_path: Path, jobs: Jobs) -> None:
    case = create_case(tmp_path / "case")
    copies = [str(shutil.copy(SAMPLE, tmp_path / f"{name}.jsonl")) for name in "abc"]
    first, second, third = (jobs.start(case.path, "import", {"files": [copy]}) for copy in copies)
    assert [jobs.state(job) for job in (first, second, third)] == ["running", "waiting", "waiting"]
    jobs.cancel(third)
    assert [ended(jobs, job) for job in (first, second, third)] == ["finished", "finished", "cancelled"]
    assert second.outcome is not None and second.outcome["result"]["summary"]["duplicates"] == 19
    assert [job.id for job in kept_jobs(case.path)] == sorted((job.id for job in (first, second, third)), reverse=True)


def test_a_form_that_is_sent_twice_begins_one_job(tmp_path: Path, jobs: Jobs) -> None:
    case = create_case(tmp_path / "case")
    first, second = (jobs.start(case.path, "import", {"files": [SAMPLE]}) for _ in range(2))
    assert first.id == second.id and ended(jobs, first) == "finished"
    later = jobs.start(case.path, "import", {"files": [SAMPLE]})
    assert later.id != first.id and ended(jobs, later) == "finished"


def test_a_cancelled_import_keeps_what_was_stored_and_the_same_again_gives_the_rest(
    tmp_path: Path, jobs: Jobs, pieces: Path
) -> None:
    case = create_case(tmp_path / "case")
    job = jobs.start(case.path, "import", {"files": [str(pieces)]})
    wait_until(lambda: job.progress.get("stored", 0) > 0, "nothing was stored")
    jobs.cancel(job)
    assert jobs.state(job) == "cancelled" and job.outcome is not None
    stored = Case(case.path, "case").counts()[0]
    assert 0 < stored < FILES * ROWS_A_FILE
    assert job.outcome["result"] == {"stored": stored}
    assert find_problems(case.path) == []
    again = jobs.again(case.path, job.id)
    assert ended(jobs, again) == "finished" and again.told["again_of"] == job.id
    assert again.outcome is not None
    summary = again.outcome["result"]["summary"]
    assert (summary["stored"], summary["duplicates"]) == (FILES * ROWS_A_FILE - stored, stored)
    assert Case(case.path, "case").counts()[0] == FILES * ROWS_A_FILE


def test_a_cancelled_scan_leaves_no_run_and_the_same_again_gives_one(tmp_path: Path, jobs: Jobs) -> None:
    case = case_of(tmp_path / "case", world())
    job = jobs.start(case.path, "scan", {})
    wait_until(lambda: "step" in job.progress, "no step was told")
    jobs.cancel(job)
    assert jobs.state(job) == "cancelled" and case.runs() == [] and find_problems(case.path) == []
    again = jobs.again(case.path, job.id)
    assert ended(jobs, again) == "finished" and again.outcome is not None
    assert again.outcome["result"]["run"] == case.runs()[0].id
    assert again.progress["step"] == again.progress["steps"]


def test_closing_the_workbench_ends_its_jobs_and_the_next_one_says_so(tmp_path: Path, pieces: Path) -> None:
    case, jobs = create_case(tmp_path / "case"), Jobs()
    running = jobs.start(case.path, "import", {"files": [str(pieces)]})
    waiting = jobs.start(case.path, "import", {"files": [SAMPLE]})
    wait_until(lambda: running.progress.get("stored", 0) > 0, "nothing was stored")
    jobs.stop()
    later = Jobs()
    assert [later.state(job) for job in (running, waiting)] == ["interrupted", "interrupted"]
    assert not running.is_worked_on and find_problems(case.path) == []


def test_a_job_whose_process_was_killed_failed_and_says_so(tmp_path: Path, jobs: Jobs, pieces: Path) -> None:
    case = create_case(tmp_path / "case")
    job = jobs.start(case.path, "import", {"files": [str(pieces)]})
    wait_until(lambda: job.progress.get("stored", 0) > 0, "nothing was stored")
    jobs._running[job.case].process.kill()
    assert ended(jobs, job) == "failed" and job.outcome is not None
    assert "ended before its time" in job.outcome["error"] and find_problems(case.path) == []


def test_a_job_that_nobody_is_at_and_that_has_no_end_was_interrupted(tmp_path: Path, jobs: Jobs) -> None:
    case = create_case(tmp_path / "case")
    job = jobs.start(case.path, "import", {"files": [SAMPLE]})
    assert ended(jobs, job) == "finished"
    (job.folder / "outcome.json").unlink()
    assert Jobs().state(job) == "interrupted"


def test_a_file_that_is_gone_is_told_as_a_sentence(tmp_path: Path, jobs: Jobs) -> None:
    case = create_case(tmp_path / "case")
    job = jobs.start(case.path, "import", {"files": [str(tmp_path / "gone.csv")]})
    assert ended(jobs, job) == "failed" and job.outcome is not None
    assert "gone.csv" in job.outcome["error"]
    with pytest.raises(UsageError, match="no such job"):
        jobs.again(case.path, "../../etc")
