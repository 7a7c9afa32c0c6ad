"""Half a character becomes U+FFFD; everything else of a line stays as it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.json_files.halved_characters import load_mended, mend_halves

HALVES = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=8)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'{"a": "cut \ud800 here"}', "cut \ufffd here"),
        (rb'{"a": "\udc00\ud83d"}', "\ufffd\ufffd"),
        (rb'{"a": "\ud83d\ude00"}', "\U0001f600"),
        (rb'{"a": "\\ud800 \uD83D"}', "\\ud800 \ufffd"),
        (rb'{"a": "n\u00e4he"}', "n\u00e4he"),
    ],
)
def test_halves_are_replaced_and_whole_characters_stay(line: bytes, text: str) -> None:
    assert load_mended(line) == {"a": text}
    assert json.loads(mend_halves(line)) == {"a": text}


def test_names_and_nested_values_are_mended() -> None:
    assert load_mended(rb'{"\ud800": [{"b": "\udfff"}], "c": 1.5}') == {"\ufffd": [{"b": "\ufffd"}], "c": 1.5}


@pytest.mark.parametrize(
    "line", [rb'{"a": "\ud800', rb'{"a": NaN', rb'{"a": nan}', b'{"a": "\xed\xa0\x80"}', rb"[\ud800]"]
)
def test_what_is_no_json_stays_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_mended(line)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_null_and_every_digit_of_an_id_stays(word: str) -> None:
    line = (
        f'{{"id": 1767225600123456789, "likes": {word}, "text": "NaN, Infinity", "deep": [{{"n": {word}}}]}}'.encode()
    )
    said = {"id": 1767225600123456789, "likes": None, "text": "NaN, Infinity", "deep": [{"n": None}]}
    assert load_mended(line) == said


def test_a_line_nested_too_deeply_is_a_plain_error() -> None:
    with pytest.raises(ValueError, match="nested"):
        load_mended(rb'["\ud800",' + b"[" * 200_000 + b"]" * 200_000 + b"]")


@given(HALVES)
def test_any_text_loses_its_halves_and_nothing_else(text: str) -> None:
    whole = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in _joined(text))
    assert load_mended(json.dumps([text]).encode()) == [whole]


def _joined(text: str) -> str:
    """Return the text as JSON reads its escapes: two halves that fit are one character."""
    return str(json.loads(json.dumps(text)))
