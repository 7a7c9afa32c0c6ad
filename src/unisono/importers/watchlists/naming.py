"""Accounts as people write them in lists: platform:id, @handle, a bare id, the address of a profile."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

NOTHING_THERE = "names no account: nothing stands there"
NO_NAME = "is no handle, no id and no address of a profile"
NO_PROFILE = "is the address of something else than a profile"
DAMAGED = "is an id that a spreadsheet has rounded"

FEWEST_DIGITS = 5
"""Digits from which on a bare number is an id and no handle."""

_NAMED = re.compile(r"(?P<platform>[A-Za-z][A-Za-z0-9_-]{1,30}):(?P<name>[^\s/][^\s]{0,199})")
_HANDLE = re.compile(r"[\w.\-·]{1,60}(?:@[\w.\-]{3,190})?")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_WHOLE = re.compile(r"(?P<digits>\d{1,15})\.0+")
_DECENTRAL = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+")

HOSTS = {
    "twitter.com": "twitter", "x.com": "twitter", "facebook.com": "facebook", "fb.com": "facebook",
    "instagram.com": "instagram", "threads.net": "threads", "threads.com": "threads", "tiktok.com": "tiktok",
    "t.me": "telegram", "telegram.me": "telegram", "reddit.com": "reddit", "bsky.app": "bluesky",
    "youtube.com": "youtube", "vk.com": "vk", "gab.com": "gab", "truthsocial.com": "truth",
}  # fmt: skip
"""Hosts whose addresses name a profile in their first part, and the platform they are."""

BEFORE_NAME = {"bluesky": ("profile",), "reddit": ("user", "u"), "telegram": ("s",), "youtube": ("user", "c")}
"""Parts of an address that stand before a handle."""

BEFORE_ID = {"youtube": ("channel",), "facebook": ("profile",), "twitter": ("i",)}
NO_NAMES = frozenset((
    "home", "search", "explore", "hashtag", "share", "intent", "login", "i", "status", "settings", "privacy", "tos",
    "about", "help", "watch", "results", "groups", "events", "pages", "p", "reel", "reels", "stories", "video",
    "videos", "r", "live", "tv", "channel", "user", "c",
))  # fmt: skip
"""First parts of addresses that name no profile."""

OF_POSTS = frozenset((
    "status", "statuses", "posts", "post", "p", "reel", "video", "videos", "comments", "photo", "photos",
    "permalink",
))  # fmt: skip


@dataclass(frozen=True)
class NamedAccount:
    """What a cell names: an id, a handle, or neither and why; the platform where the cell says it."""

    platform: str | None = None
    account_id: str | None = None
    handle: str | None = None
    refused: str | None = None


def name_account(written: str, *, is_id: bool = False, platform: str | None = None) -> NamedAccount:
    """Return what is written for an account; is_id: its column holds ids. platform: where the cell says none.

    >>> name_account("twitter:123").account_id, name_account("@Ann").handle, name_account("https://x.com/ann/").handle
    ('123', 'Ann', 'ann')
    """
    cell = written.strip().strip("\"'<>").strip()
    if not cell:
        return NamedAccount(platform, refused=NOTHING_THERE)
    address = _as_address(cell)
    if address is not None:
        return _of_address(address)
    if _DECENTRAL.fullmatch(cell):
        return NamedAccount(platform or "bluesky", account_id=cell)
    named = _NAMED.fullmatch(cell)
    if named:
        inner = name_account(named["name"], is_id=not named["name"].startswith(("@", "＠")))
        return NamedAccount(named["platform"].lower(), inner.account_id, inner.handle, inner.refused)
    return _of_word(cell, is_id=is_id, platform=platform)


def _of_word(cell: str, *, is_id: bool, platform: str | None) -> NamedAccount:
    """Return what one word names: a handle where it has an @ or is no number, else an id."""
    is_handle = cell.startswith(("@", "＠"))
    word = cell.lstrip("@＠")
    if is_handle:
        found = _HANDLE.fullmatch(word)
        return NamedAccount(platform, handle=word) if found else NamedAccount(platform, refused=NO_NAME)
    if _ROUNDED.fullmatch(word) and ("+" in word or "." in word or "," in word):
        return NamedAccount(platform, refused=DAMAGED)
    whole = _WHOLE.fullmatch(word)
    if whole:
        return NamedAccount(platform, account_id=whole["digits"])
    is_number = word.isascii() and word.isdecimal()
    if is_number and (is_id or len(word) >= FEWEST_DIGITS):
        return NamedAccount(platform, account_id=word)
    if is_id and not re.search(r"\s", word) and len(word) <= 200:
        return NamedAccount(platform, account_id=word)
    return NamedAccount(platform, handle=word) if _HANDLE.fullmatch(word) else NamedAccount(platform, refused=NO_NAME)


def _as_address(cell: str) -> str | None:
    """Return an address with its scheme, defanged ones mended; None where the cell is none."""
    mended = re.sub(r"\[\.\]|\(\.\)", ".", re.sub(r"^(?i:hxxp)", "http", cell))
    if re.match(r"(?i)https?://\S+$", mended):
        return mended
    host = mended.partition("/")[0].lower()
    bare = host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    return f"https://{mended}" if "/" in mended and bare in HOSTS else None


def _of_address(address: str) -> NamedAccount:
    """Return whose profile an address is, by the platform's way of writing them."""
    try:
        split = urlsplit(address)
        host = (split.hostname or "").lower()
    except ValueError:
        return NamedAccount(refused=NO_NAME)
    platform = next((HOSTS[known] for known in HOSTS if host == known or host.endswith("." + known)), None)
    parts = [unquote(part) for part in split.path.split("/") if part]
    asked = parse_qs(split.query)
    given = next((asked[name][0] for name in ("user_id", "id") if name in asked), None)
    if platform in ("twitter", "facebook") and given and given.isdecimal():
        return NamedAccount(platform, account_id=given)
    if not parts:
        return NamedAccount(platform, refused=NO_PROFILE)
    if platform is None:
        if len(parts) == 1 and parts[0].startswith("@"):
            return NamedAccount(
                "mastodon", handle=f"{parts[0][1:]}@{host}" if "@" not in parts[0][1:] else parts[0][1:]
            )
        return NamedAccount(refused=NO_PROFILE)
    if len(parts) > 1 and any(part in OF_POSTS for part in parts[1:]):
        return NamedAccount(platform, refused=NO_PROFILE)
    return _of_parts(platform, parts)


def _of_parts(platform: str, parts: list[str]) -> NamedAccount:
    """Return what the parts of an address's path name on a platform."""
    if parts[0] in BEFORE_ID.get(platform, ()) and len(parts) > 1:
        number = parts[-1]
        return NamedAccount(platform, account_id=number) if _is_id(platform, number) else _not_a_profile(platform)
    if parts[0] in BEFORE_NAME.get(platform, ()) and len(parts) > 1:
        parts = parts[1:]
    name = parts[0].lstrip("@")
    if name.lower() in NO_NAMES or not _HANDLE.fullmatch(name):
        return NamedAccount(platform, account_id=name) if _DECENTRAL.fullmatch(name) else _not_a_profile(platform)
    return NamedAccount(platform, handle=name)


def _is_id(platform: str, number: str) -> bool:
    return number.isdecimal() or (platform == "youtube" and number.startswith("UC"))


def _not_a_profile(platform: str) -> NamedAccount:
    return NamedAccount(platform, refused=NO_PROFILE)
