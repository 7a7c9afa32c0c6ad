"""The columns of every table that Unisono stores or hands out, written down once."""

import polars as pl

TIME = pl.Datetime("us", "UTC")

POSTS: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "post_id": pl.String(),
    "account_id": pl.String(),
    "handle": pl.String(),
    "display_name": pl.String(),
    "created_at": TIME,
    "created_at_precision": pl.String(),  # second, minute or day
    "collected_at": TIME,
    "text": pl.String(),
    "text_complete": pl.Boolean(),
    "kind": pl.String(),  # post, repost, reply or quote
    "ref_post_id": pl.String(),
    "ref_account_id": pl.String(),
    "ref_handle": pl.String(),
    "ref_created_at": TIME,
    "thread_id": pl.String(),
    "community_id": pl.String(),
    "hashtags": pl.List(pl.String()),  # as written, without "#", in order
    "urls": pl.List(pl.String()),  # expanded
    "mentions": pl.List(pl.String()),  # account ids where known, else handles
    "media": pl.List(pl.String()),
    "lang": pl.String(),
    "client": pl.String(),
    "repost_count": pl.Int64(),
    "reply_count": pl.Int64(),
    "like_count": pl.Int64(),
    "quote_count": pl.Int64(),
    "view_count": pl.Int64(),
    "is_deleted": pl.Boolean(),
    "source_sha256": pl.String(),
    "source_row": pl.Int64(),  # 1-based line or row of the file; a page's posts share its line
}
"""One row per observation of a post. Missing is null, never zero, empty or false."""

ACCOUNTS: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "account_id": pl.String(),
    "handle": pl.String(),
    "display_name": pl.String(),
    "bio": pl.String(),
    "created_at": TIME,
    "location_text": pl.String(),
    "url": pl.String(),
    "avatar_url": pl.String(),
    "followers": pl.Int64(),
    "following": pl.Int64(),
    "posts": pl.Int64(),
    "likes": pl.Int64(),
    "lang": pl.String(),
    "verified": pl.Boolean(),
    "is_bot_declared": pl.Boolean(),
    "status": pl.String(),
    "observed_at": TIME,
    "source_sha256": pl.String(),
    "source_row": pl.Int64(),
}
"""One row per dated snapshot of an account's profile."""

REFERENCES: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "post_id": pl.String(),
    "account_id": pl.String(),
    "handle": pl.String(),
    "created_at": TIME,
    "text": pl.String(),
    "repost_count": pl.Int64(),
    "reply_count": pl.Int64(),
    "like_count": pl.Int64(),
    "quote_count": pl.Int64(),
    "source_sha256": pl.String(),
    "source_row": pl.Int64(),
}
"""Originals seen only inside reposts, quotes and replies; they are not posts of the case."""

DELETIONS: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "post_id": pl.String(),
    "account_id": pl.String(),  # null where the notice does not say
    "at": TIME,  # when the post was deleted, or seen to be gone
    "reason": pl.String(),  # deleted, or why else it cannot be seen: suspended, protected, …; null where not said
    "source_sha256": pl.String(),
    "source_row": pl.Int64(),
}
"""Notices that a post is gone; the post itself may come before, later or never."""

VERSIONS: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "post_id": pl.String(),  # of the first version, which names the post
    "version_id": pl.String(),  # of a later one
    "source_sha256": pl.String(),
    "source_row": pl.Int64(),
}
"""The ids that later versions of edited posts have on their platform."""

MEDIA: dict[str, pl.DataType] = {
    "name": pl.String(),  # path inside the folder that was read, with "/"
    "sha256": pl.String(),
    "bytes": pl.Int64(),
    "format": pl.String(),
    "width": pl.Int64(),  # as it is shown, in pixels
    "height": pl.Int64(),
    "hash": pl.String(),  # perceptual: 64 hex digits
    "quality": pl.Int64(),  # 0 blank to 100: how much there is to see
    "crops": pl.Binary(),  # what it is compared by: content/pictures/views.py
    "text": pl.String(),  # read in the picture; null where nobody looked, empty where there is none
    "added_at": TIME,
    "source_sha256": pl.String(),
    "source_row": pl.Int64(),
}
"""One row per picture file that was looked at; the file itself stays where it is."""

