"""An account that becomes somebody else is found where few do; small cases and common renaming say nothing."""

import orjson

from tests.accounts.test_identities import seen, snapshots
from tests.detectors.test_born_together import scene_of
from unisono.detectors.identity_change import find, find_changed_identities
from unisono.model.tables import FINDINGS


def calm(count: int) -> list[dict[str, object]]:
    """Return two profiles each of accounts that stay who they are."""
    return [seen(f"c{n}", day, handle=f"calm{n}", display_name=f"C {n}") for n in range(count) for day in (0, 60)]


TURNED = [
    seen("9", 0, handle="lamp_shop", display_name="Lamps", bio="cheap lamps", avatar_url="http://p/lamp.jpg"),
    seen("9", 50, handle="Jane_Free", display_name="Jane", bio="mother, patriot", avatar_url="http://p/jane.jpg"),
]


def test_an_account_that_changes_everything_is_found_with_its_profiles() -> None:
    found = find(scene_of(snapshots(*calm(60), *TURNED)))
    assert dict(found.schema) == FINDINGS
    (row,) = found.to_dicts()
    assert (row["subject"], row["value"], row["n"], row["posts_count"]) == ("twitter:9", 4.0, 61, 0)
    assert row["p"] == row["q"] == 2 / 62
    assert 0 < row["expected"] < 0.1
    assert "Between 2017-01-01 and 2017-02-20 the account's picture, bio, name and handle changed" in row["because"]
    assert "@lamp_shop became @Jane_Free" in row["because"]
    assert "1 changed as much, this one included" in row["because"]
    assert orjson.loads(row["evidence"]) == {"kind": "profiles", "accounts": ["twitter:9"]}


def test_a_new_handle_alone_is_found_and_a_new_bio_is_not() -> None:
    renamed = [seen("9", 0, handle="a_one"), seen("9", 5, handle="b_two")]
    assert find_changed_identities(snapshots(*calm(60), *renamed))["subject"].to_list() == ["twitter:9"]
    rewritten = [seen("9", 0, handle="a", bio="tea"), seen("9", 5, handle="a", bio="coffee")]
    assert find_changed_identities(snapshots(*calm(60), *rewritten)).height == 0


def test_where_many_rename_nobody_stands_out() -> None:
    many = [seen(f"r{n}", day, handle=f"name{n}_{day}") for n in range(10) for day in (0, 9)]
    assert find_changed_identities(snapshots(*calm(60), *many)).height == 0


def test_a_few_profiles_say_nothing() -> None:
    assert find_changed_identities(snapshots(*calm(18), *TURNED)).height == 0
    assert find_changed_identities(snapshots()).height == 0
    assert find_changed_identities(snapshots(*calm(60))).height == 0


def test_the_order_of_profiles_makes_no_difference() -> None:
    table = snapshots(*calm(60), *TURNED)
    assert find_changed_identities(table).equals(find_changed_identities(table.reverse()))
