"""The watchlists of a case: whose claim each is, how old, and how many accounts are on it; more can be added."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from starlette.responses import RedirectResponse

from unisono.cases.watchlists import Watchlist, keep_watchlist, kept_watchlists
from unisono.dossiers.watchlist.whose import whose_list
from unisono.importers.watchlists.reading import SaidOfAll, read_watchlist
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, Shown

TYPED = "typed in the workbench.txt"
_day = re.compile(r"\d{4}-\d\d-\d\d")


def view(asked: Asked) -> Shown:
    """Show the latest version of each list."""
    return _shown(asked, "")


def take(asked: Asked) -> Shown | Given:
    """Add a list, or show the form again with what is wrong."""
    try:
        keep_watchlist(asked.case.path, _written_list(asked.form))
    except UnisonoError as error:
        return _shown(asked, str(error))
    return Given(RedirectResponse(asked.address("watchlists"), 303))


def _shown(asked: Asked, problem: str) -> Shown:
    lists = [
        {
            **{name: value for name, value in asdict(one).items() if name not in ("members", "rejected", "columns")},
            "source": whose_list(one),
            "members": len(one.members),
            "without_reason": one.without_reason,
            "sha256": one.sha256,
        }
        for one in kept_watchlists(asked.case.path)
    ]
    values = {"lists": lists, "problem": problem, "written": asked.form}
    return Shown("world/watchlists.html.j2", values, lists, status=400 if problem else 200)


def _written_list(form: Mapping[str, str]) -> Watchlist:
    """Return the list of a form: accounts as they were typed, or those of a file of this machine."""
    name, place, typed, day = (form.get(field, "").strip() for field in ("name", "file", "accounts", "date"))
    if day and not _day.fullmatch(day):
        raise UsageError(f"{day} is no day. Write it as 2018-06-30.")
    platform, reason, source, membership = (
        form.get(field, "").strip() or None for field in ("platform", "reason", "source", "membership")
    )
    said = SaidOfAll(platform=platform, reason=reason, source=source, date=day or None, membership=membership)
    if bool(place) == bool(typed):
        raise UsageError("Name the accounts, one a line, or the place of a file that lists them: one of both.")
    if place:
        return read_watchlist(place, name, said)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / TYPED
        file.write_text(typed + "\n", encoding="utf-8", errors="replace")
        return read_watchlist(str(file), name, said)


PAGE = Page("/watchlists", view, take)
