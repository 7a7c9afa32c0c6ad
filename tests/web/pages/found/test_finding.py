"""The page of one finding."""

from collections.abc import Iterator

import orjson
import polars as pl
import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_tables
from tests.web.workbench import signed_in

PAGE = "/case/case/finding/f-aa11"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    case = case_with_posts(tmp_path_factory.mktemp("finding") / "case")
    tables = scanned_tables()
    query = pl.lit('{"kind": "network", "network": 1}')
    tables["findings"] = tables["findings"].with_columns(evidence=query, likelihood=pl.lit("almost certain"))
    case.write_run(RECORD, tables)
    case.write_run(RECORD, {**tables, "findings": tables["findings"].head(1)})
    with signed_in(case.path) as client:
        yield client


def test_claim_numbers_explanations_and_posts_stand_on_one_page(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert "3 accounts reposted 2 posts." in page
    assert "It is almost certain that this is more than chance (95 to 99 %)." in page
    assert "What these numbers mean" in page
    assert "party.jsonl" in page
    assert page.count('<article class="post">') == 6
    assert 'href="/case/case/network/1#explanations"' in page


def test_the_twin_has_the_posts_with_the_finding(client: TestClient) -> None:
    row = orjson.loads(client.get(PAGE, params={"as": "json"}).text)
    assert (row["id"], row["found"], len(row["posts"])) == ("f-aa11", 6, 6)
    assert row["query"] == {"kind": "network", "network": 1}


def test_a_finding_of_an_earlier_scan_says_which(client: TestClient) -> None:
    answer = client.get("/case/case/finding/f-aa22")
    assert answer.status_code == 404
    assert "choose that run by ?run=" in answer.text
    assert "No scan of this case has this finding" in client.get("/case/case/finding/f-none").text
