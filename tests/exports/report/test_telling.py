"""Sentences in copies for others: no post, whatever its id looks like, no name, in public no second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.telling import Teller

PEER = Disclosure("peer", b"k" * 32, {"twitter:397200900": "ann"})
PUBLIC = Disclosure("public", b"k" * 32, {"twitter:397200900": "ann"})
POSTS = ("twitter:1010585069549854721", "bluesky:at://did:plc:abc/app.bsky.feed.post/3kx", "reddit:t3_9xk2ab")


@pytest.mark.parametrize("post", POSTS)
def test_a_post_that_the_card_names_is_hidden_from_others(post: str) -> None:
    card = {"control_post": {"post_id": post}, "first": [{"text": "hello"}]}
    sentence = f"Beside it, {post} of another author ({post}): 3 % networked, as {post}."
    assert Teller.of_card(Disclosure(), card).told(sentence) == sentence
    told = Teller.of_card(PEER, card).told(sentence)
    code = PEER.post(post)
    assert told == f"Beside it, {code} of another author ({code}): 3 % networked, as {code}."


def test_numbers_of_posts_are_hidden_even_where_no_field_names_them() -> None:
    told = Teller.of_card(PEER, {}).told("@ann wrote twitter:1010585069549854721 first.")
    assert "1010585069549854721" not in told and "ann wrote" not in told


def test_times_are_told_to_the_minute_in_public_alone() -> None:
    sentence = "33 reposts came from 2018-07-15T14:15:07Z to 2018-07-15T14:17:59.5Z, a rate of 1:20."
    assert Teller.of_card(PEER, {}).told(sentence) == sentence
    told = Teller.of_card(PUBLIC, {}).told(sentence)
    assert told == "33 reposts came from 2018-07-15T14:15Z to 2018-07-15T14:17Z, a rate of 1:20."


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
def test_whatever_a_post_is_called_it_is_not_told(bare: str) -> None:
    post = f"x:{bare.rstrip('.,;()')}"
    if any(sign in post for sign in ",;()") or len(post) < 5:
        return
    told = Teller.of_card(PEER, {"deep": [{"post_id": post}]}).told(f"Beside it stands {post}, alone.")
    assert post not in told
    assert PEER.post(post) in told
