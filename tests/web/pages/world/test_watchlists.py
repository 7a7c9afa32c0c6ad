"""The watchlists of a case are told with whose word they are."""

from pathlib import Path

import pytest

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from tests.web.workbench import OWN, signed_in
from unisono.cases.watchlists import kept_watchlists


def test_each_list_is_told_with_its_source(tmp_path: Path) -> None:
    case = write_posts(tmp_path / "case", [{"account": "a"}])
    with signed_in(case.path) as client:
        assert "The case has no watchlist" in client.get("/case/case/watchlists").text
        list_accounts(case, ["a", "b"])
        page = client.get("/case/case/watchlists").text
        rows = client.get("/case/case/watchlists?as=json").text.splitlines()
    assert '<a href="/case/case/watchlist/desk">' in page
    assert "nobody is named" in page
    assert '"members":2' in rows[0]


def test_a_list_is_typed_in_and_one_of_a_file_is_its_next_version(tmp_path: Path) -> None:
    case = write_posts(tmp_path / "case", [{"account": "a"}])
    typed = {"name": "desk", "accounts": "@ann\n@bob", "source": "A daily", "date": "2018-06-30", "platform": "twitter"}
    (tmp_path / "list.csv").write_text("handle,reason\nann,posts the slogan\n")
    with signed_in(case.path) as client:
        page = client.post("/case/case/watchlists", data=typed, headers=OWN)
        assert "A daily" in page.text
        client.post("/case/case/watchlists", data={"name": "desk", "file": str(tmp_path / "list.csv")}, headers=OWN)
    (kept,) = kept_watchlists(case.path)
    assert (kept.version, [member.reason for member in kept.members]) == (2, ["posts the slogan"])


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"name": "desk"}, "one of both"),
        ({"name": "desk", "accounts": "@ann", "file": "/nowhere"}, "one of both"),
        ({"name": "desk", "accounts": "@ann", "date": "30.6.2018"}, "is no day"),
        ({"name": "desk", "file": "/nowhere.csv"}, "nowhere"),
        ({"name": "", "accounts": "@ann"}, "name"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_beside_the_form(tmp_path: Path, form: dict[str, str], told: str) -> None:
    case = write_posts(tmp_path / "case", [{"account": "a"}])
    with signed_in(case.path) as client:
        answer = client.post("/case/case/watchlists", data=form, headers={**OWN, "accept": "text/html"})
    assert answer.status_code == 400
    assert told in answer.text and form.get("accounts", "") in answer.text
    assert not kept_watchlists(case.path)
