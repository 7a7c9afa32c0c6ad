"""Tests of the sentences about what accounts post for."""

from pathlib import Path

import pytest

from tests.dossiers.network.bought_voices import VOICES, bought_voices
from unisono.dossiers.network.purpose import purpose_of_accounts
from unisono.dossiers.network.purpose_mix import Mix, PurposeMix
from unisono.dossiers.network.purpose_words import explain, mix_text, sentences


@pytest.fixture(scope="module")
def purpose(tmp_path_factory: pytest.TempPathFactory) -> PurposeMix:
    case = bought_voices(tmp_path_factory.mktemp("words") / "case")
    return purpose_of_accounts(case, [f"twitter:{voice}" for voice in VOICES])


def test_sentences_give_counts_shares_the_change_and_what_it_is_compared_with(purpose: PurposeMix) -> None:
    said = sentences(purpose)
    assert said == purpose.says
    assert said[0].startswith("By the words of 120 posts with 30 different texts: advertising 67% (")
    assert said[1] == "In 60 posts of all other accounts: nothing recognised 100%."
    assert "Change of purpose on 2018-06-" in said[2]
    assert "advertising from 100% to 0%, politics from 0% to 100% of what was recognised" in said[2]
    assert "shuffled texts change as much in 0.1% of the trials" in said[2]
    assert said[3].startswith("For hire: yes by this measure, 67% of the posts advertise")
    assert said[4] == "1 of 4 accounts say that a program posts for them."


def test_innocent_explanations_name_the_largest_purpose_and_the_change(purpose: PurposeMix) -> None:
    reasons = explain(purpose)
    assert len(reasons) == 2
    assert "resellers" in reasons[0]
    assert "election" in reasons[1]


def test_where_nothing_can_be_told_one_sentence_says_why(tmp_path: Path) -> None:
    nobody = purpose_of_accounts(bought_voices(tmp_path / "case"), ["twitter:nobody"])
    assert nobody.says == (
        "What these accounts post for: cannot say, 0 posts of 0 texts have words; 20 posts of 5 texts are needed.",
    )
    assert explain(nobody) == ()


def test_small_shares_are_left_out_and_the_unrecognised_comes_last() -> None:
    shares = {"commercial": 0.2, "political": 0.3, "news": 0.04, "fan": 0.0, "unknown": 0.46}
    mix = Mix(100, 100, shares, dict.fromkeys(shares, 0.1), dict.fromkeys(shares, 0.5))
    assert mix_text(mix, bounds=False) == "politics 30%, advertising 20%, nothing recognised 46%"
    assert mix_text(mix).startswith("politics 30% (10% to 50%), ")
    assert mix_text(Mix(0, 0, dict.fromkeys(shares), dict.fromkeys(shares), dict.fromkeys(shares))) == ""
