"""The terms of texts in any script: words, pairs of words, and runs of characters where no spaces are written."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from unisono.content.wording import folded_texts
from unisono.model.hidden_characters import HIDDEN
from unisono.model.written_links import LIKE_A_LINK

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

SHORTEST_RUN, LONGEST_RUN = 2, 4
"""Characters of a term in scripts without spaces: a stretch of writing gives every run of two, three and four."""

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
class _Tokens:
    """Tokens in the order of the texts: text and word, int64 numbers; word -1 is a link or a mention."""

    text: Int64
    word: Int64
    names: pl.Series


def find_terms(texts: pl.Series, *, pairs: bool = True, tags: bool = True, fewest: int = 1) -> TermTable:
    """Return the terms of each text that are in at least `fewest` texts.

    Links, mentions, emoji and letters' case do not count. `pairs` are two words side by side; `tags` keeps hashtags, as
    "#tag". Null is a text without terms. The result does not depend on the order of the texts but for its rows.

    >>> find_terms(pl.Series(["The north pier", "北の港"]), pairs=False).names.to_list()
    ['north', 'pier', 'the', 'の港', '北の', '北の港']
    """
    tokens = _read_tokens(texts, tags)
    parts = [_words_and_runs(tokens)]
    if pairs:
        parts.append(_pairs(tokens, fewest))
    tables = [_table(rows, codes, names, len(texts), fewest) for rows, codes, names in parts]
    if len(tables) == 1:
        return tables[0]
    has = csr_array(hstack([table.has for table in tables], format="csr"))
    return TermTable(has, pl.concat([table.names for table in tables]))


def _read_tokens(texts: pl.Series, tags: bool) -> _Tokens:
    """Split texts into words, unspaced stretches and what is neither; fold each different token once."""
    visible = texts.cast(pl.String).fill_null("").str.replace_all(HIDDEN, "")
    found = visible.str.extract_all(_TOKEN).rename("token")
    per_text = found.list.len().to_numpy().astype(np.int64)
    text = np.repeat(np.arange(len(texts), dtype=np.int64), per_text)
    token = found.explode(empty_as_null=False) if len(found) else pl.Series("token", [], pl.String())
    coded = token.cast(pl.Categorical())
    physical = coded.to_physical().cast(pl.Int64).to_numpy()
    # The process may have put other words into categories: only these texts' tokens are looked at.
    first = np.full(int(physical.max(initial=0)) + 1, _NOTHING, np.int64)
    first[physical] = np.arange(len(physical))
    seen = first >= 0
    number = (np.cumsum(seen) - 1)[physical]
    different = token.gather(first[seen])
    kept = ~different.str.contains(_NO_WORD)
    if not tags:
        kept &= ~different.str.contains(r"^[#＃]")
    folded = folded_texts(different).str.replace("＃", "#", literal=True).str.replace_all("’", "'")
    names = folded.filter(kept).unique().sort()
    position = pl.DataFrame({"name": names}).with_row_index("word")
    joined = pl.DataFrame({"name": folded, "kept": kept}).join(position, on="name", how="left", maintain_order="left")
    word = joined.select(pl.when("kept").then(pl.col("word").cast(pl.Int64)).fill_null(_NOTHING)).to_series()
    return _Tokens(text, word.to_numpy()[number] if len(number) else np.zeros(0, np.int64), names)


def _words_and_runs(tokens: _Tokens) -> tuple[Int64, Int64, pl.Series]:
    """Return texts, terms and names: each word as it is, each unspaced stretch as its runs of characters."""
    unspaced = tokens.names.str.contains(_OF_RUNS).to_numpy()
    runs = _runs(tokens.names, np.flatnonzero(unspaced))
    names = pl.concat([tokens.names.filter(~unspaced), runs["run"]]).unique().sort()
    number = pl.DataFrame({"name": names}).with_row_index("term")
    of_word, of_run = _look_up(tokens.names, number), _look_up(runs["run"], number)
    spaced = np.append(~unspaced, False)[tokens.word]  # the last stands for links and mentions
    inside = np.append(unspaced, False)[tokens.word]
    text, word, stretch = tokens.text[inside], tokens.word[inside], runs["word"].to_numpy()
    start, end = np.searchsorted(stretch, word), np.searchsorted(stretch, word, side="right")
    rows = np.repeat(text, end - start)
    places = np.arange(len(rows)) - np.repeat(np.cumsum(end - start) - (end - start), end - start)
    codes = of_run[np.repeat(start, end - start) + places]
    rows = np.concatenate([tokens.text[spaced], rows])
    return rows, np.concatenate([of_word[tokens.word[spaced]], codes]), names


def _look_up(names: pl.Series, number: pl.DataFrame) -> Int64:
    found = pl.DataFrame({"name": names}).join(number, on="name", how="left", maintain_order="left")
    return found["term"].cast(pl.Int64).fill_null(_NOTHING).to_numpy()


def _runs(names: pl.Series, stretches: Int64) -> pl.DataFrame:
    """Return word and run: the runs of two to four characters of each stretch; a single character is itself."""
    characters = (
        pl.DataFrame({"word": stretches, "letters": names.gather(stretches).str.split("")})
        .explode("letters", empty_as_null=False)
        .filter(pl.col("letters") != "")
    )
    after = [pl.col("letters").shift(-step).over("word") for step in range(LONGEST_RUN)]
    runs = [
        characters.select("word", pl.concat_str(after[:length]).alias("run")).drop_nulls()
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1)
    ]
    alone = characters.filter(pl.len().over("word") == 1).select("word", pl.col("letters").alias("run"))
    return pl.concat([*runs, alone]).unique().sort("word", "run")


def _pairs(tokens: _Tokens, fewest: int) -> tuple[Int64, Int64, pl.Series]:
    """Return texts, pairs and names of every two spaced words or tags side by side, `fewest` times or more."""
    if len(tokens.word) == 0:
        return tokens.text, tokens.word, tokens.names.clear()
    spaced = np.append(~tokens.names.str.contains(_OF_RUNS).to_numpy(), False)  # the last stands for -1
    word, text, count = tokens.word, tokens.text, len(tokens.names)
    side_by_side = (text[:-1] == text[1:]) & spaced[word[:-1]] & spaced[word[1:]]
    key = pl.DataFrame({"key": (word[:-1] * count + word[1:])[side_by_side]})
    often = key.group_by("key").len().filter(pl.col("len") >= fewest).sort("key").select("key").with_row_index("code")
    coded = key.join(often, on="key", how="left", maintain_order="left")["code"].cast(pl.Int64).fill_null(_NOTHING)
    code, keys = coded.to_numpy(), often["key"].to_numpy()
    first, second = tokens.names.gather(keys // count), tokens.names.gather(keys % count)
    names = pl.DataFrame({"first": first, "second": second}).select(pl.concat_str("first", "second", separator=" "))
    return text[:-1][side_by_side][code >= 0], code[code >= 0], names.to_series()


def _table(rows: Int64, codes: Int64, names: pl.Series, texts: int, fewest: int) -> TermTable:
    """Return the table of these occurrences, each term once a text, without the terms of too few texts."""
    has = csr_array((np.ones(len(rows), np.int8), (rows, codes)), shape=(texts, len(names)))
    has.sum_duplicates()
    has.data[:] = 1
    if fewest > 1:
        kept = np.flatnonzero(np.bincount(has.indices, minlength=len(names)) >= fewest)
        return TermTable(csr_array(has[:, kept]), names.gather(kept))
    return TermTable(has, names)
