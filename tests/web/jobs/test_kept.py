"""A job in its folder: it is found by its name alone, and has one end."""

from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.model.errors import UsageError
from unisono.web.jobs.kept import job_named, kept_jobs, new_job


def test_a_job_is_found_by_its_name_and_nothing_else_is(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    job = new_job(case, "scan", {"seed": 7})
    assert job_named(case, job.id).settings == {"seed": 7}
    for name in ("", "..", "../jobs/" + job.id, job.id + "/", "20260101T000000-abcdef"):
        with pytest.raises(UsageError, match="no such job"):
            job_named(case, name)


def test_the_first_end_of_a_job_stays(tmp_path: Path) -> None:
    job = new_job(create_case(tmp_path / "case").path, "scan", {})
    job.keep_outcome("finished", {"run": "r"})
    job.keep_outcome("cancelled")
    assert job.outcome is not None and job.outcome["state"] == "finished"


def test_a_damaged_file_of_a_job_stops_no_list(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    job = new_job(case, "import", {"files": []})
    (job.folder / "job.json").write_text("{")
    (job.folder / "progress.json").write_text("[]")
    (other,) = kept_jobs(case)
    assert (other.kind, other.progress) == ("unknown", {})
