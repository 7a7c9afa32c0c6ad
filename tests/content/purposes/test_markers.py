"""Tests of the marks of advertising."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.purposes.markers import MARKERS, find_markers


def marks(text: str | None, *links: str) -> list[str]:
    found = find_markers(pl.Series([text], dtype=pl.String), pl.Series([list(links)], dtype=pl.List(pl.String)))
    return found["marker"].to_list()


@pytest.mark.parametrize(
    "price",
    [
        *(
            "$9.99",
            "£ 45",
            "1.200 €",
            "€1200",
            "990 ₽",
            "990 руб",
            "от 500 рублей",
            "300 грн",
            "80 zł",
            "250 TL",
            "₺250",
        ),
        *("R$ 30", "Rs. 499", "₹499", "Rp 25.000", "Rp25.000", "9,800円", "39元", "12000원", "150 ريال", "٢٠ درهم"),
        *("500 रुपये", "120 reais", "20 dólares", "49 euros", "USD 20", "25 ribu", "300 تومان"),
    ],
)
def test_prices_are_found_in_many_currencies(price: str) -> None:
    assert marks(f"abc {price} xyz") == ["price"]


@pytest.mark.parametrize(
    "words",
    ["$5 million for roads", "€2bn fund", "3 млн человек", "room 101", "1989", "v2.0", "10 points", "a $ sign", "$$$"],
)
def test_budgets_and_other_numbers_are_no_prices(words: str) -> None:
    assert marks(words) == []


@pytest.mark.parametrize(
    "number",
    [
        *("8-000-123-45-67", "000-123-45-67", "(555) 123-4567", "+44 20 7946 0000", "+14155550100", "01 23 45 67 89"),
        *("0120-123-456", "03-1234-5678", "+7 (495) 123-45-67", "600-123-45-67", "010-1234-5678", "400-123-4567"),
    ],
)
def test_telephone_numbers_are_found(number: str) -> None:
    assert marks(f"call {number} now") == ["phone"]


@pytest.mark.parametrize(
    "words",
    [
        "2018-06-21",
        "21.06.2018 10:30",
        "score 3-2 1-0",
        "192.168.100.200",
        "ISBN 978-3-16-148410-0",
        "https://a.example/8-000-123-45-67",
        "@000-123-45-67x",
    ],
)
def test_dates_scores_and_addresses_are_no_telephone_numbers(words: str) -> None:
    assert "phone" not in marks(words)


def test_shops_and_messengers_are_found_in_texts_and_links() -> None:
    assert marks("see https://shop-12.example/offer") == ["shop"]
    assert marks("see this", "https://www.etsy.com/listing/1") == ["shop"]
    assert marks("write to wa.me/1555", "https://candle-store.example/") == ["messenger", "shop"]
    assert marks("see", "https://workshop.example/", "https://bookshopper.example/", "https://t.me/channel") == []


def test_missing_texts_and_links_have_no_marks() -> None:
    assert marks(None) == []
    assert find_markers(pl.Series([None], dtype=pl.String), pl.Series([None], dtype=pl.List(pl.String))).height == 0
    assert find_markers(pl.Series(["5 €"])).rows() == [(0, "price")]


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_is_read_and_each_mark_counts_once(texts: list[str]) -> None:
    found = find_markers(pl.Series(texts, dtype=pl.String))
    assert found.equals(found.unique(maintain_order=True))
    assert set(found["marker"]) <= set(MARKERS)
    alone = [find_markers(pl.Series([text]))["marker"].to_list() for text in texts]
    assert [found.filter(pl.col("row") == row)["marker"].to_list() for row in range(len(texts))] == alone
