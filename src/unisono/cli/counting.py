"""Counts with the word they count, in the number that fits."""


def counted(count: int | None, word: str) -> str:
    """Return a count and its word; None is an unknown number.

    >>> counted(1, "pair"), counted(1200, "pair")
    ('1 pair', '1,200 pairs')
    """
    if count is None:
        return f"an unknown number of {word}s"
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
