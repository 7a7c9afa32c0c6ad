"""What is wrong with 4CAT's tables although they can be read: addresses, authors, and what was not collected whole."""

from collections.abc import Callable

import polars as pl

from unisono.importers.fourcat_fields.layout import Look, cells
from unisono.importers.fourcat_fields.pseudonyms import describe_pseudonyms
from unisono.importers.fourcat_fields.x_posts import ADDRESS, post_ids
from unisono.importers.problems import Problem, shorten
from unisono.importers.tables.cells import drop_damaged_ids, read_flags, read_ids

AUTHORS = ("author_id", "account_id", "author_user_id", "author")
"""The columns that may hold an author's id, the first that a table has."""


def describe_rows(frame: pl.DataFrame, source: str, look: Look) -> list[Problem]:
    """Report what some rows of a source have wrong; `frame` has AUTHORS and what the source reads of the table."""
    found = describe_pseudonyms(cells(frame, *AUTHORS))
    for check in CHECKS.get(source, ()):
        found += check(frame)
    return found + (_describe_chats(frame, look) if source == "telegram" else [])


def _describe_addresses(frame: pl.DataFrame) -> list[Problem]:
    """Compare ids with the addresses of posts, which older tools made of rounded ids."""
    own, link = drop_damaged_ids(read_ids(cells(frame, "id"))), cells(frame, "link")
    # Nearly all end in their id, which is quicker to tell than what else they end in.
    ends_same = pl.select(pl.lit(link).str.ends_with(pl.lit("/" + own))).to_series()
    is_same = ends_same & ~own.str.contains("/", literal=True)
    others = (link.is_not_null() & ~is_same).arg_true()
    wrong = frame[others].filter(
        (own.gather(others) != link.gather(others).str.extract(ADDRESS)).fill_null(value=False)
    )
    if wrong.is_empty():
        return []
    advice = (
        "The address of these posts ends in another number than their id: it was made of a rounded one. The id was "
        "used; https://x.com/i/status/ID opens the post."
    )
    example = shorten(f"{wrong['id'][0]}: {wrong['link'][0]}")
    return [Problem("link_names_other_post", wrong.height, example, advice)]


def _describe_rounded(frame: pl.DataFrame) -> list[Problem]:
    """Count posts whose own id is rounded and whose address tells it."""
    written = read_ids(cells(frame, "id"))
    is_rounded = written.is_not_null() & drop_damaged_ids(written).is_null()
    if not is_rounded.any():
        return []
    found = frame.filter(is_rounded & (post_ids(frame) != written).fill_null(value=False))
    if found.is_empty():
        return []
    advice = (
        "A spreadsheet or a float has rounded the ids of these posts; they were taken from the posts' addresses. "
        "Import the export as it was downloaded, for other ids in it are rounded as well."
    )
    example = shorten(f"{found['id'][0]}: {found['link'][0]}")
    return [Problem("damaged_post_id", found.height, example, advice)]


def _describe_nameless(frame: pl.DataFrame) -> list[Problem]:
    """Count posts whose author the tool could not name."""
    nameless = frame.filter(cells(frame, "author").is_null() & cells(frame, "author_id").is_not_null())
    if nameless.is_empty():
        return []
    advice = "The tool did not receive the names of these authors. Their ids are known, so the posts can be compared."
    return [Problem("no_handle", nameless.height, f"{nameless['id'][0]}: author {nameless['author_id'][0]}", advice)]


def _describe_partial(frame: pl.DataFrame) -> list[Problem]:
    """Count posts that were collected from an overview, and hidden likes."""
    kinds = (
        ("partial_items", "partial_item", "These posts were collected from an overview page, which does not give their "
         "time, author or counts. Open the posts themselves while collecting to get all of it."),
        ("hidden_likes", "likes_hidden", "The authors of these posts hide their likes: their count is unknown."),
    )  # fmt: skip
    found = []
    for code, column, advice in kinds:
        rows = frame.filter(read_flags(cells(frame, column)).fill_null(value=False))
        if not rows.is_empty():
            found.append(Problem(code, rows.height, str(rows["id"][0] if "id" in rows.columns else ""), advice))
    return found


def _describe_chats(frame: pl.DataFrame, look: Look) -> list[Problem]:
    """Count messages of chats whose id nothing in the file tells."""
    chat = cells(frame, "chat", "thread_id").str.to_lowercase()
    own = chat.filter((cells(frame, "author_username").str.to_lowercase() == chat).fill_null(value=False)).unique()
    is_told = chat.is_in(own.implode()) | look.of(chat).is_not_null()
    is_unknown = chat.is_not_null() & ~is_told & ~chat.str.contains(r"^-?\d{5,}$")
    unknown = chat.filter(is_unknown)
    if unknown.is_empty():
        return []
    advice = (
        "The table names these chats and does not give their ids, so that their messages are named by the chat's name. "
        "The same messages in another tool's export count as others; import the NDJSON of 4CAT to avoid that."
    )
    return [Problem("chats_without_id", len(unknown), str(unknown[0]), advice)]


CHECKS: dict[str, tuple[Callable[[pl.DataFrame], list[Problem]], ...]] = {
    "twitter-import": (_describe_rounded, _describe_addresses, _describe_nameless),
    "twitterv2": (_describe_rounded, _describe_addresses, _describe_nameless),
    "instagram": (_describe_partial,),
}
