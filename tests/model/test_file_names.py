"""Names that are no UTF-8 can be written, and what is written leads back to the file."""

import os
from pathlib import Path

from unisono.model.file_names import named_path, written_name


def test_a_name_that_is_no_utf_8_is_written_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"bad\xff.jpg")
    file.write_bytes(b"1")
    written = written_name(file)
    assert written.encode() == os.fsencode(tmp_path) + rb"/bad\udcff.jpg"
    assert named_path(written).read_bytes() == b"1"


def test_a_file_that_bears_the_escape_as_its_name_is_meant_first(tmp_path: Path) -> None:
    file = tmp_path / r"bad\udcff.jpg"
    file.write_bytes(b"2")
    assert named_path(written_name(file)) == file


def test_ordinary_names_stay_as_they_are(tmp_path: Path) -> None:
    for name in ("photo é.jpg", "слово.png", r"back\slash.gif"):
        assert written_name(name) == name
        assert named_path(tmp_path / name) == tmp_path / name
