"""What a client of Jetstream wants to hear of: collections, accounts, kinds, and how long a message may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unisono.watch.replay.manners.jetstream_events import KINDS, Event, flat_event, kind_of
from unisono.watch.replay.subscription import Asked

MOST_COLLECTIONS, MOST_DIDS = 100, 10_000
LONGEST_LIMIT = (1 << 32) - 1
NSID = re.compile(
    r"^[a-zA-Z](?:[a-zA-Z0-9-]{0,62})(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}))+\.[a-zA-Z][a-zA-Z0-9]{0,62}$"
)
PREFIX = re.compile(r"^[a-zA-Z][a-zA-Z0-9-]{0,62}(?:\.[a-zA-Z0-9][a-zA-Z0-9-]{0,62})+\.\*$")
DID = re.compile(r"^did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]$")
OLD_NAMES = {"wantedDids": "dids", "wantedCollections": "collections"}


class UnfitOptionsError(ValueError):
    """What a client asks for cannot be."""


@dataclass(frozen=True)
class Filter:
    """What is wanted; nothing named means everything. Collections limit commits only."""

    collections: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    dids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    longest: int = 0

    @property
    def takes_all(self) -> bool:
        """Say whether everything is wanted, however long."""
        return not (self.collections or self.prefixes or self.dids or self.kinds or self.longest)

    def wants(self, event: Event) -> bool:
        """Say whether an event is wanted, its length aside."""
        flat = flat_event(event)
        told = event if flat is None else flat
        kind = kind_of(event)
        if kind != "commit":
            return not (self.dids and told.get("did") not in self.dids) and not (self.kinds and kind not in self.kinds)
        commit = event.get("commit") if flat is None else flat
        collection = commit.get("collection") if isinstance(commit, dict) else None
        return self.wants_commit(str(told.get("did")), collection if isinstance(collection, str) else "")

    def wants_commit(self, did: str, collection: str) -> bool:
        """Say whether a commit of this account in this collection is wanted, its length aside."""
        if (self.dids and did not in self.dids) or (self.kinds and "commit" not in self.kinds):
            return False
        if not collection or not (self.collections or self.prefixes):
            return True
        return collection in self.collections or collection.startswith(self.prefixes)

    def has_room_for(self, message: bytes) -> bool:
        """Say whether a message is as short as wanted."""
        return not self.longest or len(message) <= self.longest


def filter_of_first(collections: Sequence[str], dids: Sequence[str], longest: object) -> Filter:
    """Return the filter that a client of the first version asks for; raises UnfitOptionsError.

    As the real server does, what is no length counts as none, and a prefix is taken as it stands.
    """
    prefixes = {name.removesuffix("*") for name in collections if name.endswith(".*")}
    whole = {name for name in collections if not name.endswith(".*")}
    _check(whole, dids)
    if len(prefixes) + len(whole) > MOST_COLLECTIONS:
        raise UnfitOptionsError(f"too many wanted collections: > {MOST_COLLECTIONS}")
    if len(set(dids)) > MOST_DIDS:
        raise UnfitOptionsError(f"too many wanted DIDs: {len(set(dids))} > {MOST_DIDS}")
    return Filter(frozenset(whole), tuple(sorted(prefixes)), frozenset(dids), longest=_length(longest))


def filter_of_second(asked: Asked) -> Filter:
    """Return the filter that a client of the second version asks for; raises UnfitOptionsError.

    Unlike the first, it refuses what could never match, and the names of the first version.
    """
    for old, new in OLD_NAMES.items():
        if old in asked.parameters:
            raise UnfitOptionsError(f"{old} is the legacy /subscribe parameter; use {new}")
    if "requireHello" in asked.parameters:
        raise UnfitOptionsError("requireHello is not supported on this endpoint; it is server-push only")
    kinds, dids = asked.parameters.get("kinds", ()), asked.parameters.get("dids", ())
    collections = asked.parameters.get("collections", ())
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise UnfitOptionsError(f'unknown kind "{unknown[0]}" (valid: {", ".join(KINDS)})')
    for name, values, most in (
        ("kinds", kinds, 4),
        ("dids", dids, MOST_DIDS),
        ("collections", collections, MOST_COLLECTIONS),
    ):
        if len(values) > most:
            raise UnfitOptionsError(f"too many {name} values: {len(values)} > {most}")
    for name in collections:
        if name.endswith(".*") and not PREFIX.match(name):
            raise UnfitOptionsError(f"invalid collection wildcard: {name}")
    if collections and kinds and "commit" not in kinds:
        raise UnfitOptionsError("collections filter can never apply: kinds excludes commit")
    longest = asked.first("maxMessageSizeBytes") or "0"
    if not longest.isascii() or not longest.isdigit() or int(longest) > LONGEST_LIMIT:
        raise UnfitOptionsError(f"maxMessageSizeBytes is no number: {longest}")
    wanted = filter_of_first(collections, dids, longest)
    return Filter(wanted.collections, wanted.prefixes, wanted.dids, frozenset(kinds), int(longest))


def _check(collections: set[str], dids: Sequence[str]) -> None:
    for name in collections:
        if not NSID.match(name):
            raise UnfitOptionsError(f"invalid collection: {name}")
    for did in dids:
        if not DID.match(did):
            raise UnfitOptionsError(f"invalid DID: {did}")


def _length(given: object) -> int:
    try:
        length = int(str(given))
    except ValueError:
        return 0
    return length if 0 <= length <= LONGEST_LIMIT else 0
