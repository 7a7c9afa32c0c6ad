"""What a page declares: its address and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from unisono.web.asked import Asked
from unisono.web.shown import Given, Shown


@dataclass(frozen=True)
class Page:
    """One page of a case. `path` follows /case/NAME; what stands in braces is the subject: /network/{number}.

    `view` answers what is asked for; a page that takes a form answers POST with `take`, which leads on to a page.
    """

    path: str
    view: Callable[[Asked], Shown | Given]
    take: Callable[[Asked], Shown | Given] | None = None
