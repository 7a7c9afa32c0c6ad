"""What a dossier reads: the account's own posts and profiles in order, and everybody's for comparison."""

from collections.abc import Callable

from tests.dossiers.account.lives import ORDINARY
from unisono.dossiers.account.material import COLUMNS, Material

Read = Callable[[str], Material]


def test_own_posts_and_profiles_are_the_accounts_and_in_order(material: Read) -> None:
    own = material("sleeper")
    assert set(own.own["account_id"]) == {"sleeper"}
    assert own.own["created_at"].is_sorted()
    assert own.own["post"][0].startswith("twitter:sleeper-")
    assert own.profiles["display_name"].to_list() == ["Ann", "Patriot"]
    assert set(COLUMNS) < set(own.own.columns)


def test_everybody_else_is_known_for_comparison(material: Read) -> None:
    own = material("sleeper")
    assert len(own.known.timelines.accounts) == ORDINARY + 3
    assert own.place is not None
    assert own.known.timelines.accounts[own.place] == "twitter:sleeper"
    assert own.as_written is own.known
    assert material("quiet").place is None
