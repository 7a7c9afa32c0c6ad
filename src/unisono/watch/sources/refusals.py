"""What it means that a server cannot be reached, or answers something else than a stream."""

import socket
import ssl

import orjson

from unisono.watch.sources.addresses import said_by_server
from unisono.watch.sources.broken_off import ConnectionLostError, RefusedError, RejectedError

FOR_GOOD = {
    401: "asks for a token, or does not accept the one given",
    403: "does not give this stream to you",
    404: "has no stream there",
    410: "has no stream there any more",
}
FOR_NOW = (408, 425, 429)


def why_unreachable(error: OSError, where: str, within_s: float) -> RefusedError | ConnectionLostError:
    """Say why a server cannot be reached: for good (RefusedError), or for this time (ConnectionLostError)."""
    match error:
        case ssl.SSLError():
            return RefusedError(
                f"{where} cannot prove who it is: {_ssl_fault(error)}. Check the address and this machine's clock; "
                "a server of your own without a certificate is reached by ws://."
            )
        case socket.gaierror():
            return RefusedError(f"There is no host {where}, as far as this machine knows. Check address and network.")
        case TimeoutError():
            return ConnectionLostError(f"{where} did not answer within {within_s:g} seconds")
        case _:
            return ConnectionLostError(f"{where} cannot be reached: {_system_fault(error)}")


def _ssl_fault(error: ssl.SSLError) -> str:
    said = getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)
    return said_by_server(said.replace("_", " ").lower())


def _system_fault(error: OSError) -> str:
    """Return the words of the system, of the first of several attempts too."""
    if isinstance(error, ConnectionRefusedError) or "Connect call failed" in str(error):
        return "nobody answers at this port"
    return said_by_server(error.strerror or str(error) or type(error).__name__)


def why_answered(status: int, body: bytes, where: str) -> RefusedError | ConnectionLostError:
    """Say what an answer of HTTP means that is no stream."""
    fault, words = _fault_of(body)
    told = said_by_server(": ".join(part for part in (fault, words) if part))
    said = f": {told}" if told else ""
    if status == 400:
        return RejectedError(f"{where} does not accept what it is asked for{said}. Check the address.", fault)
    if status in FOR_GOOD:
        return RefusedError(f"{where} {FOR_GOOD[status]} (HTTP {status}){said}. Check the address.")
    if status < 500 and status not in FOR_NOW:
        return RefusedError(f"{where} is no stream: it answered HTTP {status}{said}. Check the path of the address.")
    return ConnectionLostError(f"{where} answered HTTP {status}{said}")


def _fault_of(body: bytes) -> tuple[str, str]:
    """Return the name of a fault and what the server says of it, as XRPC answers and others write them."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return "", body[:200].decode(errors="replace")
    if not isinstance(found, dict):
        return "", ""
    return str(found.get("error") or ""), str(found.get("message") or "")
