"""Addresses that stand around another address: link guards, caches, archives and translators, undone offline."""

import re
from base64 import urlsafe_b64decode
from string import ascii_lowercase, ascii_uppercase, digits
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

MOST_WRAPPERS = 5

PARAMETERS = {
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "facebook.com": ("u",),
    "l.messenger.com": ("u",),
    "l.instagram.com": ("u",),
    "l.threads.com": ("u",),
    "l.threads.net": ("u",),
    "l.wl.co": ("u",),
    "google.com": ("url", "q", "imgrefurl"),
    "translate.google.com": ("u",),
    "out.reddit.com": ("url",),
    "t.umblr.com": ("z",),
    "vk.com": ("to",),
    "away.vk.com": ("to",),
    "youtube.com": ("q",),
    "linkedin.com": ("url",),
    "steamcommunity.com": ("url", "u"),
    "disq.us": ("url",),
    "exit.sc": ("url",),
    "gate.sc": ("url",),
    "slack-redir.net": ("url",),
    "getpocket.com": ("url",),
    "t.me": ("url",),
    "tiktok.com": ("target",),
    "twitter.com": ("url",),
    "x.com": ("url",),
    "weibo.cn": ("u",),
    "link.zhihu.com": ("target",),
    "ok.ru": ("st.link",),
    "duckduckgo.com": ("uddg",),
    "deref-mail.com": ("redirectUrl",),
    "urldefense.proofpoint.com": ("u",),
    "linkprotect.cudasvc.com": ("a",),
    "safelinks.protection.outlook.com": ("url",),
    "statics.teams.cdn.office.net": ("url",),
}
"""Hosts that forward to the address in one of these parameters."""

PATHS = {
    "google.com": ("/url", "/imgres"),
    "facebook.com": ("/l.php", "/flx/warn", "/sharer"),
    "vk.com": ("/away.php",),
    "youtube.com": ("/redirect",),
    "linkedin.com": ("/redir/", "/safety/go"),
    "steamcommunity.com": ("/linkfilter",),
    "l.facebook.com": ("/l.php",),
    "lm.facebook.com": ("/l.php",),
    "getpocket.com": ("/redirect",),
    "t.me": ("/iv", "/share/url"),
    "tiktok.com": ("/link/",),
    "twitter.com": ("/i/redirect",),
    "x.com": ("/i/redirect",),
    "weibo.cn": ("/sinaurl",),
    "ok.ru": ("/dk",),
    "duckduckgo.com": ("/l/",),
    "urldefense.proofpoint.com": ("/v1/", "/v2/"),
}
"""Where only some paths of a host forward, how those paths begin."""

WHOLE_QUERY = frozenset({"href.li", "anon.to", "nullrefer.com", "anonym.to"})
"""Hosts of which the whole query is the address."""

_ARCHIVES = (
    "archive.today archive.is archive.ph archive.li archive.vn archive.fo archive.md 12ft.io web.archive.org "
    "ghostarchive.org webcache.googleusercontent.com secure-web.cisco.com urldefense.com urldefense.us"
)
ARCHIVES = frozenset(_ARCHIVES.split())
"""Hosts that hold the address inside their path."""

_INNER = re.compile(
    r"^/(?:web/)?(?:\d{4,14}(?:[a-z]{2}_)?|newest|oldest|\*|o/\w+|archive/\w+|[\w-]{20,})?/?((?:https?:/{0,2}|www\.)[^/].*)$"
)
_PROOFPOINT_3 = re.compile(r"^/v3/__(.+?)__;([^!]*)")
_RUN = re.compile(r"\*(?:\*(.))?")
_RUN_LETTERS = ascii_uppercase + ascii_lowercase + digits + "-_"
_AMP_CACHE = re.compile(r"^/(?:amp/)?[a-z]/(s/)?(.+)$")
_SCHEME_SLASHES = re.compile(r"^(https?):/{0,2}(?=[^/])")


def unwrap(parts: SplitResult) -> SplitResult:
    """Return the address inside these wrappers, however many stand around it (at most MOST_WRAPPERS).

    Raises ValueError where what is inside cannot be an address.
    """
    for _ in range(MOST_WRAPPERS):
        inner = _inside(parts)
        if inner is None:
            return parts
        parts = urlsplit(_SCHEME_SLASHES.sub(r"\1://", inner))
    return parts


