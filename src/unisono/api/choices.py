"""Options that take one of a few names: what is not among them is refused with those that are."""

from collections.abc import Iterable
from difflib import get_close_matches

from unisono.model.errors import UsageError


def require_choice(option: str, wanted: str, known: Iterable[str]) -> str:
    """Return the wanted name, or raise UsageError with the nearest one and all of them.

    `option` is as the user typed it, such as --layer.
    """
    names = list(dict.fromkeys(known))
    if wanted in names:
        return wanted
    near = get_close_matches(wanted.lower(), names, n=1)
    what = option.removeprefix("--").replace("-", " ")
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"There is no {what} {wanted!r}.{meant} Type one of: {option} {', '.join(names)}")
