"""Any values in the fields of a JSON format: whatever they are, reading says what became of every line.

Lines are good ones of a format in which members were replaced, removed or cut; each file has many, so that eight
files are more than two hundred lines. Both readers, that in bulk and that of Python's objects, must say the same.
"""

import copy
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
from hypothesis import settings
from hypothesis import strategies as st

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files import declared
from unisono.importers.opening import open_source
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, REFERENCES

EIGHT_FILES = settings(max_examples=8, deadline=None)
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e300, 2**62, 12345678901234567890, "", " ", "0", "null", "\x00", "a\x00b", "#tag",
    "@a", "2021-02-30T25:61:00Z", "2021-03-01T12:00:00.123456789+14:00", "0001-01-01T00:00:00Z",
    "1612137600",
    "مرحبا #وسم", "日本語のテキスト", "🧑‍🚀", "при\u202eвет", "at://", "at://a/b", "did:plc:",
    "at://did:plc:a/app.bsky.feed.post/1", "https://", "https://[::1]/x", "<p>&amp;&#0;&#xD800;<a href=>",
    "<<a href='x", "]]>", {}, [], [[]], [None], {"": {}}, [{"url": None}], {"a": [{"b": [1]}]},
)  # fmt: skip
ODD_LINES = (
    b"", b"   ", b"{", b"[1, 2]", b"5", b"null", b'"text"', b'{"a": 1', b"\x00", b"\xff\xfe", b'{"a": "\xff"}', b"{}",
    b'{"text": "\\ud83d"}', b'{"a":' * 300 + b"1" + b"}" * 300, b"[" * 2000, b'{"id": 1, "id": 2}', b"\xef\xbb\xbf{}",
)  # fmt: skip
Step = str | int


def files(good: Sequence[dict[str, Any]]) -> st.SearchStrategy[bytes]:
    """Make files of 26 to 34 lines: good ones, good ones with odd values in them, and odd ones."""
    paths = [_paths(one) for one in good]
    # A seed is drawn rather than every value: drawing and shrinking hundreds of values takes minutes.
    return st.integers(0, 2**32).map(lambda seed: _write(good, paths, random.Random(seed)))


def _write(good: Sequence[dict[str, Any]], paths: Sequence[list[tuple[Step, ...]]], chance: random.Random) -> bytes:
    lines = []
    for _ in range(chance.randint(26, 34)):
        number = chance.randrange(len(good))
        found = copy.deepcopy(good[number])
        for path in chance.choices(paths[number], k=chance.randint(0, 3)):
            _put(found, path, copy.deepcopy(chance.choice((*ODD_VALUES, _any_text(chance)))))
        line = orjson.dumps(found) if _is_plain(found) else b"{}"
        what_else = chance.random()
        line = line[: chance.randrange(1, len(line))] if what_else < 0.06 else line
        lines.append(chance.choice(ODD_LINES) if what_else > 0.9 else line)
    return b"\n".join(lines)


def _any_text(chance: random.Random) -> str:
    """Return up to eight characters of any script."""
    return "".join(
        chr(chance.choice((0x20, 0x600, 0x3040, 0x1F300)) + chance.randrange(90)) for _ in range(chance.randrange(9))
    )


def _is_plain(found: Any) -> bool:  # JSON is of any shape
    try:
        orjson.dumps(found)
    except TypeError:  # half a character, or a number without end
        return False
    return True


def _paths(found: Any, before: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:  # as above
    """Return the way to every member of a value."""
    members = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [path for key, value in members for path in ((*before, key), *_paths(value, (*before, key)))]


def _put(found: Any, path: Sequence[Step], value: Any) -> None:  # as above
    """Put a value where a path leads, unless an earlier one has cut the way."""
    for step in path[:-1]:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(found, dict) or (isinstance(found, list) and path[-1] in range(len(found))):
        found[path[-1]] = value


def check_holds_up(importer: Importer, raw: bytes) -> list[Batch]:
    """Read a file with a format by both readers; refusals are fine, and both say the same of every line.

    Returns the batches, none where the file was refused.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.jsonl"
        file.write_bytes(raw)
        try:
            source = open_source(str(file), Path(folder) / "scratch")
        except (UsageError, DataRejectedError):
            return []
        assert 0 <= importer.recognise(source) <= 1
        assert importer.map_columns(source, ReadSettings())
        readings = [_read(importer, source, least) for least in (0, 1 << 40)]
    for one, other in zip(*readings, strict=True):
        assert_same(one, other)
        check_batch(one)
    return readings[0]


def _read(importer: Importer, source: Source, least: int) -> list[Batch]:
    """Read with the size from which on files are read in bulk."""
    before = declared.LEAST_IN_PLACE
    declared.LEAST_IN_PLACE = least
    try:
        batches = list(importer.read(replace(source), ReadSettings()))
        assert all(problem.rows > 0 for problem in importer.find_problems(source, ReadSettings()))
    finally:
        declared.LEAST_IN_PLACE = before
    return batches


def assert_same(one: Batch, other: Batch) -> None:
    """Check that two readings of the same lines give the same."""
    assert (one.read, one.rejected) == (other.read, other.rejected)
    for name in ("posts", "accounts", "references", "deletions"):
        assert getattr(one, name).to_dicts() == getattr(other, name).to_dicts()


def check_batch(batch: Batch) -> None:
    """Check what every batch of every JSON format keeps to; a line is a post, a notice, a profile, or rejected."""
    posts = batch.posts
    assert (posts.schema, batch.accounts.schema, batch.references.schema) == (POSTS, ACCOUNTS, REFERENCES)
    assert batch.deletions.schema == DELETIONS
    rows = posts["source_row"].to_list()
    told = {*rows, *batch.accounts["source_row"], *batch.deletions["source_row"]}
    assert rows == sorted(set(rows))
    assert batch.read == len(told) + sum(item.rows for item in batch.rejected)
    assert not told & {item.row for item in batch.rejected}
    assert all(item.reason and len(item.example) <= 200 for item in batch.rejected)
    for table in (posts, batch.accounts, batch.references, batch.deletions):
        assert table["platform"].null_count() == table["source_sha256"].null_count() == 0
        assert not (table["account_id"] == "").any()
    named = (posts["post_id"], batch.deletions["post_id"], batch.accounts["account_id"])
    assert [names.null_count() for names in named] == [0, 0, 0]
    assert set(posts["kind"]) <= {"post", "repost", "reply", "quote"}
