"""The rules of wording find what they name, and leave alone what is quoted, denied, declared or stated by a profile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.wording import RULES, countries
from unisono.model.findings import LIKELIHOOD
from unisono.model.wording_rules import NATIONALITIES, sentences, words_of_likelihood


def rules_broken(text: str) -> set[str]:
    return {fault.rule for fault in RULES.faults(text)}


@pytest.mark.parametrize(
    "text",
    [
        "12 bots reposted it.",
        "This account is a bot.",
        "A botnet of 40 accounts.",
        "Trolls wrote it.",
        "A troll farm.",
        "The network has bot accounts.",
        "Sock puppets of one person.",
    ],
)
def test_accounts_are_not_called_machines_or_trolls(text: str) -> None:
    assert rules_broken(text) == {"machine"}


@pytest.mark.parametrize(
    "text",
    [
        "Russian accounts acted together.",
        "Iranian state operators are behind it.",
        "Run by the government of Kenya.",
        "The network is operated by China.",
        "A state-backed network.",
        "Government-sponsored posts.",
        "It was paid by the Kremlin.",
        "Saudi influence operation",
        "Venezuela controls the accounts.",
        "a pro-Kremlin campaign",
        "Backed by the Turkish government.",
        "Kenya-linked accounts",
    ],
)
def test_no_state_and_no_nation_is_named_as_who_acts(text: str) -> None:
    assert rules_broken(text) == {"state"}


@pytest.mark.parametrize("word", [word for _, word in LIKELIHOOD])
def test_likelihood_and_confidence_have_a_sentence_each(word: str) -> None:
    together = f"It is {word}, and confidence in this judgement is high."
    assert rules_broken(together) == {"likelihood and confidence"}
    assert rules_broken(f"With moderate confidence, this is {word}.") == {"likelihood and confidence"}
    assert rules_broken(f"It is {word}. Confidence in this judgement is high.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "12 declared bots.",
        "The profile says `bot: true`.",
        "Unisono never says that an account is a bot.",
        "The post reads “Russian bots are everywhere”.",
        "Its handle is @troll_farm and its tag #botnet.",
        "See https://example.org/russian-bots/list.",
        "Most posts are in Russian, some in Turkish.",
        "40 accounts state Russia in their profiles.",
        "Most profiles state Russian networks as their place.",
        "Languages: Chinese, Japanese.",
        "Spanish members of congress",
        "The verdict is likely inauthentic, and confidence is high.",
        "Who stands behind it is not computed.",
        "robots.txt and the bottom line",
    ],
)
def test_what_is_quoted_denied_declared_or_stated_is_left_alone(text: str) -> None:
    assert rules_broken(text) == set()


@pytest.mark.parametrize("name", ["Kenya", "Côte d’Ivoire", "Bosnia & Herzegovina"])
def test_all_countries_of_the_places_count(name: str) -> None:
    assert name in countries()
    assert rules_broken(f"The accounts are financed by {name}.") == {"state"}
    assert set(RULES.countries) == set(countries())
    nations = NATIONALITIES.split("|")
    assert nations == sorted(set(nations))


def test_sentences_of_lists_tables_and_paragraphs_are_apart() -> None:
    text = "One\ntwo. Three.\n\nFour\n- five\n- six\n| seven |\n# Eight"
    assert list(sentences(text)) == ["One two.", "Three.", "Four", "- five", "- six", "| seven |", "# Eight"]
    assert rules_broken("| likely | 55 to 80 % |\n| confidence is high | x |") == set()


@given(st.text(max_size=200))
def test_any_text_is_read_and_what_is_quoted_never_counts(text: str) -> None:
    assert set(RULES.faults(text)) <= set(RULES.faults(text))
    inner = "".join(sign for sign in text if sign not in "“”‘’«»`.!?\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    assert list(RULES.faults(f"“{inner} A botnet run by the state of Kenya”")) == []


def test_plain_likely_is_no_word_of_the_table_alone() -> None:
    assert words_of_likelihood().search("the more likely a day") is None
    assert words_of_likelihood().search("It is very likely so.")
