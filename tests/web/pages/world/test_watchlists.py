"""The watchlists of a case are told with whose word they are."""

from pathlib import Path

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from tests.web.workbench import signed_in


def test_each_list_is_told_with_its_source(tmp_path: Path) -> None:
    case = write_posts(tmp_path / "case", [{"account": "a"}])
    with signed_in(case.path) as client:
        assert "unisono watchlist add" in client.get("/case/case/watchlists").text
        list_accounts(case, ["a", "b"])
        page = client.get("/case/case/watchlists").text
        rows = client.get("/case/case/watchlists?as=json").text.splitlines()
    assert '<a href="/case/case/watchlist/desk">' in page
    assert "nobody is named" in page
    assert '"members":2' in rows[0]
