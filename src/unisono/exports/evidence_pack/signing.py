"""Signatures of the manifest by an SSH key: made and checked by ssh-keygen, in the namespace of evidence."""

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from unisono.exports.evidence_pack.layout import IDENTITY, NAMESPACE
from unisono.exports.evidence_pack.tools import SSH_KEYGEN, ask_tool, has_tool
from unisono.model.errors import UsageError


@dataclass(frozen=True)
class SigningKey:
    """A private key (or the public one of a key in an agent) and the line that names it to whoever checks."""

    path: Path
    allowed_signers: bytes


def read_key(path: Path) -> SigningKey:
    """Return a key that can sign; raises UsageError for what is none, before any work is done for it."""
    if not has_tool(SSH_KEYGEN):
        raise UsageError(
            "ssh-keygen signs, and is not installed. On Debian and Ubuntu: sudo apt-get install openssh-client"
        )
    if not path.is_file():
        raise UsageError(f"There is no key {path}. Make one: ssh-keygen -t ed25519 -f {quote(str(path))}")
    path = path.absolute()
    beside = path if path.suffix == ".pub" else path.with_name(f"{path.name}.pub")
    if beside.is_file():
        told = beside.read_text(encoding="utf-8", errors="replace")
    else:
        answer = ask_tool(SSH_KEYGEN, "-y", "-f", path)
        if not answer.is_ok:
            raise UsageError(f"{path} cannot be read as a key: {answer.reason}. Name a private key of ssh-keygen.")
        told = answer.said
    words = told.split()
    if len(words) < 2 or not words[0].startswith(("ssh-", "ecdsa-", "sk-")):
        raise UsageError(f"{beside} is no public key. Make it again: ssh-keygen -y -f {quote(str(path))} > FILE.pub")
    line = f'{IDENTITY} namespaces="{NAMESPACE}" {words[0]} {words[1]}\n'
    return SigningKey(path, line.encode())


def sign(manifest: Path, key: SigningKey) -> None:
    """Write the signature beside the manifest; raises UsageError where the key does not sign."""
    signature = manifest.with_name(f"{manifest.name}.sig")
    signature.unlink(missing_ok=True)
    answer = ask_tool(SSH_KEYGEN, "-Y", "sign", "-f", key.path, "-n", NAMESPACE, manifest)
    if not answer.is_ok or not signature.is_file():
        raise UsageError(f"{key.path} did not sign: {answer.reason}. Nothing was sealed.")


def check_signature(manifest: Path, signature: Path, signers: Path) -> tuple[str, str]:
    """Return the key that signed the manifest and an empty reason, or no key and why not.

    signers: a pack's own list, or one that somebody keeps, in which keys stand under whatever names.
    """
    reason = ""
    for name in (IDENTITY, *_names_of_key(signature, signers)):
        answer = ask_tool(
            SSH_KEYGEN, "-Y", "verify", "-f", signers, "-I", name, "-n", NAMESPACE, "-s", signature, stdin=manifest
        )
        if answer.is_ok:
            return answer.said.strip().rpartition(" key ")[2], ""
        reason = reason or answer.reason
    return "", reason


def _names_of_key(signature: Path, signers: Path) -> list[str]:
    """Return the names under which a list of signers has the key of a signature."""
    found = ask_tool(SSH_KEYGEN, "-Y", "find-principals", "-s", signature, "-f", signers)
    listed = found.said.replace(",", "\n").splitlines() if found.is_ok else []
    return [name.strip() for name in listed if name.strip() and not name.startswith(("!", "-"))]
