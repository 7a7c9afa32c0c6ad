"""How far a job is: sentences at once, counts now and then, and a rate."""

from pathlib import Path

from unisono.cases import create_case
from unisono.web.jobs.kept import new_job
from unisono.web.jobs.progress import Progress


def test_a_new_sentence_is_written_at_once_and_counts_only_now_and_then(tmp_path: Path) -> None:
    job = new_job(create_case(tmp_path / "case").path, "import", {})
    progress = Progress(job)
    progress.tell("Reading rows", rows=0)
    progress.tell(rows=5)
    assert job.progress["rows"] == 0
    progress.tell("Looking at pictures")
    assert (job.progress["text"], job.progress["rows"]) == ("Looking at pictures", 5)
    assert job.progress["started_at"] <= job.progress["updated_at"]
