"""Translation asks about each distinct value once."""

import polars as pl

from unisono.content.translating import translate


def test_each_distinct_value_is_translated_once_and_null_stays_null() -> None:
    asked: list[str] = []

    def shout(word: str) -> str | None:
        asked.append(word)
        return word.upper() if word else None

    values = pl.Series(["b", None, "a", "b", ""])
    assert translate(values, shout).to_list() == ["B", None, "A", "B", None]
    assert asked == ["b", "a", ""]
