"""The testimony of a text says who claims what in its words."""

import orjson
import polars as pl

from unisono.content.testimony.same_words import claims_of_posts, same_words

JOBS = ["nurse", "teacher", "farmer", "nurse", "baker"]


def posts_of(texts: list[str]) -> pl.DataFrame:
    """Return posts by as many accounts."""
    names = [str(number) for number in range(len(texts))]
    return pl.DataFrame({"post": names, "account": names, "text": texts, "lang": ["en"] * len(texts)})


def test_different_identities_in_the_same_words_are_counted() -> None:
    posts = posts_of([f"I am a {job} and I have had enough" for job in JOBS])
    found = same_words(posts, claims_of_posts(posts))
    assert (found.accounts, found.claimants, found.posts, found.claiming_posts, found.share) == (5, 5, 5, 5, 1.0)
    assert found.is_testimony
    assert (found.kind, found.identities[0].value, found.identities[0].accounts) == ("occupation", "nurse", 2)
    assert found.template.line == "I am a ⟨nurse 2 · baker 1 · 2 more⟩ and I have had enough"


def test_claims_in_few_of_the_posts_are_no_testimony() -> None:
    posts = posts_of(["I am a nurse and I have had enough", *(f"we have had {word}" for word in JOBS)])
    found = same_words(posts, claims_of_posts(posts))
    assert (found.claiming_posts, found.posts, found.is_testimony) == (1, 6, False)


def test_a_text_posted_often_gives_a_claim_for_each_post() -> None:
    posts = posts_of(["I am a nurse", "I am a nurse", "no claim"]).with_columns(lang=pl.lit(None, pl.String))
    claims = claims_of_posts(posts)
    assert sorted(claims["post"]) == ["0", "1"]
    assert claims["value"].to_list() == ["nurse", "nurse"]


def test_testimony_is_a_json_document() -> None:
    posts = posts_of([f"I am a {job} and I have had enough" for job in JOBS])
    document = orjson.loads(orjson.dumps(same_words(posts, claims_of_posts(posts)).as_json()))
    assert document["identities"][0] == {"kind": "occupation", "value": "nurse", "accounts": 2}
    assert document["template"]["texts"] == 4


def test_the_kind_of_a_post_is_not_taken_for_the_kind_of_its_claim() -> None:
    posts = posts_of([f"I am a {job} and I have had enough" for job in JOBS]).with_columns(kind=pl.lit("post"))
    assert same_words(posts, claims_of_posts(posts)).kind == "occupation"
