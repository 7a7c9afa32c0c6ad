"""Texts and pictures that are nearly the same: what a case knows of them, and which of them a scan keeps."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from unisono.cases import Case
from unisono.content.case_texts import own_words, text_index
from unisono.content.kept_answers import KeptAnswers
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.content.pictures.case_pictures import picture_objects
from unisono.content.pictures.words import fill_in_words, words_of_pictures
from unisono.model.tables import TRACES
from unisono.traces import Likeness
from unisono.traces.acts import conform_posts

ALIKE = {"text": "texts", "image": "images"}
"""Layers whose objects are found by likeness, and the table of a run that keeps which posts carry them."""

REPEATED = {name: TRACES[name] for name in ("account", "object", "at", "post")}
"""Columns of those tables."""


def likeness_of(case: Case, pictures: pl.DataFrame, similarity: float = NearDuplicates.similarity) -> Likeness:
    """Return which texts and pictures of a case are nearly the same, as far as it keeps that beside its posts.

    pictures: CASE_PICTURES; words read in them count where a post has none of its own. similarity: share of letters
    from which texts are nearly the same.
    """
    index = text_index(case, NearDuplicates.at(similarity))
    words = words_of_pictures(pictures)
    if words.height:
        pictured = case.posts().filter(pl.col("media").list.len() > 0).collect()
        told = own_words(fill_in_words(pictured, words).lazy()).collect()
        index = index.extend(told["text"], told["created_at"])
    return Likeness(texts=index.objects, pictures=picture_objects(pictures))


def likeness_of_posts(posts: pl.DataFrame, similarity: float = NearDuplicates.similarity) -> Likeness:
    """Return which texts of these posts, in POSTS columns, are nearly the same; pictures go by their names."""
    own = own_words(conform_posts(posts)).collect()
    return Likeness(texts=TextIndex.build(own["text"], own["created_at"], NearDuplicates.at(similarity)).objects)


def with_kept_wordings(likeness: Likeness, kept: KeptAnswers) -> Likeness:
    """Return the likeness, with wordings read only of texts that no scan has read."""

    def read(texts: pl.Series) -> pl.Series:
        # Loaded where there is a text: what looks for wordings takes longer to load than a layer to be read.
        from unisono.content.kept_wordings import known_text_objects

        return known_text_objects(texts, kept)

    return replace(likeness, wordings=read)


def repeated(traces: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables that a run keeps of texts and pictures: the traces of objects that several posts carry."""
    return {
        table: traces[layer].filter(pl.col("post").n_unique().over("object") > 1).select(*REPEATED).sort(*REPEATED)
        for layer, table in ALIKE.items()
        if layer in traces
    }
