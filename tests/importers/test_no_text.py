"""Bytes that are no text are refused by what they are, and texts of every script and form are let through."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.no_text import is_noise, refuse_no_text
from unisono.importers.opening import open_source
from unisono.model.errors import DataRejectedError


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_said_to_be_no_text(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "posts.csv"
    file.write_bytes(random.Random(seed).randbytes(20_000))
    with pytest.raises(DataRejectedError, match="is not text"):
        open_source(str(file), tmp_path / "scratch")


def test_blank_space_is_told_as_such() -> None:
    with pytest.raises(DataRejectedError, match="nothing but blank space"):
        refuse_no_text(" \n\t\n", "posts.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1256", "shift_jis"])
def test_texts_in_other_scripts_and_character_tables_are_read(tmp_path: Path, encoding: str) -> None:
    words = "統一した声で話す" if encoding == "shift_jis" else "نفس الكلام من حسابات كثيرة"
    file = tmp_path / "posts.csv"
    file.write_bytes(("id,text\n" + "".join(f"{row},{words}\n" for row in range(200))).encode(encoding))
    assert words in open_source(str(file), tmp_path / "scratch").sample


def test_separators_and_escapes_are_no_noise() -> None:
    assert not is_noise("1\x01anna\x012026-01-01\x01hello\x02\n" * 100)
    assert not is_noise("\x1b[31mred\x1b[0m\x07 bell\x08\n" * 100)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_no_text_of_any_script_is_noise(texts: list[str]) -> None:
    assert not is_noise("\n".join(json.dumps(text, ensure_ascii=False) for text in texts))
