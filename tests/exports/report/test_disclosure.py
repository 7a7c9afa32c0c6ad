"""What each copy tells, and that pseudonyms cannot be undone or change."""

import stat
from pathlib import Path

import pytest

from unisono.exports.report.disclosure import KEY_FILE, Disclosure, case_key, disclosure_for, known_names
from unisono.model.errors import UsageError

HANDLES = {"twitter:12345678": "ann_smith", "bluesky:did:plc:abc": "bea.bsky.example", "twitter:9": "the"}
NAMES = {"twitter:12345678": "Ann M. Smith"}
PEER = Disclosure("peer", b"k" * 32, HANDLES, NAMES)
PUBLIC = Disclosure("public", b"k" * 32, HANDLES, NAMES)
INSIDE = Disclosure("internal", b"", HANDLES, NAMES)


def test_an_internal_copy_tells_everything() -> None:
    assert INSIDE.handle("twitter:12345678") == "@ann_smith"
    assert INSIDE.handle("twitter:1") == "twitter:1"
    assert INSIDE.name("twitter:12345678") == "Ann M. Smith"
    assert INSIDE.post_text("@ann_smith hello") == "@ann_smith hello"
    assert INSIDE.acted_on("hashtag", "Vote") == "#Vote"


@pytest.mark.parametrize("copy", [PEER, PUBLIC])
def test_other_copies_tell_no_name_in_any_spelling(copy: Disclosure) -> None:
    text = (
        "Ann M. Smith (@ANN_Smith, 12345678) and @bea.bsky.example; ann_smith https://x.example/ann_smith/1 @stranger"
    )
    told = copy.free_text(text).lower()
    for secret in ("ann", "smith", "12345678", "bea", "stranger"):
        assert secret not in told
    assert copy.name("twitter:12345678") is None
    assert copy.account("twitter:12345678") is None


def test_one_account_has_one_pseudonym_wherever_it_appears() -> None:
    shown = PEER.handle("twitter:12345678")
    assert PEER.free_text("so says @Ann_Smith") == f"so says @{shown}"
    assert PEER.free_text(PEER.free_text("@ann_smith")) == f"@{shown}"
    assert PUBLIC.handle("twitter:12345678") == shown


def test_short_handles_do_not_eat_common_words() -> None:
    assert PEER.free_text("the post of the day") == "the post of the day"
    assert "@the " not in PEER.free_text("@the post")


def test_another_key_gives_other_pseudonyms() -> None:
    assert Disclosure("peer", b"j" * 32).handle("twitter:1") != Disclosure("peer", b"k" * 32).handle("twitter:1")


def test_objects_that_lead_to_accounts_are_hidden_by_layer() -> None:
    assert PUBLIC.acted_on("repost", "twitter:77777").startswith("post-")
    assert PUBLIC.acted_on("link", "https://x.example/ann_smith?a=1") == "https://x.example/…"
    assert PUBLIC.acted_on("link", "http://[broken/ann") == "https://…"
    assert PUBLIC.acted_on("mention", "ann_smith") == PUBLIC.handle("twitter:12345678")
    assert PUBLIC.acted_on("hashtag", "Vote") == "#Vote"
    assert PUBLIC.acted_on("text", "t1").startswith("text-")


def test_only_the_public_copy_withholds_posts() -> None:
    assert PUBLIC.post_text("hello") is None
    assert PEER.post_text("hello") == "hello"
    assert PEER.post_text(None) is None


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = case_key(tmp_path)
    assert case_key(tmp_path) == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_an_internal_copy_makes_no_key(tmp_path: Path) -> None:
    disclosure_for("internal", tmp_path, {}, {})
    assert not (tmp_path / KEY_FILE).exists()


def test_a_damaged_key_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("short")
    with pytest.raises(UsageError, match="Restore it from a backup"):
        disclosure_for("peer", tmp_path, {}, {})


def test_names_that_are_missing_are_left_out() -> None:
    assert known_names([("a", "ann"), ("b", None), ("c", "")]) == {"a": "ann"}
