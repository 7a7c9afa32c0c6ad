"""Files read by the quick and by the full reader, which must agree; and lines damaged somewhere inside."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from polars.testing import assert_frame_equal

from tests.importers.tweet_builders import read_whole
from unisono.importers.opening import open_source
from unisono.model.batches import Batch


def read_both_ways(reader: ModuleType, path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Batch, Batch]:
    """Return what the full and what the quick way of a reader's module make of a file."""
    source = open_source(str(path), path.parent / "scratch")
    monkeypatch.setattr(reader, "LEAST_IN_PLACE", 1 << 60)
    full = read_whole(reader.IMPORTER, source)
    monkeypatch.setattr(reader, "LEAST_IN_PLACE", 0)
    return full, read_whole(reader.IMPORTER, source)


def assert_same(reader: ModuleType, path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Demand the same of both ways, and return it."""
    full, quick = read_both_ways(reader, path, monkeypatch)
    for table in ("posts", "accounts", "references", "deletions"):
        assert_frame_equal(getattr(full, table), getattr(quick, table))
    assert (full.rejected, full.read) == (quick.rejected, quick.read)
    return quick


def change_somewhere(value: Any, chance: random.Random, strange: Sequence[Any], *, stop: float) -> None:
    """Put something strange at one place inside an object or a list; each step down ends with chance `stop`."""
    while isinstance(value, (dict, list)) and value:
        key = chance.choice(list(value) if isinstance(value, dict) else list(range(len(value))))
        if chance.random() < stop:
            value[key] = json.loads(json.dumps(chance.choice(strange)))
            return
        value = value[key]
