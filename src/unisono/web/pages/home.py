"""The first page of a case: what it holds, and what happened."""

from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown


def view(asked: Asked) -> Shown:
    """Show what the case holds."""
    posts, accounts = asked.case.counts()
    card = {"case": asked.case.name, "posts": posts, "accounts": accounts}
    return Shown("home.html.j2", {"card": card, "sources": asked.case.sources().to_dicts()}, [card])


PAGE = Page("", view)
