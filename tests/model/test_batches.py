"""What an importer hands over is complete even where it is empty."""

import dataclasses

import polars as pl
import pytest

from unisono.model.batches import Batch, Rejection, from_source
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, conform


def test_an_empty_batch_has_every_table_with_its_columns() -> None:
    batch = Batch()
    assert batch.posts.columns == list(POSTS)
    assert batch.accounts.columns == list(ACCOUNTS)
    assert batch.references.columns == list(REFERENCES)
    assert (batch.read, batch.rejected) == (0, ())


def test_a_batch_and_its_rejections_cannot_be_changed() -> None:
    rejection = Rejection("no time", 3, "a,b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        rejection.row = 4
    with pytest.raises(dataclasses.FrozenInstanceError):
        Batch().read = 1


def test_every_row_is_marked_as_from_one_source_and_nothing_else_changes() -> None:
    posts = conform(pl.DataFrame({"post_id": ["1", "2"], "source_sha256": ["", None]}), POSTS)
    marked = from_source(Batch(posts=posts, read=2), "ab12")
    assert marked.posts["source_sha256"].to_list() == ["ab12", "ab12"]
    assert marked.posts.drop("source_sha256").equals(posts.drop("source_sha256"))
    assert (marked.posts.schema, marked.accounts.height, marked.read) == (posts.schema, 0, 2)
