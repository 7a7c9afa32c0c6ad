"""What a card is: made from a case, its run, a subject and some choices, all of which may be sent between processes."""

from collections.abc import Callable, Mapping
from typing import Any

from unisono.cases import Case, Run

Card = Mapping[str, Any]  # Any: JSON
Make = Callable[[Case, Run | None, str, Mapping[str, str]], Card]
