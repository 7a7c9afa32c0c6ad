"""The tables of letters follow from Unicode's names, forms and look-alikes."""

import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from unisono.content import making_letters
from unisono.content.letters import letter_tables
from unisono.content.making_letters import LAST_CODE, fold_letter

LOOK_ALIKES = {"а": ["a"], "В": ["B"], "і": ["i", "l"], "ה": ["n"], "О": ["0", "O"]}


@pytest.mark.parametrize(
    ("letter", "expected"),
    [("а", "a"), ("в", "b"), ("і", "i"), ("ה", "ה"), ("о", "o"), ("é", "e"), ("ﬃ", "ffi"), ("-", ""), ("\u0301", "")],
)
def test_a_letter_becomes_the_latin_one_that_it_or_its_capital_looks_like(letter: str, expected: str) -> None:
    assert fold_letter(letter, LOOK_ALIKES) == expected


def test_the_tables_that_ship_agree_with_this_unicode_wherever_it_knows_the_character() -> None:
    folded = letter_tables().folded
    plain = [code for code in range(0x3000) if unicodedata.category(chr(code))[0] in "PSZC"]
    assert not any(
        folded[code] > 0 and not fold_letter(chr(code), {}) and unicodedata.category(chr(code)) != "Cn"
        for code in plain
    )


def test_the_file_is_written_from_a_file_of_look_alikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "confusables.json"
    listed.write_text(
        json.dumps({letter: [{"c": other} for other in others] for letter, others in LOOK_ALIKES.items()})
    )
    monkeypatch.setattr(making_letters, "LETTER_FILE", tmp_path / "letters.npz")
    making_letters.main([str(listed)])
    with np.load(tmp_path / "letters.npz") as stored:
        assert len(stored["change"]) == LAST_CODE + 1
        assert ord("а") + stored["change"][ord("а")] == ord("a")
        assert (stored["kinds"] == letter_tables().kinds).all()
