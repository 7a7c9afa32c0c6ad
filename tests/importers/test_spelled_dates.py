"""Dates in many languages are written in English."""

import polars as pl
import pytest

from unisono.importers.spelled_dates import ENGLISH, NAMES, spell_in_english


@pytest.mark.parametrize("months", NAMES, ids=range(len(NAMES)))
def test_every_form_of_every_month_is_known(months: str) -> None:
    for english, forms in zip(ENGLISH, months.split(), strict=True):
        written = [f"7 {form.replace('_', ' ')} 2024 07:05" for form in forms.split("/")]
        assert spell_in_english(pl.Series(written)).to_list() == [f"7 {english} 2024 07:05"] * len(written)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("10 марта 2024 г. 07:00", "10 Mar 2024 07:00"),
        ("niedziela, 10 marca 2024 r. 12:00", "10 Mar 2024 12:00"),
        ("10 de marzo de 2024, 7:05", "10 Mar 2024 07:05"),
        ("10. MÄRZ 2024 um 07:00:09 CET", "10 Mar 2024 07:00:09 CET"),
        ("10 NİSAN 2024", "10 Apr 2024"),
        ("2024年03月10日 16:01", "10 Mar 2024 16:01"),
        ("2024年3月10日(日) 午後4時01分", "10 Mar 2024 04:01 PM"),
        ("2024년 3월 10일 오전 4:01:09", "10 Mar 2024 04:01:09 AM"),
        ("10 foo 2024", None),
        ("2024年13月10日", None),
    ],
)
def test_a_date_is_spelled_with_what_it_says(written: str, spelled: str | None) -> None:
    assert spell_in_english(pl.Series([written])).to_list() == [spelled]
