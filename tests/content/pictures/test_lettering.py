"""Words in pictures are read by Tesseract itself; where it or a language is missing, the answer names the package."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.content.pictures.drawn import encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.lettering import Reader, reader_of, tidy_words
from unisono.content.pictures.reading import UnreadablePictureError
from unisono.model.errors import UsageError

WORDS = "Vote for the cat on Tuesday"


def poster(text: str) -> Image.Image:
    """Return a white picture with black words, larger than pictures are hashed in."""
    picture = Image.new("L", (1600, 300), 255)
    ImageDraw.Draw(picture).text((100, 100), text, fill=0, font=ImageFont.load_default(size=60))
    return picture


def test_words_of_a_picture_are_stored_with_it_and_only_once(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case", {"ann": ["1.png"]})
    folder = write_folder(tmp_path / "media", {"1.png": encode(poster(WORDS)), "2.png": encode(poster(" "))})
    assert add_pictures(case, folder)["stored"] == 2
    assert case.media().collect()["text"].to_list() == [None, None]
    read = add_pictures(case, folder, read_text=reader_of("eng"))
    assert (read["stored"], read["duplicates"], read["pictures"]) == (2, 0, 2)
    words, none = case.media().collect()["text"].to_list()
    assert words.split() == WORDS.split()
    assert none == ""
    again = add_pictures(case, folder, read_text=reader_of("eng"))
    assert (again["stored"], again["duplicates"]) == (0, 2)
    assert add_pictures(case, folder)["duplicates"] == 2


def test_a_language_without_data_is_named_with_its_package() -> None:
    with pytest.raises(UsageError, match=r"no data for xyz.*apt install tesseract-ocr-xyz"):
        reader_of("eng+xyz")


def test_without_tesseract_the_answer_is_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="apt install tesseract-ocr tesseract-ocr-rus"):
        reader_of("eng+rus")


def test_a_picture_that_tesseract_gives_up_on_has_a_reason() -> None:
    reader = Reader(reader_of("eng").program, "no-such-language")
    with pytest.raises(UnreadablePictureError, match="could not be read"):
        reader(encode(poster(WORDS)))


@pytest.mark.parametrize(
    ("languages", "packages"),
    [("ara", "tesseract-ocr-ara"), ("eng+jpn", "tesseract-ocr-jpn"), ("chi_sim", "tesseract-ocr-chi-sim")],
)
def test_a_language_beside_english_is_named_with_its_package_where_only_english_is_there(
    languages: str, packages: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nprintf 'List of available languages (2):\\neng\\nosd\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(UsageError, match=rf"Installed: eng\. .*sudo apt install {packages}$"):
        reader_of(languages)
    assert reader_of("eng").languages == "eng"


@pytest.mark.parametrize("languages", ["", "eng+", "../eng", "e", "--psm"])
def test_what_is_no_language_is_refused(languages: str) -> None:
    with pytest.raises(UsageError, match="no language of Tesseract"):
        reader_of(languages)


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("\u200f\u0645\u0631\u062d\u0628\u0627\u200e \u202bx\u202c\n\n\x0c", "\u0645\u0631\u062d\u0628\u0627 x"),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "\u0645\u0631\u062d\u0628\u0627"),
        ("\u6771 \u4eac \u30bf \u30ef \u30fc tower 3", "\u6771\u4eac\u30bf\u30ef\u30fc tower 3"),
        ("\uff76\uff9e\uff77", "\u30ac\u30ad"),
        ("  Vote   for\n the cat ", "Vote for\nthe cat"),
    ],
)
def test_words_of_every_script_are_read_as_people_write_them(read: str, words: str) -> None:
    assert tidy_words(read) == words
