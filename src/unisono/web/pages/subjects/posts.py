"""The posts of a case: chosen by an address, in order of time, a page at a time; every number leads here."""

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import RedirectResponse, StreamingResponse

from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.posts.asked_for import KINDS, PostsAsked
from unisono.web.posts.reading import ChosenPosts, chosen_posts, kept_posts
from unisono.web.posts.shown_posts import ShownPost, shown_posts
from unisono.web.shown import Given, Shown
from unisono.web.twins import FORMS, csv_text, json_lines

TYPES = {"json": "application/x-ndjson", "csv": "text/csv"}
ENDINGS = {"json": "jsonl", "csv": "csv"}


def view(asked: Asked) -> Shown | Given:
    """Show a page of the posts that the address asks for, or give all of them as data."""
    if "" in asked.query.values():
        # A form sends all its fields: the address that is left says only what was chosen.
        return Given(RedirectResponse(asked.here(), 303))
    wanted = PostsAsked.of(asked.query, asked.case.zone)
    form = asked.query.get("as", "")
    if form in FORMS:
        return Given(_data(chosen_posts(asked, wanted), form))
    try:
        chosen = chosen_posts(asked, wanted)
    except UsageError as error:
        return Shown("subjects/posts.html.j2", _values(asked, wanted, None, str(error)), status=404)
    return Shown("subjects/posts.html.j2", _values(asked, wanted, chosen, ""))


def _values(
    asked: Asked, wanted: PostsAsked, chosen: ChosenPosts | None, problem: str
) -> Mapping[str, Any]:  # Any: see
    """Return what the page shows."""
    total = len(chosen) if chosen is not None else 0
    number = min(asked.page_number, max(1, -(-total // asked.rows_shown)))
    shown: list[ShownPost] = []
    if chosen is not None:
        shown = shown_posts(chosen.page(number, asked.rows_shown), chosen.kept)
    return {
        "total": total,
        "posts": shown,
        "problem": problem,
        "given": wanted.given,
        "kinds": KINDS,
        "platforms": platforms(asked),
        "newest": asked.query.get("order") == "newest",
    }


def platforms(asked: Asked) -> list[str]:
    """Return the platforms of the case."""
    return sorted(str(one) for one in kept_posts(asked).columns["platform"].unique().drop_nulls())


def _data(chosen: ChosenPosts, form: str) -> StreamingResponse:
    """Return every chosen post, written while it is read; so there is no hash of the whole in its header."""
    headers = {"content-disposition": f'inline; filename="posts.{ENDINGS[form]}"', "cache-control": "no-store"}
    lines = _json(chosen) if form == "json" else _csv(chosen)
    return StreamingResponse(lines, media_type=f"{TYPES[form]}; charset=utf-8", headers=headers)


def _json(chosen: ChosenPosts) -> Iterator[bytes]:
    for rows in chosen.every():
        yield json_lines(rows).encode()


def _csv(chosen: ChosenPosts) -> Iterator[bytes]:
    is_first = True
    for rows in chosen.every():
        head, _, body = csv_text(rows).partition("\r\n")
        yield f"{head}\r\n{body}".encode() if is_first else body.encode()
        is_first = False


PAGE = Page("/posts", view)
