"""One run: its record as a page, and what changed since another."""

import pytest
from starlette.testclient import TestClient

from tests.detectors.small_world import case_of, world
from tests.web.uploads.sending import visitor
from unisono.cases import Case
from unisono.detectors.scanning import scan_case
from unisono.model.settings import ScanSettings


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = case_of(tmp_path_factory.mktemp("run") / "case", world())
    scan_case(made, ScanSettings(twin=False, layers=("link", "repost")))
    scan_case(made, ScanSettings(seed=7))
    return made


@pytest.fixture(scope="module")
def client(case: Case) -> TestClient:
    return visitor(case.path)


def test_a_run_shows_settings_files_seed_layers_and_twin(client: TestClient, case: Case) -> None:
    first, second = case.runs()
    page = client.get(f"/case/case/run/{second.id}").text
    (source,) = case.sources().to_dicts()
    assert source["sha256"] in page and "<dd>7</dd>" in page and "layer-link" in page
    assert "no twin" not in page and "no twin" in client.get(f"/case/case/run/{first.id}").text
    card = client.get(f"/case/case/run/{second.id}?as=json").json()
    assert (card["run"], card["seed"], card["networks"]) == (second.id, 7, second.record["networks"])


def test_two_runs_are_compared(client: TestClient, case: Case) -> None:
    first, second = case.runs()
    page = client.get(f"/case/case/run/{second.id}?with={first.id}").text
    assert "Settings that differ" in page and "Both know the same files." in page
    compared = client.get(f"/case/case/run/{second.id}?with={first.id}&as=json").json()["compared"]
    assert {"seed", "twin", "layers"} <= {row["name"] for row in compared["settings"]}


@pytest.mark.parametrize("path", ["run/none", "run/%2e%2e%2fcase.json"])
def test_a_run_that_there_is_not_is_not_found(client: TestClient, case: Case, path: str) -> None:
    assert client.get(f"/case/case/{path}").status_code == 404
    first, _ = case.runs()
    assert client.get(f"/case/case/run/{first.id}?with=none").status_code == 404
