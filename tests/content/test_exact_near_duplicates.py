"""The definition of near-duplicates, on texts small enough to judge by eye."""

import pytest

from tests.content.exact_near_duplicates import (
    exact_leaders,
    exact_pairs,
    is_dense,
    likeness,
    linked_rows,
    plain_form,
    same,
)

LEADING = "the council of elmford votes on the old bridge tomorrow at nine"


@pytest.mark.parametrize(
    ("hidden", "plain"),
    [
        ("Vоtе fоr thе bridgе", "voteforthebridge"),
        ("V\u200bo\u00adt\u2060e, for 🔥 the @somebody bridge! https://t.co/abc", "voteforthebridge"),
        ("𝗩𝗼𝘁𝗲 ｆｏｒ ⓣⓗⓔ ᵇridge", "voteforthebridge"),
        ("Vóté för thê bridgė", "voteforthebridge"),
        ("صوّتوا للجســــر", plain_form("صوتوا للجسر")),
        ("ﾊｼ", "ハシ"),
        ("क्‍ष", "क्ष"),
    ],
)
def test_what_only_looks_different_has_one_form(hidden: str, plain: str) -> None:
    assert plain_form(hidden) == plain_form(plain)


def test_sentences_in_another_order_are_the_same_by_their_pieces() -> None:
    one, other = "thecouncilofelmfordvotesontheoldbridge", "bringyourneighboursandcometothehall"
    assert same(one + other, other + one)
    assert not same(one + other, other + other)


def test_short_forms_are_the_same_only_when_equal() -> None:
    assert same("goodmorning", "goodmorning")
    assert not same("goodmorning", "goodmorninh")
    assert same("明日橋の話を聞く", "明日橋の話を聞け")
    assert is_dense("明日ab") and not is_dense("明abc") and not is_dense("")


def test_a_chain_is_one_cluster_only_as_far_as_its_ends_are_alike() -> None:
    first = LEADING.replace(" ", "")
    chain = [first]
    for start in range(0, 44, 11):
        chain.append(chain[-1][:start] + "x" * 11 + chain[-1][start + 11 :])
    pairs = exact_pairs(chain)
    assert {(0, 1), (1, 2), (2, 3), (3, 4)} <= pairs
    assert linked_rows(5, pairs) == [0] * 5
    assert likeness(chain[0], chain[2]) >= 0.55 > likeness(chain[0], chain[3])
    leaders = exact_leaders(chain, pairs)
    assert leaders[:3] == [0, 0, 0]
    assert leaders[3] == 3


def test_like_texts_without_a_chain_between_them_stay_apart() -> None:
    one = LEADING.replace(" ", "")
    unlike = one[:34] + "z" * (len(one) - 34)
    assert 0.55 <= likeness(one, unlike) < 0.70
    assert exact_leaders([one, unlike], exact_pairs([one, unlike])) == [0, 1]
