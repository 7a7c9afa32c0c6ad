"""One person's many accounts: declared to be one person's, or a handful that present themselves as the same."""

from dataclasses import replace

import polars as pl

from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView, fit_of_profiles

FEW = 6
LONGEST_STEM = 8
SHORTEST_STEM = 4
SIGNS = ("names", "biographies", "handles", "mutual")

NAMED = r"[@/]([\p{L}\p{N}_][\p{L}\p{N}_.-]*)"
"""A handle as biographies write it: after an at sign, or at the end of an address; a server after it is no part."""


def fit(view: NetworksView) -> list[Fit]:
    """Return 1 for accounts that the user has declared to be one person's; else what their own signs say.

    That is the share of members with the second most common of four signs, for up to six accounts: one display name,
    one biography, handles that begin alike, biographies that name each other's handles. One sign alone is also what
    hired accounts made from one form have.
    """
    few = view.networks.filter(pl.col("size") <= FEW)
    profiles = view.profiles.join(few.select("network"), on="network", how="semi")
    stem = pl.col("handle").str.to_lowercase().str.replace(r"[\d_.]+$", "").str.head(LONGEST_STEM)
    names = _most_alike(profiles, "names", pl.col("display_name").str.strip_chars().str.to_lowercase())
    biographies = _most_alike(profiles, "biographies", pl.col("bio").str.strip_chars().str.to_lowercase())
    handles = _most_alike(profiles, "handles", pl.when(stem.str.len_chars() >= SHORTEST_STEM).then(stem))
    named = _name_each_other(profiles)
    return [_judge(facts) for facts in view.facts(names, biographies, handles, named, _declared(view), view.described)]


def _declared(view: NetworksView) -> pl.DataFrame:
    """Return (network, linked, persons): members whose person the user has named, and how many persons they are."""
    if "person" not in view.profiles.columns:
        return pl.DataFrame(schema={"network": view.members.schema["network"], "linked": pl.Int64, "persons": pl.Int64})
    named = view.profiles.filter(pl.col("person").is_not_null())
    return named.group_by("network").agg(
        pl.col("account").n_unique().cast(pl.Int64).alias("linked"),
        pl.col("person").n_unique().cast(pl.Int64).alias("persons"),
    )


def _judge(facts: Facts) -> Fit:
    size, linked, persons = facts["size"], facts["linked"] or 0, facts["persons"] or 0
    if linked == size and persons == 1:
        return Fit("one_person", 1.0, f"All {size:,} accounts are declared to belong to one person.")
    if persons > 1:
        told = f"Of {size:,} accounts, {linked:,} are declared to belong to {persons:,} persons."
        return Fit("one_person", 0.0, told)
    found = _judge_signs(facts)
    told = f" {linked:,} of them are declared to belong to one person." if linked else ""
    return replace(found, because=found.because + told)


def _judge_signs(facts: Facts) -> Fit:
    size = facts["size"]
    if size > FEW:
        told = f"Not applicable to {size:,} accounts: one person usually runs up to {FEW} in the open."
        return Fit("one_person", 0.0, told)
    names, biographies, handles, mutual = signs = [facts[sign] or 0 for sign in SIGNS]
    because = (
        f"Of {size:,} accounts, {names:,} have one display name, {biographies:,} one biography, {handles:,} "
        f"handles that begin alike, and {mutual:,} name each other's handles in their biographies; two such signs are "
        "asked for."
    )
    return fit_of_profiles("one_person", facts, sorted(signs)[-2], because)


def _most_alike(profiles: pl.DataFrame, name: str, written: pl.Expr) -> pl.DataFrame:
    """Return (network, `name`): how many share the most common value; nothing written is no value.

    Networks in which nobody shares one are left out.
    """
    values = profiles.select("network", written.alias("value")).filter(pl.col("value") != "")
    counts = values.group_by("network", "value").agg(pl.len().alias(name)).filter(pl.col(name) >= 2)
    return counts.group_by("network").agg(pl.col(name).max())


def _name_each_other(profiles: pl.DataFrame) -> pl.DataFrame:
    """Return (network, mutual): how many members name another's handle in their biography, who names theirs."""
    own = pl.col("handle").str.to_lowercase().str.strip_chars_start("@").str.replace(r"@.*$", "")
    handles = profiles.select("network", "account", own.alias("own")).filter(pl.col("own") != "")
    written = profiles.select(
        "network", "account", pl.col("bio").str.to_lowercase().str.extract_all(NAMED).alias("named")
    ).explode("named")
    read = pl.col("named").str.strip_chars_start("@/").str.strip_chars_end(".-")
    named = written.with_columns(read.alias("own")).drop("named").drop_nulls("own")
    told = named.join(handles.rename({"account": "other"}), on=["network", "own"])
    told = told.filter(pl.col("account") != pl.col("other")).select("network", "account", "other").unique()
    back = told.rename({"account": "other", "other": "account"})
    return (
        told.join(back, on=["network", "account", "other"], how="semi")
        .group_by("network")
        .agg(pl.col("account").n_unique().alias("mutual"))
    )
