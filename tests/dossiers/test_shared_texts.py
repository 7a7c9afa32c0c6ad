"""Texts that several accounts published."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dossiers.written_case import FORM_TEXTS, START, forms_case, put_in_network, texts_case, write_case
from unisono.cases import Case
from unisono.dossiers.shared_texts import SHARED_TEXTS, describe_shared_texts, find_shared_texts, read_texts


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def test_texts_come_by_accounts_with_template_testimony_and_languages(case: Case) -> None:
    cards = list(describe_shared_texts(find_shared_texts(case)))
    assert [(card["accounts"], card["posts"]) for card in cards] == [(5, 6), (5, 5), (2, 2), (2, 2)]
    bridge, testimony, *others = cards
    assert bridge["template"].startswith("The harbour bridge must be opened")
    assert (bridge["testimony"], testimony["testimony"]) == (False, True)
    assert "⟨farmer 1 · nurse 1 · 3 more⟩" in testimony["template"]
    assert bridge["languages"] == ["en"]
    assert sorted(card["languages"][0] for card in others) == ["ar", "ja"]
    assert testimony["variants"] == 5


def test_the_fields_of_a_card_are_the_columns_of_the_table(case: Case) -> None:
    (card, *_) = describe_shared_texts(find_shared_texts(case), 1, with_posts=True)
    assert list(card) == list(SHARED_TEXTS)
    assert len(card["post_ids"]) == card["posts"]
    assert "post_ids" not in next(iter(describe_shared_texts(find_shared_texts(case))))


def test_reposts_and_texts_that_say_too_little_do_not_count(case: Case) -> None:
    posts = set(read_texts(case)["post"])
    assert not posts & {"twitter:rt", "twitter:short"}
    assert "twitter:own" in posts


def test_texts_of_fewer_accounts_come_when_they_are_asked_for(case: Case) -> None:
    assert find_shared_texts(case, least_accounts=5).texts.height == 2
    assert find_shared_texts(case, least_accounts=1).texts.height == 5
    assert find_shared_texts(case, least_accounts=6).texts.height == 0


def test_a_span_leaves_out_what_was_posted_outside(case: Case) -> None:
    later = find_shared_texts(case, since=START + timedelta(days=1), until=START + timedelta(days=3))
    assert later.texts.select("posts", "accounts").rows() == [(3, 2)]
    assert later.posts_read == 3


def test_the_share_by_networks_needs_a_run(case: Case) -> None:
    assert find_shared_texts(case).texts["networked_share"].null_count() == 4
    put_in_network(case, ["b0", "b4"])
    shares = find_shared_texts(case, case.latest_run()).texts["networked_share"].to_list()
    assert shares == [pytest.approx(3 / 6), 0, 0, 0]


def test_only_as_many_texts_are_described_as_are_asked_for(case: Case) -> None:
    assert len(list(describe_shared_texts(find_shared_texts(case), 2))) == 2
    assert len(list(describe_shared_texts(find_shared_texts(case), 99))) == 4


def test_texts_of_one_account_follow_where_they_are_put_together_from_other_testimonies(tmp_path: Path) -> None:
    case = forms_case(tmp_path / "forms")
    cards = list(describe_shared_texts(find_shared_texts(case), with_posts=True))
    assert [(card["accounts"], card["testimony"]) for card in cards] == [(2, False), *[(1, True)] * len(FORM_TEXTS)]
    assert len(list(describe_shared_texts(find_shared_texts(case), 3))) == 3
    assert [card["testimony"] for card in describe_shared_texts(find_shared_texts(case), 1)] == [False]
    every = list(describe_shared_texts(find_shared_texts(case, least_accounts=1)))
    assert sum(card["testimony"] for card in every) == len(FORM_TEXTS)
    assert len(every) == len(FORM_TEXTS) + 3


def test_a_case_without_posts_has_no_texts(tmp_path: Path) -> None:
    shared = find_shared_texts(write_case(tmp_path / "empty", []))
    assert (shared.texts.height, shared.posts_read) == (0, 0)
    assert list(describe_shared_texts(shared)) == []
