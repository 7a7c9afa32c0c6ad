"""A language is named where the text says it, the platform's word stands beside it, and short texts have none."""

import os
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content import real_language_table
from tests.content.language_table import as_table, measure, table_of_page
from unisono.content.languages import (
    FOREIGN_LETTERS,
    LANGUAGES,
    LanguageSettings,
    fold_codes,
    identify_languages,
    language_mix,
    languages_of_posts,
)

LEAST_NAMED = 0.7
LEAST_RIGHT = 0.95
LEAST_RIGHT_OF_ALL = 0.985


def language(text: str) -> str | None:
    return identify_languages(pl.Series([text]))["language"][0]


def test_of_five_word_posts_most_are_named_and_nearly_all_of_those_rightly() -> None:
    rows = measure()
    assert rows.height == 20
    assert rows["sentences"].min() == 20
    for name, sentences, named, right in rows.rows():
        assert named >= LEAST_NAMED * sentences, name
        assert right >= LEAST_RIGHT * named, name
    assert rows["right"].sum() >= LEAST_RIGHT_OF_ALL * rows["named"].sum()


def test_the_page_shows_what_is_measured() -> None:
    assert table_of_page() == as_table(measure()), "write it anew: python -m tests.content.language_table"


def test_the_page_shows_what_is_measured_on_real_posts() -> None:
    if not real_language_table.DATA.exists():
        pytest.skip("needs the real data; set UNISONO_DATA to its folder")
    shown = real_language_table.as_table(real_language_table.measure())
    assert real_language_table.table_of_page() == shown, "write it anew: python -m tests.content.real_language_table"


def test_real_posts_have_the_language_that_the_platform_gave_them() -> None:
    folder = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data")) / "ira"
    if not folder.exists():
        pytest.skip("needs the real data ira; set UNISONO_DATA to its folder")
    posts = pl.read_csv(next(folder.glob("*.csv.gz")), infer_schema=False, columns=["content", "language"], n_rows=8000)
    found = languages_of_posts(posts.rename({"content": "text", "language": "lang"}))
    for code, least in (("en", 0.99), ("ru", 0.98)):
        said = found.filter((pl.col("basis") == "text") & (pl.col("platform_language") == code))
        assert said.height > 200
        assert said["differs"].mean() <= 1 - least


def test_links_mentions_tags_and_emoji_are_no_words() -> None:
    assert language("@guten @morgen #gutenMorgen https://beispiel.example/guten-morgen 😀😀") is None
    assert language("@guten The mayor broke his promise again #gutenMorgen https://beispiel.example/a") == "en"


@pytest.mark.parametrize("text", ["", "ok", "Lol haha", "12345 67890 1234567", "😀😀😀😀😀😀😀😀😀😀😀😀"])
def test_what_says_too_little_has_no_language(text: str) -> None:
    assert language(text) is None


def test_where_one_language_writes_a_script_the_script_decides() -> None:
    found = identify_languages(pl.Series(["좋은 아침", "สวัสดีครับ", "ありがとう", "Καλημέρα σε όλους"]))
    assert found["language"].to_list() == ["ko", "th", "ja", "el"]
    assert found["confidence"].to_list() == [1.0] * 4


def test_a_text_with_a_letter_that_a_language_does_not_write_is_not_in_it() -> None:
    assert set(FOREIGN_LETTERS) <= set(LANGUAGES)
    assert language("Сегодня ўсё закрыты і ніхто не ведае чаму") != "ru"


@pytest.mark.parametrize(
    "disguised",
    [
        "Тhе mауоr brоkе his рrоmisе аgаin",
        "The ma\u200byor bro\u200bke his pro\u2060mise again",
        "Ｔｈｅ ｍａｙｏｒ ｂｒｏｋｅ ｈｉｓ ｐｒｏｍｉｓｅ ａｇａｉｎ",
        "ᴛʜᴇ ᴍᴀʏᴏʀ ʙʀᴏᴋᴇ ʜɪs ᴘʀᴏᴍɪsᴇ ᴀɢᴀɪɴ",
    ],
)
def test_a_disguised_copy_has_the_language_of_its_original(disguised: str) -> None:
    plain = identify_languages(pl.Series(["The mayor broke his promise again"])).row(0)
    found = identify_languages(pl.Series([disguised])).row(0)
    assert found[0] == plain[0] == "en"
    assert found[2] == plain[2] == "Latin"