TRACES: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "object": pl.String(),
    "at": TIME,
    "post": pl.String(),  # platform:id of the post that left the trace
    "origin_at": TIME,  # when the object came into being, where known
    "author": pl.String(),  # who made the object, or the domain of a link; null where unknown
    "minute_precision": pl.Boolean(),
}
"""One row per act of one account on one object, in one layer."""

PAIRS: dict[str, pl.DataType] = {
    "a": pl.String(),  # platform:id, a < b
    "b": pl.String(),
    "layer": pl.String(),
    "window_s": pl.Float64(),  # the window with the strongest evidence; null: any time
    "objects": pl.Int64(),  # distinct objects (of a hashtag: days) on which both acted within the window
    "acts": pl.Int64(),  # pairs of acts within the window
    "posts": pl.Int64(),  # distinct posts with which the two met
    "expected": pl.Float64(),  # objects that chance would give within the window
    "expected_basis": pl.String(),  # what that rests on: measured, borrowed or assumed (docs/concepts/chance.md)
    "p": pl.Float64(),  # of this layer, all windows combined
    "q": pl.Float64(),  # of the pair, all layers combined, over all pairs that could have been found
    "first_at": TIME,
    "last_at": TIME,
}

NETWORKS: dict[str, pl.DataType] = {
    "network": pl.Int64(),  # 1 is the strongest
    "size": pl.Int64(),
    "accounts": pl.List(pl.String()),
    "handles": pl.List(pl.String()),
    "layers": pl.String(),  # JSON: {layer: significant pairs}
    "weight": pl.Float64(),  # summed pair weights, each -log10 q capped at 50
    "q": pl.Float64(),
    "objects": pl.Int64(),  # objects on which members acted together
    "posts": pl.Int64(),  # posts of those acts
    "first_at": TIME,
    "last_at": TIME,
    "stability": pl.Float64(),  # share of leave-one-out repeats in which the network stays together
    "purpose": pl.String(),  # JSON: {commercial, political, news, fan, unknown}: shares
    "innocent": pl.String(),  # JSON: [{explanation, fit, state, because}]
    "verdict": pl.String(),
    "because": pl.String(),  # sentences that state counts
    "verdict_because": pl.String(),  # sentences that lead to the verdict, with what the accounts themselves show
    "woke_at": TIME,
    "turned_at": TIME,
    "born_at": TIME,
}

MEMBERS: dict[str, pl.DataType] = {
    "network": pl.Int64(),
    "account": pl.String(),
    "handle": pl.String(),
    "display_name": pl.String(),
    "role": pl.String(),  # launcher, booster or crowd
    "partners": pl.Int64(),  # partners inside the network: significant, or unusual (p at most 1 %)
    "acts": pl.Int64(),  # all traces of the account in the scan
    "explained_share": pl.Float64(),  # share of its traces made together with the network
    "layers": pl.List(pl.String()),
    "stability": pl.Float64(),
    "q": pl.Float64(),
    "first_at": TIME,
    "last_at": TIME,
}

ACTS: dict[str, pl.DataType] = {
    "network": pl.Int64(),
    "layer": pl.String(),
    "object": pl.String(),
    "account": pl.String(),
    "post": pl.String(),
    "at": TIME,
}
"""What the members of the networks did together: the acts that the networks rest on."""

FINDINGS: dict[str, pl.DataType] = {
    "finding": pl.String(),
    "detector": pl.String(),
    "subject_kind": pl.String(),
    "subject": pl.String(),
    "measure": pl.String(),
    "value": pl.Float64(),
    "expected": pl.Float64(),  # what chance would give, or a bound of it
    "n": pl.Int64(),
    "p": pl.Float64(),
    "q": pl.Float64(),
    "because": pl.String(),
    "posts_count": pl.Int64(),
    "likelihood": pl.String(),
    "evidence": pl.String(),  # JSON: the query that fetches the posts
    "expected_basis": pl.String(),  # of a pair as in PAIRS; else bound: chance gives at most so many
}

EVENTS: dict[str, pl.DataType] = {
    "name": pl.String(),
    "at": TIME,
    "source": pl.String(),  # where it can be looked up; null where nobody said
}
"""What happened in the world, as the user told the case; a name is in it once."""


def empty(schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """Return a table with these columns and no rows."""
    return pl.DataFrame(schema=schema)


def conform(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """Return the frame with exactly these columns: missing ones null, each cast, extra ones dropped."""
    columns = [
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in schema.items()
    ]
    return frame.select(columns)
