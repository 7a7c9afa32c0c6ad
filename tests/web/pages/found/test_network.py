"""The page of one network."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import RECORD, scanned_case, scanned_tables
from tests.web.workbench import HOST, OWN, application, signed_in
from unisono.cases.marks import FILE as MARKS
from unisono.cases.marks import Mark, keep_mark, network_identity
from unisono.cases.reviews import FILE, kept_reviews
from unisono.web.cards.workers import Workers

PAGE = "/case/case/network/1"
SIGNED = {"by": "Ana <i>", "decision": "agree", "likelihood": "very likely", "note": "<script>1</script>"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scanned_case(tmp_path_factory.mktemp("network") / "case").path


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with signed_in(folder) as client:
        yield client


@pytest.fixture(autouse=True)
def nothing_decided(folder: Path) -> Iterator[None]:
    yield
    for name in (MARKS, FILE):
        (folder / name).unlink(missing_ok=True)


def test_likelihood_and_confidence_stand_in_sentences_of_their_own(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert '<p lang="en">It is almost certain that the accounts of network 1 acted together' in page
    assert '<p lang="en">Confidence in this judgement is low' in page
    assert "Who stands behind it is not computed." in page


def test_every_part_of_the_page_is_there(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert "being computed" not in page
    for part in ("claim", "explanations", "evidence", "when", "graph", "members", "objects", "life", "review"):
        assert f'<section id="{part}"' in page
    assert "Least inconsistent with what was measured" in page
    assert 'class="figure graph"' in page
    assert 'class="figure timeline"' in page
    assert 'data-account="twitter:1"' in page
    assert 'href="/case/case/posts?network=1' in page


def test_members_are_put_in_the_order_of_the_address(client: TestClient) -> None:
    falling = client.get(PAGE, params={"sort": "account"}).text
    rising = client.get(PAGE, params={"sort": "account", "order": "up"}).text
    assert falling.index('data-account="twitter:2"') < falling.index('data-account="twitter:1"')
    assert rising.index('data-account="twitter:1"') < rising.index('data-account="twitter:2"')
    assert 'aria-sort="ascending"' in rising


@pytest.mark.parametrize("number", ["2", "x", "0", "99999999999", "1%20"])
def test_a_number_that_no_network_has_is_not_found(client: TestClient, number: str) -> None:
    answer = client.get(f"/case/case/network/{number}")
    assert answer.status_code == 404
    assert "no network" in answer.text


def test_the_twin_has_all_of_it_in_one_object(client: TestClient) -> None:
    (row,) = [orjson.loads(line) for line in client.get(PAGE, params={"as": "json"}).text.splitlines()]
    assert [one["account"] for one in row["members"]] == ["twitter:1", "twitter:2", "twitter:3"]
    assert row["explanations"]["least_inconsistent"]
    assert row["reviews"] == []


def test_what_a_browser_draws_are_columns_of_accounts_ties_and_acts(client: TestClient) -> None:
    graph = orjson.loads(client.get(PAGE, params={"part": "graph", "as": "json"}).text)
    assert graph["accounts"] == ["twitter:1", "twitter:2", "twitter:3"]
    assert len(graph["ties"]["first"]) == graph["ties_found"] == 3
    assert graph["acts"]["acts_found"] == len(graph["acts"]["at"]) == 6
    assert "picture" not in graph


def test_a_review_is_shown_as_the_reviewers_own(client: TestClient, folder: Path) -> None:
    form = {**SIGNED, "attribution": "A firm", "sources": "Its invoice"}
    answer = client.post(PAGE, data=form, headers=OWN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#review")
    assert kept_reviews(folder).reviews[0].likelihood == "very likely"
    page = client.get(PAGE).text
    assert "Attribution by this reviewer, not computed:" in page
    assert "<script>1" not in page
    assert "<i>" not in page


def test_an_attribution_without_sources_is_not_stored(client: TestClient, folder: Path) -> None:
    answer = client.post(PAGE, data={**SIGNED, "attribution": "A firm"}, headers=OWN)
    assert answer.status_code == 400
    assert "needs its sources" in answer.text
    assert not (folder / FILE).exists()


def test_the_history_of_marks_is_shown(client: TestClient, folder: Path) -> None:
    identity = network_identity([f"twitter:{number}" for number in (1, 2, 3)])
    for mark in ("keep", "dismiss"):
        keep_mark(folder, Mark("", "Ana", "network", identity, mark, note=f"why {mark}"))
    page = client.get(PAGE).text
    assert 'data-marked="dismiss"' in page
    assert "why keep" in page


def test_a_mark_of_an_earlier_scan_is_told_where_the_members_changed(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    before = network_identity([f"twitter:{number}" for number in (1, 2, 3)])
    keep_mark(case.path, Mark("", "Ana", "network", before, "keep", subject="1", run=case.runs()[0].id, accounts=3))
    tables = scanned_tables()
    two = tables["networks"].with_columns(accounts=tables["networks"]["accounts"].list.head(2), size=2)
    case.write_run(RECORD, {**tables, "networks": two, "members": tables["members"].head(2)})
    made = application(case.path, wait_seconds=0.001, workers=Workers(processes=1))
    with TestClient(made.asgi(), base_url=HOST) as client:
        client.get("/", params={"token": made.sessions.token}, follow_redirects=False)
        answer = client.get(PAGE)
    page = answer.text
    # What takes longer comes later; what people decided is there at once.
    assert answer.headers["refresh"]
    assert "Rival explanations: being computed" in page
    assert "An earlier scan had it as network 1 with 3 accounts, 2 of them the same: kept by" in page
