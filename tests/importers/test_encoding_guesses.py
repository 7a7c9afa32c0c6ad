"""Files of old tables are read by the table they were written in, or the guess is called unclear."""

import pytest

from unisono.importers.encoding_guesses import SAMPLE_BYTES, guess_encoding

WRITTEN = {
    "cp932": "こんにちは世界。今日はとても良い天気です。選挙に行きましょう、皆さん。",
    "euc_jp": "こんにちは世界。今日はとても良い天気です。選挙に行きましょう、皆さん。",
    "cp949": "안녕하세요 오늘 날씨가 좋습니다. 투표하러 갑시다",
    "gb18030": "今天天气很好,大家一起去投票吧。支持我们的候选人",
    "big5": "今天天氣很好,大家一起去投票吧。支持我們的候選人",
    "cp1251": "Привет мир, сегодня хорошая погода. Голосуйте за мир и свободу",
    "koi8-r": "Привет мир, сегодня хорошая погода. Голосуйте за мир и свободу",
    "iso8859-5": "Привет мир, сегодня хорошая погода. Голосуйте за мир и свободу",
    "cp1255": "שלום עולם, היום מזג האוויר יפה",
    "cp1256": "مرحبا بالعالم اليوم الطقس جميل جدا. صوتوا للحرية",
    "iso8859-6": "مرحبا بالعالم اليوم الطقس جميل جدا. صوتوا للحرية",
    "cp1250": "Cześć, dziś jest ładna pogoda. Głosujcie na wolność, żółć",
    "iso8859-2": "Cześć, dziś jest ładna pogoda. Głosujcie na wolność, żółć",
}


def rows(text: str, count: int) -> str:
    return "id,author,created_at,text\n" + "".join(
        f"{1000 + row},user{row},2024-03-10T07:00:{row % 60:02d}Z,{text} {row}\n" for row in range(count)
    )


@pytest.mark.parametrize("encoding", WRITTEN)
@pytest.mark.parametrize("count", [30, 4000])
def test_the_table_of_a_file_is_guessed(encoding: str, count: int) -> None:
    guess = guess_encoding(rows(WRITTEN[encoding], count).encode(encoding)[: SAMPLE_BYTES + 1])
    assert (guess.encoding, guess.is_clear) == (encoding, True)


def test_one_line_as_long_as_the_sample_is_cut_between_characters() -> None:
    line = ("[" + ", ".join(f'"{WRITTEN["cp932"]}"' for _ in range(6000)) + "]").encode("cp932")
    assert {guess_encoding(line[start:]).encoding for start in range(0, 7, 2)} == {"cp932"}


@pytest.mark.parametrize("text", ["José likes café and niño", "bugün hava çok güzel"])
def test_latin_letters_that_fit_several_tables_are_called_unclear(text: str) -> None:
    guess = guess_encoding(rows(text, 30).encode("cp1254"))
    assert guess.encoding == "cp1252"
    assert "cp1254" in guess.others


def test_a_few_lines_beyond_ascii_in_many_that_are_not_are_enough() -> None:
    plain = rows("nothing to see", 1500)
    assert guess_encoding((plain + rows(WRITTEN["cp1251"], 3) + plain).encode("cp1251")).encoding == "cp1251"


def test_bytes_of_no_table_are_read_as_something_and_called_unclear() -> None:
    assert not guess_encoding(bytes(range(128, 256)) * 3).is_clear
