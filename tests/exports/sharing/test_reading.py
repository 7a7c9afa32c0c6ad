"""A run is read for its readers: whole inside, under pseudonyms for peers, without words of posts for the public."""

from pathlib import Path

import pytest

from tests.exports.told_case import leaks, told_case
from unisono.cases import Case, Run
from unisono.exports.sharing.reading import read_shared_case


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    """Return the told case and its run."""
    return told_case(Path(tmp_path_factory.mktemp("told")) / "case")


def test_inside_accounts_posts_and_addresses_are_told(told: tuple[Case, Run]) -> None:
    first = read_shared_case(*told, "internal").networks[0]
    assert [one.key for one in first.accounts] == ["twitter:1", "twitter:2", "twitter:3", "twitter:4"]
    assert first.posts[0].address == "https://x.com/i/web/status/112"
    assert "harbour" in " ".join(post.text or "" for post in first.posts)
    assert first.finding == "f-net1"


def test_copies_for_others_name_nobody(told: tuple[Case, Run]) -> None:
    for profile in ("peer", "public"):
        shared = read_shared_case(*told, profile)
        assert leaks(repr(shared).replace(told[0].path.name, "")) == []
        assert all(one.is_hidden and one.id.startswith("account-") for one in shared.networks[0].accounts)
        assert all(post.address is None for network in shared.networks for post in network.posts)


def test_words_of_posts_are_for_peers_and_not_for_the_public(told: tuple[Case, Run]) -> None:
    texts = {
        profile: [post.text for network in read_shared_case(*told, profile).networks for post in network.posts]
        for profile in ("peer", "public")
    }
    assert any("loves the harbour" in (text or "") for text in texts["peer"])
    assert "https://secret.example" not in " ".join(text or "" for text in texts["peer"])
    assert set(texts["public"]) == {None}


def test_hidden_characters_are_spelled_out(told: tuple[Case, Run]) -> None:
    shared = read_shared_case(*told, "internal")
    assert "\u202e" not in repr(shared)
    assert "[U+202E]" in repr(shared)


def test_times_for_the_public_end_at_the_minute(told: tuple[Case, Run]) -> None:
    shared = read_shared_case(*told, "public")
    assert {post.at.second for network in shared.networks for post in network.posts if post.at} == {0}
    assert "12:00:07" not in repr(shared)


def test_a_network_that_an_innocent_explanation_fits_is_counted_and_not_told(told: tuple[Case, Run]) -> None:
    shared = read_shared_case(*told, "internal")
    assert [one.number for one in shared.networks] == [1, 2]
    assert shared.explained == 1
    assert "1 more, which an innocent explanation fits, left out" in shared.told
    assert "twitter:8" not in repr(shared)
