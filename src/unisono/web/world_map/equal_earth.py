"""The Equal Earth projection: every country has its true share of the map's area."""

from math import asin, cos, pi, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Coefficients of the polynomial of Šavrič, Patterson and Jenny 2018 (The Equal Earth map projection)."""

HALF_WIDTH = 2 * sqrt(3) * pi / (3 * A1)
"""Of the whole earth, in radians of a globe of radius 1."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y on a globe of radius 1, y upwards, of degrees (Šavrič, Patterson and Jenny 2018).

    >>> [round(value, 4) for value in project(180, 0)], [round(value, 4) for value in project(0, 90)]
    ([2.7066, 0.0], [0.0, 1.3174])
    """
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square * square * square
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
