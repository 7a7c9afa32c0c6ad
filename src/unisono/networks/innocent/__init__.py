"""Innocent explanations of a network: each is tested, and each says on which facts its fit rests."""

from collections.abc import Iterable

from unisono.model.tested_fits import FITS_FROM, fit_state
from unisono.networks.innocent import (
    agreed_activism,
    collection_artefact,
    declared_bots,
    fan_club,
    like_habits,
    newswire,
    one_person,
    one_publisher,
    share_button,
)
from unisono.networks.innocent.networks_view import Fit, NetworksView

__all__ = ["EXPLANATIONS", "Fit", "NetworksView", "explain_networks", "verdict_of"]

EXPLANATIONS = (
    share_button.fit,
    one_publisher.fit,
    newswire.fit,
    fan_club.fit,
    declared_bots.fit,
    agreed_activism.fit,
    one_person.fit,
    like_habits.fit,
    collection_artefact.fit,
)


def explain_networks(view: NetworksView) -> list[list[dict[str, object]]]:
    """Return for each network every explanation with fit (0 to 1), state and the facts behind it.

    The best comes first; what could not be measured comes last, with a fit of 0.
    """
    found = [explanation(view) for explanation in EXPLANATIONS]
    return [_as_rows(fits) for fits in zip(*found, strict=True)]


def _as_rows(fits: Iterable[Fit]) -> list[dict[str, object]]:
    ordered = sorted(fits, key=lambda fit: (not fit.measured, -fit.fit))
    return [
        {
            "explanation": fit.explanation,
            "fit": round(fit.fit, 3),
            "state": fit_state(round(fit.fit, 3), measured=fit.measured),
            "because": fit.because,
        }
        for fit in ordered
    ]


def verdict_of(innocent: list[dict[str, object]]) -> str:
    """Return the verdict that follows: `coordinated_explained` if an innocent explanation fits, else `coordinated`."""
    best = max((float(str(explanation["fit"])) for explanation in innocent), default=0.0)
    return "coordinated_explained" if best >= FITS_FROM else "coordinated"
