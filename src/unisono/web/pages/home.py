"""The first page of a case: its question, what it holds and lacks, how far the work is, and what happened."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from starlette.responses import RedirectResponse

from unisono.cases.about import keep_about, read_about
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.home_inventory import draw_inventory, sources_of
from unisono.web.pages.home_state import state_of_work
from unisono.web.pages.world.happenings import picture_of, shown_happening
from unisono.web.shown import Given, Shown, StillComputing

HAPPENINGS_SHOWN = 12
HAPPENINGS_DRAWN = 60
SOURCES_SHOWN = 20
COME_BACK_SECONDS = 2


def view(asked: Asked) -> Shown:
    """Show the case at once; what takes longer to count comes by itself. ?edit=question shows the form alone."""
    about = read_about(asked.case.path)
    if asked.query.get("edit") == "question":
        return Shown("home_question.html.j2", {"about": about}, [])
    sources = sources_of(asked.case)
    state = state_of_work(asked, has_posts=any(row["stored"] for row in sources))
    # Both are waited for at once: one after the other, the page would wait twice as long for what is not there.
    with ThreadPoolExecutor(2) as both:
        inventory, course = both.map(partial(card_if_ready, asked), ("inventory", "what_happened"))
    if sources:
        # Every number leads to posts: they are put in order while the first page is read.
        asked.workbench.cards.begin(asked.case, None, "kept_posts")
    happenings = course["happenings"] if course else []
    shown = happenings[:HAPPENINGS_SHOWN]
    every = asked.query.get("sources") == "all"
    values = {
        "about": about,
        "state": state,
        "inventory": inventory,
        "posts": sum(row["stored"] for row in sources),
        "days_picture": draw_inventory(asked, inventory) if inventory else None,
        "sources": sources if every else sources[-SOURCES_SHOWN:],
        "sources_in_all": len(sources),
        "course_is_there": course is not None,
        "happenings": [shown_happening(asked, row) for row in shown],
        "happened": len(happenings),
        "picture": picture_of(asked, course, happenings[:HAPPENINGS_DRAWN]) if course else None,
    }
    is_whole = inventory is not None and course is not None
    row = {
        "case": asked.case.name,
        "zone": asked.case.zone,
        "question": about.question,
        "scope": about.scope,
        **(inventory or {}),
        "sources": sources,
        "scan": state,
    }
    return Shown("home.html.j2", values, [row], reload_seconds=None if is_whole else COME_BACK_SECONDS)


def take(asked: Asked) -> Given:
    """Keep the question and the scope."""
    keep_about(asked.case.path, asked.form.get("question", ""), asked.form.get("scope", ""))
    return Given(RedirectResponse(asked.address(), 303))


def card_if_ready(asked: Asked, kind: str) -> dict[str, Any] | None:  # Any: JSON
    """Return a card, or null while it is being computed; data are waited for as on other pages."""
    try:
        return asked.card(kind)
    except StillComputing:
        if asked.query.get("as"):
            raise
        return None


PAGE = Page("", view, take)
