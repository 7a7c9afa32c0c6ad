"""What a Mastodon server is asked for."""

from pathlib import Path

import pytest

from unisono.model.errors import UsageError
from unisono.watch.sources.declaration import SourceOptions
from unisono.watch.sources.mastodon.requests import TOKEN_VARIABLE, read_request

SECRET = "s3cret-Token"


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)


@pytest.mark.parametrize(
    ("typed", "socket", "events"),
    [
        ("https://m.example", "wss://m.example/api/v1/streaming?stream=public", "/api/v1/streaming/public"),
        ("m.example", "wss://m.example/api/v1/streaming?stream=public", "/api/v1/streaming/public"),
        (
            "wss://m.example/api/v1/streaming?stream=hashtag&tag=vote",
            "wss://m.example/api/v1/streaming?stream=hashtag&tag=vote",
            "/api/v1/streaming/hashtag?tag=vote",
        ),
        (
            "https://m.example/api/v1/streaming/public/local",
            "wss://m.example/api/v1/streaming?stream=public%3Alocal",
            "/api/v1/streaming/public/local",
        ),
    ],
)
def test_a_stream_is_found_over_web_sockets_and_over_http(typed: str, socket: str, events: str) -> None:
    request = read_request(typed, SourceOptions())
    assert request.by_web_socket().geturl() == socket
    assert request.by_events().geturl() == f"wss://m.example{events}"


def test_a_path_of_events_is_read_over_http_at_once() -> None:
    assert read_request("https://m.example/api/v1/streaming/public", SourceOptions()).only_events
    assert not read_request("https://m.example/", SourceOptions()).only_events


def test_a_server_must_be_named_and_its_path_be_one_of_streams() -> None:
    for typed in ("", "https://m.example/@ann"):
        with pytest.raises(UsageError, match=r"mastodon:https://mastodon\.example"):
            read_request(typed, SourceOptions())


def test_the_token_comes_from_a_file_or_the_environment_and_shows_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n")
    request = read_request("https://m.example", SourceOptions(token_file=file))
    assert request.headers == {"Authorization": f"Bearer {SECRET}"}
    assert SECRET not in repr(request)
    assert SECRET not in request.by_web_socket().geturl() + request.by_events().geturl()
    monkeypatch.setenv(TOKEN_VARIABLE, SECRET)
    assert read_request("https://m.example", SourceOptions()).headers == {"Authorization": f"Bearer {SECRET}"}


def test_a_token_does_not_travel_unencrypted_but_on_this_machine(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(SECRET)
    options = SourceOptions(token_file=file)
    with pytest.raises(UsageError, match="for everyone to read"):
        read_request("http://m.example", options)
    assert read_request("http://127.0.0.1:4000", options).token == SECRET


@pytest.mark.parametrize("held", [b"", b" \n", b"two words", b"line\nline", b"\xff\xfe", b"x" * 5000])
def test_a_file_that_holds_no_token_is_refused_without_showing_what_it_holds(held: bytes, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(held)
    with pytest.raises(UsageError, match="token's file") as refused:
        read_request("https://m.example", SourceOptions(token_file=file))
    assert "two words" not in str(refused.value)


def test_a_missing_file_of_a_token_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Check --token-file"):
        read_request("https://m.example", SourceOptions(token_file=tmp_path / "none"))
