"""A small HTTP server on this machine that sends events, for tests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Pieces = Callable[[str], tuple[int, Iterator[bytes]]]
"""What a path is answered with: a status and the pieces of the answer."""


@dataclass
class EventServer:
    """A server that runs in a thread: its port, and what it was asked."""

    port: int = 0
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def answering_events(pieces: Pieces) -> Iterator[EventServer]:
    """Serve until the test is over."""
    server = EventServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the library calls
            server.paths.append(self.path)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, found = pieces(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for piece in found:
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of a client that has left."""

    with Server(("127.0.0.1", 0), Handler) as opened:
        server.port = opened.server_address[1]
        thread = threading.Thread(target=lambda: opened.serve_forever(poll_interval=0.02))
        thread.start()
        try:
            yield server
        finally:
            opened.shutdown()
            thread.join()
