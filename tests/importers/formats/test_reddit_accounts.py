"""Profiles of Reddit accounts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, real_source, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.reddit_accounts import IMPORTER, NAMELESS
from unisono.importers.guessing import choose_importer

LISTED = 943  # rows, of which three repeat an account, as the csv module counts them
DISTINCT = 940


def test_it_is_recognised_before_any_other_format(tmp_path: Path) -> None:
    source = sample_source("reddit_accounts.csv", tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    assert max(importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER) < 0.9
    posts = sample_source("reddit_praw.csv", tmp_path)
    assert IMPORTER.recognise(posts) == 0


def test_rows_become_profiles_with_their_time_of_registration(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("reddit_accounts.csv", tmp_path))
    assert batch.posts.is_empty()
    assert batch.accounts.select("platform", "account_id", "created_at", "is_bot_declared", "source_row").rows() == [
        ("reddit", "lamp_one", datetime.fromtimestamp(1431683081, UTC), None, 2),
        ("reddit", "lamp_two", datetime.fromtimestamp(1431683099, UTC), None, 3),
        ("reddit", "AutoModerator", datetime.fromtimestamp(1325741068, UTC), True, 6),
    ]


def test_what_is_no_profile_is_named_with_its_row(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("reddit_accounts.csv", tmp_path))
    assert [(each.row, each.reason) for each in batch.rejected] == [(4, "time cannot be read"), (5, NAMELESS)]
    assert batch.read == batch.accounts.height + 2 == 5


def test_the_mark_of_a_deleted_account_is_no_account(tmp_path: Path) -> None:
    source = written_source(tmp_path, "name,created_utc,link_karma\n[deleted],1431683081,1\nlamp,1431683081,1\n")
    batch = read_all(IMPORTER, source)
    assert batch.accounts["account_id"].to_list() == ["lamp"]
    assert [each.row for each in batch.rejected] == [2]


@pytest.mark.parametrize("name", ["formats/reddit/ira_users.csv", "reddit-ira/accounts.parquet"])
def test_the_real_accounts_are_read_to_the_last(name: str, tmp_path: Path) -> None:
    source = real_source(name, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    batch = read_all(IMPORTER, source)
    assert (batch.accounts.height, batch.accounts["account_id"].n_unique(), batch.rejected) == (LISTED, DISTINCT, ())
    assert batch.accounts["created_at"].null_count() == 0


COLUMNS = ("fullname", "comment_karma", "created_utc", "icon_img", "name", "verified", "collected_at")
GOOD = {"name": ["lamp", "مصباح", "[deleted]"], "created_utc": ["1431683081.0"], "collected_at": ["2020-01-01", ""]}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
