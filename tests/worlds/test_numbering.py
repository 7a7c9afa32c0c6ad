"""Ids of accounts and posts: in order of time, unique over the parts of a world, never a row number."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.problems import find_id_problems
from unisono.worlds.draft import Part
from unisono.worlds.numbering import FACEBOOK, TWITTER, moment_ms, number_accounts, number_posts, places_in_millisecond

FIRST, LAST = moment_ms("2009-01-02"), moment_ms("2018-06-01")


def births(count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.random.default_rng(count).integers(FIRST, LAST, count)


def test_account_ids_grow_with_the_day_of_birth() -> None:
    born = births(5_000)
    for platform in (TWITTER, FACEBOOK):
        ids = number_accounts(born, np.full(5_000, platform))[np.argsort(born)]
        assert (np.diff(ids) > 0).all()


def test_recent_twitter_accounts_tell_when_they_were_made_and_older_ones_are_short() -> None:
    born = np.array([moment_ms("2009-01-01"), moment_ms("2014-01-01"), moment_ms("2017-03-01") + 12_345])
    ids = number_accounts(born, np.zeros(3, dtype=np.int64))
    assert round(ids[0] / 1e5) == 185
    assert round(ids[1] / 1e6) == 2_270
    assert (ids[2] >> 22) + 1_288_834_974_657 == born[2]


@given(st.lists(st.integers(FIRST, FIRST + 1_000) | st.integers(LAST - 50, LAST), min_size=1, max_size=60))
def test_accounts_of_one_moment_have_ids_of_their_own_in_every_part(moments: list[int]) -> None:
    born = np.array(moments)
    for platform in (TWITTER, FACEBOOK):
        everywhere = np.full(len(born), platform)
        ids = [number_accounts(born, everywhere, Part(number, 1, 0)) for number in (0, 1, 512, 1023)]
        assert len(np.unique(np.concatenate(ids))) == 4 * len(born)


def test_the_order_of_rows_leaves_no_trace_in_account_ids() -> None:
    born = births(3_000)
    shuffled = np.random.default_rng(1).permutation(3_000)
    ids = number_accounts(born, np.zeros(3_000, dtype=np.int64))
    assert (number_accounts(born[shuffled], np.zeros(3_000, dtype=np.int64)) == ids[shuffled]).all()


def test_no_importer_takes_the_ids_for_numbers_that_a_spreadsheet_has_rounded() -> None:
    for platform in (TWITTER, FACEBOOK):
        ids = pl.Series(number_accounts(births(4_000), np.full(4_000, platform))).cast(pl.String)
        assert find_id_problems(ids, "account_id") == []


def test_an_empty_platform_has_no_ids() -> None:
    nobody = np.array([], dtype=np.int64)
    assert len(number_accounts(nobody, nobody)) == len(number_posts(nobody, nobody)) == 0


def test_posts_of_one_millisecond_are_told_apart() -> None:
    at = np.array([LAST, LAST, LAST + 1])
    assert len(set(number_posts(at, np.zeros(3, dtype=np.int64), Part(3, 1, 0)).tolist())) == 3
    assert places_in_millisecond(at).tolist() == [0, 1, 0]


@given(st.lists(st.integers(FIRST, FIRST + 1_000) | st.integers(LAST - 50, LAST), min_size=1, max_size=60))
def test_posts_of_one_moment_have_ids_of_their_own_in_every_part(moments: list[int]) -> None:
    at, everywhere = np.array(sorted(moments)), np.zeros(len(moments), dtype=np.int64)
    parts = [None, *(Part(number, 1, 0) for number in (1, 63, 64, 512, 1023))]
    ids = [number_posts(at, everywhere, part) for part in parts]
    assert len(np.unique(np.concatenate(ids))) == len(parts) * len(at)
    assert all(((one >> 22) + 1_288_834_974_657 == at).all() for one in ids)


def test_ids_are_given_out_by_two_data_centres_and_are_mostly_the_first_of_their_millisecond() -> None:
    at = np.sort(np.random.default_rng(3).integers(LAST, LAST + 10**9, 20_000))
    ids = number_posts(at, np.zeros(len(at), dtype=np.int64))
    centre, worker, sequence = (ids >> 17) & 31, (ids >> 12) & 31, ids & 4095
    assert set(centre.tolist()) == {10, 11}
    assert set(worker.tolist()) == set(range(32))
    assert (sequence == 0).mean() > 0.5
    assert (sequence <= 8).all()
    assert len(set(sequence.tolist())) > 3
