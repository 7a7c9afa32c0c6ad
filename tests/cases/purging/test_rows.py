"""What others wrote stays as it is, but for the names of those who are gone."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.cases.purging.request import Gone
from unisono.cases.purging.rows import left_of, stand_in
from unisono.model.tables import MEDIA, POSTS, VERSIONS, conform

KEY = b"k" * 32


def gone(accounts: list[str], posts: list[str], *handles: str) -> Gone:
    keys = [
        pl.DataFrame({"platform": ["x"] * len(ids), name: ids}, schema={"platform": pl.String, name: pl.String})
        for name, ids in (("account_id", accounts), ("post_id", posts))
    ]
    return Gone(keys[0], keys[1], handles)


def posts(**columns: object) -> pl.DataFrame:
    return conform(pl.DataFrame({"platform": "x", "post_id": ["1"], **columns}), POSTS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@anna hello", "@purged hello"),
        ("hello @ANNA!", "hello @purged!"),
        ("＠anna", "＠purged"),
        ("@annabel and anna", "@annabel and anna"),
        ("مرحبا @anna", "مرحبا @purged"),
    ],
)
def test_a_handle_is_taken_out_after_an_at_and_nowhere_else(text: str, left: str) -> None:
    assert left_of("posts", posts(text=text), gone(["7"], [], "anna"), KEY)["text"].item() == left


def test_an_id_within_words_is_taken_out_where_it_can_be_nothing_else() -> None:
    told = posts(text="see did:plc:abc and 7")
    assert left_of("posts", told, gone(["did:plc:abc", "7"], []), KEY)["text"].item() == "see purged and 7"


def test_a_quote_of_a_gone_post_keeps_its_own_words() -> None:
    told = posts(kind="quote", ref_post_id="9", ref_account_id="7", text="look at this", hashtags=[["a"]])
    left = left_of("posts", told, gone(["7"], ["9"]), KEY).row(0, named=True)
    assert (left["text"], left["hashtags"], left["ref_account_id"]) == ("look at this", ["a"], None)
    assert left["ref_post_id"] == stand_in("9", KEY) != stand_in("9", b"other")


def test_pictures_stay_and_versions_of_gone_posts_go() -> None:
    pictures = conform(pl.DataFrame({"name": ["a.png"], "sha256": ["f"]}), MEDIA)
    versions = conform(pl.DataFrame({"platform": ["x", "x"], "post_id": ["1", "2"]}), VERSIONS)
    assert left_of("media", pictures, gone(["7"], ["1"]), KEY).equals(pictures)
    assert left_of("versions", versions, gone([], ["1"]), KEY)["post_id"].to_list() == ["2"]


names = st.sampled_from(["1", "2", "3", "4", None])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(names, names, names, names), max_size=12),
    st.lists(st.sampled_from("1234"), unique=True),
    st.lists(st.sampled_from("1234"), unique=True),
)
def test_the_rows_that_stay_are_those_that_are_not_gone_in_their_order(
    rows: list[tuple[str | None, ...]], accounts: list[str], posts_gone: list[str]
) -> None:
    schema = ["post_id", "account_id", "ref_post_id", "ref_account_id"]
    frame = conform(pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.lit("x").alias("platform")), POSTS)
    left = left_of("posts", frame, gone(accounts, posts_gone), KEY)
    kept = [row for row in rows if row[0] not in posts_gone and row[1] not in accounts]
    assert left.select("post_id", "account_id").rows() == [row[:2] for row in kept]
    for row, now in zip(kept, left.select("ref_post_id", "ref_account_id").rows(), strict=True):
        is_about = row[2] in posts_gone or row[3] in accounts
        expected = (stand_in(row[2], KEY) if row[2] else None, None) if is_about else row[2:]
        assert now == expected
