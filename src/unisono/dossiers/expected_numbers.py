"""How many chance gives, as sentences write it: two figures where it is small, whole where it is large."""

WHOLE_FROM = 10.0


def expected_text(value: float) -> str:
    """Return an expected number, never as a power of ten where it is ten or more.

    >>> expected_text(0.042), expected_text(2.12), expected_text(149.6), expected_text(12_345.0)
    ('0.042', '2.1', '150', '12,345')
    """
    return f"{value:,.0f}" if value >= WHOLE_FROM else f"{value:.2g}"
