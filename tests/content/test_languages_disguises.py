"""Words in borrowed letters are read as they are meant, and honest ones are left alone."""

import polars as pl
import pytest

from unisono.content.languages_disguises import undisguise


def plain(text: str) -> str:
    return str(undisguise(pl.Series([text]))[0])


@pytest.mark.parametrize(
    ("disguised", "meant"),
    [
        ("thе mауоr brоkе his рrоmisе аgаin", "the mayor broke his promise again"),
        ("τhe mαyοr brοke it", "the mayor broke it"),
        ("сeгoдня в гopoде xoрoшая пoгoда", "сегодня в городе хорошая погода"),
        ("ᴛʜᴇ ᴍᴀʏᴏʀ", "the mayor"),
    ],
)
def test_letters_of_another_script_are_read_as_what_they_look_like(disguised: str, meant: str) -> None:
    assert plain(disguised) == meant


@pytest.mark.parametrize("honest", ["мэр и mayor", "the mayor", "ο δήμαρχος and the mayor", "港の mayor", ""])
def test_whole_words_of_another_script_are_no_disguise(honest: str) -> None:
    assert plain(honest) == honest


def test_a_word_joined_of_two_languages_stays_where_no_letter_has_a_twin() -> None:
    assert plain("вчера купил wi-fiшный роутер в городе") == "вчера купил wi-fiшный роутер в городе"


def test_rows_and_nulls_keep_their_places() -> None:
    texts = pl.Series("texts", ["the mayor", None, "mауоr"])
    assert undisguise(texts).to_list() == ["the mayor", None, "mayor"]
    assert undisguise(pl.Series([], dtype=pl.String)).len() == 0
