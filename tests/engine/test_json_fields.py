"""The quick way gives what the full reader gives, and names every line that it leaves to it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisono.engine.json_fields import ITEMS_AT_ONCE, LINES_AT_ONCE, Found, load_kernels, read_fields
from unisono.engine.json_lines import JsonLines, read_chunks
from unisono.engine.json_plan import Wanted, plan_fields

PLAN = plan_fields(
    (
        Wanted("id_str", "id"),
        Wanted("id", "id", rank=1),
        Wanted("n", "n", "number"),
        Wanted("b", "b", "flag"),
        Wanted("user.id", "user_id"),
        Wanted("user.name", "name"),
        Wanted("more.tags[].text", "tags"),
        Wanted("tags[].text", "tags", rank=1),
        Wanted("tags[].word", "tags", rank=1, item_rank=1),
    )
)
COLUMNS = {
    "id_str": "varchar",
    "id": "varchar",
    "n": "bigint",
    "b": "boolean",
    "user": "struct(id varchar, name varchar)",
    "more": "struct(tags struct(text varchar, word varchar)[])",
    "tags": "struct(text varchar, word varchar)[]",
}
QUERY = """
select coalesce(id_str, id) as id, n, b, "user".id as user_id, "user".name as name,
  case when more.tags is not null then [tag.text for tag in more.tags]
    else [coalesce(tag.text, tag.word) for tag in tags] end as tags
