"""What is compared of a text is what it says, however it is dressed."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content import compared_forms as module
from unisono.content.compared_forms import (
    MOST_LETTERS,
    PIECE,
    compared_forms,
    digest_wordings,
    object_names,
    read_texts,
    written_wordings,
)
from unisono.content.near_duplicates import TextIndex
from unisono.content.wording import digest, says_something, text_objects, wordings
from unisono.engine.text_forms import lay_out, letters_for_digits

PLAIN = "Vote for the harbour bridge on Sunday"
FORM = "voteforthehärbourbridgeonsunday".replace("ä", "a")


def form_of(text: str | None) -> str | None:
    return compared_forms(pl.Series([text], dtype=pl.String))[0]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "VOTE for the harbour bridge, on SUNDAY!!!",
        "Vоte fоr thе hаrbоur brіdgе оn Sundау",
        "V\u200bote for\u2060 the har\u00adbour bridge on Sunday",
        "𝐕𝐨𝐭𝐞 𝐟𝐨𝐫 the harbour bridge on Sunday",
        "Vote 🔥🔥 for the harbour 🌉 bridge on Sunday 1️⃣".replace(" 1️⃣", ""),
        "@ann Vote for the harbour bridge on Sunday h\u200bttps://t.co/x1",
        "  V o t e for the hárbour\n\tbridge on Sundáy",
    ],
)
def test_disguises_do_not_change_the_form(text: str) -> None:
    assert form_of(text) == FORM


@pytest.mark.parametrize(
    "text", [None, "", "@ann @bob", "too short", "#a #tag #after #another #tag #only", "Good morning everyone!! " * 3]
)
def test_what_says_too_little_is_not_compared(text: str | None) -> None:
    assert form_of(text) is None


def test_eight_characters_suffice_where_one_says_a_word() -> None:
    assert form_of("今天港口大桥关闭") == "今天港口大桥关闭"
    assert form_of("今天港口大桥") is None


def test_long_texts_are_compared_by_their_beginning() -> None:
    form = form_of("word " * 3000)
    assert form is not None
    assert len(form) == MOST_LETTERS


@given(st.lists(st.text(alphabet="ab é漢字ไทย#_@½ⅣЖ 1!", max_size=40), max_size=30))
def test_the_quick_counts_say_what_the_regular_expressions_say(texts: list[str]) -> None:
    series = pl.Series(texts, dtype=pl.String)
    lettered = [sum(letter.isalnum() for letter in text) >= PIECE for text in texts]
    expected = (says_something(wordings(series)) & pl.Series(lettered, dtype=pl.Boolean)).to_list()
    telling = set(read_texts(series, with_digests=False).rows.tolist())
    assert [row in telling for row in range(len(texts))] == expected


def test_an_object_is_named_as_the_exact_wordings_are() -> None:
    texts = pl.Series([PLAIN, "А это другой текст, и он достаточно длинный"])
    assert object_names(digest_wordings(written_wordings(texts))).to_list() == text_objects(texts).to_list()
    assert object_names(digest_wordings(written_wordings(pl.Series(["x"]))))[0] == f"t-{digest('x')}"


PARTS = [
    "http", "https:", "://", "www.", "t.co/", "T.CO/x", "https://t.co/a", "https://e.org/",
    "/", "=", "_", "#", "?", "нет", "عر", "،", "pic.twitter.com/", "@", "ann", "Ann_1",
    "@a.b@c:d-e", "@@", "@t.co/x", "HTTPS://X.y", ".", "-", ":", "|", "\u2013", "\u2014", ",", ";", "#tag",
    "ß", "ẞ", "Σ", "ς", "é", "e\u0301", "\u0301", "\u0323", "日本", "カ", "ー", "\u3002", "\u300c", "\u200d",
    "\u200b", "\U0001f525", "\ufe0f", "\xa9", "\ufb01", "İ", "\u017f", "\u212a", "W", "ด", "\u0e39\u0e48",
    "한", "\u1161", "\u1100", "\u11a8", "א", "\u05b4\u05bc", "क", "\u094d", "\u093c", "x", "1\u20e3",
    "\U000e0041", "\u202b", "ـ", "\u064e\u0651", "Ά", "ώ", " ", "\n", "\t", "\r", "\xa0", "\u2028", "\x85",
    "\x00", "\x1c",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=12).map("".join) | st.text(max_size=12), max_size=40))
def test_wordings_are_the_same_as_by_regular_expressions(texts: list[str]) -> None:
    given = pl.Series(texts, dtype=pl.String)
    assert written_wordings(given).to_series().to_list() == wordings(given).to_list()


def test_usual_texts_are_worded_without_regular_expressions(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series([PLAIN, "Приходите ЗАВТРА 🔥 @ann https://t.co/x", "明日は橋へ", "क्या पुराने पुल", "ßtraße…"])
    expected = wordings(texts)[:4].to_list()
    monkeypatch.setattr(module, "wordings", lambda unusual: pl.Series(["asked"] * len(unusual)))
    assert written_wordings(texts).to_series().to_list() == [*expected, "asked"]


def test_texts_read_in_parts_keep_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series([PLAIN, "no", PLAIN + " again", None, "no", "yes " + PLAIN])
    whole = read_texts(texts, with_digests=True)
    monkeypatch.setattr(module, "TEXTS_AT_ONCE", 2)
    parts = read_texts(texts, with_digests=True)
    assert parts.rows.tolist() == whole.rows.tolist() == [0, 2, 5]
    assert parts.forms.to_series().equals(whole.forms.to_series())
    assert parts.digests.tolist() == whole.digests.tolist()


def test_accents_without_letters_say_nothing() -> None:
    marks = "".join(chr(code) for code in range(0x300, 0x340))
    said = pl.Series([marks, PLAIN, marks + "a", "_" * 30, marks + "the ferry"])
    read = read_texts(said, with_digests=False)
    assert read.rows.tolist() == [1, 4]
    assert read.wordings.to_series().to_list() == wordings(said.gather([1, 4])).to_list()


def test_tags_at_the_ends_of_a_text_are_not_compared_and_those_inside_are() -> None:
    said = "they closed the #library in our street on a sunday"
    variants = [said, f"#SaveTheLibrary {said}", f"{said}!! #now #today", f"#a, #b: {said} #c."]
    assert set(compared_forms(pl.Series(variants))) == {"theyclosedthelibraryinourstreetonasunday"}
    assert compared_forms(pl.Series(["#天気 今日は雨が降っています #傘"])).to_list() == ["今日は雨が降っています"]


def test_what_says_too_little_without_its_tags_is_the_same_only_to_the_letter() -> None:
    tag = "#TheGreatHarbourBridgeOpening"
    said = (f"{tag} lamps glow", f"{tag} lamps glow 👍", f"{tag} lamps fade", "#AnotherLongTagOfTheDay lamps glow")
    texts = pl.Series(said)
    assert compared_forms(texts).null_count() == 4
    first, again, other, elsewhere = TextIndex.build(texts).objects(texts)
    assert first == again
    assert len({first, other, elsewhere}) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("يجب أن نصوت للجسر القديم في المدينة", "یجب ان نصوت للجسر القديم فی المدینه"),
        ("كتاب الملك على الجسر القديم يوم الأحد", "کتاب المـلک علی الجسر القدیم یوم الٱحد"),
        ("إلى آخر القرية مع الأصدقاء والأهل", "الى اخر القريه مع الاصدقاء والاهل"),
        ("در ۱۲۳ شهر کشور رای می‌دهیم با هم", "در 123 شهر كشور راي مي دهيم با هم"),
        ("نصوت في ١٢٣ مدينة مع الناس جميعا", "نَصوّت في 123 مديـــنة مع الناس جميعاً"),
    ],
)
def test_persian_and_arabic_spellings_of_a_letter_are_one(one: str, other: str) -> None:
    assert form_of(one) == form_of(other) is not None


@pytest.mark.parametrize(
    "masked",
    [
        "v0te f0r the harbour bridge on Sunday",
        "V0T3 for the h@rbour bridge on Sund@y!".replace("V0T3", "V0te"),
        "Vote for th3se".replace("th3se", "the") + " h@rb0ur bridg3s".replace("bridg3s", "bridge") + " on Sunday.",
        "Vote for the harbour br1dge on $unday".replace("$", "S"),
    ],
)
def test_digits_and_signs_inside_a_word_are_the_letters_they_stand_for(masked: str) -> None:
    assert form_of(masked) == FORM


@pytest.mark.parametrize(
    ("masked", "plain"),
    [
        ("he11o to po1itics and fr33dom in the land of cri$is", "hello to politics and freedom in the land of crisis"),
        ("the c@mp@ign k1lls", "the campaign kills"),
    ],
)
def test_one_is_an_l_beside_a_vowel_or_another_one_and_else_an_i(masked: str, plain: str) -> None:
    assert read_texts(pl.Series([masked + " " + PLAIN]), with_digests=False).forms.to_series().to_list() == (
        read_texts(pl.Series([plain + " " + PLAIN]), with_digests=False).forms.to_series().to_list()
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 dead after the fire at the harbour", "8 dead after the fire at the harbour"),
        ("3dead after the fire at the harbour", "edead after the fire at the harbour"),
        ("covid19 measures for the harbour town", "covidi9 measures for the harbour town"),
        ("a h1n1 case at the harbour bridge", "a h5n1 case at the harbour bridge"),
        ("flight ab1003cd to the harbour town", "flight abiooecd to the harbour town"),
        ("pay 10$ for the old harbour bridge", "pay los for the old harbour bridge"),
        ("write to ann@example.org about bridges", "write to annaexample.org about bridges"),
        ("we say thanks RT@ann for the bridges", "we say thanks RTaann for the bridges"),
    ],
)
def test_numbers_and_addresses_stay_what_they_are(one: str, other: str) -> None:
    assert form_of(one) != form_of(other)


def test_the_exact_wording_keeps_digits_and_signs() -> None:
    masked = "V0te for the h@rbour bridge on Sunday"
    read = read_texts(pl.Series([masked]), with_digests=True)
    assert object_names(read.digests).to_list() == text_objects(pl.Series([masked])).to_list()


WORDS = st.text("abe013$8é ", min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=8))
def test_reading_digits_as_letters_twice_is_reading_them_once(texts: list[str]) -> None:
    once = letters_for_digits(lay_out(pl.Series(texts, dtype=pl.String)), 2)
    assert letters_for_digits(once, 2).to_series().to_list() == once.to_series().to_list()


@given(st.lists(st.text("٣٤یيکكةهأإاىـ\u064e۵ ", max_size=20), max_size=8))
def test_folding_a_form_again_changes_nothing(texts: list[str]) -> None:
    forms = compared_forms(pl.Series([f"{text} и ещё много других слов" for text in texts], dtype=pl.String))
    assert compared_forms(forms).to_list() == forms.to_list()


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["a {} b", "{} dead", "a{}b", "x{}", "we{}re"]))
def test_different_numbers_make_different_words(one: int, other: int, frame: str) -> None:
    said = [f"{frame.format(number)} по словам очевидцев пожара" for number in (one, other)]
    forms = compared_forms(pl.Series(said))
    assert (forms[0] == forms[1]) == (one == other)
