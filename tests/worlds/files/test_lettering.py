"""Letters of captions: five rows of dots, a shape for every letter there is."""

from hypothesis import given
from hypothesis import strategies as st

from unisono.worlds.files.lettering import GLYPHS, draw_letter, draw_line


def test_a_letter_looks_as_it_should() -> None:
    rows = ["".join("#" if dot else "." for dot in row) for row in draw_letter("T")]
    assert rows == ["###.", ".#..", ".#..", ".#..", ".#.."]


def test_no_two_known_letters_look_alike() -> None:
    assert len(set(GLYPHS.values())) == len(GLYPHS)


@given(st.text(min_size=1, max_size=20))
def test_every_text_has_four_columns_a_letter(text: str) -> None:
    assert draw_line(text).shape == (5, 4 * len(text.upper()))


def test_a_blank_is_empty_and_another_script_is_not() -> None:
    assert not draw_letter(" ").any()
    assert draw_letter("ж").any()
