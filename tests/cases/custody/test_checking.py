"""Whatever is done to a log after it was written is found, but that its last lines were cut off."""

import io
import random
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.custody import check_log, log_entry
from unisono.cases.custody.checking import check_lines, is_entry
from unisono.cases.custody.entry import FILE


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    case = create_case(tmp_path_factory.mktemp("log") / "case").path
    for number in range(5):
        log_entry(case, "export", by="Žofie", details={"number": number, "what": "csv"})
    return (case / FILE).read_bytes()


def broken(content: bytes) -> bool:
    return not check_lines(io.BytesIO(content)).is_whole


def test_a_log_as_it_was_written_holds(content: bytes) -> None:
    assert not broken(content)
    assert check_lines(io.BytesIO(content)).lines == 6


def test_a_change_of_any_byte_is_found(content: bytes) -> None:
    for place in range(len(content)):
        for change in (1, 0x20, 0x80):
            assert broken(content[:place] + bytes([content[place] ^ change]) + content[place + 1 :]), place


def test_a_byte_more_or_less_is_found_anywhere(content: bytes) -> None:
    chance = random.Random(1)
    for place in range(len(content)):
        assert broken(content[:place] + content[place + 1 :]), place
        added = bytes([chance.choice(b' \n\r\t"0a{}')])
        assert broken(content[:place] + added + content[place:]), (place, added)


def test_lines_taken_out_doubled_or_put_elsewhere_are_found(content: bytes) -> None:
    lines = content.splitlines(keepends=True)
    for number in range(len(lines) - 1):
        assert broken(b"".join(lines[:number] + lines[number + 1 :]))
        assert broken(b"".join(lines[: number + 1] + lines[number:]))
        assert broken(b"".join([*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :]]))


def test_the_end_cut_off_at_a_line_cannot_be_found_but_by_the_head(content: bytes) -> None:
    lines = content.splitlines(keepends=True)
    cut = check_lines(io.BytesIO(b"".join(lines[:-1])))
    assert cut.is_whole
    assert cut.head != check_lines(io.BytesIO(content)).head


def test_the_line_at_fault_is_named(content: bytes) -> None:
    lines = content.splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"csv"', b'"CSV"')
    problems = check_lines(io.BytesIO(b"".join(lines))).problems
    assert problems == (
        (3, "the entry is not as it was written"),
        (4, "the entry does not follow the line before it"),
    )


def test_a_line_of_no_entry_is_told(content: bytes) -> None:
    for line in (b"[]\n", b"{}\n", b"\n", b'{"number":1}\n', b"\xff\n"):
        assert broken(line)
        assert broken(content + line)


def test_a_case_without_a_log_has_an_empty_one(tmp_path: Path) -> None:
    assert check_log(tmp_path).entries == ()
    assert check_log(tmp_path).is_whole


def test_an_entry_is_an_object_of_json() -> None:
    assert is_entry(b"{}")
    assert not is_entry(b"[]")
    assert not is_entry(b"{")
