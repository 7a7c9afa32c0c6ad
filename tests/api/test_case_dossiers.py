"""Cards of accounts, texts, links and pictures in Python."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import PAGE, texts_case, write_case
from unisono.api.open_case import OpenCase, open_case
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> OpenCase:
    texts_case(tmp_path / "case")
    return open_case(tmp_path / "case")


def test_texts_are_a_table_with_the_ids_of_their_posts(case: OpenCase) -> None:
    texts = case.texts()
    assert texts.select("accounts", "posts").rows() == [(5, 6), (5, 5), (2, 2), (2, 2)]
    assert texts["post_ids"].list.len().to_list() == [6, 5, 2, 2]
    assert case.texts(top=1).height == 1
    assert case.texts(since="2018-06-02", until="2018-06-03")["posts"].to_list() == [3]
    assert case.texts(least_accounts=9).columns == texts.columns


def test_a_text_and_a_link_have_a_card(case: OpenCase) -> None:
    text = case.text("b0")
    assert text.card["posts"] == text["posts"] == 6
    assert repr(text) == f"<Dossier text {text['id']}: 6 posts of 5 accounts>"
    assert case.link(PAGE)["accounts"] == 2


def test_a_hashtag_has_a_card_in_whatever_form_it_is_asked_for(tmp_path: Path) -> None:
    write_case(tmp_path / "tags", [{"account": "a", "text": "x #Bridge"}, {"account": "b", "text": "y #bridge"}])
    card = open_case(tmp_path / "tags").hashtag("#BRIDGE")
    assert (card.card["hashtag"], card["posts"], card["accounts"], card["networked_share"]) == ("bridge", 2, 2, None)
    assert repr(card) == "<Dossier hashtag #bridge: 2 posts of 2 accounts>"


def test_an_account_has_a_card_by_any_of_its_names(case: OpenCase) -> None:
    for name in ("@h_b0", "b0", "twitter:b0"):
        account = case.account(name)
        assert (account["account_id"], account["handle"], account["networks"]) == ("twitter:b0", "h_b0", None)
    assert repr(account) == "<Dossier account twitter:b0: posts 1>"
    assert "The case has 1 post of it" in account._repr_html_()
    with pytest.raises(UsageError, match="has no account nobody"):
        case.account("nobody")


def test_what_the_case_does_not_have_is_refused(case: OpenCase) -> None:
    with pytest.raises(UsageError, match="has no pictures"):
        case.image("i-aa")
