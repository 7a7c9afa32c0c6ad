"""What was broken on the way is mended to the letter, and sound text stays as it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from unisono.importers.mending import mend_entities, mend_mojibake, rewrite_mended

WORDS = "naïve café Größe Москва правда مرحبا 東京 🐝 “quoted” – dash Español ÇĞİ\nid,text\t1;2"


def broken(text: str) -> str:
    """Write a text as a program does that takes its UTF-8 for Windows-1252."""
    return "".join(bytes([byte]).decode("windows-1252", errors="ignore") or chr(byte) for byte in text.encode())


@given(strategies.text(strategies.sampled_from(WORDS)))
def test_broken_text_is_mended_to_the_letter(text: str) -> None:
    assert mend_mojibake(broken(text))[0] == text


@pytest.mark.parametrize("text", [WORDS, "SÃO PAULO", "Ã ", "£5 – 10 °C", "Привет, мир", "2×3 ½ «да»", "\\u0041"])
def test_sound_text_stays(text: str) -> None:
    assert mend_mojibake(text) == (text, 0)


@given(strategies.text(strategies.sampled_from("é🐝Мa\\ ")))
def test_broken_text_in_ascii_json_is_mended(text: str) -> None:
    # A name in a social network's own export: every byte of its UTF-8 is written as a character.
    written = json.dumps({"name": "".join(chr(byte) for byte in text.encode())})
    assert json.loads(mend_mojibake(written)[0]) == {"name": text}


def test_entities_are_undone_once_and_quotes_are_left_alone() -> None:
    assert mend_entities("a &amp; b &lt;3 &amp;lt; don&#39;t &quot;x&quot; &amp") == (
        "a & b <3 &lt; don't &quot;x&quot; &amp",
        4,
    )


def test_a_file_is_mended_piece_by_piece_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unisono.importers.mending.PIECE", 7)
    monkeypatch.setattr("unisono.importers.mending.LONGEST_RUN", 6)
    rows = "id,text\r\n" + "".join(f"{number},{broken('café 🐝')} &amp; tea\r\n" for number in range(40))
    (tmp_path / "broken").write_bytes(rows.encode() + b"\xff\n")
    problems = rewrite_mended(tmp_path / "broken", tmp_path / "mended", {"mojibake", "entities"})
    sound = "id,text\r\n" + "".join(f"{number},café 🐝 & tea\r\n" for number in range(40))
    assert (tmp_path / "mended").read_bytes() == sound.encode() + b"\xff\n"
    told = [(problem.code, problem.rows, problem.advice.split(" as you")[0]) for problem in problems]
    assert told == [
        ("mended_entities", 0, "40 characters were mended"),
        ("mended_mojibake", 0, "80 characters were mended"),
    ]
