"""The page of places has a map and a table that say the same, and says that stated places are no real locations."""

from pathlib import Path

from tests.dossiers.written_case import write_case
from tests.web.workbench import signed_in
from unisono.cases import create_case


def test_map_and_table_lead_to_the_accounts_of_a_country(tmp_path: Path) -> None:
    profiles = [{"platform": "twitter", "account_id": "a", "handle": "h_a", "location_text": "Rome, Italy <b>"}]
    case = write_case(tmp_path / "case", [{"account": "a"}, {"account": "b"}], profiles)
    with signed_in(case.path) as client:
        page = client.get("/case/case/places").text
        place = client.get("/case/case/places?country=IT").text
        rows = client.get("/case/case/places?as=json").text.splitlines()
        assert client.get("/case/case/places?country=FR").status_code == 404
        assert client.get("/case/case/places?country=%3Cb%3E").status_code == 404
    assert "no real locations" in page
    assert page.count("/case/case/places?country=IT") == 2
    assert "Italy: 1" in page
    assert "not scanned" in page
    assert "Rome, Italy &lt;b&gt;" in place
    assert '"named":"Italy"' in rows[0]


def test_a_case_without_posts_says_so(tmp_path: Path) -> None:
    with signed_in(create_case(tmp_path / "case").path) as client:
        assert "holds no posts of known accounts" in client.get("/case/case/places").text
