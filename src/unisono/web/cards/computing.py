"""One card computed, in whatever process this is called."""

from pathlib import Path

from unisono.cases import Run, open_case
from unisono.model.json_text import json_line
from unisono.web.cards.declared import CardAsked
from unisono.web.cards.kinds import KINDS


def compute_card(asked: CardAsked) -> str:
    """Return a card as JSON; raises what the user can mend, such as a hashtag that nobody used."""
    run = Run(Path(asked.run)) if asked.run is not None else None
    return json_line(KINDS[asked.kind](open_case(asked.case), run, asked.subject, dict(asked.choice)))


def warm_up() -> None:
    """Import what cards need most, before the first one is asked for."""
    import unisono.dossiers.account.describing
    import unisono.dossiers.hashtag.describing  # noqa: F401  # loaded for later calls
