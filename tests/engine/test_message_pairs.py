"""Counting the messages of two accounts that meet agrees with a count anyone can read."""

import ctypes

import pytest
from hypothesis import given, strategies

from unisono.engine import message_pairs
from unisono.engine.message_pairs import MessageRows, count_meetings, edge_lines, new_array, scan_plain_table

Row = tuple[int, int, float]
tables = strategies.lists(
    strategies.tuples(
        strategies.integers(0, 3), strategies.integers(0, 5), strategies.integers(0, 80).map(lambda t: t / 4)
    ),
    max_size=60,
)


@given(tables, strategies.sampled_from([0.0, 0.25, 3.0]), strategies.integers(0, 3))
def test_an_edge_counts_the_messages_that_meet_the_other_account(table: list[Row], within: float, least: int) -> None:
    met: dict[tuple[int, int], set[int]] = {}
    for place, (one_object, account, time) in enumerate(table):
        for other_object, other, other_time in table:
            if other_object == one_object and other != account and abs(other_time - time) <= within:
                met.setdefault((account, other), set()).add(place)
    expected = sorted((u, v, len(rows)) for (u, v), rows in met.items() if len(rows) >= max(1, least))
    assert _edges(table, within, least) == expected


@given(tables)
def test_edges_in_several_batches_are_the_same(table: list[Row]) -> None:
    whole = _edges(table, 3.0, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(message_pairs, "EDGES_AT_ONCE", 1)
        assert _edges(table, 3.0, 1) == whole


def test_many_rows_on_one_object_are_sorted_by_time() -> None:
    table = [(0, place % 7, float(place * 7919 % 1000)) for place in range(1000)]
    expected = {
        (u, v)
        for _, u, s in table
        for _, v, t in table
        if u != v and abs(s - t) <= 1
    }  # fmt: skip
    assert {(u, v) for u, v, _ in _edges(table, 1.0, 1)} == expected


def test_names_and_weights_are_written_as_lines() -> None:
    table = [(0, 0, 0.0), (0, 1, 0.0), *((0, 1, 0.0) for _ in range(11))]
    lines = b"".join(edge_lines([b"a", "名".encode()], count_meetings(_rows(table), 0, 1)))
    assert lines.decode() == "a,名,1\n名,a,12\n"


def test_a_scan_ranks_accounts_by_their_bytes_and_leaves_out_rows_without_object() -> None:
    table = _scan("h\no1,bb,m1,5\n,c,m2,6\no1,a,m3,7.5\no2,b,m4,-1\n")
    assert table is not None
    assert table.names == [b"a", b"b", b"bb"]
    rows = table.rows
    assert list(rows.accounts[: rows.rows]) == [2, 0, 1]
    assert list(rows.objects[: rows.rows]) == [0, 0, 1]
    assert list(rows.times[: rows.rows]) == [5.0, 7.5, -1.0]


@pytest.mark.parametrize(
    "text",
    [
        'h\no,"a",m,1\n',
        "h\no,a,m\n",
        "h\no,a,m,1,2\n",
        "h\no,,m,1\n",
        "h\no,a,m,x\n",
        "h\no,a,m,\n",
        "h\no,a,m,1\no,b,m,2\n",
    ],
)
def test_a_table_that_is_not_plain_is_left_to_a_full_reader(text: str) -> None:
    assert _scan(text) is None


def test_thousands_of_names_keep_their_codes_while_the_tables_grow() -> None:
    lines = [f"o{place % 9000},a{place % 7000},m{place},{place}" for place in range(20_000)]
    table = _scan("h\n" + "\n".join(lines))
    assert table is not None
    rows = table.rows
    assert (rows.rows, rows.object_count, rows.account_count) == (20_000, 9000, 7000)
    assert [table.names[code] for code in rows.accounts[:20_000]] == [
        b"a%d" % (place % 7000) for place in range(20_000)
    ]
    assert list(rows.objects[:20_000]) == [place % 9000 for place in range(20_000)]


def _scan(text: str) -> message_pairs.PlainTable | None:
    content = text.encode()
    data = (ctypes.c_uint8 * len(content)).from_buffer_copy(content)
    return scan_plain_table(data, content.index(b"\n") + 1, 4, (0, 1, 2, 3))


def _rows(table: list[Row]) -> MessageRows:
    arrays = [new_array(kind, len(table)) for kind in (ctypes.c_int32, ctypes.c_int32, ctypes.c_double)]
    for array, column in zip(arrays, zip(*table, strict=True), strict=False):
        array[:] = column
    return MessageRows(arrays[0], arrays[1], arrays[2], len(table), 4, 1 + max((row[1] for row in table), default=0))


def _edges(table: list[Row], within: float, least: int) -> list[tuple[int, int, int]]:
    rows = _rows(table)
    return [
        edge
        for batch in count_meetings(rows, within, least)
        for edge in zip(
            batch.users[: batch.filled], batch.others[: batch.filled], batch.weights[: batch.filled], strict=True
        )
    ]
