"""Attacks found in the posts that tell of targets are those found in all."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.detectors.targets.planted_attacks import START, TARGETS, Row, write_posts
from unisono.detectors.targets.attack_posts import find_attacks
from unisono.detectors.targets.telling_posts import own_profiles, posts_that_tell
from unisono.model.tables import ACCOUNTS, empty

SAID = (
    "Ilva Sorrendo, you are an idiot",
    "good morning",
    "out with her #FueraIlva",
    "Ilva Sorrendo and Bruno Tascher are idiots #FueraIlva",
    "nothing to do with it #sunday",
    "@rosareporter I will kill you",
)


@pytest.mark.parametrize("size", [1, 11, 1_000])
def test_attacks_are_those_among_all_posts(size: int) -> None:
    rows: list[Row] = [
        {"account": number % 17, "at": START + timedelta(minutes=number // 2), "text": SAID[number * 7 % len(SAID)]}
        for number in range(240)
    ]
    posts, nobody = write_posts(rows), empty(ACCOUNTS)

    def read(columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        return posts.select(columns).iter_slices(size)

    profiles = own_profiles(read, [nobody.select("platform", "account_id", "handle")], TARGETS)
    telling, ends = posts_that_tell(read, TARGETS, profiles)
    assert telling.height < posts.height
    assert (ends.min(), ends.max()) == (posts["created_at"].min(), posts["created_at"].max())
    whole, part = find_attacks(posts, TARGETS, nobody), find_attacks(telling, TARGETS, profiles)
    assert whole.attacks.height > 50
    for number in range(len(TARGETS.targets)):
        assert_frame_equal(part.of(number).drop("act"), whole.of(number).drop("act"), check_exact=True)
    assert_frame_equal(part.campaigns, whole.campaigns)
