"""The form that starts a scan: what it leaves out is the default, and what is wrong is said in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.detectors.small_world import case_of, world
from tests.web.jobs.waiting import wait_until
from tests.web.uploads.sending import BROWSER, begun
from tests.web.workbench import signed_in
from unisono.cases import SourceRecord, create_case, open_case
from unisono.web.jobs.kept import job_named, kept_jobs
from unisono.web.pages.work.scanning import settings_of


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("scan")
    return case_of(folder / "full", world()).path, create_case(folder / "empty").path


@pytest.fixture(scope="module")
def client(folders: tuple[Path, Path]) -> Iterator[TestClient]:
    with signed_in(*folders) as client:
        yield client


def test_an_empty_form_is_a_scan_with_its_defaults() -> None:
    assert settings_of({"since": " ", "q": "", "seed": ""}) == {}
    full = {"since": "2024-01-01", "windows": "60s,any", "q": "0,05", "similarity": "0.8", "seed": "7", "no-twin": "on"}
    assert settings_of({**full, "only-co_action": "on"}) == {
        "since": "2024-01-01",
        "windows": "60s,any",
        "q": 0.05,
        "similarity": 0.8,
        "seed": 7,
        "only": "co_action",
        "twin": False,
    }


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"q": "many"}, "q is a number"),
        ({"q": "7"}, "q"),
        ({"q": "nan"}, "q"),
        ({"seed": "-1"}, "no whole number"),
        ({"seed": "9" * 60}, "seed"),
        ({"since": "yesterday"}, "yesterday"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "is not before"),
        ({"until": "1990-01-01"}, "holds no post in this time"),
        ({"windows": "1 apple"}, "apple"),
        ({"similarity": "2"}, "similarity"),
        ({"only-nothing": "on"}, "no detector"),
    ],
)
def test_what_is_wrong_is_said_and_the_form_stays(
    client: TestClient, folders: tuple[Path, Path], form: dict[str, str], told: str
) -> None:
    answer = client.post("/case/full/scan", data=form, headers=BROWSER)
    assert answer.status_code == 400 and 'role="alert"' in answer.text and told in answer.text
    assert all(value in answer.text for value in form.values()) and "--" not in answer.text.split("</p>")[1]
    assert kept_jobs(folders[0]) == []


def test_an_empty_case_is_led_to_its_import(client: TestClient) -> None:
    assert "holds no posts yet" in client.get("/case/empty/scan").text
    assert client.post("/case/empty/scan", data={}, headers=BROWSER).status_code == 400


def test_a_scan_runs_and_posts_that_come_later_are_told(client: TestClient, folders: tuple[Path, Path]) -> None:
    assert "nothing was scanned yet" in client.get("/case/full/scan").text
    name = begun(client, "/case/full/scan", {"no-twin": "on"})
    job = job_named(folders[0], name)
    wait_until(lambda: job.outcome is not None, "the scan did not end")
    page = client.get(f"/case/full/jobs/{name}").text
    (run,) = open_case(folders[0]).runs()
    assert f"/case/full/run/{run.id}" in page and f"/case/full/networks?run={run.id}" in page
    assert "knows all posts" in client.get("/case/full/scan").text
    open_case(folders[0]).append([world()], SourceRecord("later.txt", "bb"))
    later = client.get("/case/full/scan").text
    assert "knows all posts" in later or "stored after the latest run" in later
    assert client.get("/case/full/scan?as=json").json()["latest_run"] == run.id
