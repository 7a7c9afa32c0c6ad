"""The share that networks have of acts, with its interval."""

import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.written_case import write_case
from unisono.cases import Case
from unisono.dossiers.networked_share import TOLERATED, _bounds, _outward, best_explanation, estimate_share
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, conform, empty
from unisono.significance.shares import exact_interval

INNOCENT = '[{"explanation":"newswire","fit":0.1,"because":""},{"explanation":"fan_club","fit":0.8,"because":""}]'


def small_case(folder: Path, others: int = 3) -> Case:
    """Return a case in which twenty accounts repost one post, each after some posts of its own."""
    own = [{"account": f"a{who}", "text": f"words {who} {post}"} for who in range(20) for post in range(others)]
    posts = [{"account": f"a{who}", "kind": "repost", "ref_post_id": "x", "text": "RT @z: words"} for who in range(20)]
    return write_case(folder, [*own, *posts])


def put_networks(case: Case, members: dict[str, int], stability: float = 1.0, q: float = 0.0) -> None:
    """Write a run with these members; network 2 is explained by being a fan club."""
    rows = [
        {"network": network, "account": f"twitter:{account}", "stability": stability, "q": q}
        for account, network in members.items()
    ]
    networks = [
        {"network": 1, "verdict": "coordinated", "innocent": INNOCENT},
        {"network": 2, "verdict": "coordinated_explained", "innocent": INNOCENT},
    ]
    tables = {name: empty(table) for name, table in {"pairs": PAIRS, "acts": ACTS, "findings": FINDINGS}.items()}
    tables["members"] = conform(pl.DataFrame(rows), MEMBERS) if rows else empty(MEMBERS)
    tables["networks"] = conform(pl.DataFrame(networks), NETWORKS)
    case.write_run({"sources": []}, tables)


def acts_of(accounts: range) -> pl.DataFrame:
    return pl.DataFrame({"account": [f"twitter:a{who}" for who in accounts]}, schema={"account": pl.String})


