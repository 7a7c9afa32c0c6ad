"""What profiles show, and which fields of a labelled set only say how it was collected."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from benchmarks.automation.fitting import Float64
from benchmarks.automation.labelled import LabelledProfiles
from benchmarks.automation.scores import Bool, area

MOST_OF_AN_ERA = 0.1
"""How far the area may lie from one half when a field tells early people from late ones."""

DAY_MICROSECONDS = 86_400_000_000


@dataclass(frozen=True)
class Field:
    """A number made of a profile. population: why it says who was collected, whatever the numbers say; else empty."""

    name: str
    values: Float64
    population: str = ""


def fields_of(table: pl.DataFrame) -> list[Field]:
    """Return all fields that are tried; table: columns of ACCOUNTS."""
    followers, following, posts, likes = (
        table[name].fill_null(0).to_numpy().astype(np.float64) for name in ("followers", "following", "posts", "likes")
    )
    made = table["created_at"].dt.epoch("us").fill_null(0).to_numpy() / DAY_MICROSECONDS
    read = table["observed_at"].dt.epoch("us").fill_null(0).to_numpy() / DAY_MICROSECONDS
    age = np.maximum(read - made, 1.0)
    italian = (table["lang"].fill_null("") == "it").to_numpy().astype(np.float64)
    return [
        Field("followers for each account followed", np.log((followers + 1) / (following + 1))),
        Field("followers for each post", np.log((followers + 1) / (posts + 1))),
        Field("accounts followed for each post", np.log((following + 1) / (posts + 1))),
        Field("says something about itself", filled(table["bio"])),
        Field("links to a page", filled(table["url"])),
        Field("names a place", filled(table["location_text"])),
        Field("likes for each post", np.log((likes + 1) / (posts + 1))),
        Field("posts", np.log(posts + 1), "grows until the day it is read"),
        Field("followers", np.log(followers + 1), "grows until the day it is read"),
        Field("accounts followed", np.log(following + 1), "grows until the day it is read"),
        Field("likes", np.log(likes + 1), "grows until the day it is read"),
        Field("posts a day", np.log(posts / age + 0.01), "made with the account's age"),
        Field("age", age, "the day of making and the day of reading"),
        Field("day of making", made, "the day of making"),
        Field("day of reading", read, "the day of reading"),
        Field("language Italian", italian, "who was looked for"),
        Field("length of the handle", lengths(table["handle"]), "differs by language"),
        Field("length of the name", lengths(table["display_name"]), "differs by language"),
    ]


def filled(texts: pl.Series) -> Float64:
    """Return 1 where there is a text and 0 where there is none."""
    return (texts.fill_null("") != "").to_numpy().astype(np.float64)


def lengths(texts: pl.Series) -> Float64:
    """Return the signs of each text."""
    return texts.fill_null("").str.len_chars().to_numpy().astype(np.float64)


def eras(known: LabelledProfiles, values: Float64) -> float:
    """Return the area with which a field tells the people made later from those made earlier; one half says nothing."""
    people = ~known.run
    made = known.table["created_at"].dt.epoch("us").to_numpy()[people]
    return area(values[people], made > np.median(made)).value


def leaks(known: LabelledProfiles, field: Field) -> str:
    """Return why a field may not be used, or nothing: it says who was collected, or when the account was made."""
    if field.population:
        return field.population
    return "tells early people from late ones" if abs(eras(known, field.values) - 0.5) > MOST_OF_AN_ERA else ""


def within_quarters(known: LabelledProfiles, estimates: Float64) -> float:
    """Return the area among accounts that were made in the same quarter of a year: pairs of accounts count alike."""
    made = known.table["created_at"].dt
    quarters = (made.year() * 4 + made.quarter()).to_numpy()
    total = pairs = 0.0
    for quarter in np.unique(quarters):
        own = quarters == quarter
        weight = float(known.run[own].sum()) * float((~known.run[own]).sum())
        if weight:
            total += weight * area_of(estimates[own], known.run[own])
            pairs += weight
    return total / pairs


def area_of(estimates: Float64, run: Bool) -> float:
    """Return the area where an interval may not be had, as of one account against others."""
    above = estimates[run][:, None] - estimates[~run][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)
