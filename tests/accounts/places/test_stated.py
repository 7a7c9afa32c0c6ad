"""Stated places: what is known is known in any language, what is doubtful is several countries, jokes are nothing."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.places.stated import Gazetteer, load_gazetteer, plain_names, stated_countries


def countries_of(place: str | None) -> list[str] | None:
    found = stated_countries(pl.Series([place], dtype=pl.String))
    assert found.dtype == pl.List(pl.String)
    return found.to_list()[0]


@pytest.mark.parametrize(
    ("place", "countries"),
    [
        ("Spain", ["ES"]),
        ("España", ["ES"]),
        ("Испания", ["ES"]),
        ("إسبانيا", ["ES"]),
        ("スペイン", ["ES"]),
        ("🇪🇸", ["ES"]),
        ("Sevilla🇪🇸", ["ES"]),
        ("МОСКВА", ["RU"]),
        ("Moskau, Russland", ["RU"]),
        ("Paris, Texas", ["US"]),
        ("Dallas, TX", ["US"]),
        ("Dallas TX", ["US"]),
        ("Dallas, Tx", ["US"]),
        ("Lyon France", ["FR"]),
        ("San Jose Costa Rica", ["CR"]),
        ("Buffalo N.Y.", ["US"]),
        ("Trinidad and Tobago", ["TT"]),
        ("  türkiye  ", ["TR"]),
        ("Mexico", ["MX"]),
        ("Georgia", ["GE", "US"]),
        ("London / Moscow", ["CA", "GB", "RU", "US"]),
        ("Springfield, USA", ["US"]),
        ("somewhere, Japan", ["JP"]),
    ],
)
def test_places_are_known_in_many_languages_and_agree_on_a_country(place: str, countries: list[str]) -> None:
    assert countries_of(place) == countries


@pytest.mark.parametrize(
    "place",
    [
        None,
        "",
        "  ",
        "Earth",
        "everywhere",
        "Nowhere land",
        "not in Russia",
        "OK",
        "in",
        "TX",
        "nice",
        "🙂",
        "42",
        "Hogwarts",
    ],
)
def test_jokes_single_codes_and_sentences_say_nothing(place: str | None) -> None:
    assert countries_of(place) is None


def test_the_answers_are_in_the_order_of_the_places() -> None:
    places = ["Spain", None, "Hogwarts", "France", "Spain"]
    assert stated_countries(pl.Series(places)).to_list() == [["ES"], None, None, ["FR"], ["ES"]]


@given(st.lists(st.text(alphabet="ab, /é🇪🇸XY.", max_size=12), max_size=6))
def test_parts_agree_as_a_plain_count_says(places: list[str]) -> None:
    known = {"a": {"ES", "FR"}, "b": {"FR", "IT"}, "ab": {"IT"}, "e": {"US"}}
    names = pl.DataFrame({"name": list(known), "countries": [sorted(one) for one in known.values()]})
    gazetteer = Gazetteer(names, load_gazetteer().countries)
    # One letter, or two beside each other: nothing to split, no codes, no flags.
    plain = [place for place in places if not set(place) & set("XY🇪🇸 ")]
    for place, found in zip(plain, stated_countries(pl.Series(plain, dtype=pl.String), gazetteer), strict=True):
        written = [part.replace(".", "").replace("é", "e") for part in place.replace("/", ",").split(",")]
        whole = known.get(" ".join(part for part in written if part))
        told = [whole] if whole else [known[part] for part in written if part in known]
        wanted = set.intersection(*told) or set.union(*told) if told else None
        assert (None if found is None else set(found.to_list())) == wanted
    assert len(stated_countries(pl.Series(places, dtype=pl.String), gazetteer)) == len(places)


def test_names_are_compared_without_accents_capitals_and_dots() -> None:
    names = pl.Series(["São Paulo", "ST. PETERSBURG", "Xi'an", "Saint-Denis", "Ёлка"])
    assert plain_names(names).to_list() == ["sao paulo", "st petersburg", "xian", "saint denis", "елка"]


def test_countries_have_names_and_languages() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.name_of("ES") == "Spain"
    assert {"es", "ca"} <= set(gazetteer.languages_of("ES"))
    assert "ru" not in gazetteer.languages_of("ES")
    assert gazetteer.languages_of("AQ") == []
