"""Mentions: the object is the account mentioned, by its id where the case knows whose handle it is."""

import polars as pl

from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins, handle_key

_MENTION_IN_TEXT = r"(?:^|[^\w@＠/.])[@＠][A-Za-z0-9_]+(?:[.\-@][A-Za-z0-9_]+)*"


def read_mentions(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post and account mentioned."""
    mentioned = (
        acts.with_columns(_listed_or_written().alias("mention"))
        .select("account", "post", "at", "minute_precision", "platform", "mention")
        .filter(pl.col("mention").list.len() > 0)
        .explode("mention")
        .with_columns(handle_key(pl.col("mention")).alias("handle_key"))
        .join(origins.handles, on="handle_key", how="left", maintain_order="left")
    )
    return as_traces(mentioned.with_columns(pl.coalesce("handle_account", "handle_key").alias("object")))


def label_mention(name: str, text: str | None) -> str:
    """Return the account's id or handle without the platform."""
    return f"@{name.partition(':')[2]}"


def _listed_or_written() -> pl.Expr:
    written = pl.col("text").str.extract_all(_MENTION_IN_TEXT).list.eval(pl.element().str.replace(r"^[^@＠]*[@＠]", ""))
    return pl.when(pl.col("mentions").is_not_null()).then(pl.col("mentions")).otherwise(written)


MENTION = LayerReader(
    name="mention",
    title="the account mentioned",
    columns=("text", "mentions"),
    own_words=True,
    acts_on_posts=False,
    needs_origins=True,
    read=read_mentions,
    label=label_mention,
)
