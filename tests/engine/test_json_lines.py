"""JSON lines are read in bulk, whole lines at a time, and every row keeps its line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisono.engine.json_lines import JsonLines, Spans, chunks_of, read_chunks, read_spans

COLUMNS = {"a": "varchar", "n": "bigint", "s": "struct(x varchar)"}
QUERY = "select a, n, s.x as x from lines"


def rows_of(path: Path, chunk_bytes: int = 1 << 20) -> list[tuple[int, str | None, int | None, str | None]]:
    rows = []
    with JsonLines(threads=1) as reader:
        for chunk in read_chunks(path, path.parent, chunk_bytes):
            found = reader.select(chunk, COLUMNS, QUERY)
            rows += list(zip(chunk.rows(found.height).tolist(), *found.get_columns(), strict=True))
            chunk.path.unlink()
    return rows


def written(folder: Path, content: bytes) -> Path:
    path = folder / "lines"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "line",
    [
        b"{not json",
        b'{"a": "x"}{"a": "y"}',
        b'{"a": "x"} and more',
        b"[1]",
        b"5",
        b'"text"',
        b"[" * 5000,
        b'{"a":' * 3000,
        b'{"a": "\xff\xfe"}',
        b'{"a": "\\ud800"}',
    ],
)
def test_a_line_that_is_no_object_is_one_empty_row(line: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, b'{"a": "1"}\n' + line + b'\n{"a": "3"}\n')
    assert rows_of(path) == [(1, "1", None, None), (2, None, None, None), (3, "3", None, None)]


def test_a_value_of_another_type_is_null_and_the_rest_of_its_line_stays(tmp_path: Path) -> None:
    path = written(tmp_path, b'{"a": 1, "n": "many", "s": {"x": "z"}}\n{"a": "2", "n": 7, "s": [1], "b": 0}\n')
    assert rows_of(path) == [(1, "1", None, "z"), (2, "2", 7, None)]


def test_blank_lines_are_no_rows_and_are_counted_as_lines(tmp_path: Path) -> None:
    path = written(tmp_path, b'\n  \r\n{"a": "3"}\r\n\t\n\r\n{"a": "6"}')
    assert [row[:2] for row in rows_of(path)] == [(3, "3"), (6, "6")]


@pytest.mark.parametrize("chunk_bytes", [16, 64, 1000, 1 << 20])
def test_rows_keep_their_lines_however_the_file_is_cut(chunk_bytes: int, tmp_path: Path) -> None:
    lines = [f'{{"a": "{n}"}}' if n % 3 else "" for n in range(1, 400)]
    path = written(tmp_path, "\n".join(lines).encode())
    expected = [(n, str(n)) for n in range(1, 400) if n % 3]
    assert [row[:2] for row in rows_of(path, chunk_bytes)] == expected


def test_a_line_longer_than_a_chunk_and_than_the_readers_buffer_is_read(tmp_path: Path) -> None:
    long = "x" * (9 << 20)
    path = written(tmp_path, f'{{"a": "1"}}\n{{"a": "{long}"}}\n{{"a": "3"}}\n'.encode())
    assert [(row, len(text or "")) for row, text, _, _ in rows_of(path, 1 << 20)] == [(1, 1), (2, 9 << 20), (3, 1)]


def test_pieces_are_kept_for_several_questions(tmp_path: Path) -> None:
    path = written(tmp_path, b'{"a": "1", "n": 5}\n{"a": "2", "n": 6}\n')
    [chunk] = read_chunks(path, tmp_path)
    with JsonLines() as reader:
        reader.load(chunk, COLUMNS, "select a, n from lines")
        assert reader.ask("select rowid as line, a from pieces")["line"].to_list() == [0, 1]
        assert reader.ask("select sum(n) as n from pieces")["n"].to_list() == [11]


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"")), max_size=30), st.integers(4, 60))
def test_pieces_put_together_are_the_file(tmp_path: Path, lines: list[bytes], chunk_bytes: int) -> None:
    content = b"\n".join(lines)
    path = written(tmp_path, content)
    chunks, read = [], b""
    for chunk in read_chunks(path, tmp_path, chunk_bytes):
        chunks.append(chunk)
        read += chunk.path.read_bytes()
        assert chunk.path.read_bytes().split(b"\n")[: chunk.lines] == chunk.raw_lines()[: chunk.lines]
        assert max(map(len, chunk.raw_lines())) <= chunk.longest
    assert read == content
    assert [chunk.first_line for chunk in chunks[1:]] == [chunk.first_line + chunk.lines for chunk in chunks[:-1]]


@given(
    content=st.lists(st.sampled_from([b"a", b"\n", b"long line", b"\r\n"]), min_size=1).map(b"".join),
    size=st.integers(1, 20),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spans_are_cut_where_chunks_are_and_their_blocks_hold_every_line(
    content: bytes, size: int, tmp_path: Path
) -> None:
    path = written(tmp_path, content)
    spans = list(read_spans(path, tmp_path, size))
    chunks = list(read_chunks(path, tmp_path, size))
    assert [(one.first_line, one.lines) for one in spans] == [(one.first_line, one.lines) for one in chunks]
    assert [one.raw_lines() for one in spans] == [one.raw_lines() for one in chunks]
    for span in spans:
        blocks = [block.tobytes() for block in span.blocks(max(1, size // 2))]
        assert all(block.endswith(b"\n") for block in blocks)
        assert b"".join(blocks).split(b"\n")[: span.lines] == span.raw_lines()[: span.lines]
        assert sum(block.count(b"\n") for block in blocks) == span.lines


@given(
    content=st.lists(st.sampled_from([b"a", b"\n", b"long line", b"\r\n"])).map(b"".join),
    size=st.integers(1, 20),
    piece=st.integers(1, 12),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spans_do_not_depend_on_the_pieces_in_which_a_text_passes(
    content: bytes, size: int, piece: int, tmp_path: Path
) -> None:
    path = written(tmp_path, content)
    cutting = Spans(size)
    spans = [span for start in range(0, len(content), piece) for span in cutting.take(content[start : start + piece])]
    chunks = list(chunks_of([*spans, *cutting.rest()], path, tmp_path))
    assert chunks == list(read_spans(path, tmp_path, size))
    assert b"".join(content[begin:end] for _, begin, end in (chunk.span or (path, 0, 0) for chunk in chunks)) == content
