"""Known networks are met again where their members are together, not where they merely are."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.registry.planted_cases import activities, numbered, planted_case
from unisono.cases import Case, open_case
from unisono.registry.describing import describe_case
from unisono.registry.matching import LEVEL, Matches, count_same_posts, match_networks
from unisono.registry.overlap import overlap_chance

PEOPLE = [str(number) for number in range(2_000)]


def matched(known: Case, case: Case) -> Matches:
    described = describe_case(case, case.runs()[-1], with_traits=False)
    return match_networks(numbered(known), described, count_same_posts(case, numbered(known)))


def test_a_network_that_is_together_again_is_told_from_one_that_is_merely_there(tmp_path: Path) -> None:
    posts = activities(PEOPLE, 1)
    old = planted_case(tmp_path / "old", {1: PEOPLE[:40], 2: PEOPLE[100:140]}, posts)
    new = planted_case(
        tmp_path / "new", {1: [*PEOPLE[:25], *PEOPLE[500:515]], 2: PEOPLE[600:640]}, posts, days_later=90
    )
    found = matched(old, new)
    assert found.present.select("known", "size", "present", "in_networks").rows() == [(1, 40, 40, 25), (2, 40, 40, 0)]
    (row,) = found.together.to_dicts()
    assert (row["known"], row["network"], row["together"], row["present"], row["size"]) == (1, 1, 25, 40, 40)
    assert row["again"]
    assert row["q"] == pytest.approx(row["p"] * 4)
    assert row["accounts"] == sorted(f"twitter:{one}" for one in PEOPLE[:25])


def test_the_chance_is_that_of_the_strata_counted_by_hand(tmp_path: Path) -> None:
    posts = {**dict.fromkeys(PEOPLE[:1_500], 1), **dict.fromkeys(PEOPLE[1_500:], 90)}
    mine, theirs = [*PEOPLE[:10], *PEOPLE[1_500:1_520]], [*PEOPLE[8:12], *PEOPLE[1_515:1_545]]
    old = planted_case(tmp_path / "old", {1: mine}, posts)
    new = planted_case(tmp_path / "new", {1: theirs}, posts)
    (row,) = matched(old, new).together.to_dicts()
    expected, p = overlap_chance(np.array([1_500, 500]), np.array([4, 30]), np.array([10, 20]), 7)
    assert row["together"] == 7
    assert (row["expected"], row["p"]) == (pytest.approx(expected), pytest.approx(p))


def test_absent_members_do_not_count_against_a_network(tmp_path: Path) -> None:
    gone = {f"gone{number}": 2 for number in range(80)}
    old = planted_case(tmp_path / "old", {1: [*PEOPLE[:20], *gone]}, activities(PEOPLE, 1) | gone)
    new = planted_case(tmp_path / "new", {1: PEOPLE[:20]}, activities(PEOPLE, 2))
    found = matched(old, new)
    assert found.present["present"].to_list() == [20]
    assert found.together["again"].to_list() == [True]


def test_networks_drawn_by_chance_are_hardly_ever_together_again(tmp_path: Path) -> None:
    random = np.random.default_rng(6)
    posts = activities(PEOPLE, 1)
    drawn = [random.choice(PEOPLE, 60, replace=False).tolist() for _ in range(40)]
    # Twenty pairs of cases at the cost of one: each case holds networks of other accounts of the same people.
    tails = []
    for place in range(0, 40, 2):
        old = planted_case(tmp_path / f"old{place}", {1: drawn[place]}, posts)
        new = planted_case(tmp_path / f"new{place}", {1: drawn[place + 1]}, posts)
        tails += matched(old, new).together["p"].to_list()
    assert min(tails) > LEVEL / 20
    assert np.mean(np.array(tails) <= 0.05) < 0.3


def test_one_account_in_common_is_no_network_in_common(tmp_path: Path) -> None:
    old = planted_case(tmp_path / "old", {1: PEOPLE[:3]}, activities(PEOPLE, 1))
    new = planted_case(tmp_path / "new", {1: [PEOPLE[0], *PEOPLE[7:9]]}, activities(PEOPLE, 1))
    (row,) = matched(old, new).together.to_dicts()
    assert row["p"] < LEVEL
    assert not row["again"]


def test_networks_chosen_for_what_they_share_are_corrected_for_all_compared(tmp_path: Path) -> None:
    old = planted_case(tmp_path / "old", {1: PEOPLE[:10]}, activities(PEOPLE, 1))
    new = planted_case(tmp_path / "new", {1: PEOPLE[8:18]}, activities(PEOPLE, 1))
    described = describe_case(new, new.runs()[-1], with_traits=False)
    one, many = (match_networks(numbered(old), described, {}, compared).together for compared in (None, 500))
    assert many["q"][0] == pytest.approx(one["p"][0] * 500)
    assert one["q"][0] == pytest.approx(one["p"][0])


def test_posts_that_both_cases_hold_are_noticed(tmp_path: Path) -> None:
    old = planted_case(tmp_path / "old", {1: PEOPLE[:10]}, activities(PEOPLE, 1))
    new = planted_case(tmp_path / "new", {1: PEOPLE[:10]}, activities(PEOPLE, 1))
    shutil.copytree(old.path, tmp_path / "copy")
    assert count_same_posts(new, numbered(old)) == {1: 0.0}
    assert count_same_posts(open_case(tmp_path / "copy"), numbered(old)) == {1: 1.0}


def test_networks_that_rest_on_the_same_posts_are_not_judged_and_make_no_other_surer(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    posts = activities(PEOPLE, 1)
    old = planted_case(tmp_path / "a" / "case", {1: PEOPLE[:40]}, posts)
    other = planted_case(tmp_path / "other", {1: PEOPLE[98:140]}, posts)
    new = planted_case(tmp_path / "b" / "case", {1: PEOPLE[:40], 2: PEOPLE[100:130]}, posts)
    known = numbered(old).joined(numbered(other, 2))
    described = describe_case(new, new.runs()[-1], with_traits=False)
    again, same = match_networks(known, described, count_same_posts(new, known)).together.to_dicts()
    assert (same["known"], same["network"], same["together"]) == (1, 1, 40)
    assert (same["again"], same["withheld"], same["same_posts"]) == (False, "same_posts", 1.0)
    assert (same["expected"], same["p"], same["q"]) == (None, None, None)
    assert (again["known"], again["network"], again["again"], again["withheld"]) == (2, 2, True, None)
    assert again["q"] == pytest.approx(again["p"] * 4)


def test_a_case_without_networks_has_nothing_together(tmp_path: Path) -> None:
    old = planted_case(tmp_path / "old", {1: PEOPLE[:10]}, activities(PEOPLE, 1))
    new = planted_case(tmp_path / "new", {}, activities(PEOPLE[:5], 1))
    found = matched(old, new)
    assert found.present["present"].to_list() == [5]
    assert found.together.height == 0
    empty = planted_case(tmp_path / "empty", {}, {})
    assert matched(old, empty).present.height == 0
