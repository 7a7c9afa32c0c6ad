"""A watchlist's page ranks what its accounts pushed on a day, and says that being listed proves nothing."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from tests.web.workbench import signed_in

TAGS = ("harbour", "harbour", "<b>")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of a case of three days, in which three listed accounts push #harbour."""
    listed = [
        {"account": account, "day": day, "hashtags": [tag]}
        for account in ("a", "b", "c")
        for day, tag in enumerate(TAGS, start=1)
    ]
    others = [{"account": f"o{number}", "day": 1 + number % 3, "hashtags": ["weather"]} for number in range(30)]
    case = write_posts(tmp_path_factory.mktemp("listed") / "case", [*listed, *others])
    list_accounts(case, ["a", "b", "c", "gone"], source="The Desk", date="2018-06-01")
    with signed_in(case.path) as signed:
        yield signed


def test_the_source_and_the_age_of_the_list_are_told(client: TestClient) -> None:
    page = client.get("/case/case/watchlist/desk").text
    assert "The Desk" in page
    assert "2018-06-01" in page
    assert "proves nothing" in page
    assert "days old" in page
    assert "Not matched in this case: 1" in page


def test_the_last_day_is_shown_first_and_days_lead_to_each_other(client: TestClient) -> None:
    last = client.get("/case/case/watchlist/desk").text
    assert "The ranking of 2018-06-03" in last
    assert 'rel="prev" href="/case/case/watchlist/desk?day=2018-06-02"' in last
    assert 'rel="next"' not in last
    first = client.get("/case/case/watchlist/desk?day=2018-06-01").text
    assert 'rel="next" href="/case/case/watchlist/desk?day=2018-06-02"' in first
    assert "#harbour" in first


def test_controls_and_ranks_over_time_are_explained(client: TestClient) -> None:
    page = client.get("/case/case/watchlist/desk").text
    assert "other accounts of the case each, drawn by chance" in page
    assert 'class="figure ranks"' in page
    assert "#harbour: first for 2 days in a row (2018-06-01 to 2018-06-02)" in page


def test_a_kind_or_a_day_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/case/case/watchlist/desk?kind=smell").status_code == 404
    assert client.get("/case/case/watchlist/desk?day=soon").status_code == 404
    assert "used nothing of this on that day" in client.get("/case/case/watchlist/desk?day=2017-01-01").text
    assert client.get("/case/case/watchlist/nobody").status_code == 404


def test_words_are_ranked_when_they_are_asked_for(client: TestClient) -> None:
    answer = client.get("/case/case/watchlist/desk?kind=topic")
    assert answer.status_code == 200


def test_hashtags_of_strangers_are_no_markup(client: TestClient) -> None:
    page = client.get("/case/case/watchlist/desk?day=2018-06-03").text
    assert "<b>" not in page
    assert "#&lt;b&gt;" in page


def test_the_data_are_the_ranks_of_the_day_or_of_all_days(client: TestClient) -> None:
    one = client.get("/case/case/watchlist/desk?day=2018-06-01&as=json").text.splitlines()
    every = client.get("/case/case/watchlist/desk?as=csv").text.splitlines()
    assert len(one) == 1
    assert len(every) == 4
