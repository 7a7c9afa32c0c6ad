"""Web addresses in one canonical form, without a look at the network: https, no tracking, no wrapper, no `www.`."""

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import polars as pl
from w3lib.url import canonicalize_url

from unisono.content.trackers import (
    HOST_PARAMETERS,
    TRACKING_PARAMETERS,
    TRACKING_PREFIXES,
    WRAPPER_PATHS,
    WRAPPERS,
)
from unisono.content.translating import translate

if TYPE_CHECKING:
    from tldextract import TLDExtract

LONGEST_ADDRESS = 4_000
LONGEST_PLAIN_ADDRESS = 200
_MOST_WRAPPERS = 4
_PLAIN = r"^https?://(?:www\.)*((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*)/?$"
_SPECIAL = (
    r"^https?://(?:www\.)?(?:[^/]*\.)?(?:youtu\.be|youtube\.com|youtube-nocookie\.com|google\.[a-z.]+|ampproject\.org|"
    r"href\.li)(?:[/?#]|$)|/amp/?(?:[?#]|$)|--|-\.|[A-Za-z]\.[A-Za-z-]*-/|#!|=https?"
)
_FRAGMENT = r"#[^!].*$|#$"
_TRACKING = (
    r"(?P<separator>[?&])(?i:(?:(?:"
    + "|".join(re.escape(prefix) for prefix in TRACKING_PREFIXES)
    + r")[^=&#]*|(?:"
    + "|".join(sorted(re.escape(name) for name in TRACKING_PARAMETERS))
    + r"))(?:=[A-Za-z0-9_.~-]*)?(?:&|$))+"
)
_HOST = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z0-9-]{2,63}$|^\d{1,3}(?:\.\d{1,3}){3}$")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_VIDEO = re.compile(r"^/(?:shorts|live|embed|v)/([\w-]{6,})")


def canonical_addresses(addresses: pl.Series) -> pl.Series:
    """Return each address in canonical form, null where it is no web address; each distinct one is read once."""
    distinct = addresses.drop_nulls().unique(maintain_order=True)
    table = pl.DataFrame({"address": distinct}).with_columns(_plain_form(pl.col("address")).alias("plain"))
    rest = table.filter(pl.col("plain").is_null())["address"]
    read = pl.DataFrame({"address": rest, "read": translate(rest, canonical_address)})
    table = table.join(read, on="address", how="left").select(
        "address", pl.coalesce("plain", "read").alias("canonical")
    )
    return (
        pl.DataFrame({"address": addresses}).join(table, on="address", how="left", maintain_order="left").to_series(1)
    )


def canonical_address(address: str) -> str | None:
    """Return one address in canonical form, or null where it is no web address.

    >>> canonical_address("http://www.Example.com/a/?utm_source=x&b=1#top")
    'https://example.com/a?b=1'
    """
    text = address.strip()
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    if not _SCHEME.match(text) or re.match(r"^[\w.-]+:\d", text):
        text = f"https://{text.lstrip('/')}"
    try:
        parts = _unwrap(urlsplit(text))
        if parts.scheme.lower() not in ("http", "https"):
            return None
        host = _host(parts)
        if host is None:
            return None
        fragment = parts.fragment if parts.fragment.startswith("!") else ""
        cleaned = urlunsplit(("https", host + _port(parts), _page(parts), _query(host, parts), fragment))
        return _finish(str(canonicalize_url(cleaned, keep_fragments=True)))
    except (ValueError, UnicodeError):
        return None


def registrable_domains(addresses: pl.Series) -> pl.Series:
    """Return the registrable domain of each canonical address, by the public suffix list that tldextract ships."""
    hosts = addresses.str.extract(r"^https://([^/:?#]+)")
    return translate(hosts, registrable_domain)