def _inside(parts: SplitResult) -> str | None:
    host = _family((parts.hostname or "").lower().rstrip("."))
    if host == "google.com" and parts.path.startswith("/amp/"):
        return _amp_page(parts.path.removeprefix("/amp/"), parts.query)
    if host == "ampproject" or host == "bing-amp":
        cached = _AMP_CACHE.match(parts.path)
        return _amp_page((cached[1] or "") + cached[2], parts.query) if cached else None
    if host.endswith(".translate.goog"):
        return _translated(host, parts)
    if host in WHOLE_QUERY:
        return unquote(parts.query) if parts.query.lower().startswith("http") else None
    if host in ARCHIVES:
        return _in_path(host, parts)
    if not parts.path.startswith(PATHS.get(host, ("",))):
        return None
    names = PARAMETERS.get(host)
    return _in_parameters(host, parts, names) if names else None


def _family(host: str) -> str:
    """Return one name for hosts that wrap alike."""
    host = host.removeprefix("www.")
    if host.startswith("google."):
        return "google.com"
    for ending, name in (
        ("safelinks.protection.outlook.com", "safelinks.protection.outlook.com"),
        ("cdn.ampproject.org", "ampproject"),
        (".bing-amp.com", "bing-amp"),
    ):
        if host.endswith(ending):
            return name
    return {"m.facebook.com": "facebook.com", "m.vk.com": "vk.com", "m.youtube.com": "youtube.com"}.get(host, host)


def _amp_page(path: str, query: str) -> str | None:
    page = path.removeprefix("s/")
    if page.startswith(("http:", "https:")):
        return _joined(page, query)
    return _joined(f"https://{page}", query) if "." in page.partition("/")[0] else None


def _translated(host: str, parts: SplitResult) -> str:
    """Undo the host of a translated page: `-` stands for a dot there, and `--` for a hyphen."""
    site = host.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".").replace("\0", "-")
    return _joined(f"https://{site}{parts.path}", parts.query)


def _in_path(host: str, parts: SplitResult) -> str | None:
    if host.startswith("urldefense"):
        return _proofpoint_3(parts.path + (f"?{parts.query}" if parts.query else ""))
    if host == "webcache.googleusercontent.com":
        cached = re.match(r"cache:(?:[\w-]{12}:)?([^\s+]+)", dict(parse_qsl(parts.query)).get("q", ""))
        return _with_scheme(cached[1]) if cached else None
    path = unquote(parts.path) if host == "secure-web.cisco.com" else parts.path
    inner = _INNER.match(path)
    if inner is None:
        return None
    page = inner[1] if "://" in inner[1] or ":/" in inner[1] or inner[1].startswith("www.") else unquote(inner[1])
    return _joined(_with_scheme(page), parts.query)


def _in_parameters(host: str, parts: SplitResult, names: tuple[str, ...]) -> str | None:
    values = dict(parse_qsl(parts.query))
    if host == "urldefense.proofpoint.com" and parts.path.startswith("/v2/"):
        values["u"] = unquote(values.get("u", "").replace("-", "%").replace("_", "/"))
    inners = (values[name] for name in names if values.get(name, "").lower().startswith(("http:", "https:")))
    return next(inners, None)


def _proofpoint_3(path: str) -> str | None:
    """Undo the third form: each `*` stands for a character, `**A` for two or more, which follow in base 64."""
    found = _PROOFPOINT_3.match(path)
    if found is None:
        return None
    padded = found[2] + "=" * (-len(found[2]) % 4)
    replaced = iter(urlsafe_b64decode(padded).decode("utf-8", "replace"))

    def characters(run: re.Match[str]) -> str:
        count = 1 if run[1] is None else _RUN_LETTERS.find(run[1]) + 2
        return "".join(next(replaced, "*") for _ in range(count))

    return _RUN.sub(characters, found[1])


def _with_scheme(address: str) -> str:
    return address if address.lower().startswith(("http:", "https:")) else f"https://{address}"


def _joined(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
