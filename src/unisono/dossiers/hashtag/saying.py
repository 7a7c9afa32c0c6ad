"""What the posts of a flow say: their wordings, and the arguments they make, ranked by accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from unisono.content.arguments_wordings import without_repost_marks
from unisono.content.near_duplicates import TextIndex
from unisono.dossiers.hashtag.material import Material
from unisono.dossiers.subject_posts import Card
from unisono.model.names import POST_NAME

if TYPE_CHECKING:  # scipy's matrices and trees are loaded where arguments are looked for
    from unisono.content.arguments import Arguments

TERMS_TOLD = 5


def read_posts(material: Material, uses: pl.DataFrame) -> pl.DataFrame:
    """Return the posts of these uses in POSTS columns, each once, with `post` (platform:id) and `wording`.

    Posts that say nearly the same have one wording; those that say too little, and reposts, have none.
    """
    # By their times and bare ids first: naming every post of a case takes longer than all else here.
    ids = uses["post"].str.replace(r"^[^:]*:", "")
    near = pl.col("created_at").is_between(uses["at"].min(), uses["at"].max())
    likely = material.case.posts().filter(near & pl.col("post_id").is_in(ids.implode()))
    named = likely.with_columns(POST_NAME).filter(pl.col("post").is_in(uses["post"].implode()))
    posts = named.collect().unique("post", keep="first", maintain_order=True)
    texts = without_repost_marks(posts["text"])
    objects = TextIndex.build(texts).objects(texts)
    kinds = posts.select("post").join(uses.select("post", "kind").unique("post"), on="post", how="left")
    is_repost = kinds["kind"].eq("repost").fill_null(value=False)
    said = pl.DataFrame({"object": objects, "is_repost": is_repost})
    own = said.select(pl.when(~pl.col("is_repost")).then(pl.col("object")))
    return posts.with_columns(objects.alias("object"), own.to_series().alias("wording"))


def rank_arguments(material: Material, posts: pl.DataFrame) -> tuple[list[Card], Arguments]:
    """Return the arguments as cards: rank, label, text, posts, accounts, networked_share, terms and examples."""
    from unisono.content.arguments import find_arguments

    networked = None if material.members is None else set(material.members["account"].to_list())
    found = find_arguments(posts.drop("post", "object", "wording"), posts["object"], networked=networked)
    cards = [
        {
            "rank": one.rank,
            "label": one.label,
            "text": one.text,
            "posts": one.posts,
            "accounts": one.accounts,
            "variants": one.variants,
            "networked_share": one.networked_share,
            "terms": [term.term for term in one.terms[:TERMS_TOLD]],
            "examples": one.examples,
            "first_at": one.first_at,
        }
        for one in found.arguments
    ]
    return cards, found
