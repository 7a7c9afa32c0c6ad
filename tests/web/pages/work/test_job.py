"""The page of a job: it says how it stands, cancels it, does it again, and deletes the copies it needs no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.importers.table_sources import SAMPLES
from tests.web.jobs.waiting import many_files, wait_until
from tests.web.uploads.sending import BROWSER, begun, send
from tests.web.workbench import signed_in
from unisono.cases import create_case, find_problems
from unisono.web.jobs.kept import job_named, kept_jobs, new_job

CASES = 20
"""Each test takes a case of its own; the workbench that has them all open is started once."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Iterator[Path]]]:
    folder = tmp_path_factory.mktemp("bench")
    folders = [create_case(folder / f"case{number}").path for number in range(CASES)]
    with signed_in(*folders) as client:
        yield client, iter(folders)


@pytest.fixture
def client(bench: tuple[TestClient, Iterator[Path]]) -> TestClient:
    return bench[0]


@pytest.fixture
def case(bench: tuple[TestClient, Iterator[Path]]) -> Path:
    return next(bench[1])


def test_a_running_job_is_cancelled_from_its_page(client: TestClient, case: Path, tmp_path: Path) -> None:
    form = {"action": "place", "place": str(many_files(tmp_path / "many", 60))}
    place = client.post(f"/case/{case.name}/import", data=form, headers=BROWSER)
    draft = str(place.url).partition("draft=")[2]
    name = begun(client, f"/case/{case.name}/import", {"action": "import", "draft": draft})
    job = job_named(case, name)
    page = client.get(f"/case/{case.name}/jobs/{name}").text
    assert "data-job=" in page and "aria-live" in page and '<noscript><meta http-equiv="refresh"' in page
    wait_until(lambda: job.progress.get("stored", 0) > 0, "nothing was stored")
    assert client.get(f"/case/{case.name}/jobs/{name}?as=json").json()["rows"] > 0
    page = client.post(f"/case/{case.name}/jobs/{name}", data={"action": "cancel"}, headers=BROWSER).text
    assert "It was cancelled" in page and "stay in the case" in page and "count as duplicates" in page
    assert find_problems(case) == []


def test_copies_of_files_are_deleted_when_they_are_imported(client: TestClient, case: Path) -> None:
    draft = send(client, case.name, {"posts.jsonl": (SAMPLES / "twitter_v1.jsonl").read_bytes()})
    name = begun(client, f"/case/{case.name}/import", {"action": "import", "draft": draft})
    job = job_named(case, name)
    wait_until(lambda: job.outcome is not None, "the import did not end")
    page = client.get(f"/case/{case.name}/jobs/{name}").text
    assert "Scan now" in page and "Delete these copies" in page and draft in page
    assert client.get(f"/case/{case.name}/jobs/{name}?as=json").json()["what"] == "posts.jsonl"
    page = client.post(f"/case/{case.name}/jobs/{name}", data={"action": "remove-copies"}, headers=BROWSER).text
    assert "Delete these copies" not in page and not (case / "uploads" / draft).exists()


def test_an_interrupted_job_is_done_again_from_its_page(client: TestClient, case: Path) -> None:
    job = new_job(case, "import", {"files": [str(SAMPLES / "twitter_v1.jsonl")]})
    page = client.get(f"/case/{case.name}/jobs/{job.id}").text
    assert "It was interrupted" in page and "Start it again" in page
    answer = client.post(f"/case/{case.name}/jobs/{job.id}", data={"action": "again"}, headers=BROWSER)
    again = next(one for one in kept_jobs(case) if one.id != job.id)
    assert again.told["again_of"] == job.id and str(answer.url).endswith(again.id)
    wait_until(lambda: again.outcome is not None, "the import did not end")
    assert again.outcome is not None and again.outcome["result"]["summary"]["stored"] == 19


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fcase.json", "20260101T000000-abcdef"])
def test_a_job_that_there_is_not_is_not_found(client: TestClient, case: Path, name: str) -> None:
    assert client.get(f"/case/{case.name}/jobs/{name}").status_code == 404
    assert client.post(f"/case/{case.name}/jobs/{name}", data={"action": "again"}, headers=BROWSER).status_code in (
        400,
        404,
    )


def test_what_a_page_of_a_job_does_not_take_is_refused(client: TestClient, case: Path) -> None:
    job = new_job(case, "scan", {})
    assert (
        client.post(f"/case/{case.name}/jobs/{job.id}", data={"action": "explode"}, headers=BROWSER).status_code == 400
    )
