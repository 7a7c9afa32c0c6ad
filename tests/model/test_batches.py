"""What an importer hands over is complete even where it is empty."""

import dataclasses

import pytest

from unisono.model.batches import Batch, Rejection
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES


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
