"""What a client asked for, and the answers over HTTP."""

import json
from http import HTTPStatus

from websockets.datastructures import Headers

from unisono.watch.replay.subscription import answer, json_answer, read_request


def test_a_request_is_read_into_its_path_parameters_and_headers() -> None:
    headers = Headers([("Upgrade", "WebSocket"), ("Cookie", "a"), ("Cookie", "b")])
    asked = read_request("/subscribe/?wantedDids=a&wantedDids=b&cursor=", headers)
    assert asked.path == "/subscribe" and asked.parameters["wantedDids"] == ["a", "b"]
    assert asked.first("cursor") == "" and asked.first("nothing") == ""
    assert asked.is_web_socket and asked.headers["cookie"] == "a, b"
    assert not read_request("/", Headers()).is_web_socket


def test_answers_say_how_long_they_are_and_that_they_are_the_last() -> None:
    told = answer(HTTPStatus.NOT_FOUND, b"nothing")
    assert (told.status_code, told.headers["Content-Length"], told.headers["Connection"]) == (404, "7", "close")
    body = json_answer(HTTPStatus.BAD_REQUEST, error="A", message="b").body
    assert json.loads(body or b"") == {"error": "A", "message": "b"}
