"""One question per file; the list of them is written out here, and each is loaded when it is asked."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what each of them loads, a scan that does not ask it goes without
    from unisono.detectors.declaration import Detector

    DETECTORS: tuple[Detector, ...]

__all__ = ["COLUMNS", "DETECTORS", "NAMES", "detectors_named"]

NAMES = (
    "co_action",
    "copied_text",
    "testimony",
    "contradicting_claims",
    "avatar_reuse",
    "born_together",
    "dormancy",
    "woke_together",
    "turn",
    "turned_together",
    "identity_change",
    "co_deletion",
    "amplified_post",
    "attacks",
    "pushed_hashtag",
)
"""The detectors, each a file of this folder with its DETECTOR."""

COLUMNS = (
    *("account_id", "created_at", "kind", "text", "platform", "hashtags", "urls", "lang", "handle", "display_name"),
    *("post_id", "collected_at", "is_deleted", "ref_post_id", "mentions", "ref_account_id", "ref_handle"),
    "created_at_precision",
)
"""Columns of POSTS that any of them needs."""


def detectors_named(names: Iterable[str]) -> "tuple[Detector, ...]":
    """Return the detectors of these names, in the order of the list."""
    wanted = set(names)
    return tuple(_load(name) for name in NAMES if name in wanted)


@cache
def _load(name: str) -> "Detector":
    detector: Detector = import_module(f"unisono.detectors.{name}").DETECTOR
    return detector


def __getattr__(name: str) -> object:
    """Load all detectors when DETECTORS is asked for."""
    if name == "DETECTORS":
        return detectors_named(NAMES)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
