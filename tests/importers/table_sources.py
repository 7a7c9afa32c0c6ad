"""Sources for the tests of table formats: small texts written by the test, samples beside it, and the real data."""

import hashlib
import os
from pathlib import Path

import polars as pl
import pytest

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.opening import open_source
from unisono.model.batches import Batch

SAMPLES = Path(__file__).parent / "samples"
REPOSITORY = Path(__file__).parents[2]


def written_source(folder: Path, text: str, name: str = "posts.csv") -> Source:
    """Write a text as it is and return it as an opened source."""
    path = folder / name
    path.write_bytes(text.encode())
    return Source(name, path, hashlib.sha256(text.encode()).hexdigest(), text[: 256 << 10])


def sample_source(name: str, folder: Path) -> Source:
    """Open one of the samples beside the tests."""
    return open_source(str(SAMPLES / name), folder)


def real_source(name: str, folder: Path) -> Source:
    """Open a file of the real data; leave the test out, and say so, where UNISONO_DATA does not lead to it."""
    root = Path(os.environ.get("UNISONO_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (root / name).exists():
        pytest.skip(f"needs the real data {name}; set UNISONO_DATA to its folder")
    return open_source(str(root / name), folder)


def read_all(importer: Importer, source: Source, settings: ReadSettings | None = None) -> Batch:
    """Read a whole source into one batch."""
    batches = list(importer.read(source, settings or ReadSettings()))
    return Batch(
        posts=pl.concat([batch.posts for batch in batches]),
        accounts=pl.concat([batch.accounts for batch in batches]),
        rejected=tuple(rejection for batch in batches for rejection in batch.rejected),
        read=sum(batch.read for batch in batches),
    )
