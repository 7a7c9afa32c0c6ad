"""Rows become posts once it is known which column holds what."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.table_sources import written_source
from unisono.importers.tables.mapped_rows import Plan, Tally, pick, read_mapped
from unisono.importers.tables.tabular import open_table
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError
from unisono.model.tables import ACCOUNTS, POSTS

MAPPING = {"account_id": "who", "created_at": "when", "text": "what"}


def read(folder: Path, text: str, plan: Plan, tally: Tally | None = None, rows_per_batch: int = 100) -> list[Batch]:
    source = written_source(folder, text)
    return list(read_mapped(source, open_table(source), plan, rows_per_batch=rows_per_batch, tally=tally))


def test_posts_come_in_the_columns_of_the_case(tmp_path: Path) -> None:
    (batch,) = read(tmp_path, "who,when,what\nann,2020-05-04T12:00:01Z,hello\n", Plan(MAPPING, "elsewhere"))
    assert dict(batch.posts.schema) == POSTS
    assert dict(batch.accounts.schema) == ACCOUNTS
    row = batch.posts.row(0, named=True)
    assert (row["platform"], row["created_at"]) == ("elsewhere", datetime(2020, 5, 4, 12, 0, 1, tzinfo=UTC))
    assert (row["source_row"], len(row["source_sha256"])) == (2, 64)


def test_what_a_file_does_not_say_is_null(tmp_path: Path) -> None:
    (batch,) = read(tmp_path, "who,when,what\nann,2020-05-04T12:00:01Z,hello\n", Plan(MAPPING, "elsewhere"))
    row = batch.posts.row(0, named=True)
    unsaid = ("handle", "lang", "media", "repost_count", "is_deleted", "ref_post_id", "collected_at", "thread_id")
    assert [row[name] for name in unsaid] == [None] * len(unsaid)


def test_the_tally_counts_over_all_batches(tmp_path: Path) -> None:
    tally = Tally()
    text = "who,when,what\n" + "ann,2020-05-04 12:00,hello\n" * 3
    batches = read(tmp_path, text, Plan(MAPPING, "elsewhere"), tally, rows_per_batch=1)
    assert len(batches) == 3
    assert (tally.rows, tally.without_zone, tally.derived_ids, tally.repeated_rows) == (3, 3, 3, 2)
    assert tally.examples["without_zone"] == "2020-05-04 12:00"


def test_ids_are_derived_only_for_the_rows_that_lack_one(tmp_path: Path) -> None:
    text = "id,who,when,what\n7,ann,2020-05-04,hello\n,bob,2020-05-04,you\n8,cid,2020-05-04,all\n"
    (batch,) = read(tmp_path, text, Plan({**MAPPING, "post_id": "id"}, "elsewhere"))
    ids = batch.posts["post_id"].to_list()
    assert (ids[0], ids[2]) == ("7", "8")
    assert ids[1].startswith("row-")


def test_platforms_of_the_rows_are_named_alike(tmp_path: Path) -> None:
    text = "net,who,when,what\nX,ann,2020-05-04,a\nMastodon,bob,2020-05-04,b\n,cid,2020-05-04,c\n"
    (batch,) = read(tmp_path, text, Plan({**MAPPING, "platform": "net"}, "unknown"))
    assert batch.posts["platform"].to_list() == ["twitter", "mastodon", "unknown"]


def test_two_columns_can_be_picked_as_one(tmp_path: Path) -> None:
    frame = open_table(written_source(tmp_path, "day,clock\n2020-05-04,12:00\n")).sample
    joined = pick(frame, {"created_at": "day+clock"}, "created_at")
    assert joined is not None
    assert joined.to_list() == ["2020-05-04 12:00"]
    assert pick(frame, {"created_at": "day+hour"}, "created_at") is None


def test_a_table_without_a_row_holds_no_post_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=r"holds no post\. Columns: who, when, what"):
        read(tmp_path, "who,when,what\n", Plan(MAPPING, "elsewhere"))


def test_a_derived_id_is_shown_with_its_post(tmp_path: Path) -> None:
    tally = Tally()
    read(tmp_path, "who,when,what\nann,2020-05-04T12:00:01Z,hello\n", Plan(MAPPING, "elsewhere"), tally)
    assert tally.examples["derived_ids"].startswith("row-")
    assert tally.examples["derived_ids"].endswith(" for the post by ann at 2020-05-04T12:00:01Z")


def test_a_format_can_refuse_rows_and_say_why(tmp_path: Path) -> None:
    source = written_source(tmp_path, "who,at,what\na,2021-01-01,post\nb,2021-01-02,like\n")
    plan = Plan(
        mapping={"account_id": "who", "created_at": "at"},
        platform="x",
        refuse=lambda posts, rows: rows["what"].replace_strict({"like": "is a like"}, default=None),
    )
    batch = next(read_mapped(source, open_table(source), plan, rows_per_batch=10))
    assert batch.posts["account_id"].to_list() == ["a"]
    assert [(each.row, each.reason) for each in batch.rejected] == [(3, "is a like")]
    assert batch.read == 2


def test_the_example_of_a_time_without_a_zone_is_one_and_was_read(tmp_path: Path) -> None:
    tally = Tally()
    text = "who,when,what\nann,2020-05-04 12:00 EST,a\nbob,once 2020,b\ncid,2020-05-04 13:00,c\n"
    read(tmp_path, text, Plan(MAPPING, "elsewhere"), tally)
    assert (tally.without_zone, tally.examples["without_zone"]) == (1, "2020-05-04 13:00")


def test_rounded_ids_of_what_a_row_refers_to_are_dropped_and_counted_with_an_example(tmp_path: Path) -> None:
    tally = Tally()
    mapping = {**MAPPING, "repost_of": "of", "ref_account_id": "whom"}
    text = (
        "who,when,what,of,whom\n"
        "ann,2020-05-04T12:00:01Z,a,1.23E+18,77\n"
        "bea,2020-05-04T12:00:02Z,b,1234567890123456789,9.9E+17\n"
        "cem,2020-05-04T12:00:03Z,c,4.56E+18,\n"
    )
    posts = read(tmp_path, text, Plan(mapping, "p"), tally)[0].posts
    assert posts["ref_post_id"].to_list() == [None, "1234567890123456789", None]
    assert posts["ref_account_id"].to_list() == ["77", None, None]
    assert tally.damaged == {"ref_post_id": (2, "1.23E+18"), "ref_account_id": (1, "9.9E+17")}
