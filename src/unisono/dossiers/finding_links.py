"""Which link or site somebody means: an address in any of its forms, or the domain or page where somebody publishes."""

import re
from dataclasses import dataclass
from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.content.addresses import canonical_address, hosts_of, registrable_domains
from unisono.content.trackers import PLATFORM_HOSTS
from unisono.dossiers.subject_posts import POST
from unisono.model.errors import UsageError

MOST_NAMED = 3


@dataclass(frozen=True)
class Place:
    """What is shown: one canonical address, or (is_site) everything a domain, host or `host/name` publishes."""

    name: str
    is_site: bool


def find_place(case: Case, links: pl.DataFrame, given: str) -> Place:
    """Return the address or the site that is meant; links: address, domain, publisher. Raises UsageError for neither.

    A bare domain is the site; an address is the page, whatever wrapper, tracking or spelling stands around it.
    """
    if not links.height:
        raise UsageError(
            f"{case.path} has no links: none of its posts, reposts aside, points to an address outside its platform."
        )
    written = _mended(given)
    address = canonical_address(written)
    if address is None:
        raise UsageError(
            f"{given!r} is no web address. Type an address or a domain: unisono show {quote(str(case.path))} link "
            f"{quote(str(_most_linked(links)[0]))}"
        )
    is_bare = "://" not in written and "/" not in written.strip("/")
    if not is_bare and links.filter(pl.col("address") == address).height:
        return Place(address, is_site=False)
    site = _site(links, address)
    if site is not None:
        return Place(site, is_site=True)
    behind = _behind_short(case, links, written)
    if behind is not None:
        return Place(behind, is_site=False)
    raise _nothing(case, links, given, address)


def posts_of_place(links: pl.DataFrame, place: Place) -> pl.DataFrame:
    """Return the links to a place."""
    if not place.is_site:
        return links.filter(pl.col("address") == place.name)
    return links.filter(_is_of_site(links, place.name))


def _behind_short(case: Case, links: pl.DataFrame, written: str) -> str | None:
    """Return the one address of the posts whose text holds this one, such as a platform's short link."""
    if "/" not in written:
        return None
    named = case.posts().filter(pl.col("text").str.contains(written, literal=True)).select(POST).collect()
    addresses = links.join(named, on="post", how="semi")["address"].unique()
    return str(addresses[0]) if len(addresses) == 1 else None


def _mended(given: str) -> str:
    """Return an address as people pass it on: without quotes and spaces, and with defanged dots put back."""
    text = given.strip().strip("<>\"'“”")
    return re.sub(r"(?i)^hxxp", "http", re.sub(r"\[\.\]|\(\.\)|\[dot\]", ".", text))


def _site(links: pl.DataFrame, address: str) -> str | None:
    """Return the publisher, host or domain that an address without a page of its own names, where posts link there."""
    name = address.removeprefix("https://").rstrip("/")
    return name if links.filter(_is_of_site(links, name)).height else None


def _is_of_site(links: pl.DataFrame, name: str) -> pl.Expr:
    host = hosts_of(links["address"]).alias("host")
    of_host = pl.lit(host) == name
    return (pl.col("publisher") == name) | (pl.col("domain") == name) | of_host


def _most_linked(links: pl.DataFrame) -> list[str]:
    counted = links.group_by("publisher").agg(pl.col("post").n_unique().alias("posts"))
    return counted.sort("posts", "publisher", descending=[True, False]).head(MOST_NAMED)["publisher"].to_list()


def _is_of_platform(address: str) -> bool:
    return registrable_domains(pl.Series([address]))[0] in {host for hosts in PLATFORM_HOSTS.values() for host in hosts}


def _nothing(case: Case, links: pl.DataFrame, given: str, address: str) -> UsageError:
    show = f"unisono show {quote(str(case.path))} link"
    form = f" (as one address: {address})" if "/" in given and address != given else ""
    host = str(hosts_of(pl.Series([address]))[0])
    of_host = links.filter((pl.col("domain") == host) | pl.lit(hosts_of(links["address"])).eq(host))
    domain = str(of_host["domain"][0]) if of_host.height else None
    if domain is None:
        most = ", ".join(_most_linked(links))
        inside = " Links to the platform itself do not count." if _is_of_platform(address) else ""
        return UsageError(
            f"No post of {case.path} links to {given}{form}.{inside} Linked most: {most}. Type: {show} DOMAIN"
        )
    posts = of_host["post"].n_unique()
    return UsageError(
        f"No post of {case.path} links to {given}{form}. {posts:,} posts link to other pages of {domain}. "
        f"Type: {show} {domain}"
    )
