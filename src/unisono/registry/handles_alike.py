"""Handles that are alike: equal, equal but for digits and signs around them, or one letter apart."""

from collections.abc import Iterable

import polars as pl

from unisono.registry.traits import folded_name

SHORTEST = 6
"""Letters of a handle that are compared where it is not equal; shorter ones are near many others."""

ALIKE: dict[str, pl.DataType] = {
    "known": pl.String(),  # as written
    "found": pl.String(),
    "likeness": pl.String(),  # a key of LIKENESS
    "holders": pl.Int64(),  # of those found, how many are as near to `known` as this one or nearer
    "known_holders": pl.Int64(),  # of those known, how many are as near to `found`
}

LIKENESS = ("equal", "equal without digits and signs", "one letter apart")
"""Nearest first."""

_PLACES = r"@.*$|\.(?:bsky|brid|bridgy)\.[\w.]+$"


def handle_stems(handles: pl.Series) -> pl.DataFrame:
    """Return handle, folded, and stem: folded without server, signs, and digits at its ends."""
    folded = folded_name(pl.col("handle")).str.replace(_PLACES, "")
    bare = folded.str.replace_all(r"[_.\-]+", "")
    stem = bare.str.replace(r"^\d+", "").str.replace(r"\d+$", "")
    frame = handles.alias("handle").cast(pl.String).drop_nulls().unique().sort().to_frame()
    return frame.with_columns(folded.alias("folded"), stem.alias("stem")).drop_nulls("folded")


def alike_handles(known: pl.Series, found: pl.Series) -> pl.DataFrame:
    """Return every pair of a known handle and one of those found that are alike, in ALIKE columns, nearest first.

    Stems one letter apart (put in, left out or another one; Levenshtein distance 1) are found by the strings that
    come of leaving out a letter of each; no pair is missed.
    """
    ours, theirs = handle_stems(known), handle_stems(found)
    equal = ours.join(theirs, on="folded").select(known="handle", found="handle_right", rank=pl.lit(0))
    stems = [
        pl.Series(table.filter(pl.col("stem").str.len_chars() >= SHORTEST)["stem"].unique()) for table in (ours, theirs)
    ]
    near = _near_stems(*stems)
    pairs = (
        ours.select("stem", known="handle")
        .join(near, on="stem")
        .join(theirs.select(near="stem", found="handle"), on="near")
        .select("known", "found", "rank")
    )
    nearest = (
        pl.concat([equal, pairs.select(equal.columns).cast(equal.schema)])
        .group_by("known", "found")
        .agg(pl.col("rank").min())
    )
    counted = nearest.sort("known", "rank", "found").with_columns(
        pl.col("rank").rank("max").over("known").cast(pl.Int64).alias("holders"),
        pl.col("rank").rank("max").over("found").cast(pl.Int64).alias("known_holders"),
        pl.col("rank").replace_strict(dict(enumerate(LIKENESS)), return_dtype=pl.String).alias("likeness"),
    )
    return counted.sort("rank", "holders", "known", "found").select(list(ALIKE))


def _near_stems(ours: pl.Series, theirs: pl.Series) -> pl.DataFrame:
    """Return stem (ours), near (theirs), and rank: 1 where they are equal, 2 where they are one letter apart."""
    variants = pl.DataFrame(
        [(stem, variant) for stem in ours for variant in {stem, *_shortened(stem)}],
        schema={"stem": pl.String, "variant": pl.String},
        orient="row",
    )
    wanted = variants.select("variant").unique()
    whole = pl.DataFrame({"near": theirs, "variant": theirs}, schema={"near": pl.String, "variant": pl.String})
    met = [whole.join(wanted, on="variant", how="semi")]
    longest = int(theirs.str.len_chars().max() or 0)  # type: ignore[arg-type]  # a number, or None
    for place in range(longest):
        short = whole.filter(pl.col("near").str.len_chars() > place).with_columns(
            (pl.col("near").str.slice(0, place) + pl.col("near").str.slice(place + 1)).alias("variant")
        )
        met.append(short.join(wanted, on="variant", how="semi"))
    pairs = variants.join(pl.concat(met), on="variant").select("stem", "near").unique()
    ranked = [
        (stem, near, 1 if stem == near else 2)
        for stem, near in pairs.iter_rows()
        if stem == near or is_one_letter_apart(stem, near)
    ]
    return pl.DataFrame(ranked, schema={"stem": pl.String, "near": pl.String, "rank": pl.Int32}, orient="row")


def is_one_letter_apart(one: str, other: str) -> bool:
    """Say whether one letter put in, left out or exchanged makes the one of the other.

    >>> is_one_letter_apart("marta", "maria"), is_one_letter_apart("maria", "mara"), is_one_letter_apart("ab", "ba")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    begin = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) == len(other):
        return one[begin + 1 :] == other[begin + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[begin + 1 :] == shorter[begin:]


def _shortened(stem: str) -> Iterable[str]:
    return (stem[:place] + stem[place + 1 :] for place in range(len(stem)))
