"""The ways in which a connection breaks off."""

from unisono.model.errors import UsageError
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError, RejectedError


def test_a_stream_that_its_server_closed_is_also_a_connection_that_is_gone() -> None:
    assert issubclass(ClosedByServerError, ConnectionLostError)


def test_only_a_refusal_is_an_error_that_the_user_can_mend() -> None:
    assert issubclass(RefusedError, UsageError)
    assert not issubclass(ConnectionLostError, UsageError)


def test_what_a_server_does_not_accept_names_the_fault() -> None:
    assert RejectedError("not accepted", "CursorTooOld").fault == "CursorTooOld"
