"""Posts of many platforms in one table, known by their addresses."""

import polars as pl

from unisono.importers.tables.addressed_posts import counts_of, place_posts

ADDRESSES = pl.Series(
    ["https://x.com/Lamp/status/12", None, "https://lamp.example/late", "https://lamp.example/board/3"]
)
STATED = pl.Series(["web", "tiktok", None, None])
POSTS = pl.DataFrame(
    {
        "post_id": ["given-1", "row-2", "given-3", "given-4"],
        "handle": [None, "@tram", "admin", "admin"],
        "display_name": ["Lamp", "Tram", "Admin", "Admin"],
    }
)
WANTED = ("platform", "post_id", "account_id", "handle", "display_name")


def test_the_address_goes_before_what_the_table_states() -> None:
    placed = place_posts(POSTS, ADDRESSES, STATED, by_users=pl.Series([False, False, False, True]))
    assert placed.select(WANTED).rows() == [
        ("twitter", "12", "Lamp", "Lamp", "Lamp"),
        ("tiktok", "row-2", "tram", "tram", "Tram"),
        ("web", "https://lamp.example/late", "lamp.example", "lamp.example", None),
        ("web", "https://lamp.example/board/3", "lamp.example/admin", "admin", "Admin"),
    ]


def test_a_row_without_address_is_named_by_the_tables_own_id() -> None:
    placed = place_posts(POSTS, ADDRESSES, STATED, document=pl.Series(["a", "b", "c", "d"]))
    assert placed["post_id"].to_list()[:2] == ["12", "document:b"]


def test_an_authors_id_is_taken_from_another_row_of_the_same_handle() -> None:
    posts = pl.DataFrame({"post_id": ["a", "b", "c", "d"], "handle": ["lamp", "lamp", "tram", None]})
    address = pl.Series([f"https://x.com/i/status/{number}" for number in range(4)])
    ids = pl.Series(["7", None, None, None], dtype=pl.String)
    placed = place_posts(posts, address, pl.Series([None] * 4, dtype=pl.String), account=lambda platform: ids)
    assert placed["account_id"].to_list() == ["7", "7", "tram", None]


def test_an_id_that_a_float_has_rounded_names_nobody() -> None:
    posts = pl.DataFrame({"post_id": ["a"], "handle": ["lamp"]})
    placed = place_posts(
        posts,
        pl.Series(["https://x.com/i/status/1"]),
        pl.Series(["x"]),
        account=lambda platform: pl.Series(["9.1E+17"]),
    )
    assert placed["account_id"].to_list() == ["lamp"]


def test_a_count_comes_from_the_column_of_the_rows_platform() -> None:
    rows = pl.DataFrame({"X Likes": ["3", "0", "0"], "Facebook Likes": ["0", "1,002", "0"], "Likes": ["9", "9", "4"]})
    columns = {"twitter": ("X Likes",), "facebook": ("Facebook Likes",), "": ("Likes",)}
    platform = pl.Series(["twitter", "facebook", "web"])
    assert counts_of(rows, platform, columns).to_list() == [3, 1002, 4]
    assert counts_of(rows.drop("Likes"), platform, columns).to_list() == [3, 1002, None]
    assert counts_of(rows.drop("X Likes"), platform, columns).to_list() == [9, 1002, 4]


def test_the_handle_in_an_address_goes_before_a_name() -> None:
    posts = pl.DataFrame({"post_id": ["a", "b"]})
    address = pl.Series(["https://x.com/lamp/status/1", "https://www.facebook.com/1/posts/12345"])
    nothing = pl.Series([None, None], dtype=pl.String)
    placed = place_posts(posts, address, nothing, name=pl.Series(["Lamp Street", "Lamp Street"]))
    assert placed["account_id"].to_list() == ["lamp", "Lamp Street"]
