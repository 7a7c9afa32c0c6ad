"""Pages of statuses and events of a stream become single statuses; what is neither stays as it is."""

from typing import Any

from unisono.importers.json_files.halved_characters import load_mended

LISTS = ("statuses", "ancestors", "descendants", "accounts")
UPDATES = ("update", "status.update")


def is_event(found: Any) -> bool:  # JSON is of any shape
    """Say whether a value is an event of a stream: its name and what it carries.

    >>> is_event({"event": "delete", "payload": "12"}), is_event({"id": "12"})
    (True, False)
    """
    return isinstance(found, dict) and isinstance(found.get("event"), str) and "payload" in found


def is_page(found: Any) -> bool:  # as above
    """Say whether a value is a page of statuses or accounts, such as a search or what stands around a status."""
    return isinstance(found, dict) and "account" not in found and any(_list_of(found, name) for name in LISTS)


def statuses_in(found: Any) -> list[Any]:  # as above
    """Return the statuses and accounts of a page, or the status of an event, or the value itself."""
    if is_event(found):
        inside = _carried(found["payload"]) if found["event"] in UPDATES else None
        return [found if inside is None else inside]
    if is_page(found):
        return [one for name in LISTS for one in _list_of(found, name)]
    return [found]


def _list_of(found: dict[str, Any], name: str) -> list[Any]:  # as above
    value = found.get(name)
    return value if isinstance(value, list) else []


def _carried(payload: Any) -> dict[str, Any] | None:  # as above
    """Return the status that an event carries, which streams write as a text."""
    if isinstance(payload, str):
        try:
            payload = load_mended(payload.encode("utf-8", errors="replace"))
        except ValueError:
            return None
    return payload if isinstance(payload, dict) else None
