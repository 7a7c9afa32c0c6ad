"""The harassment log: every post against a target with its time, severity, source and a hash to compare it by."""

import hashlib

import polars as pl

from unisono.dossiers.target.material import TargetMaterial

LOG: dict[str, pl.DataType] = {
    "created_at": pl.Datetime("us", "UTC"),
    "account_id": pl.String(),
    "handle": pl.String(),
    "post_id": pl.String(),
    "kind": pl.String(),
    "severity": pl.Int64(),  # 1 to 4; 0: no hostile words, but a hashtag used against the target
    "kinds": pl.List(pl.String()),
    "phrases": pl.List(pl.String()),
    "hashtags_against": pl.List(pl.String()),
    "episode": pl.Int64(),  # number of the episode it belongs to; null outside of all
    "text": pl.String(),
    "text_sha256": pl.String(),  # of the text's UTF-8 bytes, as the case keeps it
    "source_file": pl.String(),
    "source_row": pl.Int64(),
    "source_sha256": pl.String(),  # of the whole file
}
"""One row for each post against the target, in order of time."""


def attack_log(material: TargetMaterial) -> pl.DataFrame:
    """Return LOG of a target. The hash is the SHA-256 of the post's text alone: anyone can compute it again."""
    own = material.own.with_columns(pl.Series("episode", _episodes(material), dtype=pl.Int64))
    posts = material.posts.select(pl.col("post_id").alias("post"), "handle", pl.col("kind").alias("posted_kind"))
    sources = material.sources.rename({"post_id": "post"})
    joined = own.join(posts, on="post", how="left", maintain_order="left").join(
        sources, on="post", how="left", maintain_order="left"
    )
    return joined.select(
        pl.col("at").alias("created_at"),
        pl.col("account").alias("account_id"),
        "handle",
        pl.col("post").alias("post_id"),
        pl.coalesce("posted_kind", "kind").alias("kind"),
        pl.col("severity").cast(pl.Int64),
        "kinds",
        "phrases",
        pl.col("tags").alias("hashtags_against"),
        "episode",
        "text",
        pl.Series("text_sha256", [text_hash(text) for text in joined["text"]], dtype=pl.String),
        "source_file",
        "source_row",
        "source_sha256",
    )


def text_hash(text: str | None) -> str | None:
    """Return the SHA-256 of a text's UTF-8 bytes in hexadecimal digits; None for no text."""
    return None if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _episodes(material: TargetMaterial) -> list[int | None]:
    numbers: list[int | None] = [None] * material.own.height
    for number, episode in enumerate(material.episodes.get(material.number, []), start=1):
        numbers[episode.attacks] = [number] * episode.posts
    return numbers
