"""A timestamp authority on this machine, made by openssl: its root, its own certificate, its answers, a server."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SETTINGS = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
ess_cert_id_chain = no
"""
USAGE = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"


@dataclass(frozen=True)
class Authority:
    """A folder with the authority's keys; `chain` is its root."""

    folder: Path

    @property
    def chain(self) -> Path:
        return self.folder / "root.pem"

    def answer(self, request: Path, answer: Path, *, with_root: bool = False) -> Path:
        """Answer a request as the authority does; with_root: embed two certificates."""
        more = ["-chain", str(self.chain)] if with_root else []
        openssl(
            "ts",
            "-reply",
            "-config",
            str(self.folder / "ts.cnf"),
            "-queryfile",
            str(request),
            "-out",
            str(answer),
            *more,
        )
        return answer


def openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def make_authority(folder: Path) -> Authority:
    """Make root and authority in a folder."""
    folder.mkdir()
    (folder / "ts.cnf").write_text(SETTINGS.format(folder=folder))
    (folder / "usage.cnf").write_text(USAGE)
    (folder / "serial").write_text("01\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    root, own = folder / "root", folder / "tsa"
    openssl(
        "req", "-x509", *key, "-keyout", f"{root}.key", "-out", f"{root}.pem", "-days", "3650", "-subj", "/CN=Test root"
    )
    openssl("req", *key, "-keyout", f"{own}.key", "-out", f"{own}.csr", "-subj", "/CN=Test authority")
    openssl(
        "x509", "-req", "-in", f"{own}.csr", "-CA", f"{root}.pem", "-CAkey", f"{root}.key", "-out", f"{own}.pem",
        "-days", "3650", "-set_serial", "2", "-extfile", str(folder / "usage.cnf"),
    )  # fmt: skip
    return Authority(folder)


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """Serve the authority on loopback and yield its address; /refuse answers with an error, /empty with nothing."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["content-length"]))
            assert self.headers["content-type"] == "application/timestamp-query"
            if self.path == "/refuse":
                self.send_error(503)
                return
            request = authority.folder / "asked.tsq"
            request.write_bytes(asked)
            content = authority.answer(request, authority.folder / "answered.tsr").read_bytes()
            self.send_response(200)
            self.send_header("content-type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write({"/empty": b"", "/nonsense": b"<p>hello</p>"}.get(self.path, content))

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
