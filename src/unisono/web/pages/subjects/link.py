"""One link or one site: who posted it and when, in which forms and words, who lists it, and how it spread."""

from starlette.responses import RedirectResponse

from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.subjects.hashtag import bursts_of, hours_figure, verdict_of
from unisono.web.posts.asked_for import PostsAsked
from unisono.web.posts.reading import chosen_posts
from unisono.web.shown import Given, NothingThere, Shown


def view(asked: Asked) -> Shown | Given:
    """Show what is known of the link that the address names; where only reposts lead there, show these posts."""
    url = asked.query.get("url", "").strip()
    if not url:
        raise NothingThere("No link is named. Choose one from the list of links, or search for an address or a domain.")
    try:
        card = asked.card("link", url)
    except UsageError:
        for field in ("link", "domain"):
            if len(chosen_posts(asked, PostsAsked.of({field: url}, asked.case.zone))):
                return Given(RedirectResponse(asked.address("posts", **{field: url}), 303))
        raise
    verdict, rests_on = verdict_of(card["spread"])
    values = {
        "card": card,
        "spread": card["spread"],
        "field": "domain" if card["kind"] == "site" else "link",
        "verdict": verdict,
        "rests_on": rests_on,
        "bursts": bursts_of(card["spread"]),
        "figure": hours_figure(card["id"], card["spread"], asked.clock),
    }
    return Shown("subjects/link.html.j2", values, [card])


PAGE = Page("/link", view)
