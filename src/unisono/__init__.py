"""Unisono: find, test and document accounts that act as one in social-media posts."""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unisono import api

    OpenCase, Scan = api.OpenCase, api.Scan
    open, pairs, traces = api.open_case, api.pairs, api.traces

__version__ = "0.1.0"

__all__ = ["OpenCase", "Scan", "__version__", "open", "pairs", "traces"]

_API_NAMES = {"OpenCase": "OpenCase", "Scan": "Scan", "open": "open_case", "pairs": "pairs", "traces": "traces"}


def __getattr__(name: str) -> object:
    """Import the Python API when it is first used, so that `import unisono` stays quick."""
    if name not in _API_NAMES:
        raise AttributeError(f"module 'unisono' has no attribute {name!r}")
    from unisono import api

    return getattr(api, _API_NAMES[name])


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted(__all__)


class _CallableShelf(ModuleType):
    """The shelf `unisono.traces`, which is also the function that users call."""

    def __call__(self, *arguments: object, **settings: object) -> object:
        """Return the traces of a plain frame of posts."""
        from unisono import api

        return api.traces(*arguments, **settings)  # type: ignore[arg-type]  # handed on as given


class _Package(ModuleType):
    """The package; importing the shelf `traces` must not take the function `traces` away."""

    def __setattr__(self, name: str, value: object) -> None:
        """Make the shelf callable when the import system binds it here."""
        if name == "traces" and isinstance(value, ModuleType):
            value.__class__ = _CallableShelf
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
