"""Posts in memory are read as those of a case are."""

import numpy as np
import polars as pl

from unisono.accounts.read_posts import HeldPosts, numbered_parts
from unisono.model.tables import POSTS

HELD = HeldPosts(pl.DataFrame({"platform": ["x"] * 4, "post_id": ["a", "b", "c", "d"]}))


def test_posts_come_back_in_the_order_of_the_places() -> None:
    assert HELD.at(np.array([3, 0, 3]), ["post_id"])["post_id"].to_list() == ["d", "a", "d"]
    assert HELD.at(np.zeros(0, np.int64), ["post_id"]).is_empty()


def test_columns_that_posts_lack_are_null() -> None:
    (part,) = HELD.read(["post_id", "lang"])
    assert part.schema == {"post_id": POSTS["post_id"], "lang": POSTS["lang"]}
    assert part["lang"].null_count() == 4


def test_places_go_on_from_part_to_part() -> None:
    class Halves(HeldPosts):
        def read(self, columns, /):  # type: ignore[no-untyped-def]  # as HeldPosts
            yield from (self.posts.select(columns)[half : half + 2] for half in (0, 2))

    places = [part["place"].to_list() for part in numbered_parts(Halves(HELD.posts), ["post_id"])]
    assert places == [[0, 1], [2, 3]]
