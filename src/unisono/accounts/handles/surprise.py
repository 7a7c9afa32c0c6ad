"""How surprising handles are: the share of ordinary handles, of whatever language, that are as oddly spelled."""

import numpy as np
import polars as pl

from unisono.accounts.handles.letters import read_letters
from unisono.accounts.handles.models import HandleModels, load_models

FEWEST_LETTERS = 5
"""Letters below which a handle is not judged."""

PROPOSED = "letters and 8 digits"
"""A name and eight digits: what some platforms propose to whoever does not choose."""

SURPRISES: dict[str, pl.DataType] = {
    "handle": pl.String(),
    "surprise": pl.Float64(),  # bits per letter, word ends included, in the language that is surprised least
    "p": pl.Float64(),  # share of ordinary handles that are at least as surprising
    "model": pl.String(),  # the language that is surprised least; says nothing of who writes
    "pattern": pl.String(),  # PROPOSED or null
    "abstained": pl.String(),  # why there is no number, else null
}


def handle_surprise(handles: pl.Series, models: HandleModels | None = None) -> pl.DataFrame:
    """Return one row for each handle, in the order given, in SURPRISES columns.

    A handle is judged by the language that is surprised least. surprise, p and model are null for handles of fewer
    than FEWEST_LETTERS letters and for those with letters of another alphabet than the Latin one.
    """
    models = models or load_models()
    table = pl.DataFrame({"handle": handles}, schema={"handle": pl.String})
    read = read_letters(table["handle"])
    judged = read.is_latin & (read.letters >= FEWEST_LETTERS)
    sums, counts = models.sums(read)
    scores = models.scores(sums, counts)
    best = np.argmin(scores, axis=1) if len(scores) else np.zeros(0, np.int64)
    rows = np.arange(len(best))
    why = np.where(read.is_latin, f"fewer than {FEWEST_LETTERS} letters", "not in Latin letters")
    numbers = pl.DataFrame(
        {
            "surprise": (sums[rows, best] / np.maximum(counts, 1)).astype(np.float64),
            "p": models.chances(scores[rows, best]),
            "model": pl.Series(models.names, dtype=pl.String).gather(best),
            "abstained": pl.Series(why.tolist(), dtype=pl.String),
            "judged": judged,
        }
    )
    proposed = pl.col("handle").str.contains(r"^\p{L}[\p{L}_]*\d{8}$")
    return table.hstack(numbers).select(
        "handle",
        *(pl.when("judged").then(name).alias(name) for name in ("surprise", "p", "model")),
        pl.when(proposed).then(pl.lit(PROPOSED)).alias("pattern"),
        pl.when(~pl.col("judged")).then("abstained").alias("abstained"),
    )
