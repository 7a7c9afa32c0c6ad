"""Reaction: delays, their variety and their order, by loops over small timelines."""

import math
from collections import Counter
from itertools import pairwise
from statistics import median, stdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.signals.lives import START, acts_of, at, values_of
from unisono.accounts.signals.reaction import DELAY_STEPS, SIGNALS, measure_reaction, original_times

DAY = 86_400


def reaction_of(rows: list[dict[str, Any]]) -> dict[str, tuple[float, int]]:
    acts = acts_of([{"account_id": "a", "kind": "repost", **row} for row in rows])
    return values_of(measure_reaction(acts), acts, "a")


def test_every_signal_is_measured_of_nobody_too() -> None:
    measured = measure_reaction(acts_of([]))
    assert set(measured) == {signal.name for signal in SIGNALS}
    assert all(len(values) == len(n) == 0 for values, n in measured.values())


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.integers(0, 3 * DAY),
            st.one_of(st.none(), st.integers(-5, 20), st.integers(0, 90_000)),
            st.sampled_from(["repost", "repost", "repost", "quote"]),
        ),
        max_size=90,
        unique_by=lambda row: (row[0], row[1]),
    )
)
def test_delays_are_those_of_a_loop(rows: list[tuple[str, int, int | None, str]]) -> None:
    acts = acts_of(
        [
            {
                "account_id": name,
                "seconds": second,
                "kind": kind,
                "ref_created_at": None if delay is None else at(second - delay),
            }
            for name, second, delay, kind in rows
        ]
    )
    measured = measure_reaction(acts)
    for name in {row[0] for row in rows}:
        found = values_of(measured, acts, name)
        own = sorted(
            (second, delay)
            for who, second, delay, kind in rows
            if who == name and kind == "repost" and delay is not None and delay >= 0
        )
        delays = [delay for _, delay in own]
        assert {found[signal][1] for signal in ("reaction_delay", "fast_reposts", "delay_spread")} == {len(own)}
        if len(own) >= 10:
            assert found["reaction_delay"][0] == median(delays)
            assert found["fast_reposts"][0] == pytest.approx(sum(delay < 10 for delay in delays) / len(own))
            assert found["delay_spread"][0] == pytest.approx(stdev(math.log10(delay + 1) for delay in delays))
        else:
            assert math.isnan(found["reaction_delay"][0])
        _check_entropy(found["delay_entropy"], own)
        _check_order(found["order_kept"], own)


def _check_entropy(found: tuple[float, int], own: list[tuple[int, int]]) -> None:
    assert found[1] == len(own)
    if len(own) < 30:
        assert math.isnan(found[0])
        return
    start = int(START.timestamp())
    bins = Counter(
        (sum(delay >= step for step in DELAY_STEPS), (start + second) % DAY // (DAY // 6)) for second, delay in own
    )
    plain = -sum(times / len(own) * math.log2(times / len(own)) for times in bins.values())
    assert found[0] == pytest.approx(plain + (len(bins) - 1) / (2 * len(own) * math.log(2)))


def _check_order(found: tuple[float, int], own: list[tuple[int, int]]) -> None:
    steps = []
    for (before, its_delay), (after, delay) in pairwise(own):
        if after - before <= 600 and after - delay != before - its_delay:
            steps.append(after - delay > before - its_delay)
    assert found[1] == len(steps)
    if len(steps) >= 10:
        assert found[0] == pytest.approx(sum(steps) / len(steps))
    else:
        assert math.isnan(found[0])


def test_a_program_that_follows_a_stream_keeps_the_order_and_a_reader_turns_it_around() -> None:
    stream = [{"seconds": 30 * step + 3, "ref_created_at": at(30 * step)} for step in range(20)]
    assert reaction_of(stream)["order_kept"] == (1.0, 19)
    reader = [{"seconds": 40_000 + 20 * step, "ref_created_at": at(30_000 - 900 * step)} for step in range(20)]
    assert reaction_of(reader)["order_kept"] == (0.0, 19)


def test_the_time_of_an_original_is_looked_up_in_the_case() -> None:
    acts = acts_of(
        [
            {"account_id": "b", "seconds": 100, "post_id": "origin"},
            {"account_id": "b", "seconds": 200, "post_id": "by-day", "created_at_precision": "day"},
            {"account_id": "a", "seconds": 107, "kind": "repost", "ref_post_id": "origin"},
            {"account_id": "a", "seconds": 207, "kind": "repost", "ref_post_id": "by-day"},
            {"account_id": "a", "seconds": 307, "kind": "repost", "ref_post_id": "elsewhere"},
        ]
    )
    first = round(at(100).timestamp() * 1e6)
    assert original_times(acts).tolist() == [first, -1, -1, -1, -1]


def test_on_x_the_clock_in_an_id_tells_the_time_of_an_original() -> None:
    made = at(50)
    number = (round(made.timestamp() * 1000) - 1288834974657) << 22
    row = {"account_id": "a", "seconds": 60, "kind": "repost", "ref_post_id": str(number)}
    on_x, elsewhere = acts_of([{**row, "platform": "twitter"}]), acts_of([row])
    assert original_times(on_x).tolist() == [round(made.timestamp() * 1e6)]
    assert original_times(elsewhere).tolist() == [-1]


def test_times_to_the_minute_say_nothing_of_delays() -> None:
    rows = [
        {"seconds": 60 * step, "ref_created_at": at(60 * step), "created_at_precision": "minute"} for step in range(20)
    ]
    assert reaction_of(rows)["reaction_delay"][1] == 0