def registrable_domain(host: str) -> str | None:
    """Return the registrable domain of a host; blogs on shared hosts count as their own; an IP address is itself.

    An ending that the list lacks (.onion, one newer than the list) is its last label: the list's own rule "*".

    >>> registrable_domain("news.bbc.co.uk")
    'bbc.co.uk'
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", host):
        return host
    parts = _suffixes().extract_str(host)
    if parts.suffix:
        return parts.top_domain_under_public_suffix or None
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) >= 2 and all(labels) else None


@cache
def _suffixes() -> "TLDExtract":
    # Loading it takes a tenth of a second, and many cases hold no link.
    from tldextract import TLDExtract

    # No URL and no cache folder: the snapshot in the wheel is read and nothing else.
    return TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True, include_psl_private_domains=True)


def _plain_form(addresses: pl.Expr) -> pl.Expr:
    """Return the canonical form of addresses that need no more than https, no tracking and no `www.`, else null."""
    head = addresses.str.replace(_FRAGMENT, "").str.replace_all(_TRACKING, "$separator").str.replace(r"\?&*$", "")
    is_plain = ~addresses.str.contains(_SPECIAL) & (addresses.str.len_bytes() <= LONGEST_PLAIN_ADDRESS)
    kept = pl.when(is_plain).then(head.str.extract(_PLAIN))
    with_path = pl.when(kept.str.contains("/", literal=True)).then(kept).otherwise(kept + "/")
    return pl.concat_str(pl.lit("https://"), with_path)


def _unwrap(parts: SplitResult) -> SplitResult:
    for _ in range(_MOST_WRAPPERS):
        inner = _wrapped(parts)
        if inner is None:
            return parts
        parts = urlsplit(inner)
    return parts


def _wrapped(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").removeprefix("www.").lower()
    if host.startswith("google."):
        host = "google.com"
    if host.endswith("safelinks.protection.outlook.com"):
        host = "safelinks.protection.outlook.com"
    if host == "google.com" and parts.path.startswith("/amp/s/"):
        return "https://" + parts.path.removeprefix("/amp/s/")
    if host.endswith("cdn.ampproject.org"):
        inner = re.match(r"^/[a-z]/(?:s/)?(.+)$", parts.path)
        return f"https://{inner[1]}" if inner else None
    if host == "href.li" and parts.query.startswith("http"):
        return unquote(parts.query)
    if not parts.path.startswith(WRAPPER_PATHS.get(host, ("",))):
        return None
    values = dict(parse_qsl(parts.query))
    inners = (values[name] for name in WRAPPERS.get(host, ()) if values.get(name, "").startswith(("http:", "https:")))
    return next(inners, None)


def _host(parts: SplitResult) -> str | None:
    name = (parts.hostname or "").rstrip(".")
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    name = re.sub(r"^(?:www\.)+(?=[^.]+\.)", "", name.lower())
    if name in ("m.youtube.com", "music.youtube.com", "youtube-nocookie.com", "youtu.be"):
        name = "youtube.com"
    return name if _HOST.match(name) else None


def _port(parts: SplitResult) -> str:
    return "" if parts.port in (None, 80, 443) else f":{parts.port}"


def _page(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if host.endswith("youtu.be") or (host.endswith("youtube.com") and _VIDEO.match(parts.path)):
        return "/watch"
    return parts.path


def _query(host: str, parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if host == "youtube.com":
        video = _VIDEO.match(parts.path)
        name = parts.path.strip("/").partition("/")[0] if (parts.hostname or "").endswith("youtu.be") else None
        name = video[1] if video else name
        pairs = [("v", name)] if name else pairs
    allowed = HOST_PARAMETERS.get(host)
    kept = [
        (key, value)
        for key, value in pairs
        if not key.lower().startswith(TRACKING_PREFIXES)
        and key.lower() not in TRACKING_PARAMETERS
        and (allowed is None or key in allowed)
    ]
    return urlencode(kept)


def _finish(address: str) -> str:
    """Return the address without slashes and /amp at the end of its path; only the site itself ends in a slash."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    while path.endswith("/amp"):
        path = path.removesuffix("/amp").rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path or "/", parts.query, parts.fragment))
