"""Stretches of a stream give the same posts as the file of all its lines, and no bad line stops the others."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from tests.watch.streams import post_line, repost_line, status_line
from unisono.importers import importer_named
from unisono.importers.declaration import ReadSettings, Source
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError
from unisono.watch.keeping import decoding
from unisono.watch.keeping.decoding import Decoder, on_one_line
from unisono.watch.keeping.pieces import Piece, join_pieces

CSV = b"post_id,platform,created_at,account_id,text"


def joined(decoder: Decoder, *stretches: Sequence[bytes]) -> Batch:
    decoded = [*(decoder.decode(lines) for lines in stretches), decoder.decode((), is_last=True)]
    decoder.close()
    return join_pieces([Piece(one.lines, one.batch, header=one.header) for one in decoded]).batch


def test_the_format_is_told_from_the_first_lines_and_stretches_give_what_the_whole_gives() -> None:
    lines = [post_line(number, number, tags=["vote"]) for number in range(20)]
    lines += [repost_line(30, 21, "at://did:plc:a/app.bsky.feed.post/b")]
    decoder = Decoder("ws:example")
    parts, whole = joined(decoder, lines[:3], lines[3:]), joined(Decoder("ws:example"), lines)
    assert decoder.importer is not None and decoder.importer.name == "bluesky_jetstream"
    assert parts.posts.equals(whole.posts) and parts.posts.height == 21 and parts.read == 21


def test_lines_that_tell_no_format_wait_for_others() -> None:
    decoder = Decoder("ws:example")
    assert decoder.decode([b'{"hello":"stream"}']).lines == ()
    assert decoder.decode([]).lines == ()
    decoded = decoder.decode([post_line(1, 1)])
    assert len(decoded.lines) == 2 and decoded.batch.posts["source_row"].to_list() == [2]
    assert decoded.batch.rejected[0].row == 1
    decoder.close()


@pytest.mark.parametrize("is_last", [True, False])
def test_what_never_tells_its_format_is_refused(is_last: bool) -> None:
    lines = [b'{"a":1}'] * (3 if is_last else 60)
    with (
        closing(Decoder("ws:x")) as decoder,
        pytest.raises(DataRejectedError, match=r"What ws:x sends cannot be read.*--format"),
    ):
        decoder.decode(lines, is_last=is_last)


def test_a_named_format_counts_from_the_first_line_on() -> None:
    decoder = Decoder("ws:x", "bluesky_jetstream")
    decoded = decoder.decode([b'{"hello":"stream"}'])
    assert len(decoded.lines) == 1 and decoded.batch.rejected[0].rows == 1
    decoder.close()


def test_mastodon_s_statuses_are_read_too() -> None:
    batch = joined(Decoder("ws:x"), [status_line(1, 1, tags=["vote"])], [status_line(2, 2)])
    assert set(batch.posts["platform"]) == {"mastodon"} and batch.posts.height == 2


def test_a_table_has_its_header_carried_along() -> None:
    rows = [b"%d,twitter,2020-01-01T00:00:0%dZ,a,hello" % (number, number) for number in range(9)]
    batch = joined(Decoder("stdin"), [CSV, *rows[:2]], rows[2:5], rows[5:])
    assert batch.posts["post_id"].to_list() == [str(number) for number in range(9)]
    assert batch.posts["source_row"].to_list() == list(range(2, 11))


def test_a_cell_with_line_ends_in_it_is_read_whole_wherever_it_is_cut() -> None:
    lines = [
        CSV,
        b'1,twitter,2020-01-01T00:00:00Z,a,"one',
        b'two ""three""',
        b'four"',
        b"2,twitter,2020-01-01T00:00:00Z,b,x",
    ]
    batch = joined(Decoder("stdin"), lines[:2], lines[2:3], lines[3:])
    assert batch.posts["text"].to_list() == ['one\ntwo "three"\nfour', "x"]
    assert batch.posts["source_row"].to_list() == [2, 3]


def test_a_table_of_unknown_columns_is_read_as_the_user_says() -> None:
    mapping = {"created_at": "when", "account_id": "who", "text": "said", "post_id": "n"}
    decoder = Decoder("stdin", None, ReadSettings(mapping=mapping, platform="forum"))
    batch = joined(
        decoder, [b"n,when,who,said", b"1,2020-01-01T00:00:00Z,ann,hello"], [b"2,2020-01-01T00:00:09Z,bob,hi"]
    )
    assert batch.posts.select("platform", "account_id", "text").rows() == [
        ("forum", "ann", "hello"),
        ("forum", "bob", "hi"),
    ]


def test_lines_that_are_no_json_are_rejected_and_the_others_read() -> None:
    lines = [post_line(1, 1), b"no json", b"\xff\xfe", b"", b"[1]", post_line(2, 2)]
    batch = joined(Decoder("ws:x", "bluesky_jetstream"), lines)
    assert batch.posts["source_row"].to_list() == [1, 6]
    assert sum(one.rows for one in batch.rejected) == 3


def test_a_line_that_the_importer_fails_at_is_found_and_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    decoder = Decoder("ws:x", "bluesky_jetstream")
    decoder.decode([post_line(0, 0)])
    importer = importer_named("bluesky_jetstream")

    def failing(source: Source, settings: ReadSettings) -> object:
        if b"poison" in source.path.read_bytes():
            raise ValueError("never seen before")
        return importer.read(source, settings)

    assert decoder.importer is not None
    monkeypatch.setattr(decoder, "importer", decoding.replace(decoder.importer, read=failing))
    lines = [post_line(number, number, "poison" if number == 4 else "fine") for number in range(1, 8)]
    decoded = decoder.decode(lines)
    assert decoded.batch.posts["source_row"].to_list() == [1, 2, 3, 5, 6, 7]
    (rejected,) = decoded.batch.rejected
    assert rejected.row == 4 and "never seen before" in rejected.reason and rejected.example.startswith('{"did"')
    assert decoded.batch.read == 7
    decoder.close()


def test_line_ends_inside_a_message_of_json_are_taken_out() -> None:
    assert on_one_line(b'{\r\n"a": 1\n}') == b'{  "a": 1 }'
    assert on_one_line(b"a,b\r") == b"a,b\r"


def test_no_scratch_file_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "IN_MEMORY", tmp_path)
    decoder = Decoder("ws:x")
    decoder.decode([post_line(1, 1)])
    assert list(tmp_path.iterdir())
    decoder.close()
    assert not list(tmp_path.iterdir())


def test_posts_have_all_columns() -> None:
    batch = joined(Decoder("ws:x"), [post_line(1, 1)])
    assert batch.posts.height == 1 and isinstance(batch.deletions, pl.DataFrame)


def test_a_table_is_told_from_lines_of_json_before_its_format_is_known() -> None:
    decoder = Decoder("stdin")
    assert decoder.is_table([b"", CSV]) and not decoder.is_table([b"", b' {"a":1}']) and not decoder.is_table([])
    decoder.decode([CSV, b"1,twitter,2020-01-01T00:00:00Z,a,hello"])
    assert decoder.is_table([b'{"a"'])
    decoder.close()