from lines"""

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["\\", '"', "é", "日本", "🐝", "a long text that does not lie in its view 🐝"])
)
NAMES = st.sampled_from(["id", "id_str", "n", "b", "user", "more", "tags", "text", "word", "name", "x", "", "ID"])
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=8
)
TAGS = st.lists(st.fixed_dictionaries({}, optional={"text": st.text(max_size=30), "word": st.text(), "x": ANYTHING}))
OBJECTS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.integers(0, 10**18) | ANYTHING,
        "id_str": st.text() | ANYTHING,
        "n": st.integers(-(10**17), 10**17) | ANYTHING,
        "b": st.booleans() | ANYTHING,
        "user": st.fixed_dictionaries({}, optional={"id": st.integers(0, 99), "name": st.text()}) | ANYTHING,
        "more": st.fixed_dictionaries({}, optional={"tags": TAGS}) | ANYTHING,
        "tags": TAGS | ANYTHING,
        "other": ANYTHING,
    },
)


def blocks_of(content: bytes, lines: int) -> list[np.ndarray[tuple[int], np.dtype[np.uint8]]]:
    every = content.splitlines(keepends=True) if b"\r" not in content else [content]
    return [np.frombuffer(b"".join(every[at : at + lines]), np.uint8) for at in range(0, len(every), lines)]


def found_in(content: bytes, block_lines: int = 1000) -> Found:
    whole = content if content.endswith(b"\n") else content + b"\n"
    return read_fields(blocks_of(whole, block_lines), len(whole), whole.count(b"\n"), PLAN)


def rows_of(*objects: Any) -> list[dict[str, Any]]:
    found = found_in(b"".join(json.dumps(one).encode() + b"\n" for one in objects))
    assert found.refused == []
    return found.table.rows(named=True)


@pytest.fixture(scope="module")
def reader() -> Any:
    with JsonLines(threads=1) as opened:
        yield opened


def rows_by_full_reader(reader: JsonLines, content: bytes, folder: Path) -> dict[int, dict[str, Any]]:
    path = folder / "lines"
    path.write_bytes(content)
    [chunk] = read_chunks(path, folder, 1 << 20)
    table = reader.select(chunk, COLUMNS, QUERY)
    return dict(zip((chunk.rows(table.height) - 1).tolist(), table.rows(named=True), strict=True))


def assert_agrees(reader: JsonLines, content: bytes, folder: Path) -> Found:
    found = found_in(content)
    refused = {row for row, _ in found.refused}
    full = rows_by_full_reader(reader, content, folder)
    assert found.lines.tolist() == sorted(full)
    for row, (line, values) in enumerate(zip(found.lines.tolist(), found.table.rows(named=True), strict=True)):
        if row not in refused:
            assert values == full[line]
    return found


def test_of_several_fields_the_best_that_is_not_null_counts() -> None:
    assert [row["id"] for row in rows_of({"id": 5}, {"id": 5, "id_str": "6"}, {"id_str": None, "id": 7}, {})] == [
        "5",
        "6",
        "7",
        None,
    ]


def test_lists_keep_their_items_and_the_better_list_counts_even_when_it_is_empty() -> None:
    tags = [{"text": "a"}, {"word": "b", "indices": [1, [2]]}, {"text": None}, {"word": "c", "text": "d"}]
    rows = rows_of({"tags": tags}, {"tags": tags, "more": {"tags": []}}, {"tags": None}, {"tags": []})
    assert [row["tags"] for row in rows] == [["a", "b", None, "d"], [], None, []]


def test_the_field_that_gave_a_value_is_known() -> None:
    found = found_in(b'{"id":1}\n{"id_str":"1","id":2}\n{}\n')
    assert found.ranks["id"].tolist() == [1, 0, 255]


def test_blank_lines_give_no_row_and_rows_know_their_lines() -> None:
    found = found_in(b'\n{"id":1}\n  \r\n\n{"id":2} \r\n')
    assert found.lines.tolist() == [1, 4]
    assert found.table["id"].to_list() == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":1',
        b'{"id":1}}',
        b'{"id":1} {"id":2}',
        b'{"id":1,}',
        b'{"id" 1}',
        b"{id:1}",
        b"[1]",
        b'"a"',
        b"nul",
        b'{"x":[1,]}',
        b'{"x":[1}',
        b'{"x":01}',
        b'{"x":1.}',
        b'{"x":+1}',
        b'{"x":nan}',
        b'{"x":tru}',
        b'{"x":falsy}',
        b'{"x":"\\x"}',
        b'{"x":"\\ud83d"}',
        b'{"x":"\\udc1d"}',
        b'{"x":"\\ud83d\\u0041"}',
        b'{"x":"\\u12g4"}',
        b'{"x":"a\tb"}',
        b'{"x":"\xff"}',
        b'{"x":"\xc0\x80"}',
        b'{"x":"\xe0\x80\x80"}',
        b'{"x":"\xed\xa0\x80"}',
        b'{"x":"\xf4\x90\x80\x80"}',
        b'{"x":"\xe2\x82"}',
        b'{"id":1,"id":2}',
        b'{"i\\u0064":1}',
        b'{"id":1.5}',
        b'{"id":true}',
        b'{"id":{}}',
        b'{"n":"5"}',
        b'{"n":1234567890123456789}',
        b'{"b":1}',
        b'{"user":[]}',
        b'{"user":5}',
        b'{"tags":{}}',
        b'{"tags":[null]}',
        b'{"tags":["a"]}',
        b'{"x":1e5}',
        b'{"x":' + b"[" * 70 + b"]" * 70 + b"}",
    ],
)
def test_a_line_that_is_not_plain_is_refused_and_its_neighbours_are_read(line: bytes) -> None:
    before, after = b'{"id":1,"tags":[{"text":"a"}]}\n', b'\n{"id":2}'
    found = found_in(before + line + after)
    assert found.refused == [(1, line + b"\n")]
    assert found.table["id"].to_list() == ["1", None, "2"]
    assert found.table.row(1) == (None,) * found.table.width
    assert found.table["tags"].to_list() == [["a"], None, None]


def test_more_rows_and_items_than_fit_at_once_are_read() -> None:
    lines = [{"id": number, "tags": [{"text": f"tag {number} {n}"} for n in range(40)]} for number in range(1000)]
    assert len(lines) > LINES_AT_ONCE
    rows = rows_of(*lines)
    assert [row["tags"] for row in rows] == [[tag["text"] for tag in line["tags"]] for line in lines]


def test_a_line_with_more_items_than_there_is_room_for_is_left_to_the_full_reader() -> None:
    many = b'{"tags":[' + b",".join([b'{"text":"a"}'] * (ITEMS_AT_ONCE + 1)) + b"]}\n"
    assert [row for row, _ in found_in(many + b'{"id":1}\n').refused] == [0]


def test_blocks_of_lines_make_one_table() -> None:
    content = b"".join(b'{"id":%d,"tags":[{"text":"the tag of line %d"}]}\n\n{"id":1.5}\n' % (n, n) for n in range(9))
    whole, split = found_in(content), found_in(content, block_lines=2)
    assert split.table.equals(whole.table)
    assert split.lines.tolist() == whole.lines.tolist()
    assert split.refused == whole.refused == [(row, b'{"id":1.5}\n') for row in range(1, 18, 2)]


def test_kernels_can_be_loaded_before_they_are_needed() -> None:
    load_kernels()
    assert found_in(b'{"id":1}\n').table["id"].to_list() == ["1"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(OBJECTS, st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_plain_lines_are_read_as_the_full_reader_reads_them(
    lines: list[tuple[dict[str, Any], bool, bool]], reader: JsonLines, tmp_path: Path
) -> None:
    content = b"\n".join(
        json.dumps(one, ensure_ascii=ascii, separators=(",", ":") if dense else None).encode("utf-8", "replace")
        for one, ascii, dense in lines
    )
    assert_agrees(reader, content, tmp_path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=OBJECTS, data=st.data())
def test_a_damaged_line_is_refused_or_read_as_the_full_reader_reads_it(
    one: dict[str, Any], data: st.DataObject, reader: JsonLines, tmp_path: Path
) -> None:
    line = bytearray(json.dumps(one, ensure_ascii=False).encode("utf-8", "replace"))
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] = data.draw(st.sampled_from(b'{}[]",:\\ \t0e-.ntf\x01\x80\xc3\xff'))
    assert_agrees(reader, bytes(line) + b'\n{"id":1}', tmp_path)


def test_the_memory_of_a_text_may_be_used_again() -> None:
    content = bytearray(b'{"id_str":"a text that is longer than its view"}\n')
    found = read_fields([np.frombuffer(content, np.uint8)], len(content), 1, PLAN)
    content[:] = b" " * len(content)
    assert found.table["id"].to_list() == ["a text that is longer than its view"]
    assert found.table.schema["tags"] == pl.List(pl.String)
