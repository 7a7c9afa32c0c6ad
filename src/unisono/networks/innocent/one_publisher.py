"""One publisher: accounts of one site, under its name, which its website feeds, or an open series of accounts."""

import re

import polars as pl

from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView, fit_of_profiles
from unisono.networks.innocent.series import count_series

LAYERS = ("link", "domain")
NEARLY_ALL = 0.9
SHORTEST_NAME = 4
_NO_LINK = Fit("one_publisher", 0.0, "No link is among what the members have in common.")


def fit(view: NetworksView) -> list[Fit]:
    """Return the share of members that bear the name of the one site to which nearly all common links go.

    Or the share that are of one open series (series.py), whatever they do together.
    """
    series = view.facts(count_series(view))
    return [_better(fit_of_site, facts) for fit_of_site, facts in zip(_fit_site(view), series, strict=True)]


def _better(fit_of_site: Fit, facts: Facts) -> Fit:
    size, in_series = facts["size"], facts["in_series"] or 0
    if in_series == 0 or in_series / size <= fit_of_site.fit:
        return fit_of_site
    because = (
        f"{in_series:,} of {size:,} members are an open series: their handles are alike but for one part, and the "
        "biography of each names its own."
    )
    return Fit("one_publisher", in_series / size, because)


def _fit_site(view: NetworksView) -> list[Fit]:
    links = view.acts.filter(pl.col("layer").is_in(LAYERS))
    if links.is_empty():
        return [_NO_LINK] * view.networks.height
    counts = links.group_by("network").agg(pl.len().alias("links"), pl.col("post").n_unique().alias("linked_posts"))
    sites = _most_linked(view, links)
    return [_judge(facts) for facts in view.facts(counts, sites, _bear_the_name(view, sites), view.described)]


def _judge(facts: Facts) -> Fit:
    links, site, named = facts["links"] or 0, facts["site"], facts["named"] or 0
    if links == 0:
        return _NO_LINK
    if site is None:
        unknown = "To which sites the common links go is not known, so this was not measured."
        return Fit("one_publisher", 0.0, unknown, measured=False)
    to_site = facts["to_site"] / links
    linked_posts = facts["linked_posts"] / max(1, facts["posts"])
    because = (
        f"{to_site:.0%} of {links:,} common links go to {site}; {named:,} of {facts['size']:,} members "
        f"bear that site's name in their handle, name, biography or address; {linked_posts:.0%} of the common posts "
        "hold such links."
    )
    if to_site < NEARLY_ALL:
        return Fit("one_publisher", 0.0, because)
    return fit_of_profiles("one_publisher", facts, named, because, linked_posts)


def _most_linked(view: NetworksView, links: pl.DataFrame) -> pl.DataFrame:
    """Return (network, site, to_site): the site to which most of these links go, the first by name of several."""
    authored = links.join(view.crowd.select("layer", "object", "author"), on=["layer", "object"], how="left")
    site = pl.when(pl.col("layer") == "domain").then("object").otherwise("author").alias("site")
    counts = authored.select("network", site).drop_nulls("site").group_by("network", "site").len("to_site")
    ordered = counts.sort("network", "to_site", "site", descending=[False, True, False])
    return ordered.unique("network", keep="first", maintain_order=True)


def _singular(name: str) -> str:
    """Return a site's name without the s of a plural: jobs.example feeds job_leeds and job_york."""
    return name[:-1] if name.endswith("s") and len(name) > SHORTEST_NAME else name


def _bear_the_name(view: NetworksView, sites: pl.DataFrame) -> pl.DataFrame:
    """Return (network, named): the members whose profile holds the site's name, whatever stands between its words."""
    names = [_singular(re.sub(r"[^a-z0-9]", "", site.split(".", maxsplit=1)[0].lower())) for site in sites["site"]]
    borne = sites.select("network", pl.Series("name", names, pl.String))
    columns = ("handle", "display_name", "bio", "url")
    written = pl.concat_str(
        [pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "").fill_null("") for column in columns],
        separator=" ",
    )
    long_enough = borne.filter(pl.col("name").str.len_chars() >= SHORTEST_NAME)
    profiles = view.profiles.join(long_enough, on="network").with_columns(written.alias("written"))
    named = profiles.filter(pl.col("written").str.contains(pl.col("name"), literal=True))
    return named.group_by("network").agg(pl.col("account").n_unique().alias("named"))
