"""Reads items of one platform by both readers, as the extension writes them and as 4CAT keeps them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.importers.json_fuzz import assert_same, check_batch
from tests.importers.table_sources import written_source
from tests.importers.tweet_shapes import collected, kept_by_4cat
from tests.importers.zeeschuimer.site_samples import ITEMS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.zeeschuimer import IMPORTER
from unisono.importers.json_files import declared
from unisono.model.batches import Batch


def read_items(
    platform: str, folder: Path, monkeypatch: pytest.MonkeyPatch, items: list[dict[str, Any]] | None = None
) -> Batch:
    """Read the samples of a platform, or other items of it; every way of reading them gives the same."""
    lines = [collected(item, platform) for item in (ITEMS[platform] if items is None else items)]
    readings = []
    for shape in (lines, [kept_by_4cat(line) for line in lines]):
        source = written_source(folder, "".join(json.dumps(line) + "\n" for line in shape), "items.ndjson")
        assert IMPORTER.recognise(source) > 0.9
        for least in (0, 1 << 40):
            monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
            (batch,) = IMPORTER.read(source, ReadSettings())
            check_batch(batch)
            readings.append(batch)
    assert_same(readings[0], readings[1])
    assert_same(readings[2], readings[3])
    seen = [reading.posts.drop("source_sha256").to_dicts() for reading in readings]
    assert seen[0] == seen[2]
    return readings[0]
