"""In which letters accounts write their display name: those of their language, others, or two kinds in one word."""

import numpy as np
import polars as pl

from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Measured, Signal
from unisono.accounts.signals.spoken import Spoken
from unisono.content.languages import WRITERS
from unisono.content.scripts import mixes_scripts, scripts_of
from unisono.model.names import ACCOUNT_NAME

SIGNALS = (
    Signal(
        "name_script",
        "persona",
        "yes or no",
        1,
        "Whether its name is written in letters, other than Latin ones, in which its main language is not written.",
        "People write their names as their family did, in a language they learn, or for fun.",
        "names with letters, of accounts whose main language is known",
        "Its name is in letters in which its main language is not written"
        "|Its name is in letters in which its main language is written, or in Latin ones",
        "it has no name with letters, or the language of its posts is not known",
    ),
    Signal(
        "mixed_name",
        "persona",
        "yes or no",
        1,
        "Whether a word of its name mixes letters that look alike: Latin, Cyrillic and Greek ones.",
        "Fans of typefaces decorate their names so.",
        "names",
        "A word of its name mixes letters of two alphabets that look alike|No word of its name mixes two alphabets",
        "the files do not say its name",
    ),
)


def measure_names(acts: Acts, spoken: Spoken) -> Measured:
    """Return the values of SIGNALS; spoken: of `read_languages`."""
    names = latest_names(acts)
    script = scripts_of(names)
    table = pl.DataFrame({"script": script, "language": spoken.main_languages(acts.accounts)})
    foreign = pl.any_horizontal(
        (pl.col("script") == one) & ~pl.col("language").is_in(list(codes)) for one, codes in WRITERS.items()
    )
    judged = table.select(
        foreign.fill_null(value=False).cast(pl.Float64).alias("foreign"),
        (pl.col("script").is_not_null() & pl.col("language").is_not_null()).cast(pl.Int64).alias("known"),
    )
    known, given = judged["known"].to_numpy(), names.is_not_null().cast(pl.Int64).to_numpy()
    mixed = mixes_scripts(names).fill_null(value=False).cast(pl.Float64).to_numpy()
    return {
        "name_script": (np.where(known > 0, judged["foreign"].to_numpy(), np.nan), known),
        "mixed_name": (np.where(given > 0, mixed, np.nan), given),
    }


def latest_names(acts: Acts) -> pl.Series:
    """Return the display name of each account: that of its last post, else of its profile; null where none is known."""
    last = acts.timelines.rows[acts.timelines.start[1:] - 1] if acts.accounts else np.zeros(0, np.int64)
    profiles = acts.known.profiles.select(ACCOUNT_NAME, "display_name").drop_nulls("account")
    latest = profiles.unique("account", keep="last", maintain_order=True)
    own = pl.DataFrame({"account": acts.timelines.accounts, "of_post": acts.rows(pl.col("display_name")).gather(last)})
    joined = own.join(latest, on="account", how="left", maintain_order="left")
    stated = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in ("of_post", "display_name")]
    return joined.select(pl.coalesce(stated).alias("name")).to_series()
