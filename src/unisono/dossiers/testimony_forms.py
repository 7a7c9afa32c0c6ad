"""Texts of a case that are put together from the words of other testimonies, whoever published them."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from unisono.cases import Case
from unisono.content.testimony.same_words import claims_of_posts, forms_of_posts
from unisono.dossiers.subject_posts import POST
from unisono.traces.acts import conform_posts

FORM_OBJECTS: dict[str, pl.DataType] = {"object": pl.String(), "form": pl.String()}
OTHERS_NAMED = 5


def read_testimony_forms(case: Case, traces: pl.DataFrame) -> pl.DataFrame:
    """Return `object` and `form` of the texts that share a form (content/testimony/forms.py) with others.

    traces: object, account and post of the texts, as dossiers/shared_texts.read_texts has them. All texts are read.
    """
    if traces.is_empty():
        return pl.DataFrame(schema=FORM_OBJECTS)
    named = traces.lazy().select("object", "account", "post").unique()
    words = conform_posts(case.posts()).select(POST, "text", "lang").unique("post")
    posts = named.join(words, on="post").collect()
    claims = claims_of_posts(posts)
    telling = posts.join(claims.select("object").unique(), on="object", how="semi")
    return forms_of_posts(telling, claims).select("object", "form").unique().sort("form", "object")


def describe_form(forms: pl.DataFrame, traces: pl.DataFrame, name: str) -> Mapping[str, Any] | None:  # Any: a card
    """Return how many texts, accounts and posts share the form of a text, and some of the others; null without one."""
    own = forms.filter(pl.col("object") == name)["form"]
    if own.is_empty():
        return None
    shared = traces.join(forms.filter(pl.col("form") == own[0]), on="object", how="semi")
    others = (
        shared.filter(pl.col("object") != name)
        .group_by("object")
        .agg(pl.col("post").n_unique())
        .sort("post", "object", descending=[True, False])
    )
    return {
        "texts": shared["object"].n_unique(),
        "accounts": shared["account"].n_unique(),
        "posts": shared["post"].n_unique(),
        "others": others["object"].head(OTHERS_NAMED).to_list(),
    }
