"""Mix: shares, targets, links, tags and repeated texts, by loops over small timelines."""

import math
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.signals.lives import acts_of, values_of
from unisono.accounts.signals.mix import SIGNALS, measure_mix

TEXTS = ("we meet at the old town hall on monday", "rain again, and the river is up to the bridge", "thanks")


def mix_of(rows: list[dict[str, Any]]) -> dict[str, tuple[float, int]]:
    acts = acts_of([{"account_id": "a", "seconds": 60 * number, **row} for number, row in enumerate(rows)])
    return values_of(measure_mix(acts), acts, "a")


def test_every_signal_is_measured_of_nobody_too() -> None:
    measured = measure_mix(acts_of([]))
    assert set(measured) == {signal.name for signal in SIGNALS}
    assert all(len(values) == len(n) == 0 for values, n in measured.values())


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "account_id": st.sampled_from("ab"),
                "kind": st.sampled_from(["post", "repost", "reply", "quote"]),
                "ref_account_id": st.sampled_from([None, "a", "x", "y", "z"]),
                "urls": st.sampled_from([None, [], ["https://a.example/"]]),
                "hashtags": st.sampled_from([None, [], ["one"], ["one", "two"]]),
                "text": st.sampled_from(
                    [None, *TEXTS, f"{TEXTS[0]} https://a.example/1 @ann #one #two", "#one https://b"]
                ),
            }
        ),
        max_size=60,
    )
)
def test_shares_targets_links_and_tags_are_those_of_a_loop(rows: list[dict[str, Any]]) -> None:
    acts = acts_of([{**row, "seconds": number} for number, row in enumerate(rows)])
    measured = measure_mix(acts)
    for name in {row["account_id"] for row in rows}:
        own = [row for row in rows if row["account_id"] == name]
        found = values_of(measured, acts, name)
        _check(found["repost_share"], [row["kind"] == "repost" for row in own])
        _check(found["reply_share"], [row["kind"] == "reply" for row in own])
        _check(found["link_share"], _known(own, "urls", lambda urls: len(urls) > 0, lambda text: "https://" in text))
        _check(found["tags_per_post"], _known(own, "hashtags", len, lambda text: text.count("#")))
        towards = [row["ref_account_id"] for row in own if row["kind"] != "post"]
        others = [target for target in towards if target not in (None, name)]
        assert found["targets"][1] == len(others)
        if others:
            assert found["targets"][0] == len(set(others))
        plain = [row["text"].split(" https")[0] for row in own if row["kind"] != "repost" and row["text"]]
        long = [text for text in plain if len(text) >= 20]
        assert found["repeated_texts"][1] == len(long)
        if len(long) >= 10:
            assert found["repeated_texts"][0] == pytest.approx(1 - len(set(long)) / len(long))


def _known(rows: list[dict[str, Any]], column: str, listed: Any, written: Any) -> list[float]:
    told = [
        listed(row[column]) if row[column] is not None else written(row["text"]) if row["text"] is not None else None
        for row in rows
    ]
    return [value for value in told if value is not None]


def _check(found: tuple[float, int], values: list[Any]) -> None:
    assert found[1] == len(values)
    if len(values) < 10:
        assert math.isnan(found[0])
    else:
        assert found[0] == pytest.approx(np.mean(values))


def test_variety_is_the_mean_over_every_choice_of_ten() -> None:
    targets = ["x"] * 12 + ["y"] * 6 + ["z", "u"]
    found = mix_of([{"kind": "repost", "ref_account_id": target} for target in targets])
    # All 184,756 choices of ten out of twenty.
    every = np.array([len({targets[place] for place in chosen}) for chosen in combinations(range(20), 10)])
    assert found["target_variety"] == (pytest.approx(every.mean()), 20)


def test_variety_is_one_for_one_target_and_nearly_ten_for_very_many() -> None:
    assert mix_of([{"kind": "reply", "ref_account_id": "x"}] * 30)["target_variety"][0] == pytest.approx(1.0)
    many = [{"kind": "reply", "ref_account_id": f"x{number}"} for number in range(50)]
    assert mix_of(many)["target_variety"][0] == pytest.approx(10.0)


def test_targets_are_told_by_handles_where_no_ids_are_known() -> None:
    rows = [
        {"handle": "Me", "kind": "reply", "ref_handle": handle} for handle in ("@Ann", "ann", "bob", "me", "", None)
    ]
    assert mix_of(rows)["targets"] == (2.0, 3)


def test_the_same_words_with_other_links_and_names_are_the_same() -> None:
    rows = [{"text": f"@friend{number} {TEXTS[0]} https://a.example/{number}"} for number in range(10)]
    assert mix_of(rows)["repeated_texts"] == (pytest.approx(0.9), 10)


def test_greetings_do_not_count_as_repeated() -> None:
    assert mix_of([{"text": "good morning!"}] * 20)["repeated_texts"][1] == 0
