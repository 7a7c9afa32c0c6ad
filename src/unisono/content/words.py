"""The terms of texts in any script: words, pairs of words, and runs of characters where no spaces are written."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from unisono.content.wording import folded_texts
from unisono.engine.numbering import number_keys, number_texts, number_texts_as_seen
from unisono.model.hidden_characters import HIDDEN
from unisono.model.written_links import LIKE_A_LINK

Bools = NDArray[np.bool_]
Int64 = NDArray[np.int64]

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}々"
_LETTERS = rf"[[\p{{L}}\p{{M}}\p{{N}}_ー]--[{_UNSPACED}]]"
_TOKEN = "|".join(
    (
        f"(?:{LIKE_A_LINK})",
        r"(?:[Rr][Tt] +)?[@＠][A-Za-z0-9_]+(?:[.\-@][A-Za-z0-9_]+)*",
        r"&(?:amp|lt|gt|quot|nbsp|#\d+);",
        r"[#＃][\p{L}\p{M}\p{N}_ー々]+",
        rf"[{_UNSPACED}]+",
        rf"{_LETTERS}+(?:['’]{_LETTERS}+)*",
    )
)
_OF_RUNS = rf"^[{_UNSPACED}]"
_NO_WORD = r"[^\p{L}\p{M}\p{N}_'’#＃ー]"
_NOTHING = -1


@dataclass(frozen=True)
class TermTable:
    """Which terms each text has.

    has: texts by terms, 1 where the text has the term, however often. names: the terms in alphabetical order of words,
    then of pairs ("north pier").
    """

    has: csr_array
    names: pl.Series

    @property
    def texts(self) -> int:
        """How many texts there are, those without a term included."""
        return int(self.has.shape[0])

    @property
    def texts_with(self) -> Int64:
        """In how many texts each term is: int64 (terms)."""
        return np.bincount(self.has.indices, minlength=self.has.shape[1]).astype(np.int64)


@dataclass(frozen=True)
class Tokens:
    """Tokens in the order of the texts: text and word, int64 numbers; word -1 is a link or a mention.

    names: the words in alphabetical order, unspaced stretches among them; is_unspaced: which these are, and False for
    word -1. texts: how many texts there are.
    """

    text: Int64
    word: Int64
    names: pl.Series
    is_unspaced: Bools
    texts: int

    def side_by_side(self) -> tuple[Int64, Int64]:
        """Return texts and pairs of every two spaced words or tags side by side, as first * words + second."""
        is_spaced = np.append(~self.is_unspaced[:-1], False)  # the last stands for -1
        told = is_spaced[self.word]
        both = (self.text[:-1] == self.text[1:]) & told[:-1] & told[1:]
        return self.text[:-1][both], self.word[:-1][both] * len(self.names) + self.word[1:][both]

    def name_pairs(self, pairs: Int64) -> pl.Series:
        """Return the names of pairs: "north pier"."""
        first, second = self.names.gather(pairs // len(self.names)), self.names.gather(pairs % len(self.names))
        return first + " " + second


@dataclass(frozen=True)
class Runs:
    """The runs of unspaced stretches: word and run, int64 numbers, each once and in the order of the words."""

    word: Int64
    run: Int64
    letters: str
    starts: Int64  # of each run, where it stands in the letters
    sizes: Int64

    def in_texts(self, tokens: Tokens) -> tuple[Int64, Int64]:
        """Return texts and runs of all stretches, in the order of the tokens."""
        inside = tokens.is_unspaced[tokens.word]
        text, word = tokens.text[inside], tokens.word[inside]
        start, end = np.searchsorted(self.word, word), np.searchsorted(self.word, word, side="right")
        rows = np.repeat(text, end - start)
        places = np.arange(len(rows)) - np.repeat(np.cumsum(end - start) - (end - start), end - start)
        return rows, self.run[np.repeat(start, end - start) + places]

    def names(self, runs: Int64) -> pl.Series:
        """Return the names of runs."""
        begun, ended = self.starts[runs], self.starts[runs] + self.sizes[runs]
        written = [self.letters[start:end] for start, end in zip(begun.tolist(), ended.tolist(), strict=True)]
        return pl.Series(written, dtype=pl.String())


def find_terms(texts: pl.Series, *, pairs: bool = True, tags: bool = True, fewest: int = 1) -> TermTable:
    """Return the terms of each text that are in at least `fewest` texts.

    Links, mentions, emoji and letters' case do not count. `pairs` are two words side by side; `tags` keeps hashtags, as
    "#tag". Null is a text without terms. The result does not depend on the order of the texts but for its rows.

    >>> find_terms(pl.Series(["The north pier", "北の港"]), pairs=False).names.to_list()
    ['north', 'pier', 'the', 'の港', '北の', '北の港']
    """
    return tabulate_terms(read_tokens(texts, tags=tags), pairs=pairs, fewest=fewest)


def tabulate_terms(tokens: Tokens, *, pairs: bool = True, fewest: int = 1) -> TermTable:
    """Return the terms of tokens that are in at least `fewest` texts, as find_terms does."""
    parts = [_words_and_runs(tokens)]
    if pairs:
        parts.append(_pairs(tokens, fewest))
    tables = [_table(rows, codes, names, tokens.texts, fewest) for rows, codes, names in parts]
    if len(tables) == 1:
        return tables[0]
    has = csr_array(hstack([table.has for table in tables], format="csr"))
    return TermTable(has, pl.concat([table.names for table in tables]))


def read_tokens(texts: pl.Series, *, tags: bool = True) -> Tokens:
    """Split texts into words, unspaced stretches and what is neither; fold each different token once."""
    visible = texts.cast(pl.String).fill_null("").str.replace_all(HIDDEN, "")
    found = visible.str.extract_all(_TOKEN)
    text = np.repeat(np.arange(len(texts), dtype=np.int64), found.list.len().to_numpy())
    token = found.explode(empty_as_null=False) if len(found) else pl.Series([], dtype=pl.String())
    different, number = number_texts_as_seen(token)
    kept = ~different.str.contains(_NO_WORD)
    if not tags:
        kept &= ~different.str.contains(r"^[#＃]")
    folded = folded_texts(different.filter(kept)).str.replace("＃", "#", literal=True).str.replace_all("’", "'")
    names, place = number_texts(folded)
    word = np.full(len(different), _NOTHING, np.int64)
    word[kept.to_numpy()] = place
    return Tokens(text, word[number], names, np.append(names.str.contains(_OF_RUNS).to_numpy(), False), len(texts))


def cut_runs(tokens: Tokens) -> Runs:
    """Return the runs of two to four characters of each unspaced stretch; a single character is itself."""
    stretches = np.flatnonzero(tokens.is_unspaced)
    written = tokens.names.gather(stretches)
    letters = "".join(written.to_list())
    lengths = written.str.len_chars().to_numpy().astype(np.int64)
    owner = np.repeat(np.arange(len(stretches)), lengths)
    behind = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
    one = _numbered(np.frombuffer(letters.encode("utf-32-le"), np.uint32).astype(np.int64))[0]
    # Numbers of two letters keep the keys of four within 64 bits, however many letters there are.
    two = _numbered(one * len(one) + _ahead(one, 1))[0]
    words, runs, starts, sizes = [], [], [], []
    count = 0
    for size, is_run, keys in (
        (1, lengths[owner] == 1, one),
        (2, behind >= 2, two),
        (3, behind >= 3, two * len(one) + _ahead(one, 2)),
        (4, behind >= 4, two * len(one) + _ahead(two, 2)),
    ):
        places = np.flatnonzero(is_run)
        codes, first = _numbered(keys[places])
        words.append(owner[places])
        runs.append(codes + count)
        starts.append(places[first])
        sizes.append(np.full(len(first), size, np.int64))
        count += len(first)
    each = sorted_once(np.concatenate(words) * max(count, 1) + np.concatenate(runs))
    word = stretches[each // max(count, 1)]
    return Runs(word, each % max(count, 1), letters, np.concatenate(starts), np.concatenate(sizes))


def sorted_once(keys: Int64) -> Int64:
    """Return the different keys in ascending order; np.unique takes several times as long."""
    ordered = np.sort(keys)
    once: Int64 = ordered[np.append(np.ones(min(1, len(keys)), np.bool_), ordered[1:] != ordered[:-1])]
    return once


def _numbered(keys: Int64) -> tuple[Int64, Int64]:
    """Return each key's number and where each number appears first."""
    codes, first = number_keys(keys.astype(np.uint64))
    return codes.astype(np.int64), first.astype(np.int64)


