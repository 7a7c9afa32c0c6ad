"""Every real file of the formats is read as what it is, with counts checked by hand, or refused rightly."""

import os
from pathlib import Path

import pytest

from tests.importers.table_sources import REPOSITORY
from unisono.cases import create_case
from unisono.importers.importing import import_files
from unisono.model.errors import DataRejectedError

FORMATS = Path(os.environ.get("UNISONO_DATA", REPOSITORY.parent / "shared" / "data")) / "formats"

READ: dict[str, tuple[str, int, int, int, int, int, int]] = {
    # file: format, rows read, posts stored, duplicates, rejected, profiles, deletions
    "bluesky_jetstream/events_v1.jsonl": ("bluesky_jetstream", 152, 32, 0, 118, 1, 1),
    "bluesky_records/custom_record.json": ("bluesky_records", 1, 0, 0, 1, 0, 0),
    "bluesky_records/did_doc.json": ("bluesky_records", 1, 0, 0, 1, 0, 0),
    "bluesky_records/extended_like_record.json": ("bluesky_records", 1, 0, 0, 1, 0, 0),
    "bluesky_records/extended_post_record.json": ("bluesky_records", 1, 1, 0, 0, 0, 0),
    "bluesky_records/feed_record.json": ("bluesky_records", 1, 0, 0, 1, 0, 0),
    "bluesky_records/get_follows.json": ("bluesky_records", 7, 0, 0, 0, 7, 0),
    "bluesky_records/like_record.json": ("bluesky_records", 1, 0, 0, 1, 0, 0),
    "bluesky_records/post_record.json": ("bluesky_records", 1, 1, 0, 0, 0, 0),
    "bluesky_records/resolve_handle.json": ("bluesky_records", 1, 0, 0, 1, 0, 0),
    "bluesky_records/thread_view_post_with_embed_media.json": ("bluesky_records", 1, 1, 0, 0, 1, 0),
    "coordination_network_toolkit/coretweet_test_input.csv": ("cnt", 15, 15, 0, 0, 0, 0),
    "coordination_network_toolkit/sample_data.csv": ("cnt", 100, 100, 0, 0, 0, 0),
    "mango_tree/csv_traps/single_note.csv": ("generic", 2, 2, 0, 0, 0, 0),
    "mango_tree/csv_traps/trailing_commas.csv": ("generic", 2, 2, 0, 0, 0, 0),
    "mango_tree/hashtags/hashtag_test_input.csv": ("generic", 100, 100, 0, 0, 0, 0),
    "mastodon/test_fetch_remaining.jsonl": ("mastodon", 60, 30, 30, 0, 30, 0),
    "mastodon/test_follow_with_notify_reblog.jsonl": ("mastodon", 4, 3, 1, 0, 3, 0),
    "mastodon/test_hashtag_tl.jsonl": ("mastodon", 2, 1, 1, 0, 1, 0),
    "mastodon/test_list_timeline.jsonl": ("mastodon", 8, 7, 1, 0, 1, 0),
    "mastodon/test_pagination_iterator.jsonl": ("mastodon", 80, 30, 50, 0, 30, 0),
    "mastodon/test_status.jsonl": ("mastodon", 2, 1, 1, 0, 1, 0),
    "reddit/ira_comments_praw.csv.gz": ("reddit_praw", 6711, 6691, 20, 0, 0, 0),
    "reddit/ira_users.csv": ("reddit_accounts", 943, 0, 0, 0, 943, 0),
    "twitter_io_archive/CNHU_0621_12rows.csv": ("twitter_io_archive", 12, 12, 0, 0, 10, 0),
    "twitter_v1.1/testgetretweets.jsonl": ("twitter_v1", 15, 15, 0, 0, 24, 0),
    "twitter_v1.1/testgetstatus.jsonl": ("twitter_v1", 1, 1, 0, 0, 1, 0),
    "twitter_v1.1/testhometimeline.jsonl": ("twitter_v1", 19, 19, 0, 0, 11, 0),
    "twitter_v1.1/testlisttimeline.jsonl": ("twitter_v1", 20, 20, 0, 0, 10, 0),
    "twitter_v1.1/testretweetandunretweet.jsonl": ("twitter_v1", 2, 2, 0, 0, 3, 0),
    "twitter_v1.1/testsearchtweets.jsonl": ("twitter_v1", 15, 15, 0, 0, 14, 0),
    "twitter_v1.1/testupdateanddestroystatus.jsonl": ("twitter_v1", 4, 2, 2, 0, 1, 0),
    "twitter_v1.1/testusertimeline.jsonl": ("twitter_v1", 24, 24, 0, 0, 4, 0),
    "twitter_v2/2sets.jsonl": ("twitter_v2", 200, 200, 0, 0, 289, 0),
    "twitter_v2/brexit.jsonl": ("twitter_v2", 100, 100, 0, 0, 177, 0),
    "twitter_v2/cashtags.jsonl": ("twitter_v2", 1, 1, 0, 0, 1, 0),
    "twitter_v2/cotweet.jsonl": ("twitter_v2", 1, 1, 0, 0, 1, 0),
    "twitter_v2/edited.jsonl": ("twitter_v2", 2, 1, 1, 0, 1, 0),
    "twitter_v2/edited_after.jsonl": ("twitter_v2", 2, 1, 1, 0, 1, 0),
    "twitter_v2/edited_before.jsonl": ("twitter_v2", 2, 1, 1, 0, 1, 0),
    "twitter_v2/entities_test.jsonl": ("twitter_v2", 474, 474, 0, 0, 612, 0),
    "twitter_v2/flat.jsonl": ("twitter_v2", 100, 100, 0, 0, 154, 0),
    "twitter_v2/geo_tweets.jsonl": ("twitter_v2", 2, 2, 0, 0, 4, 0),
    "twitter_v2/kpop.jsonl": ("twitter_v2", 100, 100, 0, 0, 112, 0),
    "twitter_v2/many_urls.jsonl": ("twitter_v2", 1, 1, 0, 0, 1, 0),
    "twitter_v2/media_policy_violation_off.jsonl": ("twitter_v2", 100, 100, 0, 0, 52, 0),
    "twitter_v2/media_policy_violation_on.jsonl": ("twitter_v2", 100, 100, 0, 0, 46, 0),
    "twitter_v2/media_tweet.jsonl": ("twitter_v2", 1, 1, 0, 0, 1, 0),
    "twitter_v2/mentions_tweet.jsonl": ("twitter_v2", 1, 1, 0, 0, 2, 0),
    "twitter_v2/noflat.jsonl": ("twitter_v2", 100, 100, 0, 0, 178, 0),
    "twitter_v2/quoted_edit.jsonl": ("twitter_v2", 1, 1, 0, 0, 2, 0),
    "twitter_v2/streaming_output_with_error.jsonl": ("twitter_v2", 8, 7, 0, 1, 11, 0),
    "twitter_v2/tweets_compliance.jsonl": ("twitter_compliance", 2, 0, 0, 0, 0, 2),
    "twitter_v2/two_tweets.jsonl": ("twitter_v2", 1, 1, 0, 0, 2, 0),
    "twitter_v2/users.jsonl": ("twitter_v2", 96, 0, 0, 0, 91, 0),
    "twitter_v2/users_compliance.jsonl": ("twitter_users_compliance", 2, 0, 0, 1, 1, 0),
    "twitter_v2/verified_type.jsonl": ("twitter_v2", 1, 1, 0, 0, 1, 0),
    "twitter_v2/withheld.jsonl": ("twitter_v2", 215, 215, 0, 0, 591, 0),
}

