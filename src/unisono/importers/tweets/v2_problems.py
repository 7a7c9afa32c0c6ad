"""What only files of Twitter API v2 can have wrong: edited and withheld posts, and what they no longer gave out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from unisono.engine.json_lines import Chunk
from unisono.importers.json_files.halved_characters import load_object
from unisono.importers.problems import Problem, merge_problems, shorten
from unisono.importers.tweets.v2_shapes import as_page

MOST_PROBLEM_LINES = 20_000
LOOKED_THROUGH_BYTES = 4 << 20
EDITED = re.compile(rb'"edit_history_tweet_ids"\s*:\s*\[[^\]]*,')


class Noted:
    """Problems of a file that are noted while it is read, piece by piece and in any order."""

    def __init__(self) -> None:
        """Begin with none."""
        self._of_pieces: dict[int, list[Problem]] = {}

    def note(self, chunk: Chunk, rows: Iterable[int]) -> None:
        """Look at the lines of a piece that may tell of a problem, named by their numbers in the file."""
        first = [row for row in rows if row <= MOST_PROBLEM_LINES]
        if first:
            lines = chunk.raw_lines()
            self._of_pieces[chunk.first_line] = _problems_of(lines[row - chunk.first_line] for row in first)

    def found(self) -> tuple[Problem, ...]:
        """Return what was found, the examples from the first lines of the file."""
        return tuple(merge_problems(found for _, piece in sorted(self._of_pieces.items()) for found in piece))


def find_in_file(path: Path) -> tuple[Problem, ...]:
    """Return the problems of the first lines of a file that no reading has noted."""
    return tuple(_problems_of(_lines_worth_a_look(path)))


def _problems_of(lines: Iterable[bytes]) -> list[Problem]:
    found: list[Problem] = []
    for line in lines:
        loaded = load_object(line) if _names_a_problem(line) else None
        page = as_page(loaded) if loaded else None
        if page is not None:
            found += _page_problems(page)
    return merge_problems(found)


def _lines_worth_a_look(path: Path) -> Iterator[bytes]:
    """Yield the first lines, but for pieces of which none names a problem; reading every line takes long."""
    left = MOST_PROBLEM_LINES
    with path.open("rb") as file:
        while left > 0 and (block := file.read(LOOKED_THROUGH_BYTES) + file.readline()):
            if _names_a_problem(block):
                yield from block.split(b"\n")[:left]
            left -= block.count(b"\n")


def _names_a_problem(content: bytes) -> bool:
    """Look for what every line that names a problem has."""
    return b'"withheld"' in content or b'"errors"' in content or EDITED.search(content) is not None


def _page_problems(page: dict[str, Any]) -> Iterator[Problem]:  # JSON is of any shape
    posts = [post for post in page["data"] if isinstance(post, dict)]
    for post in posts:
        history = post.get("edit_history_tweet_ids")
        if isinstance(history, list) and len(history) > 1:
            advice = "These posts were edited. The first version names the post; every version is kept as seen."
            yield Problem("edited_posts", 1, f"{post.get('id')}: versions {', '.join(map(str, history))}", advice)
        if isinstance(post.get("withheld"), dict):
            advice = "These posts are withheld in some countries: people there did not see them."
            yield Problem("withheld_posts", 1, f"{post.get('id')}: {post['withheld'].get('country_codes')}", advice)
    errors = page.get("errors")
    for error in errors if isinstance(errors, list) else []:
        if isinstance(error, dict):
            advice = "The platform no longer gave out what these posts refer to: deleted, protected or suspended."
            yield Problem("unavailable_references", 1, shorten(str(error.get("detail") or error.get("title"))), advice)
