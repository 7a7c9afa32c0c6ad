"""Reposts: the object is the original post, by its id, else by its author's handle and opening words.

Without an id the first 100 characters of the body name the original, so that a copy cut to 140 characters (which
keeps at least 118 of them) and the full one are the same object. A body that was cut shorter than that stays apart.
"""

import polars as pl

from unisono.traces.acts import as_traces, filled, translate
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins, handle_key
from unisono.traces.wording import digest, openings, says_something, wordings

OPENING_CHARACTERS = 100
_LEAD = r"^\s*RT @([A-Za-z0-9_]+)\s*:?\s*"


def read_reposts(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per repost; `origin_at` from the post itself, else from what the case knows of the original."""
    reposts = acts.filter(pl.col("kind") == "repost").with_columns(filled("ref_post_id"))
    by_id = reposts.filter(pl.col("ref_post_id").is_not_null()).with_columns(
        pl.concat_str(pl.col("platform"), pl.lit(":"), pl.col("ref_post_id")).alias("object")
    )
    by_words = _name_by_words(reposts.filter(pl.col("ref_post_id").is_null()))
    return as_traces(with_origin(pl.concat([by_id, by_words]), origins))


def with_origin(rows: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return the rows with `origin_at` and `author` of their object: as the post says, else as the case knows."""
    return (
        rows.with_columns(handle_key(pl.col("ref_handle")).alias("handle_key"))
        .join(origins.originals, on="object", how="left", maintain_order="left")
        .join(origins.handles, on="handle_key", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("ref_created_at", "known_at").alias("origin_at"),
            pl.coalesce(
                pl.concat_str(pl.col("platform"), pl.lit(":"), filled("ref_account_id")),
                "known_author",
                "handle_account",
                "handle_key",
            ).alias("author"),
        )
    )


def _name_by_words(reposts: pl.DataFrame) -> pl.DataFrame:
    named = reposts.with_columns(
        pl.coalesce(filled("ref_handle"), pl.col("text").str.extract(_LEAD)).alias("ref_handle"),
        pl.col("text").str.replace(_LEAD, "").alias("body"),
    )
    # Short words are telling only together with a name: "Yes!" has a thousand authors.
    anonymous = named["ref_handle"].is_null()
    telling = ~anonymous | says_something(wordings(named["body"].set(~anonymous, None)))
    keys = named.with_columns(
        openings(named["body"], OPENING_CHARACTERS).alias("opening"),
        handle_key(pl.col("ref_handle")).fill_null(pl.col("platform")).alias("author"),
        telling.alias("telling"),
    ).select(
        pl.when(pl.col("telling") & (pl.col("opening") != "")).then(pl.concat_str("author", pl.lit("\n"), "opening"))
    )
    objects = translate(keys.to_series(), lambda words: f"r-{digest(words)}")
    return named.drop("body").with_columns(objects.alias("object"))


def label_repost(name: str, text: str | None) -> str:
    """Return the original's handle and words, or its id where the text is not at hand."""
    return text if text else name


REPOST = LayerReader(
    name="repost",
    title="the original post",
    columns=("text", "ref_post_id", "ref_account_id", "ref_handle", "ref_created_at"),
    own_words=False,
    needs_origins=True,
    read=read_reposts,
    label=label_repost,
)
