"""A folder of this machine served as HDFS serves files over HTTP (WebHDFS), for Hadoop's own client to talk to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

MISSING = {"exception": "FileNotFoundException", "javaClassName": "java.io.FileNotFoundException", "message": "none"}


class Request(BaseHTTPRequestHandler):
    """One request for a path under /webhdfs/v1; `op` names what to do there."""

    protocol_version = "HTTP/1.1"
    root: Path

    def do_GET(self) -> None:
        place, op, asked = self._asked()
        if not place.exists():
            self._say({"RemoteException": MISSING}, 404)
        elif op == "OPEN":
            self._from_data_node(asked, lambda: self._answer(200, place.read_bytes()[int(asked.get("offset", 0)) :]))
        else:
            listed = [_status(one, one.name) for one in sorted(place.iterdir())] if place.is_dir() else []
            told = {
                "GETFILESTATUS": {"FileStatus": _status(place)},
                "LISTSTATUS": {"FileStatuses": {"FileStatus": listed}},
                "GETFILEBLOCKLOCATIONS": {"BlockLocations": {"BlockLocation": []}},
            }
            self._say(told[op])

    def do_PUT(self) -> None:
        place, op, asked = self._asked()
        if op == "CREATE":
            self._from_data_node(asked, lambda: self._write(place))
            return
        is_there = place.exists()
        if is_there:
            place.rename(self._place(asked["destination"]))
        self._say({"boolean": is_there})

    def _asked(self) -> tuple[Path, str, dict[str, str]]:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return self._place(unquote(parts.path).removeprefix("/webhdfs/v1")), asked["op"], asked

    def _place(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _from_data_node(self, asked: dict[str, str], answer: Callable[[], None]) -> None:
        """Answer as a data node does; a name node, which is asked first, sends the client there."""
        if "data-node" in asked:
            answer()
            return
        self._answer(307, b"", {"Location": f"http://{self.headers['Host']}{self.path}&data-node=1"})

    def _write(self, place: Path) -> None:
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"".join(pieces))
        self._answer(201, b"")

    def _say(self, told: dict[str, object], code: int = 200) -> None:
        # Without a type: reading it, Hadoop 3.5 asks for a class that Spark's jars do not hold.
        self._answer(code, json.dumps(told).encode())

    def _answer(self, code: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {**(headers or {}), "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _status(place: Path, name: str = "") -> dict[str, object]:
    is_file = place.is_file()
    return {
        "accessTime": 0,
        "blockSize": 1 << 27,
        "group": "readers",
        "length": place.stat().st_size if is_file else 0,
        "modificationTime": int(place.stat().st_mtime * 1000),
        "owner": "analyst",
        "pathSuffix": name,
        "permission": "644",
        "replication": 1,
        "type": "FILE" if is_file else "DIRECTORY",
    }


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Served", (Request,), {"root": root}))
    serving = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    serving.start()
    try:
        yield f"webhdfs://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