REFUSED = {
    # file: what the refusal says
    "mango_tree/csv_traps/notes_with_commas.csv": "has no time column",
    "mango_tree/csv_traps/simple_header.csv": "has no time column",
    "mango_tree/fake_data.csv": "has no time column",
    "mango_tree/hashtags/__init__.py": "has no known format",
    "mango_tree/hashtags/hashtag_test_output.json": "has no time column",
    "mango_tree/reddit_vm.csv": "has no account column",
    "twitter_v2/counts.jsonl": "API v2 counts",
    "twitter_v2/lists.jsonl": "API v2 lists",
}


def real_file(name: str) -> str:
    """Return the path of a real file; leave the test out, and say so, where UNISONO_DATA does not lead to it."""
    if not (FORMATS / name).exists():
        pytest.skip(f"needs the real data formats/{name}; set UNISONO_DATA to its folder")
    return str(FORMATS / name)


def test_no_real_file_is_forgotten() -> None:
    real_file("mastodon")
    files = {file.relative_to(FORMATS).as_posix() for file in FORMATS.rglob("*") if file.is_file()}
    assert files == set(READ) | set(REFUSED)


@pytest.mark.parametrize("name", READ)
def test_a_real_file_is_read_as_what_it_is(name: str, tmp_path: Path) -> None:
    (line,) = import_files(create_case(tmp_path / "case"), [real_file(name)])
    rejected = sum(one["rows"] for one in line["rejected"])
    counts = tuple(line[count] for count in ("read", "stored", "duplicates"))
    assert (line["format"], *counts, rejected, line["profiles"], line["deletions"]) == READ[name]
    assert (line["posts"], bool(line["accounts"])) == (line["stored"], bool(line["stored"]))


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_without_posts_is_refused_for_its_reason(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=REFUSED[name]):
        list(import_files(create_case(tmp_path / "case"), [real_file(name)]))
