"""Changes that were planted are dated and named; what did not change is said not to have."""

from collections.abc import Callable
from datetime import timedelta

import polars as pl

from tests.dossiers.account.lives import START, TURNED
from unisono.accounts.second_looks import LOOKS
from unisono.detectors.turn import find_turned
from unisono.dossiers.account.changes import (
    NOT_SHUFFLED,
    describe_deletions,
    describe_identity_changes,
    describe_turn,
)
from unisono.dossiers.account.material import Material

Read = Callable[[str], Material]


def test_the_planted_turn_is_dated_and_its_subjects_are_named(material: Read) -> None:
    turn = describe_turn(material("turncoat"))
    assert turn["turned"]
    assert abs(turn["turned_at"] - (START + timedelta(days=TURNED))) < timedelta(days=4)
    assert turn["earliest"] <= turn["turned_at"] <= turn["latest"]
    shares = {one["item"]: (one["before"], one["after"]) for one in turn["subjects"]}
    assert shares["#weather"][0] > 0.95 and shares["#weather"][1] < 0.05
    assert shares["#vote"][0] < 0.05 and shares["#vote"][1] > 0.95
    assert turn["posts_before"] + turn["posts_after"] == turn["n"] == material("turncoat").own.height


def test_the_page_and_the_detector_say_the_same_of_everybody(material: Read) -> None:
    found = find_turned(material("turncoat").known)
    assert found["subject"].to_list() == ["twitter:turncoat"]
    assert describe_turn(material("turncoat"))["divergence"] == found["value"][0]
    other = describe_turn(material("o3"))
    assert (other["turned"], other["turned_at"], other["subjects"], other["cannot_say"]) == (False, None, [], None)


def test_few_posts_leave_a_turn_open_and_n_is_said(material: Read) -> None:
    turn = describe_turn(material("few"))
    assert (turn["turned"], turn["n"]) == (False, 7)
    assert turn["cannot_say"] == turn["no_p_because"] == "fewer than 20 posts on 10 days"


def test_who_was_not_shuffled_has_no_p_and_the_page_says_why(material: Read) -> None:
    table = material("o3").known.turns.table
    for account, by_chance in table.select("account", "by_chance").iter_rows():
        turn = describe_turn(material(account.removeprefix("twitter:")))
        unknown = [turn[name] is None for name in ("by_chance", "p", "q")]
        assert unknown == [by_chance is None] * 3
        assert turn["no_p_because"] == (NOT_SHUFFLED if by_chance is None else None)
        assert turn["divergence"] is not None
    assert 0 < table["by_chance"].null_count() < table.height


def test_changes_of_a_profile_have_both_dates_and_both_values(material: Read) -> None:
    changes = {one["field"]: one for one in describe_identity_changes(material("sleeper"))}
    assert set(changes) == {"handle", "display_name", "bio"}
    assert (changes["handle"]["before"], changes["handle"]["after"]) == ("old_name", "h_sleeper")
    assert (changes["bio"]["seen_at"], changes["bio"]["at"]) == (START, START + timedelta(days=300))
    assert describe_identity_changes(material("o3")) == []


NO_LOOKS = pl.DataFrame(schema=LOOKS)


def deleted(flags: list[bool | None], life_s: int = 600) -> pl.DataFrame:
    """Return posts that were noted as deleted, or not, so many seconds after they were made."""
    rows = [
        {"platform": "twitter", "post_id": str(number), "account_id": "a", "created_at": START, "is_deleted": flag}
        | {"collected_at": START + timedelta(seconds=life_s)}
        for number, flag in enumerate(flags)
    ]
    return pl.DataFrame(rows, schema_overrides={"is_deleted": pl.Boolean})


def test_posts_that_a_later_file_lacks_are_counted() -> None:
    looks = pl.DataFrame({"gone": [True, False, True, False]})
    told = describe_deletions(deleted([None] * 6), looks)
    assert (told["looked_for"], told["missing"], told["deleted"]) == (4, 2, 0)


def test_deletions_are_counted_among_posts_of_which_it_is_known() -> None:
    told = describe_deletions(deleted([True] * 5 + [False] * 3 + [None]), NO_LOOKS)
    assert (told["deleted"], told["n"], told["median_life_s"], told["cannot_say"]) == (5, 8, 600.0, None)
    few = describe_deletions(deleted([True] * 4 + [False]), NO_LOOKS)
    assert (few["deleted"], few["median_life_s"]) == (4, None)
    assert few["cannot_say"] == "fewer than 5 deleted posts with a time"
    unknown = describe_deletions(deleted([None, None]), NO_LOOKS)
    assert (unknown["deleted"], unknown["n"]) == (0, 0)
    assert unknown["cannot_say"] == "the files do not say which posts were deleted"
