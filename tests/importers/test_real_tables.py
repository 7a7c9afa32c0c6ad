"""Every table of the real data is read to the last row, or refused with a message that says what it lacks."""

import json
from pathlib import Path

import pytest

from tests.importers.table_sources import read_all, real_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.guessing import choose_importer
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError

TREE = "formats/mango_tree"
READ = [
    (f"{TREE}/csv_traps/single_note.csv", "generic", 2, 2),
    (f"{TREE}/csv_traps/trailing_commas.csv", "generic", 2, 2),
    (f"{TREE}/hashtags/hashtag_test_input.csv", "generic", 100, 10),
    ("formats/coordination_network_toolkit/coretweet_test_input.csv", "cnt", 15, 9),
    ("formats/coordination_network_toolkit/sample_data.csv", "cnt", 100, 10),
    ("formats/twitter_io_archive/CNHU_0621_12rows.csv", "twitter_io_archive", 12, 10),
    ("formats/reddit/ira_comments_praw.csv.gz", "reddit_praw", 6_711, 156),
    ("formats/reddit/ira_users.csv", "reddit_accounts", 0, 943),
    ("reddit-ira/posts.parquet", "generic", 6_751, 156),
    ("reddit-ira/accounts.parquet", "reddit_accounts", 0, 943),
    ("organic/mayweather_event_2017.parquet", "generic", 12_118, 11_037),
    ("organic/spain_politicians_2021.parquet", "generic", 18_206, 266),
    ("coortweet/russian_coord_tweets.csv.gz", "coortweet", 35_125, 9_509),
]
"""File, its format, posts and authors, or profiles where it holds no posts: as other readers count them."""

REFUSED = [
    (f"{TREE}/fake_data.csv", "has no time column"),
    (f"{TREE}/reddit_vm.csv", "has no account column"),
    (f"{TREE}/csv_traps/notes_with_commas.csv", "has no time column. Columns: A, B, C"),
    (f"{TREE}/csv_traps/simple_header.csv", "has no time column. Columns: Name, Age, City"),
    ("accounts/rtbust_digital_dna_labelled.csv.gz", "has no time column"),
    ("accounts/cresci_subset_accounts.parquet", "has no text, link or repost column"),
    ("coortweet/expected_edges_tw10_mp2.csv.gz", "has no time column"),
    ("coortweet/expected_pairs_tw10_mp2.csv.gz", "has no time column"),
    ("coortweet/expected_cnt_co_retweet_tw60.csv.gz", "has no time column"),
    ("near-duplicates/fcc_comments.parquet", "has no time column"),
    ("lists/operation_domains.csv", "has no account column"),
    ("lists/state_media_matrix.csv", "has no time column"),
]


def read(name: str, folder: Path) -> tuple[str, Batch]:
    source = real_source(name, folder)
    importer = choose_importer(source, None, ReadSettings())
    return importer.name, read_all(importer, source)


@pytest.mark.parametrize(("name", "format", "posts", "accounts"), READ)
def test_a_table_of_posts_is_read_to_the_last_row(
    name: str, format: str, posts: int, accounts: int, tmp_path: Path
) -> None:
    found, batch = read(name, tmp_path)
    assert (found, batch.posts.height, batch.rejected) == (format, posts, ())
    authors = batch.posts["account_id"] if posts else batch.accounts["source_row"]
    assert authors.n_unique() == accounts


@pytest.mark.parametrize(("name", "reason"), REFUSED)
def test_a_table_without_posts_is_refused_by_what_it_lacks(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=reason) as refusal:
        read(name, tmp_path)
    assert "Try: unisono import" in str(refusal.value)


def test_hashtags_are_those_that_another_tool_finds(tmp_path: Path) -> None:
    _, batch = read(f"{TREE}/hashtags/hashtag_test_input.csv", tmp_path)
    expected = real_source(f"{TREE}/hashtags/hashtag_test_output.json", tmp_path)
    windows = [json.loads(line) for line in expected.path.read_text(encoding="utf-8").splitlines()]
    pairs = [pair for window in windows for pair in zip(window["users"], window["hashtags"], strict=True)]
    found = batch.posts.sort("created_at").explode("hashtags").drop_nulls("hashtags")
    assert [(who, f"#{tag}") for who, tag in found.select("account_id", "hashtags").iter_rows()] == pairs
