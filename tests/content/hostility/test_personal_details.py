"""Patterns of addresses and numbers, as folded texts hold them."""

import re

import pytest

from unisono.content.hostility.personal_details import ADDRESS, EMAIL, PHONE, PLACEHOLDERS, PLATE
from unisono.content.hostility.readings import fold_phrase


@pytest.mark.parametrize(
    "text",
    [
        "14 Maple Street", "Calle Olmo 14", "avenida del Puerto 33", "rua das Flores 120", "12 rue des Lilas",
        "Lindenstraße 12", "Bahnhofstr. 45", "Dorpsstraat 12", "via Roma 12", "ulicy Lipowej 12", "ул. Ленина, д. 12",
        "вулиці Шевченка, буд. 12", "Lale Sokak No: 12", "Jalan Melati No. 12", "شارع الحرية رقم 12",
        "خیابان آزادی پلاک ۱۲", "東京都港区芝公園4丁目2番", "幸福路12号", "행복로 12",
    ],
)  # fmt: skip
def test_addresses_of_many_countries_are_seen(text: str) -> None:
    assert re.search(ADDRESS, fold_phrase(text))


@pytest.mark.parametrize("text", ["in 14 days", "the street was empty", "room 12", "2 of 3 people", "chapter 7"])
def test_other_numbers_are_no_address(text: str) -> None:
    assert not re.search(ADDRESS, text)


def test_phones_mail_and_plates_are_seen() -> None:
    assert all(re.fullmatch(PHONE, number) for number in ("+44 20 7946 0958", "612 345 678", "(030) 123456"))
    assert not re.search(PHONE, "12 345")
    assert re.fullmatch(EMAIL, "ana.p@example.org")
    assert re.match(PLATE, "kv51 abc")
    assert not re.match(PLATE, "only words")
    assert set(PLACEHOLDERS) == {"address", "phone", "email", "plate", "mention"}
