"""Unisono: find, test and document accounts that act as one in social-media posts.

`open` a case in a folder, `case.add(...)` files, `case.scan()`; or take `traces` and `pairs` of a plain frame of posts.
"""

import sys
from types import ModuleType

from unisono.model.version import __version__

TYPE_CHECKING = False  # type checkers take it for true; importing typing would make every start slower
if TYPE_CHECKING:
    from unisono import api

    OpenCase = api.OpenCase
    Scan = api.Scan
    open, pairs, traces, verify_pack = api.open_case, api.pairs, api.traces, api.verify_pack

__all__ = ["OpenCase", "Scan", "__version__", "open", "pairs", "traces", "verify_pack"]

_API_NAMES = {
    "OpenCase": "OpenCase",
    "Scan": "Scan",
    "open": "open_case",
    "pairs": "pairs",
    "traces": "traces",
    "verify_pack": "verify_pack",
}


def __getattr__(name: str) -> object:
    """Import the Python API when it is first used, so that `import unisono` stays quick."""
    if name not in _API_NAMES:
        raise AttributeError(f"module 'unisono' has no attribute {name!r}")
    from unisono import api

    return getattr(api, _API_NAMES[name])


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted(__all__)


class _Package(ModuleType):
    """The package; importing the shelf `unisono.traces` does not take the function `traces` away."""

    def __setattr__(self, name: str, value: object) -> None:
        """Leave the shelf to `sys.modules` when the import system would bind it over the function."""
        if name == "traces" and isinstance(value, ModuleType):
            return
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
