"""A profile picture of several accounts is found where pictures are hardly shared, and not where sharing is common."""

import orjson
import polars as pl

from unisono.content.pictures.profile_pictures import PROFILE_PICTURES
from unisono.detectors.avatar_reuse import find_reused_avatars
from unisono.model.tables import FINDINGS


def shown_by(sizes: list[int], default: str | None = None) -> pl.DataFrame:
    """Return PROFILE_PICTURES in which picture n is shown by sizes[n] accounts."""
    rows = [
        {
            "account": f"twitter:{picture}-{number}",
            "handle": f"h{picture}x{number}",
            "object": f"i-{picture}",
            "default": default,
        }
        for picture, size in enumerate(sizes)
        for number in range(size)
    ]
    return pl.DataFrame(rows, schema=PROFILE_PICTURES)


def test_a_picture_of_seven_accounts_stands_out_among_people_with_their_own() -> None:
    found = find_reused_avatars(shown_by([1] * 300 + [2, 7]))
    assert dict(found.schema) == FINDINGS
    (row,) = found.to_dicts()
    assert (row["detector"], row["subject_kind"], row["subject"]) == ("avatar_reuse", "image", "i-301")
    assert (row["value"], row["n"], row["expected_basis"]) == (7.0, 302, "measured")
    assert row["p"] < row["q"] < 1e-6
    assert "7 accounts have shown the same profile picture: @h301x0" in row["because"]
    assert "and 2 others" in row["because"]
    assert len(orjson.loads(row["evidence"])["accounts"]) == 7


def test_pairs_of_accounts_and_common_sharing_are_no_finding() -> None:
    assert find_reused_avatars(shown_by([1] * 300 + [2] * 5)).height == 0
    # A forum where everybody picks one of a few pictures.
    assert find_reused_avatars(shown_by([9, 12, 7, 15, 30, 11, 8, 10])).height == 0


def test_a_few_pictures_prove_nothing() -> None:
    assert find_reused_avatars(shown_by([1] * 18 + [9])).height == 0
    assert find_reused_avatars(shown_by([])).height == 0
    assert find_reused_avatars(shown_by([40])).height == 0


def test_default_pictures_are_left_out_and_counted() -> None:
    profiles = pl.concat(
        [
            shown_by([1] * 300 + [8]),
            shown_by([90], "too blank to be told apart").with_columns(
                object=pl.lit("i-blank"), account="d" + pl.col("account")
            ),
        ]
    )
    (row,) = find_reused_avatars(profiles).to_dicts()
    assert row["subject"] == "i-300"
    assert "90 accounts with a default or blank picture were left out" in row["because"]


def test_an_account_seen_twice_with_one_picture_counts_once() -> None:
    twice = pl.concat([shown_by([1] * 300), *(shown_by([1]) for _ in range(6))])
    assert find_reused_avatars(twice).height == 0
