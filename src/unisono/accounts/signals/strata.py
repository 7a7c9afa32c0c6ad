"""Whom an account is compared with: the accounts of its platform, main language and time."""

import numpy as np
import polars as pl

from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.spoken import Spoken

STRATA: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "language": pl.String(),  # ISO 639-1; null where no post says it
    "year": pl.Int32(),  # of the account's middle post
    "quarter": pl.Int32(),  # 1 to 4
}
"""One row for each account, in the order of the timelines."""


def read_strata(acts: Acts, spoken: Spoken) -> pl.DataFrame:
    """Return STRATA of every account; the time of an account is the calendar quarter (UTC) of its middle post."""
    start = acts.timelines.start
    middle = acts.timelines.times[(start[:-1] + start[1:] - 1) // 2] if acts.accounts else np.zeros(0, np.int64)
    moments = pl.Series(middle).cast(pl.Datetime("us"))
    return pl.DataFrame(
        {
            "platform": acts.timelines.accounts.str.extract(r"^([^:]*):"),
            "language": spoken.main_languages(acts.accounts),
            "year": moments.dt.year(),
            "quarter": moments.dt.quarter(),
        },
        schema=STRATA,
    )
