"""Words read in a picture stand for the text of a post that says nothing itself, and are compared as texts are."""

from pathlib import Path

import polars as pl

from tests.content.pictures.drawn import encode
from tests.content.pictures.pictured_case import make_case, write_folder
from tests.content.pictures.test_lettering import WORDS as PAINTED
from tests.content.pictures.test_lettering import poster
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.lettering import reader_of
from unisono.content.pictures.words import PICTURE_WORDS, fill_in_words, words_of_pictures
from unisono.detectors.scanning import scan_case

MEME = "They closed the library in our street on a Sunday morning"
SAID = "The ferry to the island leaves at nine on every other Sunday"
WORDS = pl.DataFrame({"name": ["a.png", "b.png"], "words": [MEME, "and nobody asked us"]}, schema=PICTURE_WORDS)


def posts_of(rows: list[tuple[str | None, list[str] | None]]) -> pl.DataFrame:
    schema = {"text": pl.String, "media": pl.List(pl.String)}
    return pl.DataFrame({"text": [text for text, _ in rows], "media": [media for _, media in rows]}, schema=schema)


def test_a_post_without_words_of_its_own_has_those_of_its_pictures_in_their_order() -> None:
    posts = posts_of(
        [(None, ["a.png"]), ("👍 https://to.example/1", ["b.png", "a.png"]), ("", ["unread.png"]), ("", None)]
    )
    filled = fill_in_words(posts, WORDS)["text"].to_list()
    assert filled == [MEME, f"and nobody asked us {MEME}", "", ""]


def test_a_post_that_says_something_keeps_its_words() -> None:
    posts = posts_of([(SAID, ["a.png"])])
    assert fill_in_words(posts, WORDS).equals(posts)


def test_without_words_nothing_changes() -> None:
    posts = posts_of([(None, ["a.png"])])
    assert fill_in_words(posts, pl.DataFrame(schema=PICTURE_WORDS)) is posts


def test_words_of_a_cases_pictures_are_those_that_were_read(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case", {"ann": ["1.png"], "bob": ["1.png"], "cat": ["2.png"]})
    folder = write_folder(tmp_path / "media", {"1.png": encode(poster(PAINTED)), "2.png": encode(poster(" "))})
    assert words_of_pictures(case_pictures(case)).is_empty()
    add_pictures(case, folder, read_text=reader_of("eng"))
    ((name, words),) = words_of_pictures(case_pictures(case)).rows()
    assert name.endswith("1.png")
    assert words.split() == PAINTED.split()
    assert scan_case(case).tables["texts"]["account"].n_unique() == 2
