"""Text that a fast reader can be trusted with."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers import sound_text
from unisono.importers.dialects import Dialect
from unisono.importers.sound_text import is_sound

PLAIN = Dialect(delimiter=",", columns=("a", "b"), first_row=1, first_byte=0)
ESCAPED = Dialect(delimiter=",", columns=("a", "b"), first_row=1, first_byte=0, backslash_escapes=True)


def judge(folder: Path, content: bytes, dialect: Dialect = PLAIN) -> bool:
    path = folder / "text.csv"
    path.write_bytes(content)
    return is_sound(path, dialect)


@pytest.mark.parametrize(
    "content",
    [b"1,x\n2,y\n", b'1,"x, ""y"""\n', b'1,""\n', '1,"مرحبا"\n'.encode(), b'1,"two\nlines"\r\n', b'"1","x"'],
)
def test_sound_text_is_trusted(content: bytes, tmp_path: Path) -> None:
    assert judge(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [b'1,x"y\n2,z\n', b'1,"x\n2,y\n', b'1,"x"y\n', b"1,caf\xe9\n", "1,日".encode()[:-1], b'1,"x\\"y"\n'],
)
def test_stray_quotes_and_bytes_that_are_no_utf8_are_not(content: bytes, tmp_path: Path) -> None:
    assert not judge(tmp_path, content)


def test_a_quote_after_a_backslash_is_sound_where_backslashes_escape(tmp_path: Path) -> None:
    assert judge(tmp_path, b'1,"x\\"y"\n', ESCAPED)
    assert not judge(tmp_path, b'1,"x\\"\n', ESCAPED)


@given(st.lists(st.sampled_from(['"a""b"', "x", '"x,y"', '"日"', ""]), min_size=1, max_size=20), st.integers(1, 7))
def test_where_a_file_is_cut_into_chunks_makes_no_difference(cells: list[str], chunk: int) -> None:
    content = "".join(f"{cell},1\n" for cell in cells).encode()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sound_text, "CHUNK_BYTES", chunk)
        assert judge(Path(folder), content)
        assert not judge(Path(folder), content + b'x"y,1\n')
