"""The sentences that say whether networks carry a flow."""

import pytest

from unisono.dossiers.hashtag.carrying import NOT_SCANNED, VERDICTS, carried_sentences

PUSHED = {
    "network": None,
    "pushers": 1,
    "expected": 0.25,
    "p": 0.002,
    "q": 0.03,
    "tested": 1200,
    "posts": 100,
    "member_posts": 30,
}


@pytest.mark.parametrize("verdict", list(VERDICTS))
def test_every_verdict_has_its_sentence_and_the_numbers_behind_it(verdict: str) -> None:
    said = carried_sentences(PUSHED, verdict)
    assert said[0] == VERDICTS[verdict]
    assert said[1].startswith("1 member of networks used it;")
    assert said[1].endswith("chance gives 0.25 (p = 0.002, q = 0.03 over 1,200 tested).")
    assert "of network 7 used it" in carried_sentences({**PUSHED, "network": 7}, verdict)[1]


def test_who_hardly_carries_it_is_not_said_to_carry_it() -> None:
    said = carried_sentences({**PUSHED, "q": 0.001, "member_posts": 7}, "coordinated")[0]
    assert said.startswith("Members of networks used it more than chance gives; they have 7.0% of its posts")
    assert "Accounts that acted together carry it" not in said
    alone = carried_sentences({**PUSHED, "q": 1.0, "member_posts": 22}, "coordinated")[0]
    assert alone.startswith("Members of networks have 22.0% of its posts")
    assert carried_sentences(PUSHED, None, "cannot say: 2 posts") == ["Whether networks carry it: cannot say: 2 posts."]


def test_without_a_test_there_are_no_numbers_and_without_a_scan_no_verdict() -> None:
    untested = {**PUSHED, "expected": None, "p": None, "q": None}
    assert carried_sentences(untested, "nothing_unusual") == [VERDICTS["nothing_unusual"]]
    assert carried_sentences(None, None) == [NOT_SCANNED]
