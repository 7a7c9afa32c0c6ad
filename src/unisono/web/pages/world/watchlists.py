"""The watchlists of a case: whose claim each is, how old, and how many accounts are on it."""

from dataclasses import asdict

from unisono.cases.watchlists import kept_watchlists
from unisono.dossiers.watchlist.whose import whose_list
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown


def view(asked: Asked) -> Shown:
    """Show the latest version of each list."""
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
    return Shown("world/watchlists.html.j2", {"lists": lists}, lists)


PAGE = Page("/watchlists", view)
