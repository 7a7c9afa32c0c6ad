"""Tests of telling headlines from what people say."""

import polars as pl
import pytest

from unisono.content.purposes.headlines import are_headlines


@pytest.mark.parametrize(
    "text",
    [
        "Council approves new tram line to the harbour https://a.example/1 #news",
        "Мэрия утвердила новую трамвайную линию до порта",
        "市議会が港までの新しい路面電車を承認した",
        "البلدية توافق على خط الترام الجديد إلى الميناء",
    ],
)
def test_what_tells_of_something_to_nobody_in_particular_is_a_headline(text: str) -> None:
    assert are_headlines(pl.Series([text])).to_list() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "I cannot believe the council approves that tram line",
        "The council approves the new tram line at last!",
        "Will the council approve the new tram line?",
        "@ann the council approves the new tram line",
        "The council approves the new tram line 🚋 today",
        "New tram line",
        "Я видела новую трамвайную линию до порта",
        None,
    ],
)
def test_what_speaks_to_somebody_or_exclaims_is_none(text: str | None) -> None:
    assert are_headlines(pl.Series([text], dtype=pl.String)).to_list() == [False]
