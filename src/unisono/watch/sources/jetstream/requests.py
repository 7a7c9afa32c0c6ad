"""What Jetstream is asked for: its address, which records of whose, and from which place of the stream on."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode

from unisono.model.errors import UsageError
from unisono.watch.sources.addresses import read_address
from unisono.watch.sources.declaration import SourceOptions
from unisono.watch.sources.jetstream.events import MICROSECONDS, Place

PUBLIC = "wss://jetstream2.us-east.bsky.network/subscribe"
"""The server that is asked where none is named."""
SECOND = "/xrpc/network.bsky.jetstream.subscribeEvents"
COLLECTIONS = ("app.bsky.feed.post", "app.bsky.feed.repost", "app.bsky.actor.profile")
"""What a case is made of; notices about accounts come unasked. Likes and follows are most of the stream."""
OLDEST = "1"
MOST_ADDRESS = 8000
EXAMPLE = f"--from jetstream:{PUBLIC}"


@dataclass(frozen=True)
class Names:
    """What the parameters of a version are called."""

    collections: str
    accounts: str


FIRST_NAMES = Names("wantedCollections", "wantedDids")
SECOND_NAMES = Names("collections", "dids")


@dataclass(frozen=True)
class Request:
    """The address of a stream without the place to begin at, and the version that is spoken there."""

    address: SplitResult
    is_second: bool
    asked_cursor: str | None
    is_of_few: bool

    def at(self, cursor: str | None, dictionary: int | None) -> SplitResult:
        """Return the address at which the stream begins at a place; dictionary: the number of a dictionary."""
        more: list[tuple[str, str]] = []
        if dictionary is not None:
            more.append(("zstdDictionary", str(dictionary)) if self.is_second else ("compress", "true"))
        if cursor is not None:
            more.append(("cursor", cursor))
        joined = "&".join(part for part in (self.address.query, urlencode(more)) if part)
        return self.address._replace(query=joined)


def read_request(typed: str, options: SourceOptions) -> Request:
    """Return what a server is asked for; `typed` is its address, nothing for the public one.

    The version is told by the path; a host alone is asked as the first version is, which all servers understand.
    """
    address = read_address(typed or PUBLIC, EXAMPLE)
    if address.path in ("", "/"):
        address = address._replace(path="/subscribe")
    is_second = address.path.rstrip("/").endswith("subscribeEvents")
    names = SECOND_NAMES if is_second else FIRST_NAMES
    asked = parse_qsl(address.query)
    cursors = [value for name, value in asked if name == "cursor"]
    query = [(name, value) for name, value in asked if name != "cursor"]
    given = {name for name, _ in query}
    collections = options.collections if options.collections is not None else COLLECTIONS
    if options.collections is not None or names.collections not in given:
        query += [(names.collections, one) for one in collections]
    query += [(names.accounts, one) for one in options.accounts]
    if "maxMessageSizeBytes" not in given:
        query.append(("maxMessageSizeBytes", str(options.most_message_bytes)))
    _check_accounts(options.accounts)
    address = address._replace(query=urlencode(query))
    if len(address.geturl()) > MOST_ADDRESS:
        raise UsageError(
            f"{len(options.accounts):,} accounts and {len(collections):,} collections do not fit into one request to "
            "Jetstream. Name about 200 accounts at most with --dids, or none: then all are watched."
        )
    is_of_few = bool(options.accounts) or names.accounts in given
    return Request(address, is_second, cursors[-1] if cursors else None, is_of_few)


def _check_accounts(accounts: tuple[str, ...]) -> None:
    for account in accounts:
        if not account.startswith("did:"):
            raise UsageError(
                f"{account!r} is no id of a Bluesky account: these begin with did:. Handles are not known to the "
                "stream; a profile's page or an imported case tells the id of a handle."
            )


def beginnings(place: Place | None, margin_s: float, *, is_second: bool) -> list[str | None]:
    """Return the cursors to try one after the other: a place, or a little before it, the oldest there is, and now.

    The second version counts events, each server its own; by the time it finds the place on another server, too.
    """
    if place is None:
        return [None]
    tried: list[str | None] = []
    if is_second and place.number is not None:
        tried.append(str(place.number))  # exact: the event of this number comes again
    if place.time_us is not None:
        tried.append(str(max(1, place.time_us - round(margin_s * MICROSECONDS))))
    if not is_second:
        tried.append(OLDEST)
    return [*tried, None]
