"""In which languages accounts post: as their platform says, else as a bounded number of their texts does."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from unisono.accounts.main_languages import spread_evenly
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Bool, Float64, Int32, Int64
from unisono.accounts.signals.per_account import counts_of, sums_of
from unisono.content.languages import fold_codes, identify_languages
from unisono.engine.numbering import number_keys, number_texts_as_seen

NAMED_BY_PLATFORM = 0.5
"""Share of a platform's posts with a text whose language it names, from which on texts are not read."""

MOST_OF_ACCOUNT = 20
MOST_TEXTS = 20_000
"""Texts that are read to tell the languages of accounts whose platform names none: of each account, and of all."""


@dataclass(frozen=True)
class Spoken:
    """The languages of the posts of which they are known.

    owners: int32 (posts), the account of each. codes: int32 (posts), places in `names`, languages by ISO 639-1.
    """

    owners: Int32
    codes: Int32
    names: pl.Series

    @cached_property
    def counted(self) -> tuple[Int32, Int32, Int64]:
        """Return account, language and number of posts, for each account and language it uses."""
        keys = self.owners.astype(np.int64) * max(1, len(self.names)) + self.codes
        numbers, first = number_keys(keys.astype(np.uint64))
        return self.owners[first], self.codes[first], np.bincount(numbers, minlength=len(first)).astype(np.int64)

    def main_languages(self, accounts: int) -> pl.Series:
        """Return the commonest language of each account, of several the first by its code; null where none is known."""
        owners, codes, posts = self.counted
        alphabetical = self.names.rank("ordinal").to_numpy()[codes] if len(codes) else codes
        order = np.lexsort((alphabetical, -posts, owners))
        chosen = order[np.flatnonzero(np.diff(owners[order], prepend=-1))]
        places = np.full(accounts, -1, np.int64)
        places[owners[chosen]] = codes[chosen]
        return self.names.gather(pl.Series(places).replace(-1, None))

    def effective_numbers(self, accounts: int) -> tuple[Float64, Int64]:
        """Return the effective number of languages of each account (NaN where none is known), and its posts.

        It is exp of Shannon's entropy, the Hill number of order 1 (Jost 2006, table 1).
        """
        owners, _, posts = self.counted
        n = counts_of(self.owners, accounts)
        shares = posts / n[owners]
        numbers = np.exp(-sums_of(owners, shares * np.log(shares), accounts))
        return np.where(n > 0, numbers, np.nan), n


def read_languages(acts: Acts, most: int = MOST_TEXTS) -> Spoken:
    """Return the languages of posts, as their platform names them.

    On platforms that name hardly any, `most` texts at most are read instead, as many of each account, evenly spaced
    over its posts.
    """
    told, told_names = _told_by_platform(acts)
    with_text = acts.flags(pl.col("text") != "")
    named = _named_platforms(acts, told, with_text)
    by_platform = np.flatnonzero(named & (told >= 0))
    chosen = evenly_spaced(acts, np.flatnonzero(~named & with_text), most)
    read = identify_languages(acts.rows(pl.col("text")).gather(acts.timelines.rows[chosen]))["language"]
    owners = np.concatenate([acts.owners[by_platform], acts.owners[chosen[read.is_not_null().to_numpy()]]])
    # Few texts are read, so that their languages can be numbered behind the platform's by name.
    names = pl.concat([told_names, read.drop_nulls().unique(maintain_order=True)]).unique(maintain_order=True)
    place_of = {name: place for place, name in enumerate(names)}
    codes = read.drop_nulls().replace_strict(place_of, return_dtype=pl.Int32).to_numpy()
    return Spoken(owners, np.concatenate([told[by_platform], codes]).astype(np.int32), names)


def _told_by_platform(acts: Acts) -> tuple[Int32, pl.Series]:
    """Return the language that the platform names, as a place in the names, -1 for none: int32 (posts); and names."""
    written, numbers = number_texts_as_seen(acts.rows(pl.col("lang").fill_null("")))
    folded = fold_codes(written)
    names = folded.drop_nulls().unique(maintain_order=True)
    place_of = {name: place for place, name in enumerate(names)}
    places = np.array([place_of.get(name, -1) for name in folded], np.int32)
    return (places[numbers] if len(numbers) else places)[acts.timelines.rows], names


def _named_platforms(acts: Acts, told: Int32, with_text: Bool) -> Bool:
    """Return whether the platform of each post names the language of most posts that have a text: bool (posts)."""
    names, platforms = number_texts_as_seen(acts.timelines.accounts.str.extract(r"^([^:]*):").fill_null(""))
    of_post = platforms[acts.owners]
    known, texts = (np.bincount(of_post[flags], minlength=len(names)) for flags in (told >= 0, with_text))
    return np.asarray((known >= NAMED_BY_PLATFORM * texts)[of_post], np.bool_)


def evenly_spaced(acts: Acts, places: Int64, most: int) -> Int64:
    """Return up to MOST_OF_ACCOUNT of the places of each account, as many of each, `most` in all at most.

    places: ascending. Where `most` is less than one for each account, none is returned.
    """
    owners = acts.owners[places]
    counts = np.bincount(owners, minlength=acts.accounts)
    each = min(MOST_OF_ACCOUNT, most // max(1, int((counts > 0).sum())))
    if each == 0:
        return places[:0]
    return np.asarray(places[spread_evenly(owners, each)], np.int64)
