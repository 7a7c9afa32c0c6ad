"""The page of an account says what is known of it beside others, never what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.dossiers.written_case import write_case
from tests.web.posts.signed_in_here import signed_in_here
from unisono.web.pages.subjects.account import said_signals, told_findings, unsaid_signals


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = Path(tmp_path_factory.mktemp("account"))
    posts = [
        {"account": "ann", "text": f"Words number {number} of ann #harbour", "minutes": 700 * number}
        for number in range(40)
    ]
    profiles = [
        {"account_id": "ann", "handle": "h_ann", "display_name": "<b>Ann</b>", "bio": "sea\u202egull"},
        {"account_id": "eve", "handle": "h_eve"},
    ]
    with signed_in_here(write_case(folder / "case", posts, profiles).path) as client:
        yield client


def test_the_page_has_profile_life_week_signals_and_posts(client: TestClient) -> None:
    page = client.get("/case/case/account/twitter:ann").text
    assert "&lt;b&gt;Ann&lt;/b&gt;" in page
    assert "U+202E" in page
    assert "Hours and weekdays of its posts" in page
    assert "Signals beside comparable accounts" in page
    assert page.count('<article class="post card"') == 5
    assert "known after a scan" in page


def test_a_handle_names_the_account_as_well(client: TestClient) -> None:
    assert client.get("/case/case/account/@h_ann").status_code == 200


def test_an_account_of_a_profile_alone_says_that_it_has_no_post(client: TestClient) -> None:
    assert "The case has no post of it" in client.get("/case/case/account/twitter:eve").text


def test_an_account_that_is_not_there_says_what_to_type(client: TestClient) -> None:
    answer = client.get("/case/case/account/zoe")
    assert answer.status_code == 404
    assert "Type a handle or an id" in answer.text


def test_signals_far_from_the_middle_come_first_and_the_others_say_why_not() -> None:
    one = {"unit": "share", "value": 0.5, "cannot_say": None}
    signals = {"usual_one": {**one, "percentile": 50}, "far_one": {**one, "percentile": 99}}
    unsaid = {"no_one": {**one, "value": None, "percentile": None, "cannot_say": "n = 0"}}
    assert [(row["signal"], row["stands_out"]) for row in said_signals(signals)] == [
        ("far one", True),
        ("usual one", False),
    ]
    assert unsaid_signals(unsaid) == [("no one", "n = 0")]


def test_few_pairs_are_told_beside_what_is_about_the_account() -> None:
    findings = [{"subject_kind": "pair"}] * 9 + [{"subject_kind": "account"}]
    assert [one["subject_kind"] for one in told_findings(findings)] == ["account", "pair", "pair", "pair"]
