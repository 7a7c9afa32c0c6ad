"""The list of jobs: all that was begun in a case, with its state."""

from pathlib import Path

import orjson

from tests.web.uploads.sending import visitor
from unisono.cases import create_case
from unisono.web.jobs.kept import new_job


def test_jobs_are_listed_the_latest_first_and_each_leads_to_its_page(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    client = visitor(case)
    assert "Nothing was imported" in client.get("/case/case/jobs").text
    first, second = new_job(case, "import", {"files": ["<b>.csv"]}), new_job(case, "scan", {"seed": 7})
    first.keep_outcome("failed", error="No <i>room</i>.")
    page = client.get("/case/case/jobs").text
    assert f"/case/case/jobs/{first.id}" in page and "&lt;b&gt;.csv" in page and "<i>room" not in page
    rows = [orjson.loads(line) for line in client.get("/case/case/jobs?as=json").text.splitlines()]
    states = {row["job"]: row["state"] for row in rows}
    assert states == {first.id: "failed", second.id: "interrupted"}
    assert client.get("/case/case/jobs?as=csv").headers["content-type"].startswith("text/csv")
