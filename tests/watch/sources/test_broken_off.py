"""The ways in which a connection breaks off."""

from unisono.model.errors import UsageError
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, CursorTooOldError, RefusedError


def test_a_stream_that_its_server_closed_is_also_a_connection_that_is_gone() -> None:
    assert issubclass(ClosedByServerError, ConnectionLostError)


def test_only_a_refusal_is_an_error_that_the_user_can_mend() -> None:
    assert issubclass(RefusedError, UsageError)
    assert not issubclass(ConnectionLostError, UsageError)


def test_a_forgotten_cursor_tells_its_time() -> None:
    assert CursorTooOldError("it is gone", at=12.5).at == 12.5
