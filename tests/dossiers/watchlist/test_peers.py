"""Accounts are compared within platform and language where that leaves 200 of them, else more widely."""

import polars as pl

from unisono.dossiers.watchlist.peers import read_peers


def acts_of(accounts: dict[tuple[str, str], int]) -> pl.DataFrame:
    """Return one post of each of so many accounts by platform and language."""
    rows = [
        (f"{platform}:{language}{number}", platform, language)
        for (platform, language), count in accounts.items()
        for number in range(count)
    ]
    return pl.DataFrame(rows, schema=["account", "platform", "lang"], orient="row")


def groups(accounts: dict[tuple[str, str], int]) -> dict[str, int]:
    peers = read_peers(acts_of(accounts))
    return dict(peers.group_by("group").len().sort("group").iter_rows())


def test_languages_of_200_accounts_are_groups_and_small_ones_are_put_together() -> None:
    counts = {("twitter", "en"): 300, ("twitter", "es"): 200, ("twitter", "fr"): 150, ("twitter", "it"): 60}
    assert groups(counts) == {"twitter en": 300, "twitter es": 200, "twitter other languages": 210}


def test_small_languages_too_few_for_a_group_are_compared_with_all_of_their_platform() -> None:
    assert groups({("twitter", "en"): 300, ("twitter", "fr"): 150}) == {"twitter": 450}


def test_small_platforms_are_one_group() -> None:
    counts = {("twitter", "en"): 300, ("facebook", "en"): 20, ("gab", "en"): 10}
    assert groups(counts) == {"small platforms": 30, "twitter en": 300}


def test_the_language_is_the_commonest_that_is_known() -> None:
    acts = pl.DataFrame(
        {"account": ["t:1"] * 6, "platform": ["t"] * 6, "lang": ["und", "und", "und", None, "EN", "en"]}
    )
    assert read_peers(acts).select("language", "posts").row(0) == ("en", 6)
    assert read_peers(acts.head(4)).select("language", "posts").row(0) == ("", 4)
