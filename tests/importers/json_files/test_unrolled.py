"""Pages become lines, in their order; lines that are no JSON stay as they are."""

from pathlib import Path
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.table_sources import written_source
from unisono.importers.json_files.unrolled import unrolled

PAGES = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), max_size=5)


def members(value: Any) -> list[Any]:
    """Take lists apart."""
    return value if isinstance(value, list) else [value]


def lines_of(folder: Path, text: str) -> list[bytes]:
    with unrolled(written_source(folder, text), members) as lines:
        return lines.path.read_bytes().splitlines()


@given(pages=PAGES)
def test_every_record_of_every_page_stands_on_a_line_of_its_own(tmp_path_factory: Any, pages: list[list[int]]) -> None:
    text = "".join(orjson.dumps(page).decode() + "\n" for page in pages)
    flat = [number for page in pages for number in page]
    assert [orjson.loads(line) for line in lines_of(tmp_path_factory.mktemp("u"), text)] == flat


def test_lines_that_cannot_be_read_or_written_again_stay(tmp_path: Path) -> None:
    deep = "[" * 300 + "1" + "]" * 300
    text = f'[1, 2]\r\n\nno json\n{{"a": "\\ud83d"}}\n[{deep}]\n'
    lines = lines_of(tmp_path, text)
    assert lines[:4] == [b"1", b"2", b"", b"no json"]
    assert orjson.loads(lines[4]) == {"a": "\ufffd"}
    assert lines[5] == f"[{deep}]".encode()


def test_the_scratch_file_is_gone_afterwards(tmp_path: Path) -> None:
    with unrolled(written_source(tmp_path, "[1]\n"), members) as lines:
        assert lines.path.exists()
    assert not lines.path.exists()
