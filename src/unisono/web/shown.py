"""What a page is made of: a template with its values, and the same as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

Row = Mapping[str, Any]  # Any: cells are of every kind


@dataclass(frozen=True)
class Shown:
    """A page ready to be written: `rows` are its twin, what `?as=json` and `?as=csv` give.

    A page about one subject has one row, its card; a list has one row an entry.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: what the template shows
    rows: Sequence[Row] | Iterable[Row] = ()
    status: int = 200
    reload_seconds: int | None = None  # parts of the page are still being computed


@dataclass(frozen=True)
class Given:
    """An answer that is no page: a file, a picture, a redirect after a form."""

    response: Response


class StillComputing(Exception):  # noqa: N818  # it is no error: the page says that it is being computed
    """What a page needs is being computed; the page comes by itself when it is there."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NothingThere(Exception):  # noqa: N818  # it is an answer: the page says what is not there
    """No such page, account or post is here; the text says what to do."""
