"""What is said of a network beside its counts: how likely it is, and how good the grounds are."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.dossiers.network.rows import Row, network_rows
from unisono.model.confidence import confidence_in, confidence_sentence, grounds_of
from unisono.model.findings import likelihood_opening, likelihood_word
from unisono.model.tables import MEMBERS, PAIRS, conform


def judged_networks(run: Run) -> list[Row]:
    """Return the networks of a run, strongest first, each with `likelihood`, `confidence` and what limits it."""
    pairs = pairs_inside(run)
    return [{**row, **judge(row, run.record, pairs)} for row in network_rows(run.table("networks"))]


def judge(row: Row, record: Mapping[str, Any], pairs: pl.DataFrame) -> Row:  # Any: a run's record is JSON
    """Return likelihood, confidence and the reasons that hold it down of one network with its JSON columns opened.

    `rests_on` says what was tested: "pairs" where every member is in a significant pair, "group" where weak pairs count
    together.
    """
    own = pairs.filter(pl.col("network") == row["network"])
    grounds = grounds_of(
        row, row["layers"], row["innocent"], record.get("twin_networks"), own["expected_basis"].to_list()
    )
    word, limits = confidence_in(grounds)
    return {
        "rests_on": "pairs" if pl.concat([own["a"], own["b"]]).n_unique() >= (row["size"] or 0) else "group",
        "likelihood": None if row["q"] is None else likelihood_word(1.0 - row["q"]),
        "confidence": word,
        "confidence_because": list(limits),
        "confidence_sentence": confidence_sentence(grounds),
    }


def pairs_inside(run: Run) -> pl.DataFrame:
    """Return the significant pairs between members of one network, in PAIRS columns, with the `network`."""
    home = conform(run.table("members"), MEMBERS).select("account", "network")
    pairs = conform(run.table("pairs"), PAIRS).join(home, left_on="a", right_on="account")
    both = pairs.join(home.rename({"network": "network_b"}), left_on="b", right_on="account")
    return both.filter(pl.col("network") == pl.col("network_b")).drop("network_b")


def with_kinds_of_partners(members: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return members with `significant_partners` and `unusual_partners`, of which `partners` is the sum."""
    once = pairs.select("a", "b").unique()
    ends = pl.concat([once.select(account="a"), once.select(account="b")])
    counts = ends.group_by("account").len("significant_partners")
    joined = members.join(counts, on="account", how="left").with_columns(
        pl.col("significant_partners").fill_null(0).cast(pl.Int64)
    )
    unusual = (pl.col("partners") - pl.col("significant_partners")).clip(lower_bound=0)
    return joined.with_columns(unusual.alias("unusual_partners"))


def likelihood_text(likelihood: str | None, rests_on: str = "pairs") -> str:
    """Return how likely it is that a network is more than chance; never says how confident one can be of it.

    rests_on: "group" where weak pairs were tested together: then nothing is said of single pairs.
    """
    if likelihood is None:
        return "How likely it is that they acted together more often than chance allows was not measured."
    begins = likelihood_opening(likelihood)
    if rests_on == "group":
        return (
            f"{begins} that they acted together as a group more often than chance allows. The group was tested as a "
            "whole: by its many weak pairs together, not pair by pair."
        )
    return f"{begins} that they acted together more often than chance allows."


def all_alike(rows: Sequence[Mapping[str, object]], column: str, value: object) -> bool:
    """Say whether a column tells nothing, all rows having this value or none."""
    return all(row.get(column) in (value, None) for row in rows)
