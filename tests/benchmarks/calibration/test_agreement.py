"""The adjusted Rand index against values computed by hand."""

import pytest
from benchmarks.calibration.agreement import adjusted_rand_index
from hypothesis import given
from hypothesis import strategies as st

PARTITIONS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


def test_the_index_of_a_table_worked_by_hand() -> None:
    # Cells 2 1 / 0 3: 1 + 3 = 4 pairs together; rows 3 3: 6 pairs; columns 2 4: 7; 15 in all.
    # (4 - 6 * 7 / 15) / ((6 + 7) / 2 - 6 * 7 / 15) = 1.2 / 3.7
    assert adjusted_rand_index("aaabbb", "xxyyyy") == pytest.approx(1.2 / 3.7)


def test_one_network_where_two_were_planted_agrees_with_neither() -> None:
    assert adjusted_rand_index("aabb", "xxxx") == 0.0


def test_the_index_may_fall_below_chance() -> None:
    # Each pair of the one is apart in the other: 0 together; 2 * 2 / 6 expected; (0 - 2/3) / (2 - 2/3) = -1/2.
    assert adjusted_rand_index("aabb", "xyxy") == pytest.approx(-0.5)


def test_people_who_are_all_alone_agree() -> None:
    assert adjusted_rand_index("abc", "xyz") == 1.0


def test_partitions_of_different_things_are_refused() -> None:
    with pytest.raises(ValueError, match="3 things in one partition, 2 in the other"):
        adjusted_rand_index("abc", "ab")


@given(PARTITIONS)
def test_the_index_has_no_order_no_names_and_is_one_for_the_same_partition(things: list[tuple[int, int]]) -> None:
    true, found = [one for one, _ in things], [other for _, other in things]
    index = adjusted_rand_index(true, found)
    assert adjusted_rand_index(found, true) == pytest.approx(index)
    assert adjusted_rand_index([str(-one) for one in true], found) == pytest.approx(index)
    assert adjusted_rand_index(true, true) == 1.0
    assert index <= 1.0 + 1e-12
