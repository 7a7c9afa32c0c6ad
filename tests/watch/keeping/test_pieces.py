"""Pieces become one batch whose rows point to their lines, whatever was left out between them."""

import hashlib
from dataclasses import fields

import polars as pl

from unisono.model.batches import Batch, Rejection
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, conform
from unisono.watch.keeping.pieces import TABLES, Piece, add_up_rejections, join_batches, join_pieces, keep_rows, rows_of


def batch(rows: list[int], rejected: tuple[Rejection, ...] = ()) -> Batch:
    names = [f"p{row}" for row in rows]
    posts = conform(pl.DataFrame({"post_id": names, "source_row": rows}), POSTS)
    accounts = conform(pl.DataFrame({"account_id": names, "source_row": rows}), ACCOUNTS)
    return Batch(posts=posts, accounts=accounts, rejected=rejected, read=len(rows) + len(rejected))


def test_every_table_of_a_batch_is_joined() -> None:
    assert {one.name for one in fields(Batch)} == {*TABLES, "rejected", "read"}


def test_rows_point_to_their_line_in_the_recording() -> None:
    first = Piece([b"1", b"like", b"2"], batch([1, 3], (Rejection("a like", 2, "like"),)), cursor="10")
    second = Piece([b"3"], batch([1]), cursor=None, redelivered=4)
    third = Piece([b"like", b"4"], batch([2], (Rejection("a like", 1, "like"),)), cursor="30")
    joined = join_pieces([first, second, third])
    lines = joined.content.split(b"\n")
    assert [lines[row - 1] for row in joined.batch.posts["source_row"]] == [b"1", b"2", b"3", b"4"]
    assert joined.batch.accounts["source_row"].to_list() == [1, 3, 4, 6]
    assert set(joined.batch.posts["source_sha256"]) == {hashlib.sha256(joined.content).hexdigest()} == {joined.sha256}
    assert joined.batch.rejected == (Rejection("a like", 2, "like", rows=2),)
    assert joined.batch.read == 6 and joined.cursor == "30"
    assert joined.counts == {"redelivered": 4, "left_out": 0}


def test_the_header_of_a_table_stands_once_at_the_top() -> None:
    pieces = [Piece([b"a"], batch([2]), header=b"id"), Piece([b"b", b"c"], batch([2, 3]), header=b"id")]
    joined = join_pieces(pieces)
    assert joined.content == b"id\na\nb\nc\n"
    assert joined.batch.posts["source_row"].to_list() == [2, 3, 4]


def test_nothing_gives_nothing() -> None:
    joined = join_pieces([Piece([], Batch(), cursor="7")])
    assert joined.content == b"" and joined.cursor == "7" and not joined.batch.posts.height
    assert Piece([b"like"], Batch(read=1)).is_empty and not Piece([b"1"], batch([1])).is_empty
    assert join_batches([]).posts.schema == pl.Schema(POSTS)


def test_kept_rows_are_counted_anew_and_the_others_as_left_out() -> None:
    gone = conform(pl.DataFrame({"post_id": ["x"], "source_row": [4]}), DELETIONS)
    given = batch([1, 3])
    piece = Piece([b"1", b"2", b"3", b"4"], Batch(posts=given.posts, deletions=gone, read=4))
    kept = keep_rows(piece, {3, 4})
    assert kept.lines == [b"3", b"4"] and kept.left_out == 2
    assert kept.batch.posts["source_row"].to_list() == [1] and kept.batch.posts["post_id"].to_list() == ["p3"]
    assert kept.batch.deletions["source_row"].to_list() == [2]
    assert rows_of(kept.batch) == {1, 2}


def test_kept_rows_of_a_table_come_after_its_header() -> None:
    kept = keep_rows(Piece([b"a", b"b"], batch([2, 3]), header=b"id"), {3})
    assert kept.lines == [b"b"] and kept.batch.posts["source_row"].to_list() == [2]


def test_reasons_without_end_are_counted_together() -> None:
    told = add_up_rejections(Rejection(f"reason {number}", number, "x") for number in range(5_000))
    assert len(told) == 1_001 and sum(one.rows for one in told) == 5_000
