"""Chance that depends on a seed and a number only, so that a fault hits the same message again after a resume."""

_MASK = (1 << 64) - 1


def chance(seed: int, purpose: int, number: int) -> float:
    """Return a number from 0 to below 1 (splitmix64 of the seed, the purpose and the number).

    >>> chance(1, 2, 3) == chance(1, 2, 3), chance(1, 2, 3) == chance(1, 2, 4)
    (True, False)
    """
    mixed = (seed * 0x9E3779B97F4A7C15 + purpose * 0xD1B54A32D192ED03 + number * 0x8CB92BA72F3D8DD7) & _MASK
    mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _MASK
    return ((mixed ^ mixed >> 31) >> 11) * 2.0**-53
