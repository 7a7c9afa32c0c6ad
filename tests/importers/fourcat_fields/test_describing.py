"""What is wrong with 4CAT's tables; more in tests/importers/formats/test_fourcat.py."""

import polars as pl

from unisono.importers.fourcat_fields.describing import describe_rows
from unisono.importers.fourcat_fields.layout import Look


def codes(source: str, **columns: list[str | None]) -> dict[str, tuple[int, str]]:
    found = describe_rows(pl.DataFrame(columns), source, Look())
    return {problem.code: (problem.rows, problem.example) for problem in found}


def test_partial_posts_and_hidden_likes_of_instagram_are_counted() -> None:
    told = codes("instagram", id=["a", "b"], author=["x", "y"], partial_item=["True", None], likes_hidden=["no", "yes"])
    assert told == {"partial_items": (1, "a"), "hidden_likes": (1, "b")}


def test_addresses_of_other_posts_are_counted_for_x_alone() -> None:
    columns = {
        "id": ["12", "34"],
        "link": ["https://x.com/a/status/10", "https://x.com/a/status/34"],
        "author": ["a", "b"],
    }
    assert codes("twitterv2", **columns) == {"link_names_other_post": (1, "12: https://x.com/a/status/10")}
    assert codes("bsky", **columns) == {}


def test_a_chat_is_known_by_its_number_or_by_a_message_of_its_own() -> None:
    chats = ["Lamp", "lamp", "group", "-10012345"]
    assert codes("telegram", chat=chats, author_username=["lamp", None, "ann", None]) == {
        "chats_without_id": (1, "group")
    }


def test_a_chat_is_known_by_a_message_anywhere_in_the_file() -> None:
    rows = pl.DataFrame({"chat": ["lamp", "group"], "author_username": ["ann", "ann"]})
    look = Look(pl.DataFrame({"name": ["lamp"], "meaning": ["1234567890"]}))
    (found,) = describe_rows(rows, "telegram", look)
    assert (found.code, found.rows, found.example) == ("chats_without_id", 1, "group")


def test_an_address_that_only_ends_like_the_id_is_of_another_post() -> None:
    columns = {
        "id": ["12", "2", "a/12", None],
        "link": [*["https://x.com/a/status/12"] * 3, "https://x.com/a/status/7"],
        "author": ["a", "a", "a", "a"],
    }
    assert codes("twitterv2", **columns) == {"link_names_other_post": (2, "2: https://x.com/a/status/12")}
