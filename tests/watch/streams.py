"""Builders of recorded streams: single events of Bluesky and Mastodon, small recordings, and big ones made fast.

Everything is invented. A recording is a file of JSON lines; a name that ends in .gz or .zst is compressed.
Times are seconds after START (or after `start_at`, unix seconds), accounts are numbers: `did(7)` is their id.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import numpy as np
import zstandard

START = 1_777_896_000.0
"""2026-05-04T12:00:00Z."""

LETTERS = b"234567abcdefghijklmnopqrstuvwxyz"
POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
CHUNK = 50_000


def did(account: int) -> str:
    """Return the id of an account."""
    return f"did:plc:{_letters_of(account * 0x9E3779B97F4A7C15 & (1 << 64) - 1, 13)}{_letters_of(account, 11)}"


def tid(at_us: int, clock: int = 7) -> str:
    """Return a record key or revision, which holds its time (microseconds)."""
    return _letters_of(at_us << 10 | clock & 1023, 13)


def iso(at: float) -> str:
    """Return a time as Bluesky and Mastodon write it."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _letters_of(number: int, length: int) -> str:
    return "".join(chr(LETTERS[number >> 5 * place & 31]) for place in reversed(range(length)))


def commit_line(
    account: int,
    at: float,
    *,
    operation: str = "create",
    collection: str = POST,
    record: dict | None = None,
    key: str | None = None,
    start_at: float = START,
) -> bytes:
    """Return one commit of Jetstream (first version) as a line without its end."""
    at_us = round((start_at + at) * 1e6)
    commit = {
        "rev": tid(at_us),
        "operation": operation,
        "collection": collection,
        "rkey": key or tid(at_us, account),
    }
    if record is not None:
        commit |= {"record": {"$type": collection} | record, "cid": f"bafyrei{'q' * 39}{tid(at_us, account)}"}
    return _line({"did": did(account), "time_us": at_us, "kind": "commit", "commit": commit})


def post_line(
    account: int,
    at: float,
    text: str = "good morning",
    *,
    tags: Sequence[str] = (),
    links: Sequence[str] = (),
    reply_to: str | None = None,
    declared_at: float | None = None,
    key: str | None = None,
    start_at: float = START,
) -> bytes:
    """Return a post as a line; tags and links are appended to the text, with their facets."""
    facets = []
    for kind, words in (("tag", [f"#{tag}" for tag in tags]), ("link", list(links))):
        for word in words:
            begin = len(text.encode()) + 1
            text = f"{text} {word}"
            feature = {"$type": f"app.bsky.richtext.facet#{kind}", "tag" if kind == "tag" else "uri": word.lstrip("#")}
            facets.append({"features": [feature], "index": {"byteEnd": len(text.encode()), "byteStart": begin}})
    record: dict = {"createdAt": iso(start_at + (at if declared_at is None else declared_at))}
    if facets:
        record["facets"] = facets
    record["langs"] = ["en"]
    if reply_to:
        record["reply"] = {"parent": {"cid": "bafyreip", "uri": reply_to}, "root": {"cid": "bafyreip", "uri": reply_to}}
    return commit_line(account, at, record=record | {"text": text}, key=key, start_at=start_at)


def repost_line(account: int, at: float, uri: str, *, key: str | None = None, start_at: float = START) -> bytes:
    """Return a repost of the post at this at:// address as a line."""
    record = {"createdAt": iso(start_at + at), "subject": {"cid": "bafyreip", "uri": uri}}
    return commit_line(account, at, collection=REPOST, record=record, key=key, start_at=start_at)


def delete_line(account: int, at: float, key: str, *, collection: str = POST, start_at: float = START) -> bytes:
    """Return the deletion of a record as a line."""
    return commit_line(account, at, operation="delete", collection=collection, key=key, start_at=start_at)


