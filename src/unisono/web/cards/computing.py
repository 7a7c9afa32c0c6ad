"""One card computed in a process of its own, so that the server goes on answering."""

from collections.abc import Mapping
from pathlib import Path

from unisono.cases import Run, open_case
from unisono.model.json_text import json_line
from unisono.web.cards.kinds import KINDS


def compute_card(case: str, run: str | None, kind: str, subject: str, choice: Mapping[str, str]) -> str:
    """Return a card as JSON; raises what the user can mend, such as a hashtag that nobody used."""
    folder = open_case(case)
    found = Run(Path(run)) if run is not None else None
    return json_line(KINDS[kind](folder, found, subject, choice))


def warm_up() -> None:
    """Import what cards need most, before the first one is asked for."""
    import unisono.dossiers.account.describing
    import unisono.dossiers.hashtag.describing  # noqa: F401  # loaded for later calls