def test_russian_with_latin_letters_in_it_is_russian_and_marked() -> None:
    found = identify_languages(pl.Series(["Мэр cнoвa нapушил cвoё oбeщaниe пepeд гopoдoм"]))
    assert found.row(0, named=True)["language"] == "ru"
    assert found.row(0, named=True)["mixed_scripts"] is True


def test_abstention_is_a_setting() -> None:
    text = pl.Series(["Moien alleguer wéi geet et"])
    sure = identify_languages(text, LanguageSettings(least_confidence=1.1))
    bold = identify_languages(text, LanguageSettings(least_confidence=0.0))
    assert sure["language"][0] is None
    assert bold["language"][0] is not None
    assert sure["confidence"][0] == bold["confidence"][0]


def test_the_platform_is_a_second_opinion_that_is_never_overruled_silently() -> None:
    posts = pl.DataFrame(
        {
            "text": ["The mayor broke his promise again", "The mayor broke his promise again", "ok", "ok", None],
            "lang": ["en", "de", "in", "und", "pt-BR"],
        }
    )
    found = languages_of_posts(posts)
    assert found["language"].to_list() == ["en", "en", "id", None, "pt"]
    assert found["basis"].to_list() == ["text", "text", "platform", None, "platform"]
    assert found["platform_language"].to_list() == ["en", "de", "id", None, "pt"]
    assert found["differs"].to_list() == [False, True, False, False, False]


def test_a_platform_is_not_believed_where_its_language_is_not_written_in_these_letters() -> None:
    posts = pl.DataFrame({"text": ["да", "да", "salam", "ok"], "lang": ["vi", "bg", "fa", "vi"]})
    found = languages_of_posts(posts)
    assert found["language"].to_list() == [None, "bg", "fa", "vi"]
    assert found["differs"].to_list() == [True, False, False, False]
    assert found["script"].to_list() == ["Cyrillic", "Cyrillic", "Latin", "Latin"]


def test_codes_of_platforms_are_made_one() -> None:
    codes = pl.Series(["iw", "zh-Hant", "EN_us", "nb", "zxx", "", None, "English", "qme"])
    assert fold_codes(codes).to_list() == ["he", "zh", "en", "no", None, None, None, None, None]


def test_an_account_has_as_many_languages_as_it_spreads_its_posts_over() -> None:
    mix = language_mix(
        pl.Series(["a"] * 10 + ["b"] * 12 + ["c"] * 3),
        pl.Series(["en"] * 10 + ["en", "ru"] * 5 + [None, None] + ["en", "ru", "de"]),
    )
    assert mix["account"].to_list() == ["a", "b", "c"]
    assert mix["n"].to_list() == [10, 10, 3]
    assert mix["effective_languages"].to_list() == [pytest.approx(1.0), pytest.approx(2.0), None]
    assert mix["languages"][1].to_list() == [{"language": "en", "posts": 5}, {"language": "ru", "posts": 5}]


def test_rows_keep_their_places_and_copies_have_one_answer() -> None:
    texts = pl.Series(["The mayor broke his promise", None, "The mayor broke his promise @ann", ""])
    found = identify_languages(texts)
    assert found["language"].to_list() == ["en", None, "en", None]
    assert identify_languages(pl.Series([], dtype=pl.String)).height == 0


@settings(deadline=None)
@given(st.lists(st.none() | st.text(max_size=40), max_size=4))
def test_any_text_is_read_and_named_with_a_confidence_or_not_at_all(texts: list[str | None]) -> None:
    found = identify_languages(pl.Series(texts, dtype=pl.String))
    assert found.height == len(texts)
    for name, confidence, *_ in found.rows():
        assert name is None or (name in LANGUAGES and 0.6 <= confidence <= 1.0 + 1e-9)


def test_the_model_is_not_loaded_where_no_text_has_to_be_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(languages: tuple[str, ...]) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("unisono.content.languages.language_model", fail)
    nothing = identify_languages(pl.Series([], dtype=pl.String))
    assert nothing.height == 0
    by_script = identify_languages(pl.Series(["สวัสดีตอนเช้าทุกคนในเมืองนี้", "ok"]))
    assert by_script["language"].to_list() == ["th", None]
