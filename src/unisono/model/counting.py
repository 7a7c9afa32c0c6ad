"""Counts with the word they count, in the number that fits."""


def counted(count: int | None, word: str, many: str | None = None) -> str:
    """Return a count and its word; None is an unknown number. many: the plural where adding an s is not enough.

    >>> counted(1, "pair"), counted(1200, "pair"), counted(2, "day with posts", "days with posts")
    ('1 pair', '1,200 pairs', '2 days with posts')
    """
    if count is None:
        return f"an unknown number of {many or word + 's'}"
    return f"{count:,} {word if count == 1 else many or word + 's'}"
