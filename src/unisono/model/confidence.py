"""How good the grounds of a claim are: confidence, which is another matter than how likely the claim is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unisono.model.tested_fits import FITS_FROM, measured_fit

STABLE_FROM = 0.8
FALLS_APART_BELOW = 0.2
FEW_OBJECTS = 10
SMALLEST_NETWORK = 3


@dataclass(frozen=True)
class Grounds:
    """What the confidence in a network rests on.

    assumed: the share of its pairs for which what chance gives is an assumption, hardly anybody else acting there.
    """

    twin_networks: int | None
    stability: float | None
    layers: int
    objects: int | None
    best_fit: float | None
    minute_times: bool = False
    size: int | None = None
    assumed: float = 0.0


def grounds_of(
    network: Mapping[str, object],
    layers: Mapping[str, object],
    innocent: Sequence[object],
    twin_networks: int | None,
    bases: Sequence[str | None] = (),
) -> Grounds:
    """Return what the confidence in a row of NETWORKS rests on, its JSON columns opened.

    bases: the `expected_basis` of the network's pairs.
    """
    fits = [measured_fit(one) for one in innocent if isinstance(one, Mapping)]
    return Grounds(
        twin_networks,
        _number(network.get("stability")),
        len(layers),
        _whole(network.get("objects")),
        max((fit for fit in fits if fit is not None), default=None),
        size=_whole(network.get("size")),
        assumed=sum(basis == "assumed" for basis in bases) / len(bases) if bases else 0.0,
    )


def confidence_in(grounds: Grounds) -> tuple[str, Sequence[str]]:
    """Return high, moderate or low, with the reasons that hold it down; none for high.

    A network that does not outlast the loss of an account has low confidence, however good the rest is.
    """
    limits = [*_limits_of_members(grounds), *_limits_of_evidence(grounds)]
    fragile = grounds.stability is not None and grounds.stability < FALLS_APART_BELOW
    fragile = fragile or grounds.size == SMALLEST_NETWORK
    word = "high" if not limits else "moderate" if len(limits) <= 2 and not fragile else "low"
    return word, limits


def confidence_sentence(grounds: Grounds) -> str:
    """Return the confidence in that judgement and its reasons; never says how likely it is."""
    word, limits = confidence_in(grounds)
    if not limits:
        return (
            "Confidence in this judgement is high: several kinds of act agree, "
            "and the network survives every check that was run."
        )
    return f"Confidence in this judgement is {word}: {listed(limits)}."


def listed(words: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _limits_of_members(grounds: Grounds) -> list[str]:
    limits = []
    if grounds.size == SMALLEST_NETWORK:
        limits.append("it has three accounts only, the fewest that a network can have")
    if grounds.stability is None:
        limits.append("stability was not measured")
    elif grounds.stability < FALLS_APART_BELOW:
        limits.append(
            "nothing is left of it when any one of its accounts is left out"
            if grounds.stability == 0
            else "little is left of it when one of its accounts is left out"
        )
    elif grounds.stability < STABLE_FROM:
        limits.append("the network falls apart in some repeats that leave accounts out")
    return limits


def _limits_of_evidence(grounds: Grounds) -> list[str]:
    limits = []
    if grounds.twin_networks is None:
        limits.append("no shuffled twin was run")
    elif grounds.twin_networks > 0:
        limits.append("the shuffled twin gave networks too")
    if grounds.layers <= 1:
        limits.append("the evidence comes from one kind of act")
    if grounds.objects is not None and grounds.objects < FEW_OBJECTS:
        limits.append(f"it rests on fewer than {FEW_OBJECTS} objects")
    if grounds.assumed > 0.5:
        limits.append(
            "what chance gives was assumed for most of its pairs, as hardly anybody else acted on the objects"
        )
    if grounds.best_fit is not None and grounds.best_fit >= FITS_FROM:
        limits.append("an innocent explanation fits")
    if grounds.minute_times:
        limits.append("times are known to the minute only")
    return limits


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None
