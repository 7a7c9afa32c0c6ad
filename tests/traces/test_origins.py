"""Originals and handles are looked up in what the case holds."""

import datetime as dt

import polars as pl

from unisono.model.tables import REFERENCES, conform
from unisono.traces.origins import find_origins, handle_key

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)


def test_the_post_itself_is_believed_before_a_reference_and_only_wanted_originals_are_kept() -> None:
    posts = pl.DataFrame(
        {
            "platform": ["twitter"] * 3,
            "post_id": ["1", "2", "3"],
            "account_id": ["a", "b", "c"],
            "created_at": [NOON, LATER, LATER],
            "ref_post_id": [None, "1", "8"],
        }
    )
    references = conform(
        pl.DataFrame(
            {
                "platform": ["twitter"] * 3,
                "post_id": ["1", "8", "9"],
                "account_id": ["wrong", "z", "y"],
                "created_at": [LATER, NOON, NOON],
            }
        ),
        REFERENCES,
    )
    originals = find_origins(posts, references).originals.sort("object")
    assert originals.rows() == [("twitter:1", NOON, "twitter:a"), ("twitter:8", NOON, "twitter:z")]


def test_a_handle_that_two_accounts_have_used_names_neither() -> None:
    posts = pl.DataFrame(
        {
            "platform": ["twitter"] * 4,
            "post_id": ["1", "2", "3", "4"],
            "account_id": ["a", "b", "c", "c"],
            "handle": ["Same", "same", "Only", "@only"],
            "created_at": [NOON] * 4,
            "mentions": [["only"], [], None, None],
        }
    )
    assert find_origins(posts, None).handles.rows() == [("twitter:only", "twitter:c")]
    assert find_origins(posts.drop("mentions"), None).handles.height == 0, "nobody names a handle"


def test_handles_are_compared_without_sign_and_case() -> None:
    frame = pl.DataFrame({"platform": ["twitter"] * 4, "handle": ["@Ann", "＠ANN ", "", None]})
    assert frame.select(handle_key(pl.col("handle"))).to_series().to_list() == [
        "twitter:ann",
        "twitter:ann",
        None,
        None,
    ]
