"""Words in pictures: what was read in a meme stands for the text of a post that has none of its own."""

import polars as pl

from unisono.content.wording import says_something, wordings

PICTURE_WORDS = {"name": pl.String(), "words": pl.String()}


def words_of_pictures(pictures: pl.DataFrame) -> pl.DataFrame:
    """Return PICTURE_WORDS: names as POSTS.media has them, and the words that were read in CASE_PICTURES."""
    read = pictures.filter(pl.col("text").str.strip_chars().str.len_chars() > 0)
    return read.select(pl.col("entry").alias("name"), pl.col("text").alias("words")).unique("name", keep="first")


def fill_in_words(posts: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Return the posts; `text` is the words of their pictures where a post says nothing itself. Needs text and media.

    words: PICTURE_WORDS. Several pictures of a post are read in their order.
    """
    if words.is_empty():
        return posts
    numbered = posts.with_row_index("row")
    shown = numbered.select("row", "media").explode("media").rename({"media": "name"})
    told = (
        shown.join(words, on="name", how="inner", maintain_order="left")
        .group_by("row", maintain_order=True)
        .agg(pl.col("words").str.join(" "))
    )
    own = numbered.select("row", "text").join(told, on="row", maintain_order="left")
    silent = own.filter(~says_something(wordings(own["text"].fill_null(""))))
    filled = numbered.join(silent.select("row", "words"), on="row", how="left", maintain_order="left")
    return filled.with_columns(pl.coalesce("words", "text").alias("text")).drop("row", "words")
