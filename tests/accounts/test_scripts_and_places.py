"""What accounts say and write: only what does not fit is said, with counts and innocent reasons."""

import polars as pl
import pytest

from tests.accounts.writers import Writers, sentences
from unisono.accounts.scripts_and_places import CAVEATS, INCONSISTENCIES, find_inconsistencies


def clues_of(writers: Writers) -> dict[str, list[str]]:
    table = find_inconsistencies(writers.known())
    assert dict(table.schema) == INCONSISTENCIES
    assert table["caveat"].to_list() == [CAVEATS[clue] for clue in table["clue"]]
    return {name: own["clue"].to_list() for (name,), own in table.group_by("account", maintain_order=True)}


def one(language: str, **said: str) -> dict[str, list[str]]:
    writers = Writers()
    writers.write("ann", sentences(language))
    writers.say("ann", **said)
    return clues_of(writers)


@pytest.mark.parametrize(
    ("language", "said", "clue"),
    [
        ("ru", {"location_text": "Dallas, TX"}, "language at the place"),
        ("ja", {"location_text": "Warszawa 🇵🇱", "display_name": "Ann"}, "language at the place"),
        ("ar", {"location_text": "Georgia"}, "language at the place"),  # at home neither in Tbilisi nor in Atlanta
        ("tr", {"display_name": "Анна Петрова"}, "letters of the name"),
        ("es", {"display_name": "اسم بلا معنى"}, "letters of the name"),
        ("de", {"display_name": "花子"}, "letters of the name"),
        ("de", {"handle": "Мария_1999"}, "letters of the name"),
        ("fr", {"lang": "tr"}, "language of the profile"),
    ],
)
def test_what_does_not_fit_is_said(language: str, said: dict[str, str], clue: str) -> None:
    assert one(language, **said) == {"here:ann": [clue]}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", {"location_text": "Москва", "display_name": "Анна", "lang": "ru"}),
        ("ru", {"location_text": "Kyiv"}),  # many there write Russian
        ("tr", {"location_text": "Berlin"}),  # and Turkish here
        ("es", {"location_text": "Miami, Florida"}),
        ("en", {"location_text": "Москва", "display_name": "Анна", "lang": "ru"}),  # English is written everywhere
        ("ru", {"display_name": "Anna Petrova", "lang": "en"}),  # written in Latin letters, as many do
        ("de", {"display_name": "Анна Anna"}),
        ("de", {"display_name": "Anna ツ"}),
        ("de", {"display_name": "✨", "handle": "anna"}),
        ("ja", {"display_name": "花子"}),
        ("zh", {"display_name": "はなこ"}),
        ("id", {"location_text": "Hogwarts"}),
        ("ru", {"location_text": "Earth"}),
        ("bg", {"lang": "mk"}),  # short texts of the two are taken for one another
        ("ca", {"location_text": "Lisboa"}),
    ],
)
def test_what_fits_or_cannot_be_told_is_not(language: str, said: dict[str, str]) -> None:
    assert one(language, **said) == {}


def test_a_single_text_in_the_letters_of_the_name_shows_both() -> None:
    writers = Writers()
    writers.write("ann", [*sentences("de"), "Привет, meine Lieben"])
    writers.say("ann", display_name="Анна")
    assert clues_of(writers) == {}


def test_a_profile_is_set_to_a_language_that_is_not_at_home_at_its_place() -> None:
    writers = Writers()
    writers.say("ann", location_text="Milano", lang="th")
    writers.say("bea", location_text="Milano", lang="en-gb")
    writers.say("cem", location_text="Milano", lang="it")
    table = find_inconsistencies(writers.known())
    assert table.select("account", "says", "n").rows() == [
        (
            "here:ann",
            'Its stated place is "Milano" (Italy); its profile is set to Thai, which few people there write.',
            1,
        )
    ]


def test_sentences_give_counts_and_names_in_plain_words() -> None:
    writers = Writers()
    writers.write("ann", [*sentences("ja"), *sentences("ar")[:2]])
    writers.say("ann", location_text="Springfield\n\u202eUSA", display_name="Анна", lang="fr")
    says = dict(find_inconsistencies(writers.known()).select("clue", "says").rows())
    place = 'Its stated place is "Springfield USA" (United States)'
    read = "of 22 texts of its own, 20 are in Japanese"
    assert says == {
        "language at the place": f"{place}; {read}, which few people there write.",
        "language of the profile": f"Its profile is set to French; {read}.",
        "letters of the name": f"Its name is in Cyrillic letters; {read}, and none has such a letter.",
        "profile at the place": f"{place}; its profile is set to French, which few people there write.",
    }


def test_too_few_texts_no_profile_and_no_posts_say_nothing() -> None:
    writers = Writers()
    writers.write("few", sentences("ru")[:9])
    writers.say("few", location_text="Dallas, TX")
    writers.write("unknown", sentences("ru"))
    assert clues_of(writers) == {}
    assert clues_of(Writers()) == {}


def test_the_order_of_posts_and_profiles_does_not_matter() -> None:
    writers = Writers()
    for name, language in (("ann", "ru"), ("bea", "ja"), ("cem", "es")):
        writers.write(name, sentences(language) * 2)
        writers.say(name, location_text="Dallas, TX", display_name="Анна")
    table = find_inconsistencies(writers.known())
    writers.rows.reverse()
    writers.profiles.reverse()
    assert table.equals(find_inconsistencies(writers.known()))
    assert table["account"].to_list() == ["here:ann", "here:bea", "here:bea", "here:cem"]
    assert table.filter(pl.col("account") == "here:cem")["clue"].to_list() == ["letters of the name"]
