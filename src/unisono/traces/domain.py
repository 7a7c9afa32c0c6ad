"""Domains: the object is the registrable domain that a post links to; addresses of shorteners have none."""

import polars as pl

from unisono.content.trackers import SHORTENERS
from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.link import links_of_acts
from unisono.traces.origins import Origins


def read_domains(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post and domain."""
    links = links_of_acts(acts).filter(~pl.col("domain").is_in(list(SHORTENERS)))
    return as_traces(links.rename({"domain": "object"}))


def label_domain(name: str, text: str | None) -> str:
    """Return the domain itself."""
    return name


DOMAIN = LayerReader(
    name="domain",
    title="the registrable domain of a link",
    columns=("text", "urls"),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_domains,
    label=label_domain,
)
