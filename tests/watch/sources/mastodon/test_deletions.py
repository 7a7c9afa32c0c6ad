"""Which post the number in a deletion stands for."""

import json

from tests.watch.streams import status_line
from unisono.watch.sources.mastodon.deletions import NO_EVENT, RememberedPosts


def update(account: int, event: str = "update") -> tuple[bytes, dict]:
    status = status_line(account, at=account)
    return json.dumps({"stream": ["public"], "event": event, "payload": status.decode()}).encode(), json.loads(status)


def deletion(number: str | int) -> bytes:
    return json.dumps({"stream": ["public"], "event": "delete", "payload": number}).encode()


def test_posts_stay_as_they_came() -> None:
    posts = RememberedPosts("example.social")
    for event in ("update", "status.update"):
        line, _ = update(1, event)
        assert posts.line_of(line) == line


def test_a_deletion_of_a_post_that_was_seen_names_its_address() -> None:
    posts = RememberedPosts("example.social")
    line, status = update(7)
    posts.line_of(line)
    told = json.loads(posts.line_of(deletion(status["id"])))
    assert (told["event"], told["payload"]) == ("delete", status["id"])
    assert (told["uri"], told["server"]) == (status["uri"], "example.social")


def test_a_deletion_of_a_post_that_was_not_seen_names_its_server() -> None:
    told = json.loads(RememberedPosts("example.social").line_of(deletion(12)))
    assert told == {"stream": ["public"], "event": "delete", "payload": "12", "server": "example.social"}


def test_only_the_last_posts_are_remembered() -> None:
    posts = RememberedPosts("example.social", most=2)
    statuses = []
    for account in (1, 2, 3):
        line, status = update(account)
        posts.line_of(line)
        statuses.append(status)
    assert ["uri" in json.loads(posts.line_of(deletion(status["id"]))) for status in statuses] == [False, True, True]


def test_what_is_no_event_is_told_as_such() -> None:
    posts = RememberedPosts("example.social")
    for message in (b"[]", b"{", b'{"event":3}', b'"x"', b'{"payload":"1"}'):
        assert posts.line_of(message) == NO_EVENT


def test_a_payload_of_any_shape_is_passed_on() -> None:
    posts = RememberedPosts("example.social")
    for payload in ("{", "[]", None, 5, {"id": [], "uri": 3}):
        line = json.dumps({"event": "update", "payload": payload}).encode()
        assert posts.line_of(line) == line
