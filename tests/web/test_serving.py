"""The port of the workbench: this machine's alone, and a sentence where it cannot be had."""

import socket

import pytest

from unisono.model.errors import UsageError
from unisono.web.serving import ADDRESS, _listen


def test_a_free_port_of_this_machine_is_picked() -> None:
    with _listen(0) as listening:
        host, port = listening.getsockname()
        assert (host, port > 0) == ("127.0.0.1", True)
        with socket.create_connection((ADDRESS, port), timeout=5):
            assert True


def test_a_port_in_use_is_told_with_what_to_type() -> None:
    with _listen(0) as listening, pytest.raises(UsageError, match=r"cannot be used.*--port 0"):
        _listen(listening.getsockname()[1])
