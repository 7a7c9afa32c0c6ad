"""Web addresses in one canonical form, without a look at the network: https, no tracking, no wrapper, no `www.`."""

import re
from functools import cache
from ipaddress import IPv6Address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

import polars as pl

from unisono.content.trackers import (
    CASELESS_NAMES,
    HOST_ALIASES,
    HOST_PARAMETERS,
    MOBILE_LABELS,
    TRACKING_PARAMETERS,
    TRACKING_PREFIXES,
)
from unisono.content.translating import translate
from unisono.content.wrappers import unwrap

if TYPE_CHECKING:
    from tldextract import TLDExtract

LONGEST_ADDRESS = 4_000
LONGEST_PLAIN_ADDRESS = 200
LONGEST_HOST = 253
_PLAIN = r"^https?://(?:www\.)*((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*)/?$"
_NAMED_HOSTS = "|".join(
    re.escape(host) for host in sorted({*HOST_ALIASES, *HOST_ALIASES.values(), *CASELESS_NAMES, "medium.com"})
)
_SPECIAL = (
    rf"^https?://(?:www\.)*(?:(?:[^/]*\.)?(?:{_NAMED_HOSTS}|google\.[a-z.]+|ampproject\.org|bing-amp\.com|translate\.goog)"
    rf"(?:[/?#]|$)|(?:{'|'.join(MOBILE_LABELS)})\.|[^/]*\.m\.)"
    r"|/amp/?(?:[?#]|$)|(?i:/(?:index|default)\.[a-z]{3,5}/?(?:[?#]|$))|--|-\.|[A-Za-z]\.[A-Za-z-]*-/|#[!/]|=https?"
)
_FRAGMENT = r"#[^!/].*$|#$"
_TRACKING = (
    r"(?P<separator>[?&])(?i:(?:(?:"
    + "|".join(re.escape(prefix) for prefix in TRACKING_PREFIXES)
    + r")[^=&#]*|(?:"
    + "|".join(sorted(re.escape(name) for name in TRACKING_PARAMETERS))
    + r"))(?:=[A-Za-z0-9_.~-]*)?(?:&|$))+"
)
_HOST = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z0-9-]{2,63}$|^\d{1,3}(?:\.\d{1,3}){3}$")
_BEFORE_QUERY = re.compile(r"^[^?#]*\\[^?#]*")
_SETTLED = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*/?")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_VIDEO = re.compile(r"^/(?:shorts|live|embed|v|watch)/([\w-]{6,})")
_INDEX = re.compile(r"/(?:index\.(?:html?|php|aspx?|jsp|shtml|xhtml)|default\.(?:html?|aspx?))$", re.IGNORECASE)
_KEPT_AS_WRITTEN = re.compile("[ßς\u200c\u200d]")
_WIKIS = (".wikipedia.org", ".wikinews.org", ".wiktionary.org", ".wikimedia.org", ".wikiquote.org")


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
    # Browsers read a backslash as a slash, and so end the host there.
    text = _BEFORE_QUERY.sub(lambda head: head[0].replace("\\", "/"), address.strip(), count=1)
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    if not _SCHEME.match(text) or re.match(r"^[\w.-]+:\d", text):
        text = f"https://{text.lstrip('/')}"
    try:
        parts = unwrap(urlsplit(text))
        if parts.scheme.lower() not in ("http", "https"):
            return None
        host = _host(parts)
        if host is None:
            return None
        if host != parts.hostname:
            # A wrapper may itself go by another name, such as m.vk.com.
            inside = unwrap(parts._replace(netloc=host))
            if inside.netloc != host:
                return canonical_address(urlunsplit(inside))
        fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
        page = _page(host, parts)
        cleaned = SplitResult("https", host + _port(parts), page, _query(host, parts), fragment)
        if fragment or not _SETTLED.fullmatch(page):
            # Few addresses need it, and loading it takes as long as reading thousands of the others.
            from w3lib.url import canonicalize_url

            cleaned = urlsplit(str(canonicalize_url(urlunsplit(cleaned), keep_fragments=True)))
        return _finish(host, cleaned)
    except (ValueError, UnicodeError):
        return None


def registrable_domains(addresses: pl.Series) -> pl.Series:
    """Return the registrable domain of each canonical address, by the public suffix list that tldextract ships."""
    return translate(hosts_of(addresses), registrable_domain)


