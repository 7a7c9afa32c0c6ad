"""Wordings, template and claims of texts, read for all of them at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from tests.dossiers.written_case import BRIDGE, JOBS, TESTIMONY, spun_texts
from unisono.dossiers.text_variants import count_wordings, quoted_forms, read_variants, words_in_common

START = datetime(2018, 6, 1, tzinfo=UTC)
SCHEMA = {"object": pl.String, "post": pl.String, "account": pl.String, "text": pl.String, "lang": pl.String}


def posts(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    """Return posts of (object, account, text), one a minute."""
    table: dict[str, Any] = {
        "object": [row[0] for row in rows],
        "post": [f"x:{number}" for number in range(len(rows))],
        "account": [row[1] for row in rows],
        "text": [row[2] for row in rows],
        "lang": ["en"] * len(rows),
    }
    times = [START + timedelta(minutes=number) for number in range(len(rows))]
    return pl.DataFrame(table, schema=SCHEMA).with_columns(pl.Series("at", times))


TOLD = [("told", account, TESTIMONY.format(job)) for account, job in zip("abcde", JOBS, strict=True)]
COPIES = [
    ("copied", "a", BRIDGE),
    ("copied", "b", BRIDGE + " https://t.co/x"),
    ("copied", "c", BRIDGE.upper() + "\u200b"),
]


def test_each_text_has_its_template_wordings_and_testimony() -> None:
    found = read_variants(posts(*TOLD, *COPIES))
    told, copied = found[("told",)], found[("copied",)]
    assert told.testimony is not None
    assert {one.value for one in told.testimony.identities} == set(JOBS)
    assert "⟨" in told.template.line
    assert (copied.told, copied.testimony, copied.wordings) == (None, None, 1)
    assert copied.texts["posts"].to_list() == [1, 1, 1]
    assert copied.posts_with_hidden == 1


def test_what_one_account_claims_is_told_but_no_testimony() -> None:
    alone = read_variants(posts(*[("told", "a", text) for _, _, text in TOLD]))[("told",)]
    assert alone.told is not None
    assert alone.told.claimants == 1
    assert alone.testimony is None


def test_texts_are_told_apart_by_all_of_their_keys() -> None:
    table = posts(*COPIES).with_columns(network=pl.Series([1, 1, 2]))
    found = read_variants(table, ("network", "object"))
    assert {key: known.texts.height for key, known in found.items()} == {(1, "copied"): 2, (2, "copied"): 1}


def test_a_template_is_read_from_the_wordings_of_most_posts_and_all_are_counted() -> None:
    ends = [("spun", str(number), f"{BRIDGE} {'today' if number % 2 else 'now'}") for number in range(6)]
    known = read_variants(posts(*ends, ("spun", "z", f"{BRIDGE} soon")), most_wordings=2)[("spun",)]
    assert known.template.texts == 2
    assert known.wordings == 3


def test_posts_without_words_have_no_variants() -> None:
    assert read_variants(posts(("gone", "a", None))) == {}
    assert count_wordings(posts()).is_empty()


def test_a_wording_is_quoted_in_its_commonest_form_with_the_posts_that_have_just_that() -> None:
    linked, plain = f"@ann {BRIDGE} https://t.co/abc", BRIDGE
    forms = quoted_forms(count_wordings(posts(("x", "a", linked), ("x", "b", plain.upper()), ("x", "c", plain))))
    assert forms.select("text", "exact").rows() == [(plain.upper(), 1)]
    often = quoted_forms(count_wordings(posts(("x", "a", plain), ("x", "b", linked), ("x", "c", linked))))
    assert often.select("text", "exact").rows() == [(linked, 2)]
    at_once = count_wordings(posts(("x", "a", plain), ("x", "b", plain.upper())).with_columns(at=pl.lit(START)))
    assert quoted_forms(at_once)["text"].to_list() == [plain.upper()]


def test_the_template_that_is_shown_may_be_of_fewer_texts_than_the_common_one() -> None:
    known = read_variants(posts(*(("spun", f"a{number}", text) for number, text in enumerate(spun_texts()))))
    (variants,) = known.values()
    assert (variants.common.words, variants.template.fitting, variants.template.texts) == ((), 11, 17)


def test_posts_without_words_have_none_in_common() -> None:
    assert words_in_common(posts(("x", "a", None), ("x", "b", " "))) is None
    assert words_in_common(posts(("x", "a", None), ("x", "b", BRIDGE), ("x", "c", BRIDGE))) == BRIDGE
