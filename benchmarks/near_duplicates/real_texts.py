"""Reads the distinct texts of the real data by language, where the folder UNISONO_DATA or ../shared/data exists."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from benchmarks.workloads import REPOSITORY

IRA = "ira/ira_2016-09_2016-11.csv.gz"
FCC = "near-duplicates/fcc_comments.parquet"
ORGANIC = ("organic/mayweather_event_2017.parquet", "organic/spain_politicians_2021.parquet")
LANGUAGES = {
    "English": "en",
    "Russian": "ru",
    "Ukrainian": "uk",
    "German": "de",
    "Italian": "it",
    "Spanish": "es",
}
SHARES = {"en": 0.5, "ru": 0.22, "de": 0.05, "uk": 0.05, "es": 0.05, "it": 0.03}
"""How much of a workload is in each language of the real data; the rest is in invented words of other scripts."""


@dataclass(frozen=True)
class RealTexts:
    """Distinct texts by language code."""

    by_language: dict[str, list[str]]

    def count(self) -> int:
        return sum(len(texts) for texts in self.by_language.values())


def data_file(name: str) -> Path | None:
    """Return a file of the real data, or None where there is none."""
    file = Path(os.environ.get("UNISONO_DATA", REPOSITORY.parent / "shared" / "data")) / name
    return file if file.exists() else None


@cache
def read_real_texts() -> RealTexts | None:
    """Read the distinct texts in the languages of SHARES, in the order of the files; None without the data."""
    files = [data_file(name) for name in (IRA, *ORGANIC)]
    if None in files:
        return None
    posts = read_ira(("content", "language")).rename({"content": "text"})
    organic = [pl.read_parquet(file, columns=["text", "lang"]) for file in files[1:] if file is not None]
    parts = [posts, *(part.rename({"lang": "language"}) for part in organic)]
    coded = pl.concat(parts).with_columns(pl.col("language").replace(LANGUAGES))
    # The names of the languages are given in two ways; where none is given the match's posts are in English.
    telling = coded.drop_nulls("text").with_columns(pl.col("language").fill_null("en"))
    long_enough = telling.filter(pl.col("text").str.len_chars() >= 30).unique("text", keep="first", maintain_order=True)
    return RealTexts(
        {code: long_enough.filter(pl.col("language") == code)["text"].to_list() for code in SHARES},
    )


def read_ira(columns: tuple[str, ...]) -> pl.DataFrame:
    """Read columns of the Internet Research Agency's posts as text."""
    file = data_file(IRA)
    assert file is not None
    return pl.read_csv(file, columns=list(columns), infer_schema_length=0)
