"""Lexicons: those of the program can all be looked for, and those of users are read or refused with a sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.hostility.lexicon import Entry, own_lexicon, parse_lexicon, read_lexicon
from unisono.content.hostility.scale import LANGUAGES
from unisono.model.errors import DataRejectedError, UnisonoError, UsageError


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_phrase_of_the_program_can_be_looked_for(language: str) -> None:
    file = Path(__file__).parents[3] / "src" / "unisono" / "content" / "hostility" / "languages" / f"{language}.csv"
    assert parse_lexicon(file.read_text(encoding="utf-8"), file.name, language) == own_lexicon(language)


def test_plain_lines_are_insults_in_any_language(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# mine\nwet blanket\n- idiot\n\n", encoding="utf-8")
    lexicon = read_lexicon(file)
    assert lexicon.entries == (Entry("wet blanket", None, "insult", 1),)
    assert lexicon.off == ("idiot",)


def test_a_table_names_language_kind_and_severity() -> None:
    lexicon = parse_lexicon('phrase;kind;severity;language\n"a; b";threat;;sw\nc;off;;\n', "x.csv")
    assert lexicon.entries == (Entry("a; b", "sw", "threat", 4),)
    assert (lexicon.off, lexicon.languages) == (("c",), frozenset({"sw"}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no phrase"),
        ("phrase,kind\na,swearing", "line 2: 'swearing' is no kind"),
        ("phrase,weight\na,9", "column 'weight'"),
        ("phrase,language\na,english", "no language code"),
        ("phrase\na,b", "2 cells for 1"),
        ("(a|b", "line 1: .* not closed"),
        ("***", "no letters"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_lexicon(text, "x.csv")


@pytest.mark.parametrize("severity", ["9", "abc", "0", "-1"])
def test_a_severity_that_is_none_is_rejected_as_data(severity: str) -> None:
    with pytest.raises(DataRejectedError, match=f"x.csv, line 2: the severity is '{severity}'"):
        parse_lexicon(f"phrase,severity\na,{severity}", "x.csv")


def test_a_missing_file_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file"):
        read_lexicon(tmp_path / "none.csv")
    (tmp_path / "x").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(DataRejectedError, match="UTF-8"):
        read_lexicon(tmp_path / "x")


@given(st.text(alphabet="ab(|)*{} .,;\t\n#-\"'", max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        lexicon = parse_lexicon(text, "x")
    except UnisonoError as error:
        assert str(error).endswith(".")
    else:
        assert lexicon.entries or lexicon.off
