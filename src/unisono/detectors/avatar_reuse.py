"""Which profile pictures do several accounts show, though most people here have one of their own?"""

from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates

NAME = "avatar_reuse"

FEWEST_ACCOUNTS = 3
FEWEST_PICTURES = 20
"""Different pictures in the case below which nobody can say how often pictures are shared here."""

LEVEL = 0.01
MOST_NAMED = 5

INNOCENT = (
    "fans of one celebrity",
    "logo of an organisation and its branches",
    "campaign frame or ribbon",
    "default picture",
    "accounts of one person",
)


def find_reused_avatars(profiles: pl.DataFrame) -> pl.DataFrame:
    """Return one finding for each picture that at least three accounts show and that chance does not explain.

    profiles: PROFILE_PICTURES. Default pictures are left out and counted in `because`. What chance gives: how many
    accounts beside the first the other pictures of the case have, on average, spread as a geometric distribution,
    whose tail is that of pictures which some like and most do not (a Poisson distribution would have too thin a one).
    """
    chosen = profiles.filter(pl.col("default").is_null())
    counted = chosen.group_by("object").agg(
        pl.col("account").n_unique().alias("accounts"),
        pl.col("account").unique().sort().alias("names"),
        pl.col("handle").drop_nulls().unique().sort().alias("handles"),
    )
    if counted.height < FEWEST_PICTURES:
        return empty(FINDINGS)
    expected = _beside_the_first(counted["accounts"].to_numpy())
    tails = (expected / (1 + expected)) ** (counted["accounts"].to_numpy() - 1)
    rates = false_discovery_rates(tails, max(1, counted.height))
    tested = counted.with_columns(pl.Series("expected", expected), pl.Series("p", tails), pl.Series("q", rates))
    found = tested.filter((pl.col("accounts") >= FEWEST_ACCOUNTS) & (pl.col("q") <= LEVEL))
    left_out = profiles.filter(pl.col("default").is_not_null())["account"].n_unique()
    return _as_findings(found.sort("accounts", "object", descending=[True, False]), counted.height, left_out)


def _beside_the_first(accounts: np.ndarray[Any, np.dtype[Any]]) -> np.ndarray[Any, np.dtype[np.float64]]:  # counts
    """Return for each picture how many accounts beside the first one the other pictures have on average.

    No picture is its own reference. One more account is counted than there is: what never happened among few pictures
    may still happen.
    """
    beside = accounts.astype(np.float64) - 1
    return np.asarray((beside.sum() - beside + 1) / max(1, len(beside)), np.float64)


def _because(row: dict[str, Any], tested: int, left_out: int) -> str:  # Any: a row of a table
    names = ", ".join(f"@{handle}" for handle in row["handles"][:MOST_NAMED]) or ", ".join(row["names"][:MOST_NAMED])
    more = f" and {row['accounts'] - MOST_NAMED:,} others" if row["accounts"] > MOST_NAMED else ""
    defaults = f" {left_out:,} accounts with a default or blank picture were left out." if left_out else ""
    return (
        f"{row['accounts']:,} accounts have shown the same profile picture: {names}{more}. The other "
        f"{tested - 1:,} pictures were shown by {1 + row['expected']:.3g} accounts on average.{defaults} "
        "Fans, branches of one organisation and campaigns share pictures, too: look at it."
    )


def _as_findings(rows: pl.DataFrame, tested: int, left_out: int) -> pl.DataFrame:
    findings = [
        {
            "finding": finding_id(NAME, "image", row["object"], "accounts"),
            "detector": NAME,
            "subject_kind": "image",
            "subject": row["object"],
            "measure": "accounts",
            "value": float(row["accounts"]),
            "expected": 1 + row["expected"],
            "expected_basis": "measured",
            "n": tested,
            "p": row["p"],
            "q": row["q"],
            "because": _because(row, tested, left_out),
            "posts_count": 0,
            "likelihood": likelihood_word(1.0 - row["q"]),
            "evidence": orjson.dumps({"kind": "avatar", "object": row["object"], "accounts": row["names"]}).decode(),
        }
        for row in rows.iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each profile picture that several accounts share and chance does not explain."""
    return find_reused_avatars(scene.known.profile_pictures)


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("image",),
    question="Which profile pictures do several accounts show, though most people here have one of their own?",
    columns=("account_id", "avatar_url"),
    innocent=INNOCENT,
    find=find,
)
