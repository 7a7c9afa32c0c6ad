"""The draft: rows keep their numbers and are never lost."""

import numpy as np
import pytest

from unisono.worlds.draft import NOTHING, ColumnStore, Draft, ImageRecipe
from unisono.worlds.settings import WorldSettings


def test_rows_are_numbered_on_and_scalars_are_spread() -> None:
    store = ColumnStore()
    assert store.append({"a": np.array([5, 6]), "b": 1}, 2).tolist() == [0, 1]
    assert store.append({"a": 7, "b": np.array([2])}, 1).tolist() == [2]
    assert store.column("a").tolist() == [5, 6, 7]
    assert store.column("b").tolist() == [1, 1, 2]


def test_a_column_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="column a has 3 rows, expected 2"):
        ColumnStore().append({"a": np.arange(3)}, 2)


def test_what_an_item_leaves_out_is_nothing() -> None:
    draft = Draft(WorldSettings(), np.random.default_rng(1))
    draft.add_items(np.array([4]), np.array([1000]))
    assert draft.items.column("ref").tolist() == [NOTHING]
    assert draft.items.column("in_case").tolist() == [True]


def test_texts_tags_and_links_get_numbers_in_order() -> None:
    draft = Draft(WorldSettings(), np.random.default_rng(1))
    assert draft.add_texts(["a", "b"]).tolist() == [0, 1]
    assert draft.add_texts(["c"]).tolist() == [2]
    assert draft.add_tag_sets([("x", "y")]).tolist() == [0]
    assert draft.add_links(["https://a.example"]).tolist() == [0]


def test_pictures_get_numbers_and_an_item_has_none_unless_said() -> None:
    draft = Draft(WorldSettings(), np.random.default_rng(1))
    assert draft.add_images([ImageRecipe("meme", 7), ImageRecipe("meme", 7, variant=1)]).tolist() == [0, 1]
    draft.add_items(np.array([4, 5]), np.array([1000, 2000]), image=np.array([1, NOTHING]))
    assert draft.items.column("image").tolist() == [1, NOTHING]
    assert draft.items.column("deleted_at").tolist() == [NOTHING, NOTHING]
