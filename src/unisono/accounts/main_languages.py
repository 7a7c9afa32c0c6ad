"""The one language that an account writes, of accounts whose own texts may not fit what they say of themselves."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.known import KnownAccounts
from unisono.accounts.timelines import KINDS
from unisono.content.languages import LANGUAGES, fold_codes, identify_languages
from unisono.engine.numbering import number_texts_as_seen

Bool = NDArray[np.bool_]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

UNTOLD = frozenset({"en"})
"""Languages that people write everywhere: of an account that writes them, nothing is said."""

NUMBER_OF = {language: number for number, language in enumerate(LANGUAGES)}


@dataclass(frozen=True)
class Reading:
    """How many texts of its own are read of an account, and how many must be in one language.

    most_texts: of an account's own texts so many are read, evenly spread over time. A language is an account's when
    least_share of the texts whose language is known, at least least_texts, are in it. Those that fit are given up after
    first_texts.
    """

    least_texts: int = 10
    most_texts: int = 30
    first_texts: int = 8
    least_share: float = 0.9


USUAL = Reading()


@dataclass(frozen=True)
class FittingLanguages:
    """Which languages fit what accounts say of themselves.

    of_account: int64, by place in the timelines, a row of `fits`, -1 for accounts that are not asked about. fits: bool
    (rows, LANGUAGES).
    """

    of_account: Int64
    fits: Bool

    def are_fitting(self, owners: Int64, languages: Int64) -> Bool:
        """Return whether each language, a place in LANGUAGES, fits the account of that place; -1 does not."""
        return np.asarray((languages >= 0) & self.fits[self.of_account[owners], languages], np.bool_)


def main_languages(known: KnownAccounts, fitting: FittingLanguages, settings: Reading = USUAL) -> pl.DataFrame:
    """Return a row for each account that writes one language which does not fit: number, language, of, n and texts.

    number: its place in the timelines. n: texts whose language is known; of: those in that language; texts: all that
    were read, each once. Reposts are others' texts. An account that the platform finds to write what fits is not read.
    """
    owners, rows = _texts_of(known, fitting, settings)
    first = spread_evenly(owners, settings.first_texts)
    begun = _identify(known.posts, owners[first], rows[first])
    # More texts that fit leave too small a share for any other language.
    allowed = settings.most_texts - int(np.ceil(settings.most_texts * settings.least_share))
    named = begun.drop_nulls("language")
    spoken = named["language"].replace_strict(NUMBER_OF, return_dtype=pl.Int64).to_numpy()
    fit = np.bincount(
        named["number"].to_numpy()[fitting.are_fitting(named["number"].to_numpy(), spoken)],
        minlength=len(fitting.of_account),
    )
    going_on = ~first & (fit[owners] <= allowed)
    rest = _identify(known.posts, owners[going_on], rows[going_on])
    read = pl.concat([begun.filter(pl.Series(fit <= allowed).gather(begun["number"])), rest]).unique(["number", "text"])
    counts = read.drop_nulls("language").group_by("number", "language").len("of")
    counts = counts.with_columns(pl.col("of").sum().over("number").alias("n"))
    main = counts.filter(
        (pl.col("n") >= settings.least_texts) & (pl.col("of") >= settings.least_share * pl.col("n"))
    ).filter(~pl.col("language").is_in(list(UNTOLD)))
    places = main["language"].replace_strict(NUMBER_OF, return_dtype=pl.Int64).to_numpy()
    main = main.filter(~pl.Series(fitting.are_fitting(main["number"].to_numpy(), places)))
    return main.join(read.group_by("number").agg(texts="text"), on="number")


def _texts_of(known: KnownAccounts, fitting: FittingLanguages, settings: Reading) -> tuple[Int64, Int64]:
    """Return (owners, rows) of texts to read, in the order of the timelines, evenly spread over each account's own.

    Left out are accounts most of whose texts are, as the platform says, in languages that fit.
    """
    timelines, posts = known.timelines, known.posts
    has_text = (posts["text"].str.len_bytes().fill_null(0) > 0).to_numpy()
    is_own = (timelines.kinds != KINDS.index("repost")) & has_text[timelines.rows]
    own = np.flatnonzero(is_own & (fitting.of_account[timelines.owners] >= 0))
    owners, rows = timelines.owners[own].astype(np.int64), timelines.rows[own]
    names, codes = number_texts_as_seen(posts["lang"].fill_null(""))
    spoken = fold_codes(names).replace_strict(NUMBER_OF, default=-1, return_dtype=pl.Int64).fill_null(-1).to_numpy()
    given = spoken[codes[rows]]
    size = len(timelines.accounts)
    named = np.bincount(owners[given >= 0], minlength=size)
    fit = np.bincount(owners[fitting.are_fitting(owners, given)], minlength=size)
    enough = np.bincount(owners, minlength=size) >= settings.least_texts
    asked = (enough & ((named < settings.least_texts) | (2 * fit <= named)))[owners]
    owners, rows = owners[asked], rows[asked]
    chosen = spread_evenly(owners, settings.most_texts)
    return owners[chosen], rows[chosen]


def spread_evenly(owners: Int32 | Int64, most: int) -> Bool:
    """Return which rows to take: at most so many of each owner, evenly spread; owners: ascending."""
    begins = np.searchsorted(owners, owners)
    counts = np.searchsorted(owners, owners, side="right") - begins
    steps = (np.arange(len(owners)) - begins) * most // np.maximum(counts, most)
    taken = np.ones(len(owners), np.bool_)
    taken[1:] = (steps[1:] != steps[:-1]) | (begins[1:] != begins[:-1])
    return taken


def _identify(posts: pl.DataFrame, owners: Int64, rows: Int64) -> pl.DataFrame:
    """Return number, text and language of each text."""
    texts = posts["text"].gather(rows)
    languages = identify_languages(texts)["language"] if len(texts) else texts
    return pl.DataFrame({"number": owners, "text": texts, "language": languages})
