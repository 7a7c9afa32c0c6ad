"""Whose claim a watchlist is: who is named as its source, for all of it or in its rows."""

from unisono.cases.watchlists import Watchlist
from unisono.model.counting import counted


def whose_list(watchlist: Watchlist) -> str | None:
    """Return the source of a list, or else the first that its rows name and how many others; None where none does."""
    if watchlist.source:
        return watchlist.source
    named = list(dict.fromkeys(one.source for one in watchlist.members if one.source))
    if len(named) < 2:
        return named[0] if named else None
    return f"{named[0]} and {counted(len(named) - 1, 'other source')}"
