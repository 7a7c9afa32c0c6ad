"""Posts that say the same are one wording."""

from datetime import UTC, datetime

import polars as pl

from unisono.content.arguments_wordings import read_wordings, without_repost_marks
from unisono.model.tables import POSTS, conform

LONG = "The photos of the cranes are from another harbour"


def posts_of(*rows: dict[str, object]) -> pl.DataFrame:
    known = [
        {"platform": "x", "post_id": str(number), "account_id": f"a{number}", "kind": "post"}
        | {"created_at": datetime(2021, 1, 1, 0, number, tzinfo=UTC)}
        | row
        for number, row in enumerate(rows)
    ]
    return conform(pl.DataFrame(known, infer_schema_length=None), POSTS)


def test_copies_are_one_wording_and_short_texts_none() -> None:
    said = read_wordings(posts_of({"text": LONG}, {"text": f"{LONG} https://t.co/x"}, {"text": "ok"}, {"text": None}))
    assert said.wordings.select("text", "posts", "accounts").rows() == [(LONG, 2, 2)]
    assert said.posts["wording"].to_list() == [0, 0, None, None]


def test_a_repost_says_what_its_original_says() -> None:
    cut = {"text": "RT @a0: The photos of the cranes are fr…", "kind": "repost", "ref_post_id": "0"}
    said = read_wordings(posts_of({"text": LONG}, cut))
    assert said.posts["wording"].to_list() == [0, 0]
    assert said.wordings["text"].to_list() == [LONG]


def test_reposts_of_an_unseen_original_say_one_thing() -> None:
    rows = [
        {"text": text, "kind": "repost", "ref_post_id": "99"}
        for text in (f"RT @b: {LONG}", f"RT @b: {LONG}", "RT @b: The photos of the cr…")
    ]
    assert read_wordings(posts_of(*rows)).wordings["posts"].to_list() == [3]


def test_given_objects_decide_what_is_the_same() -> None:
    said = read_wordings(posts_of({"text": "one"}, {"text": "two"}, {"text": "six"}), pl.Series(["t-1", "t-1", None]))
    assert said.wordings.select("text", "posts").rows() == [("one", 2)]


def test_repost_marks_are_dropped_at_the_beginning_only() -> None:
    texts = pl.Series(["RT @ann: RT @bob: hello", "see RT @ann: hello"])
    assert without_repost_marks(texts).to_list() == ["hello", "see RT @ann: hello"]
