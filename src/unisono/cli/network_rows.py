"""Networks as lines of a table: their names, verdicts and innocent explanations in words."""

from collections.abc import Mapping
from typing import Any

from unisono.cli.naming_accounts import at_handle, some_of
from unisono.dossiers.network.rows import Row
from unisono.model.counting import counted
from unisono.model.small_cases import small_case_text
from unisono.model.tested_fits import measured_fit
from unisono.model.untested import untested_text

NETWORK_COLUMNS = ("network", "size", "accounts", "layers", "q", "first_at", "last_at", "stability", "verdict")
LEAST_FIT = 0.05
"""Explanations that fit less than this are named without their reasons; --json has all of them."""


def shown_network(row: Row, *, with_platform: bool = False) -> Row:
    """Return a network as one line of a table: handles instead of ids, and not all; with platforms if wanted."""
    names = [
        at_handle(handle, account, with_platform=with_platform)
        for account, handle in zip(row["accounts"], _padded(row), strict=True)
    ]
    return {**row, "accounts": some_of(names), "verdict": verdict_text(row["verdict"])}


def _padded(row: Row) -> list[str | None]:
    handles: list[str | None] = list(row["handles"])
    return [*handles, *[None] * (len(row["accounts"]) - len(handles))][: len(row["accounts"])]


def verdict_text(verdict: str | None) -> str:
    """Return a verdict in words; a network's accounts acted together, and no more is said than was computed."""
    words = {
        "coordinated": "coordinated",
        "coordinated_explained": "coordinated, and an innocent explanation fits",
        "likely_inauthentic": "likely inauthentic",
    }
    return words.get(verdict or "", verdict or "")


def innocent_parts(explanations: list[Mapping[str, Any]]) -> list[str]:  # Any: text and numbers
    """Return the innocent explanations that were tested: those that fit with why, best first, the others by name.

    What could not be measured stands last: it is not ruled out.
    """
    if not explanations:
        return ["none was tested"]
    ordered = sorted(explanations, key=lambda one: -(one.get("fit") or 0.0))
    parts = [_explanation_text(one) for one in ordered if (one.get("fit") or 0.0) >= LEAST_FIT]
    for words, poor in (("do not fit", 0.0), ("could not be measured", None)):
        names = [_words(one) for one in ordered if _poorness(one) == poor]
        parts += [f"tested, but {words}: {', '.join(names)}"] if names else []
    return parts


def _poorness(explanation: Mapping[str, Any]) -> float | None:  # Any: as above
    """Return 0 for a fit below the least that is told in full, None for one that was not measured, else the fit."""
    fit = measured_fit(explanation)
    return fit if fit is None or fit >= LEAST_FIT else 0.0


def _explanation_text(explanation: Mapping[str, Any]) -> str:  # Any: as above
    because = str(explanation.get("because") or "").rstrip(".")
    return f"{_words(explanation)} fits {explanation['fit']:.0%}{': ' + because if because else ''}"


def _words(explanation: Mapping[str, Any]) -> str:  # Any: as above
    return str(explanation["explanation"]).replace("_", " ")


def no_networks_text(record: Mapping[str, Any]) -> str:  # Any: a run's record is JSON
    """Return what to say where a scan found no network."""
    tested = record.get("pairs_tested")
    size = f"{counted(record.get('posts'), 'post')} of {counted(record.get('accounts'), 'account')}"
    pairs = f"tested {counted(tested, 'pair')} in {size}" if tested is not None else f"read {size}"
    if untested := untested_text(record):
        return f"No networks: no pair of accounts could be tested. {untested} The scan read {size}."
    # Pairs and texts may be findings where no group of accounts is.
    what = "no group of accounts acted together" if record.get("findings") or record.get("pairs") else "nothing here is"
    found = f"No networks: {what} more than chance would give. The scan {pairs}."
    return " ".join(part for part in (found, small_case_text(record)) if part)
