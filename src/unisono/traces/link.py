"""Links: the object is the canonical address that a post points to, outside the platform it is on.

A t.co address that nobody expanded is made anew for each tweet, so that two accounts with the same one copied
the same tweet: it counts where a post has no other link, and never as a domain.
"""

import polars as pl

from unisono.content.addresses import canonical_addresses, registrable_domains
from unisono.content.hosted_pages import publishers
from unisono.content.trackers import PLATFORM_HOSTS
from unisono.model.written_links import links_in
from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins

_FEDIVERSE_PAGE = r"^https://[^/]+/(?:@|users/|tags/|web/|deck/)"


def links_of_acts(acts: pl.DataFrame) -> pl.DataFrame:
    """Return one row per outward link of a post: the act's columns, `address` (canonical), `domain` and `publisher`."""
    listed = (
        acts.with_row_index("act")
        .with_columns(_listed_or_written(acts).alias("address"))
        .select("act", "account", "post", "at", "minute_precision", "platform", "address")
        .filter(pl.col("address").list.len() > 0)
        .explode("address")
    )
    read = listed.with_columns(canonical_addresses(listed["address"]).alias("address")).filter(
        pl.col("address").is_not_null()
    )
    named = read.with_columns(registrable_domains(read["address"]).alias("domain"))
    outward = named.filter(pl.col("domain").is_not_null() & ~_is_internal())
    short = pl.col("domain") == "t.co"
    kept = outward.filter(~short | short.all().over("act"))
    return kept.with_columns(publishers(kept["address"]))


def read_links(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post and link; `author` is who publishes there: a registrable domain, or `host/name`."""
    return as_traces(links_of_acts(acts).rename({"address": "object", "publisher": "author"}))


def label_link(name: str, text: str | None) -> str:
    """Return the address itself."""
    return name


def _listed_or_written(acts: pl.DataFrame) -> pl.Series:
    """Return the links that the file lists for a post, or those in its text where it lists none at all."""
    unlisted = acts.select(pl.when(pl.col("urls").is_null()).then(pl.col("text")))
    return acts.select(pl.coalesce("urls", links_in(unlisted.to_series()))).to_series()


def _is_internal() -> pl.Expr:
    listed = [
        (pl.col("platform") == platform) & pl.col("domain").is_in(list(hosts))
        for platform, hosts in PLATFORM_HOSTS.items()
    ]
    fediverse = (pl.col("platform") == "mastodon") & pl.col("address").str.contains(_FEDIVERSE_PAGE)
    return pl.any_horizontal(*listed, fediverse)


LINK = LayerReader(
    name="link",
    title="one web address, canonical",
    columns=("text", "urls"),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_links,
    label=label_link,
)
