"""The address of a post tells its platform."""

import polars as pl

from unisono.importers.fediverse.own_platforms import platform_of

ADDRESSES = pl.DataFrame(
    {"at": ["https://truthsocial.com/@a/1", "https://WWW.gab.com/a/posts/1", "https://one.example/@a/1", None]}
)


def test_sites_of_their_own_are_told_by_their_host_and_all_others_are_mastodon() -> None:
    told = ADDRESSES.select(platform_of(pl.col("at"))).to_series().to_list()
    assert told == ["truthsocial", "gab", "mastodon", "mastodon"]


def test_a_host_that_only_ends_like_one_of_them_is_another() -> None:
    other = pl.DataFrame({"at": ["https://nottruthsocial.com/@a/1", "https://gab.com.example/@a/1"]})
    assert other.select(platform_of(pl.col("at"))).to_series().to_list() == ["mastodon", "mastodon"]
