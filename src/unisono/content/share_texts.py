"""Texts that a site's share button or an app wrote: by their wording with their link, and by how they are posted."""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from unisono.model.written_links import LIKE_A_LINK

PHRASES = Path(__file__).with_name("share_phrases.tsv")
SIGNS = ("phrase", "via", "outlet", "headline")
"""A phrase that apps fill in; `via @outlet` at the end; the site's name at the end; the words of the address itself."""

LEAST_HEADLINE_WORDS = 4
LEAST_IN_ADDRESS = 0.8
"""Words of a text, and their share, that must stand in its link for the text to be the page's headline."""

FEWEST_ACCOUNTS = 3
NEAR_S = 60
SPREAD_S = 3_600.0
AROUND_S = 1_800
MOST_NEARER = 1.5
SLACK = 0.1
MOST_COMPANY = 0.5
ONE_LINK = 0.95
MOST_WORDINGS = 200

BUTTON_COLUMNS = ("wording", "accounts", "posts", "one_link", "spread_s", "near", "near_expected", "company", "pressed")
_VIA = r"(?i)(?:^|[\s(\-–—|:])(?:via|vía|através de|über|através|via:|przez|через|عبر)\s+@[A-Za-z0-9_.]{2,30}\W*$"
_LAST_PART = r"^.{15,}\s[|•·»—–-]\s*([^|•·»]{2,40}?)\W*$"


def looks_like_share_text(texts: pl.Series, links: pl.Series) -> pl.Series:
    """Return for each text with its canonical link the first of SIGNS that a button wrote it, else null.

    A text without a link has none. People also write such words by hand; a sign says what the text looks like.
    """
    table = pl.DataFrame({"text": texts, "link": links}, schema={"text": pl.String, "link": pl.String})
    said = table.with_columns(pl.col("text").str.replace_all(LIKE_A_LINK, " ").str.strip_chars().alias("said"))
    return said.select(
        pl.when(pl.col("link").is_null() | (pl.col("said") == ""))
        .then(None)
        .when(pl.col("said").str.contains(_phrases()))
        .then(pl.lit("phrase"))
        .when(pl.col("said").str.contains(_VIA))
        .then(pl.lit("via"))
        .when(_names_the_site())
        .then(pl.lit("outlet"))
        .when(_is_in_the_address())
        .then(pl.lit("headline"))
        .alias("sign")
    ).to_series()


def pressed_buttons(posts: pl.DataFrame) -> pl.DataFrame:
    """Return BUTTON_COLUMNS, one row for each wording that at least three accounts posted with a link.

    posts: wording, link (canonical), account, at; rows without a link count against it. `pressed`: one link has at
    least 95 % of the posts; the middle half of them takes over an hour (`spread_s`); hardly more come within a minute
    of another's (`near`) than the posts of the half hour before and after would give by chance (`near_expected`); and
    no other wording has more than half of the same accounts (`company`).
    """
    worded = posts.filter(pl.col("wording").is_not_null() & (pl.col("wording") != ""))
    often = worded.group_by("wording").agg(pl.col("account").n_unique().alias("accounts"), pl.col("link").count())
    chosen = often.filter((pl.col("accounts") >= FEWEST_ACCOUNTS) & (pl.col("link") > 0))
    said = worded.join(chosen.select("wording"), on="wording", how="semi").sort("wording", "at", "account")
    said = said.with_columns(_neighbours(said, NEAR_S).alias("near"), _neighbours(said, AROUND_S).alias("around"))
    facts = said.group_by("wording", maintain_order=True).agg(
        pl.col("account").n_unique().alias("accounts"),
        pl.len().alias("posts"),
        (pl.col("link").drop_nulls().value_counts(sort=True).struct.field("count").first() / pl.len()).alias(
            "one_link"
        ),
        ((pl.col("at").quantile(0.75) - pl.col("at").quantile(0.25)).dt.total_milliseconds() / 1000).alias("spread_s"),
        (pl.col("near") > 0).mean(),
        (1.0 - (-pl.col("around") * NEAR_S / AROUND_S).exp()).mean().alias("near_expected"),
    )
    pressed = (
        (pl.col("one_link") >= ONE_LINK)
        & (pl.col("spread_s") >= SPREAD_S)
        & (pl.col("near") <= pl.col("near_expected") * MOST_NEARER + SLACK)
        & (pl.col("company") <= MOST_COMPANY)
    )
    together = facts.join(_company(said), on="wording", how="left").with_columns(pl.col("company").fill_null(0.0))
    return together.with_columns(pressed.alias("pressed")).select(BUTTON_COLUMNS)


def _neighbours(said: pl.DataFrame, within_s: int) -> pl.Series:
    """Return how many other posts of its wording came within so many seconds of each (rows by wording and time)."""
    at = said["at"].dt.epoch("ms").to_numpy().astype(np.float64)
    if not len(at):
        return pl.Series([], dtype=pl.Float64)
    # Each wording gets a stretch of time of its own, further from the others than any window reaches.
    apart = (at.max() - at.min()) + 4_000.0 * AROUND_S
    line = at - at.min() + said["wording"].rle_id().to_numpy().astype(np.float64) * apart
    reach = within_s * 1_000.0
    found = np.searchsorted(line, line + reach, side="right") - np.searchsorted(line, line - reach, side="left") - 1
    return pl.Series(found.astype(np.float64))


def _company(said: pl.DataFrame) -> pl.DataFrame:
    """Return for each wording the largest share of its accounts that another wording with as many accounts has too."""
    own = said.select("wording", "account").unique()
    own = own.filter(pl.len().over("account") <= MOST_WORDINGS)
    sizes = own.group_by("wording").len("size")
    both = own.join(own, on="account", suffix="_other").filter(pl.col("wording") != pl.col("wording_other"))
    shared = both.group_by("wording", "wording_other").len("both").join(sizes, on="wording")
    return shared.group_by("wording").agg((pl.col("both") / pl.col("size")).max().alias("company"))


def _names_the_site() -> pl.Expr:
    """Return whether the last part of the text, after a bar or a dash, is the name of the link's site."""
    name = pl.col("said").str.extract(_LAST_PART).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]|^the\b", "")
    host = pl.col("link").str.extract(r"^https://([^/:?#]+)").str.replace_all(r"[^a-z0-9.]", "")
    stem = host.str.extract(r"([a-z0-9]+)\.(?:co|com|org|net|gov|ac)?\.?[a-z0-9]+$")
    long_enough = (name.str.len_chars() >= 3) & (stem.str.len_chars() >= 3)
    return (long_enough & (stem.str.contains(name, literal=True) | name.str.contains(stem, literal=True))).fill_null(
        False
    )


def _is_in_the_address() -> pl.Expr:
    """Return whether nearly all words of the text stand in the link's path, as they do in the address of a headline."""
    words = pl.col("said").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]{3,}").list.unique()
    slug = (
        pl.col("link").str.extract(r"^https://[^/]+(/[^?#]*)").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]{3,}")
    )
    inside = words.list.set_intersection(slug).list.len()
    return ((inside >= LEAST_HEADLINE_WORDS) & (inside >= words.list.len() * LEAST_IN_ADDRESS)).fill_null(False)


@cache
def _phrases() -> str:
    """Return one pattern of all phrases; they stand at the start, or after a quoted or finished headline."""
    with PHRASES.open(encoding="utf-8", newline="") as rows:
        phrases = [row["phrase"] for row in csv.DictReader(rows, delimiter="\t")]
    return rf"(?i)(?:^|[.!?:»”\"'|–—-]\s*)(?:[¡!\W]*)(?:{'|'.join(phrases)})"
