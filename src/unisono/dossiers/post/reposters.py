"""Who the reposters of a post are, by part: names, pictures, ages, and timelines that are nearly the same."""

import polars as pl

from unisono.accounts.births import births_of, find_batches
from unisono.dossiers.post.audience import Audience, others_of
from unisono.dossiers.post.timelines import LEAST_ALIKE, find_alike
from unisono.dossiers.post.traits import TRAITS
from unisono.dossiers.subject_posts import Card

PAIRS_TOLD = 10
BATCHES_TOLD = 10


def describe_alike(audience: Audience) -> Card:
    """Return how many reposters have a timeline nearly the same as another's, and the closest pairs."""
    found, compared = find_alike(others_of(audience.acts, audience.own), audience.own["account"].unique())
    near = found.filter(pl.col("alike") >= LEAST_ALIKE)
    pairs = near.with_columns(
        pl.min_horizontal("account", "other").alias("a"), pl.max_horizontal("account", "other").alias("b")
    ).unique(["a", "b"], keep="first")
    top = pairs.sort("alike", "longer", "a", "b", descending=[True, True, False, False]).head(PAIRS_TOLD)
    return {
        "accounts": near.height,
        "compared": compared,
        "share": near.height / compared if compared else None,
        "closest": top.select("a", "b", "common", "longer", "alike").to_dicts(),
        "cannot_say": None if compared else "no two reposters have five other reposts in the case",
    }


def parts_of(persona: list[Card]) -> Card:
    """Return names, languages, places and pictures, as the persona table has them."""
    by_trait = {row["trait"]: row for row in persona}
    shares = {name: by_trait[trait.name]["value"] for trait in TRAITS for name in [f"{trait.name}_share"]}
    of_group = {
        group: {f"{one.name}_share": shares[f"{one.name}_share"] for one in TRAITS if one.group == group}
        for group in ("names", "pictures")
    }
    return {
        "names": {"n": by_trait["script"]["n"], "scripts": by_trait["script"]["kinds"], **of_group["names"]},
        "languages": by_trait["language"]["kinds"],
        "places": by_trait["place"]["kinds"],
        "pictures": {"n": by_trait["default_picture"]["n"], **of_group["pictures"]},
        "repost_only_share": shares["mostly_reposts_share"],
    }


def describe_ages(profiles: pl.DataFrame, traits: pl.DataFrame, own: pl.DataFrame) -> Card:
    """Return when the reposters were made: n, first, median and last, and the batches of the case they are in.

    profiles: platform, account_id and created_at of the case's accounts.
    A batch has first_at, days, accounts (of all, made then), expected and reposters.
    """
    reposters = own["account"].unique()
    made = traits.filter(pl.col("account").is_in(reposters.implode())).drop_nulls("made_at")
    dates = made["made_at"]
    batches = [
        {
            "first_at": row["first_at"],
            "days": row["days"],
            "accounts": len(row["accounts"]),
            "expected": row["expected"],
            "reposters": int(reposters.is_in(row["accounts"]).sum()),
        }
        for births in births_of(profiles)
        for row in find_batches(births).iter_rows(named=True)
    ]
    here = sorted((one for one in batches if one["reposters"]), key=lambda one: (-one["reposters"], one["first_at"]))
    return {
        "n": made.height,
        "first_at": dates.min(),
        "median_at": dates.median(),
        "last_at": dates.max(),
        "young_share": made["young"].mean(),
        "batch_share": made["batch"].mean(),
        "batches": here[:BATCHES_TOLD],
    }
