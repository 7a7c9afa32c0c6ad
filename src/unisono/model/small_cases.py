"""What a scan of a small case says about itself: the smallest group that it could have proved."""

from collections.abc import Mapping

ACTS = {
    "repost": "reposts",
    "reply": "replies",
    "link": "links",
    "domain": "links to sites",
    "hashtag": "hashtags",
    "tags": "sequences of hashtags",
    "wording": "equal texts",
    "text": "texts nearly the same",
    "image": "images",
    "mention": "mentions",
}


def small_case_text(record: Mapping[str, object]) -> str:
    """Return what could have been found in a case of this size, in sentences; empty where no test of it was made.

    record: of a run; `smallest_group` holds what detectors/smallest_group.py measured.
    """
    measured = record.get("smallest_group")
    if not isinstance(measured, Mapping):
        return ""
    accounts, posts = _whole(record.get("accounts")), _whole(record.get("posts"))
    size, objects = measured.get("accounts"), measured.get("objects")
    within, layer = f"{measured['within_s']:g} s", str(measured["layer"])
    start = (
        f"This is a small case: {accounts:,} accounts and {posts:,} posts. To see what could have been found in it, "
        f"invented groups were planted into a copy of it: accounts that act within {within} of each other "
        f"({ACTS.get(layer, layer)}), on things that nobody else shares."
    )
    if not isinstance(size, int) or not isinstance(objects, int):
        tried = f"{measured['most_accounts']:,} accounts with {measured['most_objects']:,} such acts each"
        return f"{start} None was proved, up to {tried}: nothing can be found here."
    proved = f"The smallest that the scan proved has {size:,} accounts with {objects:,} such acts each."
    if is_too_small(record):
        needed = f"That is {size:,} accounts and {size * objects:,} posts, more than the case has room for"
        return f"{start} {proved} {needed}: it is too small to prove anything."
    ten = measured.get("objects_of_ten")
    more = f" Ten accounts need {ten:,}." if isinstance(ten, int) and size < 10 else ""
    return f"{start} {proved}{more} What is smaller than that, slower, or on things that others share may stay unseen."


def is_too_small(record: Mapping[str, object]) -> bool:
    """Return whether nothing could have been proved in a case of this size; false where no test of it was made."""
    measured = record.get("smallest_group")
    if not isinstance(measured, Mapping):
        return False
    size, objects = measured.get("accounts"), measured.get("objects")
    if not isinstance(size, int) or not isinstance(objects, int):
        return True
    return size > _whole(record.get("accounts")) or size * objects > _whole(record.get("posts"))


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
