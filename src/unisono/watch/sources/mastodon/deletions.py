"""Deletions in a Mastodon stream name a number of its server: which post that is, as long as it is remembered."""

from collections import OrderedDict
from typing import Any

import orjson

from unisono.watch.sources.declaration import Unreadable

MOST_REMEMBERED = 200_000
POSTS = ("update", "status.update")
NO_EVENT = Unreadable("no event of a Mastodon stream")


class RememberedPosts:
    """The addresses of the last posts of a stream by their numbers on its server."""

    def __init__(self, server: str, most: int = MOST_REMEMBERED) -> None:
        self._server = server
        self._most = most
        self._addresses: OrderedDict[str, str] = OrderedDict()

    def line_of(self, message: bytes) -> bytes | Unreadable:
        """Return an event as a line for the importer: as it came, and a deletion with its server and address.

        A deletion is read on its own days later, when the file that held its post is another one.
        """
        event = _read(message)
        if not isinstance(event, dict) or not isinstance(event.get("event"), str):
            return NO_EVENT
        if event["event"] in POSTS:
            self._remember(event.get("payload"))
        if event["event"] == "delete":
            return self._deletion(event)
        return message

    def _deletion(self, event: dict[str, Any]) -> bytes:  # JSON is of any shape
        number = str(event.get("payload"))
        event = {**event, "payload": number, "server": self._server}
        address = self._addresses.get(number)
        return orjson.dumps(event if address is None else {**event, "uri": address})

    def _remember(self, payload: Any) -> None:  # as above
        post = _read(payload) if isinstance(payload, str) else payload
        if not isinstance(post, dict):
            return
        number, address = post.get("id"), post.get("uri") or post.get("url")
        if isinstance(number, str | int) and isinstance(address, str):
            self._addresses[str(number)] = address
            self._addresses.move_to_end(str(number))
            if len(self._addresses) > self._most:
                self._addresses.popitem(last=False)


def _read(text: bytes | str) -> Any:  # as above
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