def account_line(account: int, at: float, *, active: bool = True, start_at: float = START) -> bytes:
    """Return a notice that an account was made inactive, or active again, as a line."""
    at_us = round((start_at + at) * 1e6)
    notice = {"active": active, "did": did(account), "seq": at_us % 10**9, "time": iso(start_at + at)}
    return _line({"did": did(account), "time_us": at_us, "kind": "account", "account": notice})


def identity_line(account: int, at: float, handle: str, *, start_at: float = START) -> bytes:
    """Return a notice that tells an account's handle as a line."""
    at_us = round((start_at + at) * 1e6)
    notice = {"did": did(account), "handle": handle, "seq": at_us % 10**9, "time": iso(start_at + at)}
    return _line({"did": did(account), "time_us": at_us, "kind": "identity", "identity": notice})


def status_line(
    account: int, at: float, text: str = "good morning", *, tags: Sequence[str] = (), start_at: float = START
) -> bytes:
    """Return a status of Mastodon as a line."""
    number, server = round((start_at + at) * 1e3) << 16 | account & 0xFFFF, "https://example.social"
    name = f"user{account}"
    said = "".join(f' <a href="{server}/tags/{tag}">#{tag}</a>' for tag in tags)
    return _line(
        {
            "id": str(number), "created_at": iso(start_at + at), "in_reply_to_id": None, "visibility": "public",
            "language": "en", "uri": f"{server}/users/{name}/statuses/{number}", "edited_at": None,
            "url": f"{server}/@{name}/{number}", "content": f"<p>{text}{said}</p>", "reblog": None,
            "account": {
                "id": str(account), "username": name, "acct": name, "display_name": name, "bot": False,
                "url": f"{server}/@{name}", "created_at": "2024-01-01T00:00:00.000Z", "note": "",
                "followers_count": 10, "following_count": 10, "statuses_count": 10,
            },
            "media_attachments": [], "mentions": [], "emojis": [],
            "tags": [{"name": tag, "url": f"{server}/tags/{tag}"} for tag in tags],
        }
    )  # fmt: skip


def post_uri(line: bytes) -> str:
    """Return the at:// address of what a commit's line tells of."""
    event = json.loads(line)
    return f"at://{event['did']}/{event['commit']['collection']}/{event['commit']['rkey']}"


def _line(made: dict) -> bytes:
    return json.dumps(made, separators=(",", ":"), ensure_ascii=False).encode()


def write_lines(path: Path, lines: Iterable[bytes]) -> Path:
    """Write lines to a file, compressed where its name says so, and return its path."""
    with _written(path) as file:
        file.write(b"".join(line + b"\n" for line in lines))
    return path


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to write; as its name ends, compressed."""
    if path.suffix == ".gz":
        with gzip.open(path, "wb", compresslevel=1) as packed:
            yield packed  # type: ignore[misc]  # it writes bytes as a file does
    elif path.suffix == ".zst":
        with path.open("wb") as out, zstandard.ZstdCompressor(level=1).stream_writer(out) as packed:
            yield packed  # type: ignore[misc]  # it writes bytes as a file does
    else:
        with path.open("wb") as out:
            yield out


@dataclass(frozen=True)
class Push:
    """A planted push: so many accounts, with numbers of their own, post the same within some seconds."""

    accounts: int = 20
    start_s: float = 600.0
    seconds: float = 60.0
    tag: str | None = "pushedtag"
    link: str | None = None
    text: str | None = None
    """The words of every post; None: each has words of its own."""
    posts_each: int = 1
    first_account: int = 9_000_000


@dataclass(frozen=True)
class Recording:
    """What was written: the file, how many posts and reposts, the pushes' accounts and posts, and its time."""

    path: Path
    posts: int
    pushed_accounts: tuple[str, ...]
    pushed_posts: tuple[str, ...]
    first_at: float
    last_at: float


