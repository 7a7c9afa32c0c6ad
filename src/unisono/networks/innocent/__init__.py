"""Innocent explanations of a network: each is tested, and each says on which facts its fit rests."""

from unisono.networks.innocent import (
    agreed_activism,
    collection_artefact,
    declared_bots,
    fan_club,
    newswire,
    one_person,
    one_publisher,
    share_button,
)
from unisono.networks.innocent.network_view import Fit, NetworkView

__all__ = ["EXPLANATIONS", "Fit", "NetworkView", "explain_network", "verdict_of"]

EXPLANATIONS = (
    share_button.fit,
    one_publisher.fit,
    newswire.fit,
    fan_club.fit,
    declared_bots.fit,
    agreed_activism.fit,
    one_person.fit,
    collection_artefact.fit,
)

FITS_FROM = 0.5
"""An explanation that fits at least so well makes a network `coordinated_explained`."""


def explain_network(view: NetworkView) -> list[dict[str, object]]:
    """Return every explanation with its fit (0 to 1) and the facts behind it, the best first."""
    fits = sorted((explanation(view) for explanation in EXPLANATIONS), key=lambda fit: -fit.fit)
    return [{"explanation": fit.explanation, "fit": round(fit.fit, 3), "because": fit.because} for fit in fits]


def verdict_of(innocent: list[dict[str, object]]) -> str:
    """Return the verdict that follows: `coordinated_explained` if an innocent explanation fits, else `coordinated`."""
    best = max((float(str(explanation["fit"])) for explanation in innocent), default=0.0)
    return "coordinated_explained" if best >= FITS_FROM else "coordinated"
