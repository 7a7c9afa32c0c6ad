"""The lists of names and languages: short, plain, and made as said."""

import polars as pl

from unisono.accounts.places.making_places import (
    MOST_COUNTRIES,
    NO_PLACES,
    codes_and_flags,
    gather_names,
    is_city_name,
    languages_of,
    names_of_cities,
)
from unisono.accounts.places.stated import COUNTRY_FILE, NAME_FILE, plain_names
from unisono.content.languages import LANGUAGES


def test_large_cities_have_all_their_names_and_small_ones_their_own() -> None:
    cities = [
        {"name": "Largo", "population": 500_000, "countrycode": "XL", "alternatenames": ["Ларго", "larugo", "Lar"]},
        {"name": "Littlet", "population": 20_000, "countrycode": "XS", "alternatenames": ["Литл-город"]},
        {"name": "Litt", "population": 20_000, "countrycode": "XS", "alternatenames": []},
    ]
    assert sorted(names_of_cities(cities)) == [("Largo", "XL"), ("Littlet", "XS"), ("Ларго", "XL")]


def test_transcriptions_and_short_names_are_no_names() -> None:
    assert is_city_name("東京", 4)
    assert not is_city_name("L.A.", 4)
    assert not is_city_name("mo si ke", 4)
    assert is_city_name("москва", 4)


def test_names_are_gathered_once_with_all_their_countries() -> None:
    first = [("Spain", "ES"), ("España", "ES"), ("Espana", "ES"), ("Georgia", "GE"), ("Georgia", "US"), ("Nice", "FR")]
    cities = [("Georgia", "ES"), ("Toledo", "ES"), ("Toledo", "US"), ("Oz", "ZZ")]
    cities += [("Common", code) for code in ("ES", "US", "GE", "FR", "AA", "BB", "CC")]
    names = gather_names(first, cities, frozenset({"ES", "US", "GE", "FR", "AA", "BB", "CC"}))
    assert dict(names.iter_rows()) == {"espana": "ES", "georgia": "GE US", "spain": "ES", "toledo": "ES US"}


def test_codes_count_behind_a_sign_and_flags_by_themselves() -> None:
    told = codes_and_flags(["CA", "ES"], {"CA": "California"})
    assert {("~CA", "CA"), ("~CA", "US"), ("California", "US"), ("🇪🇸", "ES"), ("~UK", "GB")} <= set(told)


def test_languages_are_official_or_written_by_some_and_folded() -> None:
    spoken = {
        "es": {"official_status": "official", "population_percent": 99.0},
        "eu": {"official_status": "official_regional", "population_percent": 0.2},
        "apc": {"official_status": None, "population_percent": 2.0},
        "zh_Hant": {"official_status": None, "population_percent": 1.5},
        "ru": {"official_status": None, "population_percent": 0.9},
        "tlh": {"official_status": "official", "population_percent": 50.0},
    }
    assert languages_of(spoken, "XX") == ["ar", "es", "eu", "zh"]
    assert languages_of(spoken, "KZ") == ["ar", "es", "eu", "ru", "zh"]


def test_the_files_hold_plain_names_of_known_countries() -> None:
    names = pl.read_parquet(NAME_FILE)
    assert names["name"].is_unique().all()
    assert plain_names(names["name"]).equals(names["name"])
    assert not set(names["name"]) & NO_PLACES
    assert names["countries"].str.split(" ").list.len().max() <= MOST_COUNTRIES
    rows = [line.split("\t") for line in COUNTRY_FILE.read_text(encoding="utf-8").splitlines()[1:]]
    codes = {code for code, _, _ in rows}
    assert set(names["countries"].str.split(" ").explode()) <= codes
    assert all(name for _, name, _ in rows)
    assert {language for *_, languages in rows for language in languages.split()} <= set(LANGUAGES)
