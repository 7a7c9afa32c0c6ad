"""Where a post can be looked up: the address that its platform gives it, where its id alone leads there."""

PLACES = {"twitter": "https://x.com/i/web/status/{}"}
"""Platforms whose posts are found by their id; others need the name of the account or the group as well."""


def address_of(post: str) -> str | None:
    """Return the address of a `platform:id`, null where the platform does not find posts by their id alone.

    >>> address_of("twitter:20")
    'https://x.com/i/web/status/20'
    """
    platform, _, own = post.partition(":")
    place = PLACES.get(platform)
    if place is None or not own.replace("-", "").replace("_", "").isalnum() or not own.isascii():
        return None
    return place.format(own)
