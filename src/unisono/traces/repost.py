"""Reposts: the object is the original post, by its id, else by its author's handle and opening words.

Without an id the first 100 characters of the body name the original, so that a copy cut to 140 characters (which
keeps at least 118 of them) and the full one are the same object. A body that was cut shorter than that stays apart.
"""

import polars as pl

from unisono.traces.acts import as_traces, filled, translate
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins, handle_key
from unisono.traces.wording import INVISIBLE, digest, normalise_texts, says_something

OPENING_CHARACTERS = 100
_LEAD = r"^\s*RT @(\w+)\s*:?\s*"


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
    body = pl.col("text").str.replace(_LEAD, "").str.replace_all(INVISIBLE, "")
    named = reposts.with_columns(
        pl.coalesce(filled("ref_handle"), pl.col("text").str.extract(_LEAD)).alias("ref_handle"),
        body.str.head(OPENING_CHARACTERS)
        .str.normalize("NFKC")
        .str.to_lowercase()
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
        .alias("opening"),
    )
    # Short words are telling only together with a name: "Yes!" has a thousand authors.
    telling = pl.col("ref_handle").is_not_null() | says_something(normalise_texts(pl.col("text")))
    key = named.select(
        pl.when((pl.col("opening") != "") & telling).then(
            pl.concat_str(
                handle_key(pl.col("ref_handle")).fill_null(pl.col("platform")), pl.lit("\n"), pl.col("opening")
            )
        )
    ).to_series()
    objects = translate(key, lambda words: f"r-{digest(words)}")
    return named.drop("opening").with_columns(objects.alias("object"))


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
