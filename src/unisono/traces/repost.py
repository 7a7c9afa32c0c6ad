"""Reposts: the object is the original post, by its id, else by its author's handle and its words.

Without an id, a copy that was cut ("…" at its end) is the same object as the one whole text of the same author that
starts with its words. Where several do, or none, it stays an object of its own: nothing is guessed.
"""

import polars as pl

from unisono.content.translating import translate
from unisono.content.wording import digest, folded_texts, says_something, wordings
from unisono.traces.acts import ACT_COLUMNS, as_traces, filled, name_prefix
from unisono.traces.id_clocks import fill_in_origins
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins, handle_key

LEAST_CUT_CHARACTERS = 40
"""A cut text shorter than this is not completed."""

REPOST_COLUMNS = (*ACT_COLUMNS, "text", "ref_post_id", "ref_account_id", "ref_handle", "ref_created_at")
_CUT = r"\s*…\s*$"
_LEAD = r"^\s*RT @([A-Za-z0-9_]+)\s*:?\s*"


def read_reposts(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per repost; `origin_at` from the post itself, else from what the case knows of the original."""
    reposts = acts.select(REPOST_COLUMNS).filter(pl.col("kind") == "repost").with_columns(filled("ref_post_id"))
    by_id = reposts.filter(pl.col("ref_post_id").is_not_null()).with_columns(
        pl.concat_str(*name_prefix(acts), "ref_post_id").alias("object")
    )
    if by_id.height == reposts.height:
        return as_traces(with_origin(by_id, origins))
    by_words = _name_by_words(reposts.filter(pl.col("ref_post_id").is_null()))
    return as_traces(with_origin(pl.concat([by_id, by_words]), origins))


def with_origin(rows: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return the rows with `origin_at` and `author` of their object: as the post says, else as the case knows.

    Where nobody says when the original was made, its id may.
    """
    known = rows.with_columns(_unless_empty(rows, "ref_handle", handle_key(pl.col("ref_handle"))).alias("handle_key"))
    for names, key in ((origins.originals, "object"), (origins.handles, "handle_key")):
        if names.height:
            known = known.join(names, on=key, how="left", maintain_order="left")
        else:
            known = known.with_columns(
                pl.lit(None, kind).alias(name) for name, kind in names.schema.items() if name != key
            )
    names_known = [name for name in ("known_author", "handle_account", "handle_key") if known[name].count()]
    told = known.with_columns(
        pl.coalesce("ref_created_at", "known_at").alias("origin_at"),
        pl.coalesce(
            _unless_empty(rows, "ref_account_id", pl.concat_str("platform", pl.lit(":"), filled("ref_account_id"))),
            *names_known,
        ).alias("author"),
    )
    return fill_in_origins(told)


def _unless_empty(rows: pl.DataFrame, column: str, named: pl.Expr) -> pl.Expr:
    """Return the names made from a column of ids; where no row has one, none are made."""
    return pl.lit(None, pl.String) if rows[column].null_count() == rows.height else named


def _name_by_words(reposts: pl.DataFrame) -> pl.DataFrame:
    named = reposts.with_columns(
        pl.coalesce(filled("ref_handle"), pl.col("text").str.extract(_LEAD)).alias("ref_handle"),
        pl.col("text").str.replace(_LEAD, "").alias("body"),
    )
    # Short words are telling only together with a name: "Yes!" has a thousand authors.
    anonymous = named["ref_handle"].is_null()
    telling = ~anonymous | says_something(wordings(named["body"].set(~anonymous, None)))
    bodies = named.select(
        handle_key(pl.col("ref_handle")).fill_null(pl.col("platform")).alias("author"),
        folded_texts(named["body"].str.replace(_CUT, "")).alias("body"),
        pl.col("body").str.contains(_CUT).alias("is_cut"),
        telling.alias("telling"),
    )
    keys = complete_bodies(bodies).select(
        pl.when(pl.col("telling") & (pl.col("body") != "")).then(pl.concat_str("author", pl.lit("\n"), "body"))
    )
    objects = translate(keys.to_series(), lambda words: f"r-{digest(words)}")
    return named.drop("body").with_columns(objects.alias("object"))


def complete_bodies(bodies: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with each cut `body` completed where exactly one whole one of the same `author` continues it."""
    opened = bodies.with_columns(pl.col("body").str.head(LEAST_CUT_CHARACTERS).alias("opening"))
    long_enough = pl.col("opening").str.len_chars() == LEAST_CUT_CHARACTERS
    cut = opened.filter(pl.col("is_cut") & long_enough).select("author", "opening", "body").unique()
    whole = opened.filter(~pl.col("is_cut")).select("author", "opening", pl.col("body").alias("whole"))
    whole = whole.join(cut, on=["author", "opening"], how="semi").unique()
    completed = (
        cut.join(whole, on=["author", "opening"])
        .filter(pl.col("whole").str.starts_with(pl.col("body")))
        .group_by("author", "body")
        .agg(pl.len().alias("choices"), pl.col("whole").first())
        .filter(pl.col("choices") == 1)
        .select("author", "body", "whole", pl.lit(True).alias("is_cut"))
    )
    return bodies.join(completed, on=["author", "body", "is_cut"], how="left", maintain_order="left").select(
        "author", pl.coalesce("whole", "body").alias("body"), "is_cut", "telling"
    )


def label_repost(name: str, text: str | None) -> str:
    """Return the original's handle and words, or its id where the text is not at hand."""
    return text if text else name


REPOST = LayerReader(
    name="repost",
    title="the original post",
    columns=REPOST_COLUMNS[len(ACT_COLUMNS) :],
    own_words=False,
    acts_on_posts=True,
    needs_origins=True,
    read=read_reposts,
    label=label_repost,
)
