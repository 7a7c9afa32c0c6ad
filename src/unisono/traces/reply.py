"""Replies: the object is the post replied to."""

import polars as pl

from unisono.model.tables import TRACES, empty
from unisono.traces.acts import as_traces, filled
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins
from unisono.traces.repost import with_origin


def read_replies(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per reply whose parent's id is known."""
    is_reply = acts["kind"] == "reply"
    if not is_reply.any():
        # Looking through a million rows of lists and texts for nothing takes as long as reading them.
        return empty(TRACES)
    replies = acts.filter(is_reply).with_columns(
        pl.concat_str(pl.col("platform"), pl.lit(":"), filled("ref_post_id")).alias("object")
    )
    return as_traces(with_origin(replies.filter(pl.col("object").is_not_null()), origins))


def label_reply(name: str, text: str | None) -> str:
    """Return the id of the post replied to; the text of a reply is not the text of its parent."""
    return f"replies to {name}"


REPLY = LayerReader(
    name="reply",
    title="the post replied to",
    columns=("ref_post_id", "ref_account_id", "ref_handle", "ref_created_at"),
    own_words=False,
    acts_on_posts=True,
    needs_origins=True,
    read=read_replies,
    label=label_reply,
)