def write_recording(
    path: Path,
    *,
    posts: int = 2_000,
    accounts: int = 500,
    seconds: float = 3_600.0,
    reposts: float = 0.3,
    tags: int = 300,
    links: int = 300,
    tagged: float = 0.2,
    linked: float = 0.2,
    pushes: Sequence[Push] = (),
    start_at: float = START,
    seed: int = 1,
) -> Recording:
    """Write a Jetstream recording in the order of time: posts with words of their own, reposts of earlier ones, pushes.

    A million posts take some seconds. Accounts, tags, links and the posts that are reposted are chosen unevenly, as
    people do: few are chosen often. Pushes come on top of `posts`.
    """
    chance = np.random.default_rng(seed)
    at_us = np.sort(np.floor((start_at + chance.random(posts) * seconds) * 1e6).astype(np.int64))
    at_us += np.arange(posts)  # no two events of the background at one microsecond
    who = _unevenly(chance, accounts, posts)
    is_repost = chance.random(posts) < reposts
    is_repost[:1] = False
    ids = [did(account).encode() for account in range(accounts)]
    keys = _tids(at_us, who)
    extra = sorted(_pushed(pushes, start_at))
    words = _words(chance)
    with _written(path) as file:
        begin = 0
        for end in [*range(CHUNK, posts, CHUNK), posts]:
            part = slice(begin, end)
            lines = _background(
                chance, ids, keys, who, at_us, is_repost, part, words, _Choices(tags, links, tagged, linked)
            )
            until = at_us[end - 1] if end < posts else np.iinfo(np.int64).max
            count = next((place for place, (at, _) in enumerate(extra) if at > until), len(extra))
            file.write(b"".join(_merged(lines, at_us[part].tolist(), extra[:count])))
            extra, begin = extra[count:], end
    planted = [json.loads(line) for _, line in sorted(_pushed(pushes, start_at))]
    return Recording(
        path,
        posts + len(planted),
        tuple(sorted({event["did"] for event in planted})),
        tuple(f"at://{event['did']}/{event['commit']['collection']}/{event['commit']['rkey']}" for event in planted),
        start_at,
        start_at + seconds,
    )


@dataclass(frozen=True)
class _Choices:
    tags: int
    links: int
    tagged: float
    linked: float


def _background(chance, ids, keys, who, at_us, is_repost, part, words, choices) -> list[bytes]:
    """Return the lines of one part of the background, with their ends."""
    count = len(at_us[part])
    declared = np.datetime_as_string(at_us[part].astype("datetime64[us]").astype("datetime64[ms]")).astype("S").tolist()
    texts = [b" ".join([words[word] for word in row]) for row in chance.integers(0, len(words), (count, 8)).tolist()]
    tag_of = np.where(chance.random(count) < choices.tagged, _unevenly(chance, max(1, choices.tags), count), -1)
    link_of = np.where(chance.random(count) < choices.linked, _unevenly(chance, max(1, choices.links), count), -1)
    back = np.floor(chance.pareto(1.0, count) * 20).astype(np.int64) + 1
    places = np.arange(part.start, part.stop)
    earlier = np.maximum(places - back, 0)
    last_post = np.maximum.accumulate(np.where(is_repost, 0, np.arange(len(is_repost))))[earlier].tolist()
    rows = zip(
        who[part].tolist(), at_us[part].tolist(), keys[part], declared, texts, tag_of.tolist(), link_of.tolist(),
        is_repost[part].tolist(), last_post, strict=True,
    )  # fmt: skip
    return [
        _REPOST_TEMPLATE % (ids[account], at, key, key, said, ids[who[first]], keys[first], key)
        if again
        else _POST_TEMPLATE % (ids[account], at, key, key, said, *_with_facets(text, tag, link), key)
        for account, at, key, said, text, tag, link, again, first in rows
    ]


