"""Nothing that strangers wrote can act, hide or be followed."""

from hypothesis import given
from hypothesis import strategies as st

from unisono.exports.report.untrusted import (
    defang,
    isolate,
    reveal,
    reveal_plainly,
    shorten,
    shorten_to_width,
    width_of,
)


def test_addresses_lose_their_scheme_and_dots() -> None:
    assert defang("see https://a.b.example/x?q=1 now") == "see hxxps://a[.]b[.]example/x?q=1 now"
    assert defang("www.example.org") == "www[.]example[.]org"
    assert defang("ftp://h.example") == "ftp[:]://h[.]example"
    assert defang("HTTP://EXAMPLE.ORG") == "hxxp://EXAMPLE[.]ORG"


def test_numbers_and_sentences_are_no_addresses() -> None:
    assert defang("3.5 of 10. Then") == "3.5 of 10. Then"


@given(st.text())
def test_no_text_brings_markup_or_an_address_to_follow(text: str) -> None:
    shown = str(reveal(defang(text + "<b>http://x.example</b>")))
    assert "<b>" not in shown
    assert "http://" not in shown


@given(st.text(alphabet="a\u202e\u2066\u200b\u200d\u200c\ufeff\x00\x9b\u00adé字"))
def test_no_invisible_character_survives_between_latin_letters(text: str) -> None:
    for shown in (str(reveal(f"x{text}x")), reveal_plainly(f"x{text}x")):
        assert not set(shown) & set("\u202e\u2066\u200b\u200d\u200c\ufeff\x00\x9b\u00ad")


def test_joiners_stay_where_a_script_or_an_emoji_needs_them() -> None:
    for text in ("می\u200cخواهم", "👨\u200d👩\u200d👧", "क्\u200dष", "🏴\U000e0067\U000e007f", "❤\ufe0f\u200d🔥"):
        assert reveal(text) == text


def test_hidden_characters_are_named_where_they_stand() -> None:
    assert 'title="right-to-left override">U+202E<' in reveal("a\u202eb")
    assert reveal_plainly("a\u200bb") == "a[U+200B]b"


def test_towers_of_marks_are_cut_down() -> None:
    assert len(reveal_plainly("e" + "\u0301" * 50)) == 5


def test_a_name_is_isolated_from_the_direction_around_it() -> None:
    assert isolate("עיר & <x>") == '<bdi dir="auto">עיר &amp; &lt;x&gt;</bdi>'


def test_long_texts_end_in_an_ellipsis_and_wide_letters_count_more() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
    assert width_of("東京") > width_of("ab")
    assert shorten_to_width("東京の皆さん", 6) == "東京…"
    assert shorten_to_width("tokyo", 6) == "tokyo"
