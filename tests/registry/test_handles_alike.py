"""Handles that are alike are found, all of them, and no others."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from unisono.registry.handles_alike import LIKENESS, SHORTEST, alike_handles, handle_stems, is_one_letter_apart

words = st.text("abCé_7ひ", min_size=1, max_size=9)


@given(one=st.text("abc", max_size=5), other=st.text("abc", max_size=5))
def test_one_letter_apart_is_levenshtein_distance_one(one: str, other: str) -> None:
    assert is_one_letter_apart(one, other) == (Levenshtein.distance(one, other) == 1)


@given(known=st.lists(words, max_size=8), found=st.lists(words, max_size=8))
def test_every_pair_that_is_alike_is_found_and_no_other(known: list[str], found: list[str]) -> None:
    ours, theirs = (handle_stems(pl.Series(one, dtype=pl.String)).to_dicts() for one in (known, found))
    wanted = {}
    for one in ours:
        for other in theirs:
            long = min(len(one["stem"]), len(other["stem"])) >= SHORTEST
            if one["folded"] == other["folded"]:
                wanted[one["handle"], other["handle"]] = LIKENESS[0]
            elif long and one["stem"] == other["stem"]:
                wanted[one["handle"], other["handle"]] = LIKENESS[1]
            elif long and Levenshtein.distance(one["stem"], other["stem"]) == 1:
                wanted[one["handle"], other["handle"]] = LIKENESS[2]
    alike = alike_handles(pl.Series(known, dtype=pl.String), pl.Series(found, dtype=pl.String))
    assert {(row["known"], row["found"]): row["likeness"] for row in alike.to_dicts()} == wanted


def test_how_many_are_as_near_is_said_of_each_pair() -> None:
    known = pl.Series(["maria_lopez", "maria.lopez1"])
    found = pl.Series(["MariaLopez77", "marialopes", "maria_lopez", "someone"])
    rows = {(row["known"], row["found"]): row for row in alike_handles(known, found).to_dicts()}
    assert rows["maria_lopez", "maria_lopez"]["holders"] == 1
    assert rows["maria_lopez", "MariaLopez77"]["holders"] == 2
    assert rows["maria_lopez", "marialopes"]["holders"] == 3
    assert rows["maria_lopez", "marialopes"]["known_holders"] == 2
    assert rows["maria.lopez1", "maria_lopez"]["likeness"] == "equal without digits and signs"


def test_the_server_of_a_handle_is_not_compared() -> None:
    alike = alike_handles(
        pl.Series(["@freedom_now"]), pl.Series(["freedom_now@example.org", "freedom_now.bsky.social"])
    )
    assert alike["likeness"].to_list() == ["equal", "equal"]


def test_digits_alone_and_short_handles_are_not_alike() -> None:
    assert not alike_handles(pl.Series(["12345678", "ann1"]), pl.Series(["87654321", "ann2", "anna"])).height


def test_handles_of_other_scripts_are_compared() -> None:
    alike = alike_handles(pl.Series(["الحرية_الآن"]), pl.Series(["الحرية_الآن2019", "السلام"]))
    assert alike["found"].to_list() == ["الحرية_الآن2019"]
