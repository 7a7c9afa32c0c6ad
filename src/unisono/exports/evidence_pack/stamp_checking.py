"""Checking RFC 3161 timestamps: by openssl where it is installed, as anybody would; else by rfc3161-client.

The library takes only strictly ordered tokens, and refuses those of authorities that embed two certificates in another
order; openssl takes both. So the program decides wherever it is there.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from unisono.exports.evidence_pack.stamping import HAS_CLIENT
from unisono.exports.evidence_pack.tools import OPENSSL, ask_tool, has_tool
from unisono.model.times import time_text

_TIME = re.compile(r"^Time stamp: (.+) GMT$", re.MULTILINE)


def check_stamp(manifest: Path, stamp: Path, authority: Path, *, is_complete: bool) -> str:
    """Return why a timestamp does not hold for the manifest; nothing where it does.

    is_complete: the certificates reach up to a root; else the authority's own is trusted as it came with the answer.
    """
    if has_tool(OPENSSL):
        partial = [] if is_complete else ["-partial_chain"]
        answer = ask_tool(OPENSSL, "ts", "-verify", "-data", manifest, "-in", stamp, "-CAfile", authority, *partial)
        return "" if answer.is_ok else answer.reason
    return check_by_library(manifest, stamp, authority)


def check_by_library(manifest: Path, stamp: Path, authority: Path) -> str:
    """Return the same by rfc3161-client."""
    if not HAS_CLIENT:
        return "it could not be checked: install openssl, or type pip install 'unisono[evidence]'"
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        certificates = x509.load_pem_x509_certificates(authority.read_bytes())
        builder = VerifierBuilder()
        for certificate in certificates:
            is_root = certificate.issuer == certificate.subject
            builder = (builder.add_root_certificate if is_root else builder.add_intermediate_certificate)(certificate)
        holds = builder.build().verify_message(decode_timestamp_response(stamp.read_bytes()), manifest.read_bytes())
    except (VerificationError, ValueError) as error:
        return str(error) or type(error).__name__
    return "" if holds else "it is of something else"


def time_of_stamp(stamp: Path) -> str:
    """Return the time that a timestamp tells, ISO 8601 in UTC; empty where it cannot be read."""
    if has_tool(OPENSSL):
        found = _TIME.search(ask_tool(OPENSSL, "ts", "-reply", "-in", stamp, "-text").said)
        return time_text(_moment(found[1])) if found else ""
    if not HAS_CLIENT:
        return ""
    from rfc3161_client import decode_timestamp_response

    try:
        return time_text(decode_timestamp_response(stamp.read_bytes()).tst_info.gen_time)
    except ValueError:
        return ""


def certificates_in(stamp: Path, scratch: Path) -> bytes:
    """Return the certificates that came with a timestamp, in PEM; nothing where none can be read."""
    token, found = scratch / "token.der", scratch / "certificates.pem"
    if ask_tool(OPENSSL, "ts", "-reply", "-in", stamp, "-token_out", "-out", token).is_ok:
        ask_tool(OPENSSL, "pkcs7", "-inform", "DER", "-in", token, "-print_certs", "-out", found)
    content = found.read_text(encoding="ascii", errors="replace") if found.is_file() else ""
    return "".join(
        re.findall(r"-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----\n", content, re.DOTALL)
    ).encode()


def _moment(told: str) -> datetime:
    """Read the time as openssl writes it: `Nov 23 08:00:00.5 2026`."""
    month, day, clock, year = told.split()
    whole = clock.partition(".")[0]
    return datetime.strptime(f"{month} {day} {whole} {year}", "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
