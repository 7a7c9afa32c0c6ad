"""What an address asks for of the posts: one field each, written as people type it, read as the case has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from unisono.content.addresses import canonical_address
from unisono.model.errors import UsageError
from unisono.traces.hashtag import fold_tag
from unisono.web.posts.kept_posts import KeptPosts

FIELDS = (
    *("words", "account", "network", "together", "hashtag", "link", "domain", "text", "image", "finding", "target"),
    *("of", "day", "since", "until", "platform", "kind", "language", "deleted"),
)
"""The fields of an address that choose posts, in the order in which a page names them."""

SETS = ("words", "text", "image", "finding", "target")
"""Fields for which the posts have to be read: these are found beside the server."""

OWN = "own"
"""The kind of everything that is no repost."""

KINDS = ("post", "repost", "reply", "quote", OWN)


@dataclass(frozen=True)
class PostsAsked:
    """The fields that an address gives, and the zone in which its days are meant."""

    given: Mapping[str, str]
    zone: str = "UTC"

    @classmethod
    def of(cls, query: Mapping[str, str], zone: str) -> "PostsAsked":
        """Return what a query asks for; fields that choose no posts are left out, empty ones as well."""
        return cls({name: query[name].strip() for name in FIELDS if query.get(name, "").strip()}, zone)

    @property
    def sets(self) -> list[tuple[str, str]]:
        """Return the fields for which posts have to be read."""
        return [(name, self.given[name]) for name in SETS if name in self.given]

    def number(self, name: str) -> int:
        """Return a field that is a number; raises UsageError where it is none."""
        written = self.given[name]
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            raise UsageError(f"{written!r} is no number of a network. Type one, such as 1.")
        return int(written)

    def span(self) -> tuple[datetime | None, datetime | None]:
        """Return from when on and before when posts are asked for; days are those of the zone."""
        begin = moment(self.given["since"], self.zone) if "since" in self.given else None
        end = moment(self.given["until"], self.zone) if "until" in self.given else None
        if "day" in self.given:
            first = _day(self.given["day"])
            day = (_midnight(first, self.zone), _midnight(first + timedelta(days=1), self.zone))
            begin = max(day[0], begin) if begin else day[0]
            end = min(day[1], end) if end else day[1]
        return begin, end


def moment(written: str, zone: str) -> datetime:
    """Return a day or a time in UTC; what has no offset is meant in the zone. Raises UsageError.

    >>> moment("2018-06-30", "Europe/Berlin").isoformat()
    '2018-06-29T22:00:00+00:00'
    """
    try:
        # A plus in an address is a space: 18:00:00+02:00 comes as 18:00:00 02:00.
        read = datetime.fromisoformat(re.sub(r"(\d) (\d\d:\d\d)$", r"\1+\2", written) if "T" in written else written)
        return (read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{written!r} is not a day or a time. Type a day or an ISO 8601 time: 2018-06-30 or 2018-06-30T18:00:00Z"
        ) from error


def writer_of(kept: KeptPosts, typed: str) -> int:
    """Return the number of the account that platform:id, a bare id or a handle names; raises UsageError."""
    accounts = kept.accounts
    exact = accounts.filter(pl.col("account") == typed)
    if exact.height:
        return int(exact["writer"][0])
    handle = typed.lstrip("@＠").lower()
    bare = pl.concat_str("platform", pl.lit(":" + typed))
    found = accounts.filter((pl.col("account") == bare) | (pl.col("handle").str.to_lowercase() == handle))
    if found.height == 1:
        return int(found["writer"][0])
    if found.height:
        raise UsageError(
            f"{typed} names {found.height} accounts: {', '.join(found['account'].head(5))}. Type one of these ids."
        )
    raise UsageError(f"The case has no account {typed}. Type a handle or an id (platform:id), or search for its name.")


def tag_of(typed: str) -> str:
    """Return a hashtag as posts are compared by it; raises UsageError for what is none."""
    tag = fold_tag(typed)
    if tag is None:
        raise UsageError(f"{typed!r} is not a hashtag. Type its letters, with or without #.")
    return tag


def address_in(typed: str) -> str:
    """Return an address in the form in which links are compared, put together again where it was broken.

    >>> address_in("hxxps://www.example[.]org/a?utm_source=x")
    'https://example.org/a'
    """
    mended = re.sub(r"(?i)^hxxp", "http", re.sub(r"\[\.\]|\(\.\)", ".", typed.strip("<>\"'“” ")))
    return canonical_address(mended) or mended


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise UsageError(f"{written!r} is not a day. Type one as in 2018-06-30.") from error


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
