"""Cards about what is on its way into a case."""

from collections.abc import Mapping

from unisono.cases import Case, Run
from unisono.web.cards.declared import Card, Make


def inspection(case: Case, run: Run | None, subject: str, choice: Mapping[str, str]) -> Card:
    """Return what the files of a draft hold, read in the way that was chosen."""
    from unisono.web.uploads.looking import look

    return look(case, run, subject, choice)


WORK: Mapping[str, Make] = {"inspection": inspection}