def test_members_of_networks_count_and_explained_networks_are_named_apart(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case")
    put_networks(case, {"a0": 1, "a1": 1, "a2": 1, "a3": 2, "a4": 2, "zz": 1})
    found = estimate_share(acts_of(range(20)), case, case.latest_run())
    assert (found.share, found.acts, found.networked, found.explained) == (0.25, 20, 5, 2)
    assert [(one["network"], one["acts"], one["explained_by"]) for one in found.networks] == [
        (1, 3, None),
        (2, 2, "fan_club"),
    ]
    assert (found.low, found.high) == pytest.approx(exact_interval(5, 20), abs=1e-4)
    assert "5 of 20 acts (25.0%" in found.says[0]
    assert "2 of these are by networks that an innocent explanation fits" in found.says[1]


def test_where_every_act_is_known_to_be_collected_the_interval_has_no_sampling_error_and_says_so(
    tmp_path: Path,
) -> None:
    case = small_case(tmp_path / "case")
    put_networks(case, {f"a{who}": 1 for who in range(20)}, q=1e-9)
    whole = estimate_share(acts_of(range(20)), case, case.latest_run(), all_acts=20, what="repost")
    assert (whole.low, whole.share, whole.high) == (1.0, 1.0, 1.0)
    assert "The case has every repost that the platform counted: the interval has no sampling error" in whole.says[1]
    sample = estimate_share(acts_of(range(20)), case, case.latest_run(), what="repost")
    assert sample.low == pytest.approx(exact_interval(19, 20)[0], abs=1e-4)
    assert not any("sampling error" in line for line in sample.says)


@given(st.floats(0, 1))
def test_bounds_are_told_to_four_decimals_and_outward(bound: float) -> None:
    low, high = _outward(bound, math.floor, TOLERATED), _outward(bound, math.ceil, -TOLERATED)
    assert bound - 1e-4 <= low <= bound + 1e-6
    assert bound - 1e-6 <= high <= bound + 1e-4
    assert (round(low, 4), round(high, 4)) == (low, high)


def test_members_in_doubt_widen_the_interval_below(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case")
    put_networks(case, {f"a{who}": 1 for who in range(10)}, stability=0.2)
    found = estimate_share(acts_of(range(20)), case, case.latest_run())
    assert (found.share, found.doubtful, found.low) == (0.5, 10.0, 0.0)


def test_an_account_that_acts_often_counts_each_time(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case")
    put_networks(case, {"a0": 1})
    acts = pl.concat([acts_of(range(5)), acts_of(range(1)), acts_of(range(1))])
    assert estimate_share(acts, case, case.latest_run()).networked == 3


def test_without_a_scan_nothing_is_said(tmp_path: Path) -> None:
    found = estimate_share(acts_of(range(20)), small_case(tmp_path / "case"), None)
    assert (found.share, found.low, found.high) == (None, None, None)
    assert found.says == ["Which share networks have: cannot say, the case was not scanned."]


def test_accounts_of_which_the_case_has_nothing_else_leave_it_open(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", others=0)
    put_networks(case, {})
    found = estimate_share(acts_of(range(20)), case, case.latest_run())
    assert found.share is None
    assert found.cannot_say is not None
    assert "only 0 of 20 accounts have 3 other posts" in found.cannot_say


def test_no_act_has_no_share(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case")
    put_networks(case, {})
    assert estimate_share(acts_of(range(0)), case, case.latest_run()).cannot_say == "there is no act"


def test_a_network_that_the_scan_did_not_see_is_in_the_upper_bound(tmp_path: Path) -> None:
    # Eight accounts repost three other posts in the same minute: no run knows them as a network.
    jobs = [
        {"account": f"a{who}", "kind": "repost", "ref_post_id": f"job{job}", "text": "RT @z: job", "minutes": 600 * job}
        for job in range(4)
        for who in range(8)
    ]
    people = [{"account": f"a{who}", "text": f"own {who} {post}"} for who in range(8, 20) for post in range(4)]
    case = write_case(tmp_path / "case", [*jobs, *people])
    put_networks(case, {})
    found = estimate_share(acts_of(range(20)), case, case.latest_run())
    assert (found.share, found.networked, found.hidden) == (0.0, 0, 8.0)
    assert found.high == pytest.approx(exact_interval(8, 20)[1], abs=1e-4)
    assert "Up to 8 more" in found.says[1]


def test_an_account_that_follows_a_network_counts_and_says_why(tmp_path: Path) -> None:
    jobs = [
        {"account": f"a{who}", "kind": "repost", "ref_post_id": f"job{job}", "text": "RT @z: job", "minutes": 600 * job}
        for job in range(12)
        for who in range(6)
    ]
    people = [
        {"account": f"a{who}", "kind": "repost", "ref_post_id": f"o{(who + post) % 9}", "text": "RT @y: o"}
        for who in range(6, 20)
        for post in range(9)
    ]
    case = write_case(tmp_path / "case", [*jobs, *people])
    put_networks(case, {f"a{who}": 1 for who in range(5)})
    found = estimate_share(acts_of(range(20)), case, case.latest_run())
    assert found.networked == 6
    (follower,) = found.followers
    assert (follower["account"], follower["network"], follower["met"]) == ("twitter:a5", 1, 12)
    assert follower["q"] <= 0.01
    assert found.low is not None and found.low <= 5 / 20


@given(st.integers(1, 300), st.data(), st.integers(0, 1_000))
def test_the_bounds_hold_what_was_counted_and_narrow_as_more_is_collected(
    seen: int, data: st.DataObject, unseen: int
) -> None:
    found = data.draw(st.integers(0, seen))
    low, high = _bounds(found, found, seen, None)
    closer_low, closer_high = _bounds(found, found, seen, seen + unseen)
    assert 0 <= low <= closer_low <= found / seen + 1e-12
    assert found / seen - 1e-12 <= closer_high <= high + 1e-12
    assert high <= 1
    whole = _bounds(found, found, seen, seen)
    assert all(math.isclose(bound, found / seen) for bound in whole)


def test_the_best_explanation_is_the_one_that_fits_best() -> None:
    assert best_explanation(INNOCENT) == "fan_club"
    assert best_explanation(None) is None
