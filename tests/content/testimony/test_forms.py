"""Texts that are put together from the same runs of words share a form, whatever order and accounts they come in."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content.testimony.forms import FORMS, LEAST_SHARE, LEAST_WORDS, RUN, forms_of

WERE = ["a nurse who voted for them", "a teacher with three children", "a farmer who never complained"]
SAW = ["the night buses were taken away", "they sold our market hall", "nobody answered my letters"]


def texts_of(texts: list[str], accounts: list[str] | None = None) -> pl.DataFrame:
    """Return texts, each an object of its own, by as many accounts or the given ones."""
    numbers = [str(number) for number in range(len(texts))]
    return pl.DataFrame(
        {"object": [f"t{number}" for number in numbers], "account": accounts or numbers, "text": texts},
        schema={"object": pl.String, "account": pl.String, "text": pl.String},
    )


def slow_forms(texts: list[str], accounts: list[str]) -> set[frozenset[str]]:
    """Return the texts of each form, found by comparing every text with every other, run by run."""
    split = {text: text.split() for text in texts if len(text.split()) >= LEAST_WORDS}
    writers = {
        text: {account for other, account in zip(texts, accounts, strict=True) if other == text} for text in split
    }

    def runs(text: str) -> set[str]:
        words = split[text]
        return {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}

    left, shared = set(split), set[str]()
    while True:
        users = {
            run: set().union(*(writers[text] for text in left if run in runs(text)))
            for one in left
            for run in runs(one)
        }
        shared = {run for run, accounts_of in users.items() if len(accounts_of) > 1}

        def is_enough(text: str, shared: set[str] = shared) -> bool:
            words = split[text]
            begins = [place for place in range(len(words) - RUN + 1) if " ".join(words[place : place + RUN]) in shared]
            covered = {place + far for place in begins for far in range(RUN)}
            return len(covered) / len(words) >= LEAST_SHARE

        kept = {text for text in left if is_enough(text)}
        if kept == left:
            break
        left = kept
    forms = [{text} for text in left]
    for text in left:
        joined = [form for form in forms if any(runs(text) & runs(other) & shared for other in form)]
        forms = [form for form in forms if form not in joined] + ([set().union(*joined)] if joined else [])
    return {frozenset(form) for form in forms}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["aa bb cc", "dd ee ff gg", "hh ii jj kk ll", "mm", "nn"]), max_size=4), max_size=9
    ),
    st.data(),
)
def test_forms_are_those_of_comparing_every_text_with_every_other(pieces: list[list[str]], data: st.DataObject) -> None:
    texts = [" ".join(each) for each in pieces]
    accounts = [data.draw(st.sampled_from("xyz")) for _ in texts]
    found = forms_of(texts_of(texts, accounts))
    groups = {frozenset(own["text"]) for _, own in found.group_by("form")}
    assert groups == slow_forms(texts, accounts)
    assert dict(found.schema) == FORMS


def test_texts_with_other_words_in_each_place_are_of_one_form() -> None:
    texts = [f"All my life I was {was}, until {saw}." for was in WERE for saw in SAW]
    found = forms_of(texts_of(texts))
    assert found["text"].sort().to_list() == sorted(texts)
    assert found["form"].unique().to_list() == ["t0"]
    assert found.filter(pl.col("object") == "t0")["runs"].item().to_list() == [
        "all my life i was a nurse who voted for them until the night buses were taken away"
    ]


def test_order_links_tags_and_case_make_no_difference() -> None:
    texts = [f"All my life I was {was}, until {saw}." for was in WERE for saw in SAW]
    plain = forms_of(texts_of(texts))
    dressed = [f"{text.upper()} https://a.example/{number} #Tag{number}" for number, text in enumerate(texts)]
    assert forms_of(texts_of(dressed)).select("object", "form", "runs").equals(plain.select("object", "form", "runs"))
    assert forms_of(texts_of(texts).reverse()).equals(plain)


def test_one_account_short_texts_and_few_common_words_make_no_form() -> None:
    texts = [f"All my life I was {was}, until {saw}." for was in WERE for saw in SAW]
    assert forms_of(texts_of(texts, ["same"] * len(texts))).height == 0
    assert forms_of(texts_of(["I am a proud nurse", "I am a proud nurse"])).height == 0
    assert (
        forms_of(
            texts_of(["as a nurse i know that the ward needs help now", "as a nurse i know why the tram is late today"])
        ).height
        == 0
    )
    assert forms_of(texts_of([])).height == 0


@pytest.mark.parametrize(
    "texts",
    [
        [
            "看護師として二十年働いてきましたが、もう黙っていられません。投票で変えましょう。",
            "教師として三十年働いてきましたが、もう黙っていられません。投票で変えましょう。",
        ],
        [
            "كنت ممرضة طوال حياتي حتى أغلقوا مكتبتنا ولن أصوت لهم مرة أخرى",
            "كنت معلما طوال حياتي حتى أغلقوا مكتبتنا ولن أصوت لهم مرة أخرى",
        ],
    ],
)
def test_scripts_without_spaces_or_with_other_letters_have_forms(texts: list[str]) -> None:
    assert forms_of(texts_of(texts))["text"].sort().to_list() == sorted(texts)
