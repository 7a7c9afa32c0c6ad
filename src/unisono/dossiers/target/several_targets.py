"""Posts against several targets, of which each counts for one: how many, for which one, and why."""

import polars as pl

from unisono.detectors.targets.attack_posts import REASONS
from unisono.dossiers.subject_posts import Card
from unisono.dossiers.target.material import TargetMaterial
from unisono.model.counting import counted


def count_shared(material: TargetMaterial) -> Card:
    """Return several_targets, counted_elsewhere and several_targets_says of a target.

    several_targets: posts against it and others, wherever they count. counted_elsewhere: target, reason (a key of
    REASONS) and posts of those that count for another target, most posts first.
    """
    here = material.own.filter(pl.col("targets") > 1).height
    lost = material.attacks.elsewhere.filter(pl.col("target") == material.number)
    groups = lost.group_by("counts_for", "reason").agg(pl.len().alias("posts"))
    rows = [
        {"target": material.targets.targets[row["counts_for"]].name, "reason": row["reason"], "posts": row["posts"]}
        for row in groups.sort("posts", "counts_for", "reason", descending=[True, False, False]).to_dicts()
    ]
    return {
        "several_targets": here + lost.height,
        "counted_elsewhere": rows,
        "several_targets_says": _says(here, rows),
    }


def _says(here: int, rows: list[Card]) -> str:
    """Return in words where the posts against several targets count, empty where there are none."""
    whole = here + sum(row["posts"] for row in rows)
    if not whole:
        return ""
    told = [f"{here:,} here"] if here else []
    told += [f"{row['posts']:,} for {row['target']} ({REASONS[row['reason']]})" for row in rows]
    verb = "is" if whole == 1 else "are"
    return f"{counted(whole, 'post')} {verb} against it and other targets, and each counts once: {', '.join(told)}."