def hosts_of(addresses: pl.Series) -> pl.Series:
    """Return the host of each canonical address, an IPv6 address in its brackets."""
    return addresses.str.extract(r"^https://(\[[0-9a-f:.]+\]|[^/:?#]+)")


def readable_host(host: str) -> str:
    """Return a host in the letters of its language, as `letters (as it is registered)` where the two differ.

    Both are given, since letters of two scripts can look the same.

    >>> readable_host("xn--e1afmkfd.xn--p1ai")
    'пример.рф (xn--e1afmkfd.xn--p1ai)'
    """
    labels = []
    for label in host.split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except (UnicodeError, ValueError):
            return host
    letters = ".".join(labels)
    return host if letters == host or not letters.isprintable() else f"{letters} ({host})"


def registrable_domain(host: str) -> str | None:
    """Return the registrable domain of a host; blogs on shared hosts count as their own; an IP address is itself.

    An ending that the list lacks (.onion, one newer than the list) is its last label: the list's own rule "*".

    >>> registrable_domain("news.bbc.co.uk")
    'bbc.co.uk'
    """
    if host.startswith("[") or re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", host):
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


def _host(parts: SplitResult) -> str | None:
    name = (parts.hostname or "").rstrip(".")
    if len(name) > LONGEST_HOST:
        return None
    if ":" in name:
        return f"[{IPv6Address(name.partition('%')[0]).compressed}]"
    if not name.isascii():
        name = _in_ascii(name)
    name = re.sub(r"^(?:www\.)+(?=[^.]+\.)", "", name.lower())
    name = _without_mobile_labels(name)
    name = HOST_ALIASES.get(name, name)
    return name if _HOST.match(name) else None


def _in_ascii(name: str) -> str:
    """Return a host in ASCII; letters that the old rules rewrite (ß as ss) would lead to somebody else's host."""
    if not _KEPT_AS_WRITTEN.search(name):
        return name.encode("idna").decode("ascii")
    labels = re.split("[.。．｡]", name.lower())
    return ".".join(
        f"xn--{label.encode('punycode').decode()}"
        if _KEPT_AS_WRITTEN.search(label)
        else label.encode("idna").decode("ascii")
        for label in labels
    )


def _without_mobile_labels(name: str) -> str:
    while name.endswith(_WIKIS) and ".m." in name:
        name = name.replace(".m.", ".")
    first, _, rest = name.partition(".")
    while first in MOBILE_LABELS and rest and name != registrable_domain(name):
        name = re.sub(r"^(?:www\.)+(?=[^.]+\.)", "", rest)
        first, _, rest = name.partition(".")
    return name


def _port(parts: SplitResult) -> str:
    return "" if parts.port in (None, 80, 443) else f":{parts.port}"


def _page(host: str, parts: SplitResult) -> str:
    if host == "youtube.com" and _video(parts) is not None:
        return "/watch"
    return parts.path


def _video(parts: SplitResult) -> str | None:
    """Return the video's name where the path holds it."""
    if (parts.hostname or "").removeprefix("www.") == "youtu.be":
        return parts.path.strip("/").partition("/")[0] or None
    found = _VIDEO.match(parts.path)
    return found[1] if found else None


def _query(host: str, parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True) if parts.query else []
    if host == "youtube.com":
        video = _video(parts) or (dict(pairs).get("v") if parts.path.rstrip("/") == "/watch" else None)
        pairs = [("v", video)] if video else pairs
    allowed = HOST_PARAMETERS.get(host)
    kept = [
        (key, value)
        for key, value in pairs
        if not key.lower().startswith(TRACKING_PREFIXES)
        and key.lower() not in TRACKING_PARAMETERS
        and (allowed is None or key in allowed)
    ]
    return urlencode(sorted(kept))


def _finish(host: str, parts: SplitResult) -> str:
    """Return the address without slashes, index pages and /amp at the end of its path; only the site itself ends in /.

    Upper case is kept but where the path begins with a name in which it says nothing.
    """
    path = parts.path.rstrip("/")
    while path.endswith("/amp") or _INDEX.search(path):
        path = _INDEX.sub("", path.removesuffix("/amp")).rstrip("/")
    while host == "t.me" and path.startswith("/s/"):
        path = path.removeprefix("/s")
    first = path[1:].partition("/")[0]
    if first.startswith("@") or (host in CASELESS_NAMES and not first.startswith("+")):
        path = f"/{first.lower()}{path[1 + len(first) :]}"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"https://{parts.netloc}{path or '/'}{query}{fragment}"
