"""RFC 3161 timestamps of the manifest: the request, the answer of an authority, and where that is fetched."""

import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from unisono.exports.evidence_pack.tools import OPENSSL, ask_tool, has_tool
from unisono.model.errors import UsageError

HAS_CLIENT = find_spec("rfc3161_client") is not None
MOST_BYTES = 1 << 20
WAIT_SECONDS = 60


class UnansweredError(UsageError):
    """The authority gave no timestamp; the request can be brought to it later."""


def require_stamper() -> None:
    """Raise UsageError where neither library nor program can ask for a timestamp."""
    if not HAS_CLIENT and not has_tool(OPENSSL):
        raise UsageError(
            "Timestamps need the library rfc3161-client or the program openssl. Type: pip install 'unisono[evidence]'"
        )


def write_request(manifest: Path, request: Path) -> None:
    """Write the request for a timestamp of the manifest: its SHA-256, and that the certificate be sent along."""
    if HAS_CLIENT:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

        builder = TimestampRequestBuilder().data(manifest.read_bytes()).hash_algorithm(HashAlgorithm.SHA256)
        request.write_bytes(builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes())
        return
    answer = ask_tool(OPENSSL, "ts", "-query", "-data", manifest, "-sha256", "-cert", "-out", request)
    if not answer.is_ok:
        raise UsageError(f"openssl made no request: {answer.reason}.")


def require_address(address: str) -> None:
    """Raise UsageError for an address that is none of the web."""
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise UsageError(
            f"{address} is no address of a timestamp authority. Type for example: --tsa https://tsa.example"
        )


def fetch_stamp(request: Path, address: str) -> bytes:
    """Send the request to an authority and return its answer; raises UnansweredError. This uses the network."""
    require_address(address)
    asked = urllib.request.Request(
        address, data=request.read_bytes(), headers={"Content-Type": "application/timestamp-query"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=WAIT_SECONDS) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
    except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
        raise UnansweredError(f"{address} gave no timestamp: {getattr(error, 'reason', error)}.") from error
    if not content or len(content) > MOST_BYTES:
        raise UnansweredError(f"{address} answered with {len(content):,} bytes, which is no timestamp.")
    return content
