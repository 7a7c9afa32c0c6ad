"""Libraries that only some exports need: imported when they are asked for, with what to type where they are missing."""

import importlib
from types import ModuleType

from unisono.model.errors import UsageError


def optional_library(name: str, extra: str) -> ModuleType:
    """Return a library of an extra; raises UsageError that says what to type where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"This export needs {name}, which is not installed. Type: pip install 'unisono[{extra}]'"
        ) from error
