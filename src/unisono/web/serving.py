"""A workbench on a port of this machine, until it is told to stop."""

import socket
from collections.abc import Callable, Iterable

import uvicorn

from unisono.model.errors import UsageError
from unisono.web.application import Application, make_application
from unisono.web.security.limits import MOST_UPLOADED

ADDRESS = "127.0.0.1"
GRACE_SECONDS = 2


def serve(
    folders: Iterable[str], port: int, *, on_ready: Callable[[str], None], most_uploaded: int = MOST_UPLOADED
) -> None:
    """Serve cases on 127.0.0.1 until Ctrl-C; `on_ready` is told the address to open. Port 0 picks a free one."""
    with _listen(port) as listening:
        application = make_application(folders, listening.getsockname()[1], most_uploaded)
        server = server_of(application)
        on_ready(application.url)
        server.run(sockets=[listening])


def server_of(application: Application) -> uvicorn.Server:
    """Return a server that is not held up by open live pages when it is to end."""
    settings = uvicorn.Config(
        application.asgi(),
        log_level="warning",
        access_log=False,  # addresses name accounts and searches
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(settings)
    application.workbench.streams.is_ending = lambda: server.should_exit
    return server


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen()  # whoever opens the address at once is kept waiting, not refused
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(f"Port {port} cannot be used: {error}. Let a free one be picked: --port 0") from error
    return listening
