"""One text and everything known of it."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import JOBS, PAGE, forms_case, put_in_network, texts_case
from unisono.cases import Case
from unisono.dossiers.text_dossier import describe_text


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def test_a_card_counts_posts_accounts_wordings_links_and_reposts(case: Case) -> None:
    card = describe_text(case, None, "b0")
    assert (card["posts"], card["accounts"], card["variants"], card["reposts"]) == (6, 5, 2, 1)
    assert len(card["post_ids"]) == 6
    assert card["first"][0]["post_id"] == "twitter:b0"
    assert [(link["address"], link["posts"], link["listed"]) for link in card["links"]] == [(PAGE, 2, [])]
    assert [day["posts"] for day in card["timeline"]] == [3, 3]


def test_hidden_characters_are_counted_and_shown_by_an_example(case: Case) -> None:
    usual = describe_text(case, None, "b0")["wordings"][0]
    assert (usual["posts"], usual["with_hidden"]) == (5, 1)
    assert "\u200b" in usual["hidden_example"]
    assert "\u200b" not in usual["text"]


def test_slots_hold_their_fillers_with_counts_and_identities_their_accounts(case: Case) -> None:
    card = describe_text(case, None, "0")
    assert card["testimony"]
    (slot,) = card["slots"]
    assert sorted(filler["text"] for filler in slot["fillers"]) == sorted(JOBS)
    assert {one["value"]: one["accounts"] for one in card["identities"]} == dict.fromkeys(JOBS, 1)
    assert (card["texts"], card["texts_that_fit"], card["posts_that_fit"]) == (5, 5, 5)


def test_a_text_of_one_account_says_which_others_are_of_its_form(tmp_path: Path) -> None:
    case = forms_case(tmp_path / "forms")
    card = describe_text(case, None, "f0")
    assert (card["posts"], card["testimony"]) == (1, True)
    assert (card["form"]["texts"], card["form"]["accounts"], card["form"]["posts"]) == (9, 9, 9)
    assert card["id"] not in card["form"]["others"]
    for name in ("nurse", "own"):
        other = describe_text(case, None, name)
        assert (other["testimony"], other["form"]) == (False, None)


def test_the_networks_of_its_accounts_are_counted_after_a_scan(case: Case) -> None:
    put_in_network(case, ["b0", "b4", "j0"])
    card = describe_text(case, case.latest_run(), "b0")
    assert card["networks"] == [{"network": 1, "accounts": 2, "posts": 3}]
    assert card["networked_share"] == 0.5
    assert card["findings"] == []


def test_texts_of_other_scripts_have_their_language(case: Case) -> None:
    languages = [describe_text(case, None, str(post))["languages"] for post in (11, 13)]
    assert languages == [["ja"], ["ar"]]
