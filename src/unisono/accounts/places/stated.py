"""Which countries a stated place can lie in: names of countries and cities in many languages, codes, flags."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

NAME_FILE = Path(__file__).with_name("names.parquet")
COUNTRY_FILE = Path(__file__).with_name("countries.tsv")

CODE_SIGN = "~"
"""Stands before codes of two letters, which count behind another place only: "Dallas, TX", never "OK"."""

MOST_PARTS = 8
"""Parts of a stated place that are looked at."""

_FLAG = r"[\x{1F1E6}-\x{1F1FF}]{2}"
_BREAKS = r"[,،、，/|;·•\n\r()\[\]&+~→↔]+|\s[-–—]\s"
_DROPPED = r"['’‘ʼ`´.]"
_SIGNS = r"[^\p{L}\p{N}\x{1F1E6}-\x{1F1FF}~]+"


@dataclass(frozen=True)
class Gazetteer:
    """Names of places and the countries in which a place has that name; countries and their languages.

    names: name (as plain_names writes it), countries (list of ISO 3166 codes). countries: country, named (in English),
    languages (list of ISO 639-1 codes that at least one in a hundred people there can write, or that are official).
    """

    names: pl.DataFrame
    countries: pl.DataFrame

    def name_of(self, country: str) -> str:
        """Return the English name of a country."""
        return str(self._row(country)["named"])

    def languages_of(self, country: str) -> list[str]:
        """Return the languages of a country, none where they are not known."""
        return [language for language in self._row(country)["languages"] if language]

    def _row(self, country: str) -> dict[str, Any]:  # a cell is text or a list of it
        return self.countries.row(by_predicate=pl.col("country") == country, named=True)


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer that is part of the installation."""
    names = pl.read_parquet(NAME_FILE).with_columns(pl.col("countries").str.split(" "))
    countries = pl.read_csv(
        COUNTRY_FILE, separator="\t", schema=dict.fromkeys(("country", "named", "languages"), pl.String)
    )
    return Gazetteer(names, countries.with_columns(pl.col("languages").fill_null("").str.split(" ")))


def plain_names(names: pl.Series) -> pl.Series:
    """Return names as they are compared: small letters without accents, words with one space between them."""
    letters = names.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    words = letters.str.replace_all(_DROPPED, "").str.replace_all(_SIGNS, " ")
    return words.str.strip_chars(" ")


def stated_countries(places: pl.Series, gazetteer: Gazetteer | None = None) -> pl.Series:
    """Return for each stated place the countries it can lie in (list, ascending), null where nobody can say.

    Parts between commas and the like are looked up whole. What all known parts agree on stands ("Paris, Texas" lies in
    the United States); where they do not, all stand. Parts that are not known say nothing.
    """
    gazetteer = gazetteer or load_gazetteer()
    stated = pl.DataFrame({"place": places}, schema={"place": pl.String})
    distinct = stated.filter(pl.col("place").str.contains(rf"\p{{L}}|{_FLAG}")).unique(maintain_order=True)
    parts = _parts_of(distinct)
    known = _whole_or_split(parts, gazetteer)
    per_place = known.group_by("place").agg(pl.col("part").n_unique().alias("parts"))
    told = known.explode("countries").unique(["place", "part", "countries"])
    counted = told.group_by("place", "countries").len("agree").join(per_place, on="place")
    agreed = pl.col("countries").filter(pl.col("agree") == pl.col("parts"))
    found = counted.group_by("place").agg(
        pl.when(agreed.len() > 0)
        .then(agreed.unique().sort().implode())
        .otherwise(pl.col("countries").unique().sort().implode())
        .first()
        .alias("found")
    )
    return stated.join(found, on="place", how="left", maintain_order="left")["found"].rename("countries")


def _parts_of(distinct: pl.DataFrame) -> pl.DataFrame:
    """Return place, part (its number) and name of each part, plain; the whole is the part with number -1."""
    place = pl.col("place")
    broken = (
        place.str.replace_all(rf"({_FLAG})", ",$1,")
        .str.replace(r"\s+([A-Z]{2})\s*$", ",$1")
        .str.replace_all(_BREAKS, "\n")
        .str.split("\n")
        .list.eval(pl.element().str.strip_chars().filter(pl.element().str.strip_chars() != ""))
    )
    split = distinct.with_columns(broken.list.head(MOST_PARTS).alias("name")).explode("name").drop_nulls("name")
    split = split.with_columns(part=pl.int_range(pl.len()).over("place"))
    code = pl.col("name").str.contains(r"^[A-Z]{2}$") & (pl.col("part") > 0)
    coded = pl.when(code).then(CODE_SIGN + pl.col("name")).otherwise("name")
    whole = distinct.select("place", pl.col("place").alias("name"), pl.lit(-1, pl.Int64).alias("part"))
    parts = pl.concat([split.select("place", coded.alias("name"), pl.col("part").cast(pl.Int64)), whole])
    return parts.with_columns(plain_names(parts["name"])).filter(pl.col("name") != "")


def _whole_or_split(parts: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Return place, part and countries of the parts that are known; where the whole is, nothing else is asked.

    A part of several words that is not known is split in two where both halves are and agree, as in "Lyon France".
    """
    looked_up = parts.join(gazetteer.names, on="name", how="left")
    whole = looked_up.filter((pl.col("part") == -1) & pl.col("countries").is_not_null())
    rest = looked_up.filter(pl.col("part") >= 0).join(whole, on="place", how="anti")
    known = rest.filter(pl.col("countries").is_not_null())
    words = rest.filter(pl.col("countries").is_null()).with_columns(pl.col("name").str.split(" "))
    halves = []
    for cut in range(1, 4):
        longer = words.filter(pl.col("name").list.len() > cut)
        first = longer.select("place", "part", pl.col("name").list.head(pl.col("name").list.len() - cut).list.join(" "))
        last = longer.select("place", "part", pl.col("name").list.tail(cut).list.join(" "))
        both = first.join(gazetteer.names, on="name").join(
            last.join(gazetteer.names, on="name"), on=["place", "part"], suffix="_last"
        )
        halves.append(both.select("place", "part", pl.col("countries").list.set_intersection("countries_last")))
    agreed = (
        pl.concat(halves)
        .filter(pl.col("countries").list.len() > 0)
        .unique(["place", "part"], keep="first", maintain_order=True)
    )
    columns = ["place", "part", "countries"]
    return pl.concat([whole.select(columns), known.select(columns), agreed.select(columns)])