def _ahead(values: Int64, steps: int) -> Int64:
    """Return for each place the value so many places on, 0 behind the last."""
    ahead = np.zeros_like(values)
    ahead[: max(len(values) - steps, 0)] = values[steps:]
    return ahead


def _words_and_runs(tokens: Tokens) -> tuple[Int64, Int64, pl.Series]:
    """Return texts, terms and names: each word as it is, each unspaced stretch as its runs of characters."""
    runs = cut_runs(tokens)
    spaced = np.flatnonzero(~tokens.is_unspaced[:-1])
    written = pl.concat([tokens.names.gather(spaced), runs.names(np.arange(len(runs.sizes)))])
    names, place = number_texts(written)
    of_word = np.full(len(tokens.names) + 1, _NOTHING, np.int64)
    of_word[spaced] = place[: len(spaced)]
    words = of_word[tokens.word]
    text, run = runs.in_texts(tokens)
    rows = np.concatenate([tokens.text[words >= 0], text])
    return rows, np.concatenate([words[words >= 0], place[len(spaced) :][run]]), names


def _pairs(tokens: Tokens, fewest: int) -> tuple[Int64, Int64, pl.Series]:
    """Return texts, pairs and names of every two spaced words or tags side by side, `fewest` times or more."""
    text, pair = tokens.side_by_side()
    keys, code, times = np.unique(pair, return_inverse=True, return_counts=True)
    kept = times >= fewest
    number = np.where(kept, np.cumsum(kept) - 1, _NOTHING)[code]
    return text[number >= 0], number[number >= 0], tokens.name_pairs(keys[kept])


def _table(rows: Int64, codes: Int64, names: pl.Series, texts: int, fewest: int) -> TermTable:
    """Return the table of these occurrences, each term once a text, without the terms of too few texts."""
    has = csr_array((np.ones(len(rows), np.int8), (rows, codes)), shape=(texts, len(names)))
    has.sum_duplicates()
    has.data[:] = 1
    if fewest > 1:
        kept = np.flatnonzero(np.bincount(has.indices, minlength=len(names)) >= fewest)
        return TermTable(csr_array(has[:, kept]), names.gather(kept))
    return TermTable(has, names)
