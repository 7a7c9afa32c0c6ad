"""What cards of posts are made of is read once, however many of them are asked for."""

import pytest

from unisono.cases import Case, Run
from unisono.dossiers.network.purpose import purpose_by, purpose_of_accounts
from unisono.dossiers.post import material as module
from unisono.dossiers.post.describing import card_of, describe_post
from unisono.dossiers.post.material import PostMaterial


def test_two_cards_read_the_reposts_once_and_say_what_each_says_alone(
    small: tuple[Case, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, run = small
    first, second = PostMaterial(case, run).reposts.collect()["object"].value_counts(sort=True)["object"].head(2)
    alone = [describe_post(case, run, post) for post in (first, second)]
    read = module.keep_reposts
    calls: list[Case] = []

    def counting(asked: Case) -> object:
        calls.append(asked)
        return read(asked)

    monkeypatch.setattr(module, "keep_reposts", counting)
    material = PostMaterial(case, run)
    for post, expected in zip((first, second), alone, strict=True):
        card = card_of(material, post)
        # Sums of many q-values differ in their last digit with the order of the rows.
        doubts = [one["share"].pop("doubtful") for one in (card, expected)]
        assert doubts[0] == pytest.approx(doubts[1])
        assert card == expected
    assert calls == [case]


def test_the_words_are_those_of_the_whole_case(small: tuple[Case, Run]) -> None:
    case, run = small
    material = PostMaterial(case, run)
    accounts = material.reposts.collect()["account"].head(5).to_list()
    assert purpose_by(material.worded, accounts) == purpose_of_accounts(case, accounts)
    assert material.profiles.equals(case.accounts().select("platform", "account_id", "created_at").collect())
    assert material.replies.collect_schema() == material.reposts.collect_schema()
