"""Everything known of one network, as one JSON object: who, what, when, what for, and where it was seen before."""

from collections.abc import Iterator
from dataclasses import asdict

import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.network.content import content_of_networks
from unisono.dossiers.network.judging import judge, pairs_inside, with_kinds_of_partners
from unisono.dossiers.network.life import lives_of_networks
from unisono.dossiers.network.purpose import purposes_of_networks
from unisono.dossiers.network.rows import Row, network_rows
from unisono.model.errors import UnisonoError
from unisono.model.names import POST_NAME
from unisono.registry.seen_in import cases_seen_in, seen_in
from unisono.traces import object_labels

OBJECTS_KEPT = 50


def describe_network(case: Case, run: Run, number: int) -> Row:
    """Return the network's row with its members, objects, what it published, timeline and findings.

    Other cases are not looked into; what the registry knows of them is.
    """
    row = next(row for row in network_rows(run.table("networks")) if row["network"] == number)
    pairs = pairs_inside(run)
    members = with_kinds_of_partners(run.table("members").filter(pl.col("network") == number), pairs)
    members = members.rename({"account": "account_id"})
    acts = run.table("acts").filter(pl.col("network") == number)
    findings = run.table("findings").filter(
        (pl.col("subject_kind") == "network") & pl.col("subject").is_in([str(number), f"network:{number}"])
    )
    purpose = purposes_of_networks(case, run, [number])[number].as_json()
    return {
        **row,
        **judge(row, run.record, pairs),
        "members": members.drop("network").to_dicts(),
        "objects": list(_objects(case, acts)),
        **content_of_networks(case, run, [number])[number].as_json(),
        "timeline": _days(acts, case.zone),
        "life": lives_of_networks(case, run, [number])[number].as_json(),
        # The scan reads fewer posts: one page tells one set of shares.
        "purpose": row["purpose"] if purpose["cannot_say"] else _rounded(purpose["shares"]),
        "purpose_mix": purpose,
        "purpose_over_time": purpose["over_time"],
        "crossover_at": purpose["crossover_at"],
        "for_hire": purpose["for_hire"],
        "findings": findings.select("finding", "detector", "because").to_dicts(),
        **_seen_before(case, run, number),
    }


def _rounded(shares: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}


def _seen_before(case: Case, run: Run, number: int) -> Row:
    """Return where the network was seen, or why the registry cannot say it: a page does not fail for that."""
    try:
        known = seen_in(case, run, number)
    except UnisonoError as error:
        return {"seen_in": [], "known_networks": [], "registry_problem": str(error)}
    return {"seen_in": cases_seen_in(known), "known_networks": [asdict(one) for one in known], "registry_problem": None}


def _objects(case: Case, acts: pl.DataFrame) -> Iterator[Row]:
    """Yield what the members acted on together, most accounts first, with what a person reads for each object."""
    counted = acts.group_by("layer", "object").agg(
        accounts=pl.col("account").n_unique(), acts=pl.len(), first_at=pl.col("at").min()
    )
    most = counted.sort("accounts", "acts", "layer", "object", descending=[True, True, False, False])
    kept = most.head(OBJECTS_KEPT)
    posts = _posts_of(case, acts.join(kept, on=["layer", "object"], how="semi")["post"])
    labels = {
        (layer[0], name): label
        for layer, group in kept.group_by("layer", maintain_order=True)
        for name, label in _labels(posts, acts, str(layer[0]), group["object"]).items()
    }
    for row in kept.iter_rows(named=True):
        yield {**row, "label": labels[row["layer"], row["object"]]}


def _labels(posts: pl.DataFrame, acts: pl.DataFrame, layer: str, objects: pl.Series) -> dict[str, str]:
    return object_labels(posts, layer, objects, traces=acts.filter(pl.col("layer") == layer))


def _posts_of(case: Case, ids: pl.Series) -> pl.DataFrame:
    """Return the posts with these platform:id."""
    wanted = pl.LazyFrame({"post": ids.unique()})
    return case.posts().with_columns(POST_NAME).join(wanted, on="post", how="semi").drop("post").collect()


def _days(acts: pl.DataFrame, zone: str) -> list[Row]:
    """Return acts and accounts by day of the case's zone, in order; days without acts are left out."""
    day = pl.col("at").dt.convert_time_zone(zone).dt.date().alias("day")
    counted = acts.group_by(day).agg(acts=pl.len(), accounts=pl.col("account").n_unique())
    return counted.sort("day").to_dicts()
