"""How people write a hashtag: its forms in capitals, other widths and other letters, which count as one tag."""

import polars as pl

from unisono.content.translating import translate
from unisono.dossiers.subject_posts import Card
from unisono.traces.hashtag import fold_tag, written_tags

MOST_FORMS = 5


def written_forms(posts: pl.DataFrame, name: str) -> list[Card]:
    """Return form and posts of the five commonest ways to write a folded tag; posts: its posts (POSTS columns)."""
    tags = posts.select("post", written_tags(posts).alias("form")).explode("form").drop_nulls("form")
    bare = tags.with_columns(pl.col("form").str.strip_chars().str.strip_chars_start("#＃"))
    same = bare.filter(translate(bare["form"], fold_tag) == name).unique()
    counted = same.group_by("form").agg(pl.len().cast(pl.Int64).alias("posts"))
    return counted.sort("posts", "form", descending=[True, False]).head(MOST_FORMS).to_dicts()
