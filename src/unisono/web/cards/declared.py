"""What a card is: made from a case, its run, a subject and some choices, all of which may be sent between processes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unisono.cases import Case, Run

Card = Mapping[str, Any]  # Any: JSON
Make = Callable[[Case, Run | None, str, Mapping[str, str]], Card]


@dataclass(frozen=True)
class CardAsked:
    """Which card is asked for: folders of the case and of its run, what kind, about what, with which choices."""

    case: str
    run: str | None
    kind: str
    subject: str
    choice: tuple[tuple[str, str], ...] = ()
