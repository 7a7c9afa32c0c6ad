"""What a person reads for an object: the address, the tag, or the author and words of a post."""

from collections.abc import Iterable

import polars as pl

from unisono.model.tables import REFERENCES, conform
from unisono.traces.acts import UNKNOWN_PLATFORM, conform_posts

LONGEST_LABEL = 200


def label_originals(
    posts: pl.DataFrame | pl.LazyFrame, references: pl.DataFrame | pl.LazyFrame | None, objects: pl.DataFrame
) -> dict[str, str]:
    """Return `@handle: text` for those `object`s that are posts of the case or references with a text."""
    sources = [conform_posts(posts)]
    if references is not None:
        sources.append(conform(references.lazy().collect(), REFERENCES).lazy())
    found = pl.concat(
        source.select(
            pl.concat_str(pl.col("platform").fill_null(UNKNOWN_PLATFORM), pl.lit(":"), pl.col("post_id")).alias(
                "object"
            ),
            "handle",
            "text",
        )
        for source in sources
    )
    rows = found.join(objects.lazy(), on="object", how="semi").filter(pl.col("text").is_not_null()).collect()
    labels: dict[str, str] = {}
    for name, handle, text in rows.iter_rows():
        labels.setdefault(name, f"@{handle.lstrip('@')}: {text}" if handle else text)
    return labels


def shorten_labels(labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return labels on one line each, of at most LONGEST_LABEL characters."""
    lines = ((name, " ".join(label.split())) for name, label in labels)
    return {
        name: line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1].rstrip()}…" for name, line in lines
    }
