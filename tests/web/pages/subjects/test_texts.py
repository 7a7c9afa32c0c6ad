"""The list of texts that several accounts published, and what it says where there are none."""

from pathlib import Path

from tests.dossiers.written_case import texts_case, write_case
from tests.web.posts.signed_in_here import signed_in_here


def test_texts_of_most_accounts_come_first_with_their_template(tmp_path: Path) -> None:
    with signed_in_here(texts_case(tmp_path / "case").path) as client:
        page = client.get("/case/case/texts").text
        assert page.index("harbour bridge") < page.index("港の橋")
        assert "claims about the writers" in page
        assert "harbour" not in client.get("/case/case/texts", params={"words": "walk away"}).text.split("<tbody>")[1]
        assert "No text has these words" in client.get("/case/case/texts", params={"words": "zzz"}).text


def test_a_case_of_different_texts_says_so(tmp_path: Path) -> None:
    with signed_in_here(write_case(tmp_path / "case", [{"account": "ann", "text": "x"}]).path) as client:
        assert "None of the posts says something" in client.get("/case/case/texts").text
