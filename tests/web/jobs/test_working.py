"""The process of a job: whatever its task raises, the job has an end that says so."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from unisono.cases import create_case
from unisono.web.jobs import working
from unisono.web.jobs.kept import new_job
from unisono.web.jobs.progress import Progress


def test_an_error_that_nobody_foresaw_is_an_end_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(case: Path, settings: Mapping[str, Any], progress: Progress) -> dict[str, Any]:  # Any: JSON
        raise ZeroDivisionError("no rows")

    monkeypatch.setattr(working, "TASKS", {"scan": fail})
    job = new_job(create_case(tmp_path / "case").path, "scan", {})
    working._do(job, Progress(job))
    assert job.outcome is not None and job.outcome["state"] == "failed"
    assert "ZeroDivisionError: no rows" in job.outcome["error"]
    assert "Traceback" in capsys.readouterr().err
