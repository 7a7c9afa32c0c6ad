"""Domains: the object is who publishes at a post's link; addresses of shorteners have none.

That is the registrable domain, or the page on a host where many publish: `t.me/channel`, `name.substack.com`.
"""

import polars as pl

from unisono.content.addresses import readable_host
from unisono.content.trackers import SHORTENERS
from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.link import links_of_acts
from unisono.traces.origins import Origins


def read_domains(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post and publisher."""
    links = links_of_acts(acts).filter(~pl.col("domain").is_in(list(SHORTENERS)))
    return as_traces(links.rename({"publisher": "object"}))


def label_domain(name: str, text: str | None) -> str:
    """Return the domain itself, one of other letters than a to z in those letters too."""
    return readable_host(name)


DOMAIN = LayerReader(
    name="domain",
    title="the domain of a link, or the page on a host of many",
    columns=("text", "urls"),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_domains,
    label=label_domain,
)
