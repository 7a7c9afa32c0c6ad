"""Who an account says it is, each thing as it was last stated."""

from collections.abc import Callable
from datetime import timedelta

from tests.dossiers.account.lives import START
from unisono.dossiers.account.material import Material
from unisono.dossiers.account.profile import describe_profile

Read = Callable[[str], Material]


def test_each_thing_is_told_as_it_was_last_stated(material: Read) -> None:
    told = describe_profile(material("sleeper"))
    assert (told["handle"], told["display_name"], told["bio"]) == ("h_sleeper", "Patriot", "The vote")
    assert (told["followers"], told["following"]) == (900, 5)
    assert told["made_at"] == START - timedelta(days=100)
    assert told["counted_at"] == told["observed_at"] == START + timedelta(days=300)
    assert (told["profiles"], told["handles"]) == (2, ["h_sleeper", "old_name"])
    assert not told["hides_characters"]


def test_an_account_without_a_profile_has_the_handle_of_its_posts_and_nothing_else(material: Read) -> None:
    told = describe_profile(material("few"))
    assert (told["handle"], told["profiles"], told["observed_at"]) == ("h_few", 0, None)
    assert [told[name] for name in ("display_name", "bio", "made_at", "followers", "verified")] == [None] * 5


def test_an_undated_profile_is_told_and_hidden_characters_are_noticed(material: Read) -> None:
    told = describe_profile(material("quiet"))
    assert (told["handle"], told["profiles"], told["hides_characters"]) == ("صوت_المدينة", 0, True)
