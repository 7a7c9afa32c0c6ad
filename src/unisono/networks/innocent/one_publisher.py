"""One publisher: accounts of one site, under its name, that its website feeds with the same articles."""

import re

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

LAYERS = ("link", "domain")
NEARLY_ALL = 0.9
SHORTEST_NAME = 4


def fit(view: NetworkView) -> Fit:
    """Return the share of members that bear the name of the one site to which nearly all common links go."""
    links = view.acts.filter(pl.col("layer").is_in(LAYERS))
    if links.height == 0:
        return Fit("one_publisher", 0.0, "None of the common acts is a link.")
    authored = links.join(view.crowd.select("layer", "object", "author"), on=["layer", "object"], how="left")
    sites = authored.select(pl.when(pl.col("layer") == "domain").then("object").otherwise("author").alias("site"))[
        "site"
    ].drop_nulls()
    if len(sites) == 0:
        return Fit("one_publisher", 0.0, "To which sites the common links go is not known, so this was not measured.")
    site, count = sites.value_counts(sort=True).sort("count", "site", descending=[True, False]).row(0)
    to_site = count / links.height
    named = _bear_the_name(view, site)
    linked_posts = links["post"].n_unique() / max(1, view.acts["post"].n_unique())
    because = (
        f"{to_site:.0%} of {links.height:,} common links go to {site}; {named:,} of {view.members.height:,} members "
        f"bear that site's name in their handle, name, biography or address; {linked_posts:.0%} of the common posts "
        "hold such links."
    )
    if to_site < NEARLY_ALL:
        return Fit("one_publisher", 0.0, because)
    return Fit("one_publisher", named / max(1, view.members.height) * linked_posts, because)


def _bear_the_name(view: NetworkView, site: str) -> int:
    """Count the members whose profile holds the site's name without its ending, whatever stands between its words."""
    name = re.sub(r"[^a-z0-9]", "", site.split(".", maxsplit=1)[0].lower())
    if len(name) < SHORTEST_NAME:
        return 0
    columns = ("handle", "display_name", "bio", "url")
    written = pl.concat_str(
        [pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "").fill_null("") for column in columns],
        separator=" ",
    )
    profiles = view.profiles.group_by("account").agg(written.str.contains(name, literal=True).any().alias("named"))
    return int(profiles["named"].sum())
