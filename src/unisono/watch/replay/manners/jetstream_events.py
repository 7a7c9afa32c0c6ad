"""Events of Jetstream in both formats of the wire: told apart, translated into each other, dated anew, and deletions.

The first version has an envelope (`did`, `time_us`, `kind`, and the kind's own object); the second is flat (`$type`,
`seq`, `did`, `time`) inside the frame of the subprotocol xrpc.v1.json, `{"$type":"message","payload":{...}}`.
Members that neither format knows stay where they are.
"""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from unisono.watch.replay.event_log import Writing
from unisono.watch.replay.event_times import event_time_us, iso_us, read_event
from unisono.watch.replay.recording import Checked

EVENTS = "network.bsky.jetstream.subscribeEvents#"
POSTS = "app.bsky.feed.post"
IN_COMMIT = ("rev", "operation", "collection", "rkey", "record", "cid")
KINDS = ("commit", "identity", "account", "sync")
OF_ENVELOPE = {"kind", "commit", "time_us"}
OF_FLAT = {"$type", "seq", "time", "witnessedAt"}
MEMBERS = 4
HEAD = re.compile(rb'\{"did":"[^"\\]*","time_us":(\d{1,18}),"kind":')
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"

Event = Mapping[str, Any]  # JSON is of any shape


def flat_event(event: Event) -> Event | None:
    """Return the event of the second version, out of its frame; None when it is none."""
    if "$type" not in event:
        return None
    inside = event.get("payload") if event["$type"] == "message" else event
    if isinstance(inside, dict) and str(inside.get("$type")).startswith(EVENTS):
        return inside
    return None


def kind_of(event: Event) -> str | None:
    """Return what kind of event this is, in either version; None when it is none.

    >>> kind_of({"did": "did:plc:a", "kind": "identity"}), kind_of({"$type": EVENTS + "sync", "did": "did:plc:a"})
    ('identity', 'sync')
    """
    flat = flat_event(event)
    named = event.get("kind") if flat is None else str(flat["$type"]).removeprefix(EVENTS)
    did = (event if flat is None else flat).get("did")
    return named if named in KINDS and isinstance(did, str) else None


def check_event(line: bytes) -> Checked:
    """Say whether a line is an event, when it happened and its sequence number; notices of the stream are no events."""
    event = read_event(line)
    if event is None or kind_of(event) is None:
        return Checked(False)
    at_us = event.get("time_us")
    if type(at_us) is int and "$type" not in event:
        return Checked(True, at_us, None, len(event) == MEMBERS)
    flat = flat_event(event)
    at_us = event_time_us(event if flat is None else flat)
    sequence = None if flat is None else flat.get("seq")
    return Checked(at_us is not None, at_us, sequence if isinstance(sequence, int) else None)


def event_time(line: bytes) -> int | None:
    """Return when an event happened (microseconds)."""
    head = HEAD.match(line)
    if head is not None:
        return int(head[1])
    event = read_event(line)
    return None if event is None else event_time_us(flat_event(event) or event)


def is_plain_first(line: bytes) -> bool:
    """Say whether a line begins as the servers of the first version write it: it can be sent as it is."""
    return HEAD.match(line) is not None


def event_sequence(line: bytes) -> int | None:
    """Return the sequence number that an event of the second version has."""
    event = read_event(line)
    flat = None if event is None else flat_event(event)
    sequence = None if flat is None else flat.get("seq")
    return sequence if isinstance(sequence, int) else None


def as_flat(event: Event, sequence: int) -> dict[str, Any] | None:  # JSON is of any shape
    """Return an event as the second version tells it, under this sequence number."""
    flat = flat_event(event)
    if flat is not None:
        return {**flat, "seq": sequence}
    kind, at_us = kind_of(event), event_time_us(event)
    if kind is None or at_us is None:
        return None
    told = {"$type": EVENTS + kind, "seq": sequence, "did": event["did"], "time": iso_us(at_us)}
    commit = event.get("commit")
    if kind == "commit" and isinstance(commit, dict):
        told |= commit
    return told | {name: value for name, value in event.items() if name not in OF_ENVELOPE and name != "did"}


def as_envelope(event: Event) -> dict[str, Any] | None:  # JSON is of any shape
    """Return an event as the first version tells it; None for what that never told: notices, and `sync`."""
    kind, flat = kind_of(event), flat_event(event)
    if kind is None or kind == "sync":
        return None
    if flat is None:
        return dict(event)
    told = {"did": flat["did"], "time_us": event_time_us(flat), "kind": kind}
    taken = set(OF_FLAT) | {"did"}
    if kind == "commit":
        told["commit"] = {name: flat[name] for name in IN_COMMIT if name in flat}
        taken |= set(IN_COMMIT)
    return told | {name: value for name, value in flat.items() if name not in taken}


def framed(flat: Event) -> bytes:
    """Return an event of the second version in the frame of its subprotocol."""
    return b'{"$type":"message","payload":' + orjson.dumps(flat) + b"}"


def redated(line: bytes, at_us: int) -> bytes:
    """Return an event with another time of the stream."""
    event = read_event(line)
    if event is None:
        return line
    flat = flat_event(event)
    if flat is None:
        return orjson.dumps({**event, "time_us": at_us})
    dated = {**flat, "time": iso_us(at_us)} | ({"witnessedAt": iso_us(at_us)} if "witnessedAt" in flat else {})
    return framed(dated) if flat is not event else orjson.dumps(dated)


def deletion_of(line: bytes, at_us: int) -> bytes | None:
    """Return the deletion of the post that an event brought, in the first version; None when it brought none."""
    event = read_event(line)
    told = None if event is None else as_envelope(event)
    commit = None if told is None else told.get("commit")
    if told is None or not isinstance(commit, dict):
        return None
    if commit.get("collection") != POSTS or commit.get("operation") != "create" or "rkey" not in commit:
        return None
    gone = {"rev": revision(at_us), "operation": "delete", "collection": POSTS, "rkey": commit["rkey"]}
    return orjson.dumps({"did": told["did"], "time_us": at_us, "kind": "commit", "commit": gone})


def revision(at_us: int) -> str:
    """Return the name of a commit made at this time (AT Protocol, "Timestamp Identifiers").

    >>> revision(1688137381887007)
    '3jzfcijpj2z22'
    """
    number = at_us << 10
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(13)))


WRITING = Writing(event_time, event_sequence, redated, deletion_of)
