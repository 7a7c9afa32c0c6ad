"""Verdicts in the reader's language."""

from collections.abc import Callable

from unisono.exports.report import wording
from unisono.web.translating import Words


def verdict_in(language: str) -> Callable[[str | None], str]:
    """Return the function that writes a verdict for people; one that it does not know stays as it is."""
    say = Words(language).say
    said = {
        "coordinated": say("Coordinated"),
        "coordinated_explained": say("Coordinated, and an innocent explanation fits"),
        "likely_inauthentic": say("Likely inauthentic"),
        "nothing_unusual": say("Nothing unusual"),
    }
    return lambda name: said.get(name or "") or wording.verdict(name)
