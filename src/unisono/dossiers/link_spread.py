"""How a link or a site spread, reposts included: how concentrated, by which networks, when and from where."""

import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.finding_links import Place
from unisono.dossiers.hashtag.describing import loudest_of
from unisono.dossiers.hashtag.innocent import explain_flow
from unisono.dossiers.hashtag.material import Material, read_addresses
from unisono.dossiers.hashtag.saying import read_posts
from unisono.dossiers.hashtag.scoring import limited_verdict, score_flow
from unisono.dossiers.hashtag.when import tell_when
from unisono.dossiers.networked_share import estimate_share
from unisono.dossiers.subject_posts import Card, count_networks


def describe_spread(case: Case, run: Run | None, place: Place, addresses: pl.Series) -> Card:
    """Return the measures of a place as a flow of posts: those of score_flow and tell_when, shares, verdict, innocent.

    addresses: the canonical addresses of the place. A page is compared with the other addresses of the case, a site
    with the other publishers. Unlike the card's own counts, reposts of what links there count here.
    """
    material = _with_place(read_addresses(case, run), place, addresses)
    uses = material.of(place.name)
    posts = read_posts(material, uses)
    worded = uses.join(posts.select("post", "wording", "handle"), on="post", how="left", maintain_order="left")
    share = estimate_share(uses, case, run, what="post")
    measures = score_flow(material, place.name, worded)
    loudest = loudest_of(worded, material.members)
    return {
        **{name: value for name, value in measures.items() if name != "score_says"},
        "networked_share": share.share,
        "share_low": share.low,
        "share_high": share.high,
        "networked": share.as_json(),
        "networks": count_networks(uses, material.members),
        **tell_when(material, place.name, posts),
        "loudest": loudest,
        **limited_verdict(measures["pushed"], share),
        "innocent": explain_flow(run, share, measures, loudest[0]),
        "says": [*share.says, *measures["score_says"]],
    }


def _with_place(material: Material, place: Place, addresses: pl.Series) -> Material:
    """Return the material with one use a post of each address, or of each publisher where a site is looked at."""
    other = pl.col("publisher") if place.is_site else pl.col("object")
    named = pl.when(pl.col("object").is_in(addresses.unique().implode())).then(pl.lit(place.name)).otherwise(other)
    uses = material.uses.with_columns(named.alias("object")).drop_nulls("object")
    return Material(material.case, material.run, uses.unique(["post", "object"], keep="first", maintain_order=True))
