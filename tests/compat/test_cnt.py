"""The toolkit's edges come out the same whichever way the table is read."""

import csv
import gzip
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, strategies

from tests.compat.definitions import Share, frame_of, real_shares, share_tables, toolkit_by_definition
from unisono.compat import cnt
from unisono.compat.cnt import network, write_network

plain_tables = strategies.lists(
    strategies.builds(
        Share,
        strategies.sampled_from(["o1", "o2", "", "ö", "o1x"]),
        strategies.sampled_from(["a", "ab", "é", "名", "b", "B"]),
        strategies.uuids().map(str),
        strategies.sampled_from([0.0, 1.0, 10.25, 20.75, 30.0, -4.5, 1606451170.518101]),
    ),
    max_size=30,
)


@given(share_tables, strategies.sampled_from([0, 0.25, 5, 40]), strategies.integers(0, 3))
def test_edges_follow_the_definition(shares: list[Share], window: float, least: int) -> None:
    found = pl.concat(network(frame_of(shares), window, least)).rows()
    assert found == toolkit_by_definition(shares, window, least)


@given(plain_tables, strategies.integers(0, 3), strategies.sampled_from(["\n", "\r\n"]), strategies.booleans())
def test_a_plain_file_gives_the_same_edges_without_a_csv_reader(
    shares: list[Share], least: int, line_end: str, last_line_ends: bool
) -> None:
    text = line_end.join(
        ["object_id,extra,account_id,content_id,timestamp_share", *(f"{s[0]},x,{s[1]},{s[2]},{s[3]}" for s in shares)]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cnt, "_write_network_of_any_table", _fail)
        found = _edges_of_file((text + line_end * (last_line_ends or not shares)).encode(), 15, least)
    assert found == toolkit_by_definition(shares, 15, least)


@given(share_tables.map(lambda shares: [share for share in shares if share.object_id != "NA"]))
def test_a_file_with_quotes_and_repeated_messages_gives_the_same_edges(shares: list[Share]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"])
    writer.writerows([s.content_id, s.account_id, "", s.object_id or "", "", "a\nb", s.at, ""] for s in shares)
    assert _edges_of_file(text.getvalue().encode(), 15, 1) == toolkit_by_definition(shares, 15, 1)


@pytest.mark.parametrize(
    "line",
    ["o1,a,c1,", "o1,,c1,4", "o1,a,c1,4,5", "o1,a,c1,1e3", "o1,a,c1,12345678901234567", 'o1,"a",c1,4', "o1,a,c0,4"],
)
def test_a_line_that_is_not_plain_goes_to_the_full_reader(line: str, tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(f"object_id,account_id,content_id,timestamp_share\no1,b,c0,1\n{line}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cnt, "_write_network_of_any_table", _fail)
        with pytest.raises(AssertionError, match="full reader"):
            write_network(file, io.BytesIO(), 60, 1)


@pytest.mark.parametrize("packed", [True, False])
def test_the_real_network_is_equal_without_self_pairs(packed: bool, tmp_path: Path) -> None:
    file = real_shares("russian_coord_tweets.csv.gz")
    if not packed:
        plain = tmp_path / "shares.csv"
        plain.write_bytes(gzip.decompress(file.read_bytes()))
        file = plain
    written = io.BytesIO()
    write_network(file, written, 60, 1)
    with gzip.open(real_shares("expected_cnt_co_retweet_tw60.csv.gz"), "rt") as expected:
        rows = [row for row in csv.reader(expected) if row[0] != row[1]]
    assert list(csv.reader(io.StringIO(written.getvalue().decode()))) == rows


def _edges_of_file(content: bytes, window: float, least: int) -> list[tuple[str, str, int]]:
    written = io.BytesIO()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "shares.csv"
        file.write_bytes(content)
        write_network(file, written, window, least)
    header, *rows = csv.reader(io.StringIO(written.getvalue().decode(), newline=""))
    assert header == ["user_1", "user_2", "weight"]
    return [(row[0], row[1], int(row[2])) for row in rows]


def _fail(*_: object) -> None:
    raise AssertionError("the full reader was called")
