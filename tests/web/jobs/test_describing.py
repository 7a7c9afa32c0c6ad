"""A job as its page shows it: files that were sent go by the names that were given."""

from pathlib import Path

from unisono.cases import create_case
from unisono.web.jobs.describing import describe_job, draft_of, shown_names, what_of
from unisono.web.jobs.kept import new_job
from unisono.web.jobs.running import Jobs
from unisono.web.uploads.kept import new_draft


def test_a_job_is_described_before_and_after_its_end(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    job = new_job(case, "scan", {"seed": 7, "only": None})
    card = describe_job(Jobs(), job)
    assert (card["state"], card["result"], card["seconds"], card["what"]) == ("interrupted", None, None, "seed 7")
    job.keep_progress({"text": "Reading posts", "started_at": "2026-01-01T00:00:00Z", "rows": 3})
    job.keep_outcome("finished", {"run": "r"})
    card = describe_job(Jobs(), job)
    assert (card["state"], card["rows"], card["result"], card["text"]) == ("finished", 3, {"run": "r"}, "")
    assert card["seconds"] > 0


def test_names_stand_for_places_and_a_long_list_is_cut(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    draft = new_draft(case)
    job = new_job(case, "import", {"files": ["/c/u/1.csv"], "names": {"/c/u/1.csv": "mine.csv"}, "draft": draft.id})
    assert what_of(job) == "mine.csv"
    assert shown_names(job, "/c/u/1.csv is empty") == "mine.csv is empty"
    found = draft_of(job)
    assert found is not None and found.id == draft.id
    draft.remove()
    assert draft_of(job) is None
    assert what_of(new_job(case, "import", {"files": [f"{n}.csv" for n in range(30)]})).endswith("and 10 more")
