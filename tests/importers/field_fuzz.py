"""Any values in the declared fields of a JSON format: both readers give the same and lose no line.

Ten files of 25 lines each are 250 inputs; a file of many lines takes hardly longer to read than one of a few.
"""

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import orjson
from hypothesis import settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings
from unisono.importers.json_files import declared
from unisono.importers.json_files.batches import join_batches
from unisono.importers.json_files.declared import JsonFields
from unisono.importers.opening import open_source
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError

LINES = 25
TEN_FILES = settings(max_examples=10)
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e300, 2**62, 12345678901234567890, "", " ", "0", "\u0000", "a\u0000b", "nan",
    "مرحبا #وسم @اسم", "日本語 https://example.org/ア", "\U0001f9d1\u200d\U0001f680", "RT @a: b", "[deleted]",
    "1588291201", 1588291201, 1588291201000, -62135596800, "2021-02-30T25:61:00Z", "2021-03-01T12:00:00Z", "9999-12-31",
    "Wed Oct 10 20:19:24 +0000 2018", [], {}, [None], [1, "a", {}], {"id": 1}, [[["deep"]]], "user12", "-10012",
)  # fmt: skip
"""Values that break readers: empty, huge, of the wrong type, in other scripts, with NUL or half a date."""


def files_of(fields: JsonFields, usual: Mapping[str, Any] | None = None) -> st.SearchStrategy[bytes]:
    """Make files whose lines hold the wanted fields with fitting, odd or no values; some lines are damaged.

    usual: path -> the value that most lines have there, without which a line is no post.
    """
    return st.integers(0, 2**32).map(lambda seed: _write(fields.wanted, usual or {}, random.Random(seed)))


def _write(wanted: tuple[Wanted, ...], usual: Mapping[str, Any], chance: random.Random) -> bytes:
    lines = []
    for _ in range(LINES):
        found: dict[str, Any] = {}
        for one in chance.sample(wanted, chance.randrange(len(wanted) + 1)):
            _put(found, one.path.split("."), one.kind, chance)
        found |= {path: value for path, value in usual.items() if chance.random() < 0.9}
        line = orjson.dumps(found)
        if chance.random() < 0.08:
            cut = line[: chance.randrange(len(line))]
            line = chance.choice([cut, b"", b"[1]", b"\x00" + line, b"\xff\xfe", line + b"]"])
        lines.append(line)
    return b"\n".join(lines) + chance.choice([b"", b"\n"])


def _put(found: dict[str, Any], steps: list[str], kind: str, chance: random.Random) -> None:
    """Put a value at a path, or something odd on the way to it."""
    name = steps[0].removesuffix("[]")
    is_list = steps[0] != name
    if len(steps) == 1 or chance.random() < 0.04:
        value = _value(kind, chance)
        found[name] = [value, _value(kind, chance)] if is_list and chance.random() < 0.9 else value
        return
    inner = found.setdefault(name, [{}] if is_list else {})
    if is_list and isinstance(inner, list):
        if chance.random() < 0.3 or not inner or not isinstance(inner[-1], dict):
            inner.append({})
        inner = inner[-1]
    if isinstance(inner, dict):
        _put(inner, steps[1:], kind, chance)


def _value(kind: str, chance: random.Random) -> Any:  # any JSON
    if chance.random() < 0.25:
        return chance.choice(ODD)
    fitting: dict[str, list[Any]] = {"number": [1, 20, 2**40], "flag": [True, False], "object": [{}]}
    return chance.choice(fitting.get(kind, ["12345", "words and #tags", "1588291201", "2021-03-01T12:00:00.000Z"]))


def check_lines_hold_up(importer: Importer, raw: bytes) -> Batch | None:
    """Read a file with both readers: they agree, and every line is a post, a profile, a deletion or counted."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.jsonl"
        file.write_bytes(raw)
        try:
            source = open_source(str(file), Path(folder) / "scratch")
        except DataRejectedError:
            return None
        assert 0 <= importer.recognise(source) <= 1
        importer.map_columns(source, ReadSettings())
        importer.find_problems(source, ReadSettings())
        read = []
        for least in (0, 1 << 40):
            with patch.object(declared, "LEAST_IN_PLACE", least):
                read.append(join_batches(list(importer.read(source, ReadSettings()))))
        lines = sum(1 for line in source.path.read_bytes().split(b"\n") if line.strip())
    by_kernel, by_object = read
    for table in ("posts", "accounts", "references", "deletions"):
        assert_frame_equal(getattr(by_kernel, table), getattr(by_object, table))
    assert by_kernel.rejected == by_object.rejected
    assert by_kernel.read == by_object.read == lines
    _check_tables(by_object)
    return by_object


def _check_tables(batch: Batch) -> None:
    posts = batch.posts
    told = sum(item.rows for item in batch.rejected)
    rows = {row for table in (posts, batch.deletions) for row in table["source_row"]}
    assert len(rows) + told <= batch.read
    assert posts["post_id"].null_count() == posts["platform"].null_count() == 0
    assert posts["kind"].is_in(["post", "repost", "reply", "quote"]).all()
    assert all(item.reason and len(item.example) <= 200 for item in batch.rejected)
