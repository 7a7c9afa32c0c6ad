"""Forms of testimony: texts that are put together from the same runs of words, though no two need be alike."""

import numpy as np
import polars as pl

from unisono.content.wording import wordings
from unisono.engine.sparse import number_parts

RUN = 4
"""Words in a row that a text must have in common with one of somebody else, for them to count."""

LEAST_SHARE = 0.7
"""Share of the words of a text that must stand in such runs."""

LEAST_WORDS = 8
"""Words of a text, below which it is a phrase that many may use."""

SIGNS = 2
"""Signs that count as a word in scripts that put no spaces between words."""

MOST_WORDS = 200
"""Words (or signs) of a text that are compared; what follows is left out."""

MOST_TEXTS = 200_000
"""Texts that are compared; of more, those first by a hash."""

MOST_ROUNDS = 20

_NO_SPACES = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = rf"[{_NO_SPACES}]|[\w--[{_NO_SPACES}]]+"
_SIGN = rf"^[{_NO_SPACES}]"
_LONGEST = RUN * SIGNS

FORMS: dict[str, pl.DataType] = {
    "object": pl.String(),
    "text": pl.String(),
    "form": pl.String(),  # the first object of the form, by the alphabet
    "runs": pl.List(pl.String()),  # the words that the text has in common with others, in its order
}
"""One row for each object and text that is of one form with a text of another account."""


def forms_of(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that share a form with texts of others, as FORMS; texts: object, account, text.

    A text is of a form if LEAST_SHARE of its words, links, mentions and tags aside, stand in runs of RUN words or more
    that texts of other accounts have, each of which is of a form itself. Texts with a run in common, and those of one
    object, are of the same form. So what is poured into it may differ, and two texts may have few words in common, as
    long as others have those of each.
    """
    words = _split(texts["text"].unique())
    who = texts.select("object", "account", "text").unique().join(words.select("row", "text"), on="text")
    places = _places(words)
    accounts = who.select("row", "account").unique()
    covered, uses = _assembled(places, accounts)
    if covered.is_empty():
        return pl.DataFrame(schema=FORMS)
    own = who.join(covered.select("row").unique(), on="row", how="semi").select("row", "object", "text").unique()
    parts = own.with_columns(part=_parts(own, uses))
    named = parts.with_columns(pl.col("object").min().over("part").alias("form"))
    return named.join(_runs(covered), on="row").select(list(FORMS)).sort("form", "object", "text")


def _split(texts: pl.Series) -> pl.DataFrame:
    """Return row, text, words and size (words of a run) of texts that are long enough, whatever the input's order."""
    chosen = pl.DataFrame({"text": texts}).drop_nulls().sort(pl.col("text").hash(), "text").head(MOST_TEXTS)
    plain = wordings(chosen["text"]).str.replace_all(r"#\w+", " ")
    words = plain.str.extract_all(_WORD).list.head(MOST_WORDS).alias("words")
    dense = pl.col("words").list.eval(pl.element().str.contains(_SIGN)).list.mean() > 1 / 2
    size = pl.when(dense).then(SIGNS).otherwise(1)
    long = pl.col("words").list.len() >= LEAST_WORDS * size
    return chosen.with_columns(words).filter(long).with_columns((RUN * size).alias("size")).with_row_index("row")


def _places(words: pl.DataFrame) -> pl.DataFrame:
    """Return row, size, word and `run` of each place of the texts: the hash of the words from there on, or null."""
    places = words.select("row", "size", pl.col("words").alias("word")).explode("word")
    following = [pl.col("word").shift(-far).over("row") for far in range(_LONGEST)]
    short, long = (pl.concat_str(following[:count], separator=" ") for count in (RUN, _LONGEST))
    joined = pl.when(pl.col("size") == RUN).then(short).otherwise(long)
    return places.with_columns(joined.alias("run")).with_columns(
        pl.when(pl.col("run").is_not_null()).then(pl.col("run").hash()).alias("run")
    )


def _assembled(places: pl.DataFrame, accounts: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the places of the texts that are of a form, with `covered`; and the row and run of what they share.

    A text that falls short shares nothing any more, so that others may fall short in the next round.
    """
    left = places
    for _ in range(MOST_ROUNDS):
        uses = left.drop_nulls("run").select("row", "run").unique().join(accounts, on="row")
        shared = uses.group_by("run").agg(pl.col("account").n_unique()).filter(pl.col("account") > 1)["run"]
        told = left.with_columns(pl.col("run").is_in(shared.implode()).fill_null(False).alias("begins"))
        reached = [
            pl.col("begins").shift(far, fill_value=False).over("row") & (pl.col("size") > far)
            for far in range(_LONGEST)
        ]
        covered = told.with_columns(pl.any_horizontal(reached).alias("covered"))
        enough = covered.filter(pl.col("covered").mean().over("row") >= LEAST_SHARE)
        if enough.height == left.height or enough.is_empty():
            break
        left = enough.select("row", "size", "word", "run")
    kept = uses.filter(pl.col("run").is_in(shared.implode())).select("row", "run").unique()
    return enough, kept.join(enough.select("row").unique(), on="row", how="semi")


def _parts(own: pl.DataFrame, uses: pl.DataFrame) -> pl.Series:
    """Return a number for each row and object: the same for those that runs, or one object, connect."""
    joints = pl.concat(
        [
            uses.select("row", pl.format("run {}", "run").alias("joint")),
            own.select("row", pl.format("object {}", "object").alias("joint")),
        ]
    ).with_columns((pl.col("joint").rank("dense") - 1).cast(pl.Int64))
    row, joint = joints["row"].to_numpy().astype(np.int64), joints["joint"].to_numpy()
    rows = int(row.max()) + 1
    size = rows + int(joint.max()) + 1
    _, parts = number_parts(row, joint + rows, size)
    return pl.Series("part", parts[own["row"].to_numpy()])


def _runs(covered: pl.DataFrame) -> pl.DataFrame:
    """Return row and `runs`: the words in a row that each text shares."""
    numbered = covered.with_columns(pl.col("covered").rle_id().over("row").alias("number")).filter("covered")
    joined = numbered.group_by("row", "number", maintain_order=True).agg(pl.col("word").str.join(" "))
    return joined.sort("row", "number").group_by("row", maintain_order=True).agg(pl.col("word").alias("runs"))
