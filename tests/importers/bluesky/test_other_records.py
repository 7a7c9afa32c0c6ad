"""What records that are no posts are called."""

import polars as pl

from unisono.importers.bluesky.other_records import reason_for_other


def test_every_record_has_a_plain_name() -> None:
    kinds = ["app.bsky.feed.like", "app.bsky.new.thing", "fm.example.play", None, "chat.bsky.actor.declaration"]
    table = pl.DataFrame({"kind": kinds, "gone": [False, True, None, False, False]})
    assert table.select(reason_for_other(pl.col("kind"), pl.col("gone"))).to_series().to_list() == [
        "a like: no post",
        "another record of Bluesky that was taken back: no post",
        "a record of another app: no post",
        "a record of another app: no post",
        "another record of Bluesky: no post",
    ]
