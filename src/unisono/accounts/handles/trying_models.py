"""Tries the models of handles on names that they have not seen, each part of the names in turn.

Run it where the packages faker (MIT) and anyascii (ISC) are installed, with the name of a file for the shares:
python -m unisono.accounts.handles.trying_models FILE. For each part, models are made and levelled with the others
alone, and judge handles of its names: some made as those that train, some in forms that no model was made with.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from unisono.accounts.handles.making_models import (
    LANGUAGES,
    LEVEL,
    PARTS,
    Strings,
    draw_handles,
    lists_of_languages,
    lists_of_part,
    make_models,
    parts_of,
)
from unisono.accounts.handles.surprise import FEWEST_LETTERS, handle_surprise

HANDLES = 1_500
"""Handles of each language and part that train, and level."""

TRIED = 1_000
"""Handles of each language, part and way of making that are judged."""

STUDENT_OF_FOUR = 2.776
"""How many standard errors of the mean of five parts make an interval of 95 %."""

TRIALS: dict[str, pl.DataType] = {
    "language": pl.String(),
    "part": pl.Int64(),  # whose names the models have not seen
    "made": pl.String(),  # `same`: in the forms that train, `other`: in others
    "handles": pl.Int64(),
    "flagged": pl.Int64(),  # with p up to LEVEL
}


def draw_other_handles(
    rng: np.random.Generator, given: Strings, family: Strings, words: Strings, count: int
) -> Strings:
    """Return handles in forms that `draw_handles` does not have: digits in front and between, initials, pet names."""
    handles: Strings = []
    while len(handles) < count:
        name, other = (str(rng.choice(own)).lower() for own in (given, family))
        third = str(rng.choice(words or given)).lower()
        two, long = int(rng.integers(0, 100)), int(rng.integers(100, 1_000_000))
        forms = (
            f"{name}{long}",
            f"{two}{name}_{other}",
            f"{name}{two}{other}",
            f"{name}_{other[0]}_{two}",
            f"{other}.{name[0]}{long}",
            f"{name[0]}{name[0]}{other}",
            f"{name}{other[0]}".upper(),
            f"{name}-{third}",
            f"{name[:3]}{name[:3]}{two}{other[:4]}",
            f"{name[:4]}y_{other}",
            f"{name}{other}{third}",
            f"_{other}{third}_",
            f"{name.capitalize()}{other[0].upper()}{third.capitalize()}{two}",
            f"i_{name}_{third}",
        )
        handle = forms[rng.integers(len(forms))]
        if sum(sign.isalpha() for sign in handle) >= FEWEST_LETTERS:
            handles.append(handle)
    return handles


def cross_validate(
    names: Sequence[str], lists: Sequence[tuple[Strings, Strings, Strings]], train: int = HANDLES, tried: int = TRIED
) -> pl.DataFrame:
    """Return TRIALS: how many handles of each part were flagged by models made without any of its names.

    Nothing of a part goes into the models that judge it, their levelling included. train, tried: handles of each
    language and part.
    """
    parts = parts_of(texts for of_language in lists for texts in of_language)
    by_part = [lists_of_part(lists, parts, part) for part in range(PARTS)]
    rng = np.random.default_rng(1)
    drawn = [[draw_handles(rng, *own, train) for own in of_part] for of_part in by_part]
    rows = []
    for part, own_lists in enumerate(by_part):
        models = make_models(names, [own for other, own in enumerate(drawn) if other != part])
        for made, draw in (("same", draw_handles), ("other", draw_other_handles)):
            for name, own in zip(names, own_lists, strict=True):
                p = handle_surprise(pl.Series(draw(rng, *own, tried)), models)["p"]
                rows.append((name, part, made, len(p.drop_nulls()), int((p <= LEVEL).sum())))
    return pl.DataFrame(rows, schema=TRIALS, orient="row")


def shares_flagged(trials: pl.DataFrame) -> pl.DataFrame:
    """Return language, made, handles, share and error: half an interval of 95 %, by how much the parts differ."""
    share = pl.col("flagged") / pl.col("handles")
    return trials.group_by("language", "made", maintain_order=True).agg(
        pl.col("handles").sum(),
        (pl.col("flagged").sum() / pl.col("handles").sum()).alias("share"),
        (STUDENT_OF_FOUR * share.std() / share.len().sqrt()).alias("error"),
    )


def main() -> None:
    """Write the shares of all languages, tab-separated, to the file that is named."""
    trials = cross_validate(list(LANGUAGES), lists_of_languages())
    shares_flagged(trials).write_csv(Path(sys.argv[1]), separator="\t", float_precision=4)


if __name__ == "__main__":
    main()
