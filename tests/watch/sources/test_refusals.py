"""What it means that a server answers something else than a stream, or nothing."""

import errno
import socket
import ssl

import pytest

from unisono.watch.sources.broken_off import ConnectionLostError, RefusedError, RejectedError
from unisono.watch.sources.refusals import why_answered, why_unreachable

WHERE = "wss://example.org/subscribe"


@pytest.mark.parametrize("status", [200, 302, 401, 403, 404, 410, 426])
def test_some_answers_will_not_change(status: int) -> None:
    error = why_answered(status, b"", WHERE)
    assert isinstance(error, RefusedError)
    assert WHERE in str(error)
    assert str(error).endswith("Check the address.") or "Check the path" in str(error)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_some_answers_are_for_now(status: int) -> None:
    assert isinstance(why_answered(status, b"busy", WHERE), ConnectionLostError)


def test_what_is_not_accepted_names_the_fault_and_what_the_server_says() -> None:
    error = why_answered(400, b'{"error":"CursorTooOld","message":"floor is 12\\u001b[2J"}', WHERE)
    assert isinstance(error, RejectedError)
    assert error.fault == "CursorTooOld"
    assert "CursorTooOld: floor is 12 [2J" in str(error)


@pytest.mark.parametrize("body", [b"[1]", b"null", b'{"error": 3}', b"\xff\xfe", b'{"error": {"a": []}}'])
def test_an_answer_of_any_shape_is_told(body: bytes) -> None:
    assert isinstance(why_answered(400, body, WHERE), RejectedError)


def test_unknown_hosts_and_broken_certificates_do_not_mend_themselves() -> None:
    unknown = why_unreachable(socket.gaierror(-2, "Name or service not known"), WHERE, 5)
    assert isinstance(unknown, RefusedError)
    assert "There is no host" in str(unknown)
    broken = why_unreachable(ssl.SSLCertVerificationError(1, "certificate verify failed"), WHERE, 5)
    assert isinstance(broken, RefusedError)
    assert "cannot prove who it is" in str(broken)


def test_a_server_that_is_down_or_slow_may_come_back() -> None:
    down = why_unreachable(ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), WHERE, 5)
    assert isinstance(down, ConnectionLostError)
    assert "nobody answers at this port" in str(down)
    assert "within 5 seconds" in str(why_unreachable(TimeoutError(), WHERE, 5))