_POST_TEMPLATE = (
    b'{"did":"%b","time_us":%d,"kind":"commit","commit":{"rev":"%b","operation":"create",'
    b'"collection":"app.bsky.feed.post","rkey":"%b","record":{"$type":"app.bsky.feed.post","createdAt":"%bZ",%b'
    b'"langs":["en"],"text":"%b"},"cid":"bafyreiqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq%b"}}\n'
)
_REPOST_TEMPLATE = (
    b'{"did":"%b","time_us":%d,"kind":"commit","commit":{"rev":"%b","operation":"create",'
    b'"collection":"app.bsky.feed.repost","rkey":"%b","record":{"$type":"app.bsky.feed.repost","createdAt":"%bZ",'
    b'"subject":{"cid":"bafyreip","uri":"at://%b/app.bsky.feed.post/%b"}},'
    b'"cid":"bafyreiqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq%b"}}\n'
)
_TAG = b'{"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"%b"}],"index":{"byteEnd":%d,"byteStart":%d}}'
_LINK = b'{"features":[{"$type":"app.bsky.richtext.facet#link","uri":"%b"}],"index":{"byteEnd":%d,"byteStart":%d}}'


def _with_facets(text: bytes, tag: int, link: int) -> tuple[bytes, bytes]:
    """Return the facets of a post, with their name, and its text with the tag and the link."""
    facets = []
    for chosen, shape, shown, template in ((tag, b"tag%d", b"#tag%d", _TAG), (link, *_ADDRESS, _LINK)):
        if chosen >= 0:
            begin = len(text) + 1
            text = text + b" " + shown % chosen
            facets.append(template % (shape % chosen, len(text), begin))
    return (b'"facets":[' + b",".join(facets) + b"]," if facets else b""), text


_ADDRESS = (b"https://news%d.example/story", b"https://news%d.example/story")


def _pushed(pushes: Sequence[Push], start_at: float) -> list[tuple[int, bytes]]:
    """Return the lines of pushes with their times (microseconds)."""
    lines = []
    for number, push in enumerate(pushes):
        chance = np.random.default_rng(number + 1)
        words = _words(chance)
        for place in range(push.accounts * push.posts_each):
            at = push.start_s + float(chance.random()) * push.seconds
            own = b" ".join(words[word] for word in chance.integers(0, len(words), 8)).decode()
            line = post_line(
                push.first_account + place % push.accounts,
                at,
                own if push.text is None else push.text,
                tags=[push.tag] if push.tag else [],
                links=[push.link] if push.link else [],
                start_at=start_at,
            )
            lines.append((round((start_at + at) * 1e6), line))
    return lines


def _merged(lines: list[bytes], times: list[int], extra: list[tuple[int, bytes]]) -> list[bytes]:
    """Return the lines of the background with those of the pushes at their time."""
    if not extra:
        return lines
    places = np.searchsorted(times, [at for at, _ in extra]).tolist()
    for place, (_, line) in reversed(list(zip(places, extra, strict=True))):
        lines.insert(place, line + b"\n")
    return lines


def _unevenly(chance: np.random.Generator, among: int, count: int) -> np.ndarray:
    """Choose numbers below `among`, small ones more often, as Zipf's law has it (exponent 0.8)."""
    weights = np.cumsum(1.0 / np.arange(1, among + 1) ** 0.8)
    return np.searchsorted(weights, chance.random(count) * weights[-1])


def _words(chance: np.random.Generator, count: int = 4_000) -> list[bytes]:
    """Return invented words of two to four syllables."""
    syllables = np.array([a + b for a in "bdfgklmnprstvz" for b in "aeiou"])
    chosen = chance.integers(0, len(syllables), (count, 4))
    lengths = chance.integers(2, 5, count)
    return ["".join(syllables[row[:length]]).encode() for row, length in zip(chosen, lengths, strict=True)]


def _tids(at_us: np.ndarray, who: np.ndarray) -> list[bytes]:
    """Return record keys that hold their times."""
    numbers = at_us << 10 | who & 1023
    letters = np.frombuffer(LETTERS, np.uint8)
    places = np.arange(12, -1, -1, dtype=np.int64) * 5
    return letters[numbers[:, None] >> places & 31].view("S13")[:, 0].tolist()
