"""Packs that only chosen people can open: encrypted to their age or SSH keys, streamed."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from unisono.model.errors import UsageError

SUFFIX = ".age"


def require_recipients(recipients: Sequence[str]) -> None:
    """Raise UsageError where the library is missing or a recipient is none."""
    if find_spec("pyrage") is None:
        raise UsageError("Encryption needs the library pyrage. Type: pip install 'unisono[evidence]'")
    for recipient in recipients:
        _recipient(recipient)


def encrypt(source: Path, target: Path, recipients: Sequence[str]) -> None:
    """Write a file encrypted to all recipients."""
    import pyrage

    pyrage.encrypt_file(str(source), str(target), [_recipient(one) for one in recipients])


def _recipient(told: str) -> object:
    import pyrage

    kinds = (pyrage.ssh.Recipient, pyrage.x25519.Recipient)
    kind = kinds[0] if told.startswith("ssh-") else kinds[1]
    try:
        return kind.from_str(told.strip())
    except pyrage.RecipientError as error:
        raise UsageError(
            f"{told} is no recipient of age ({error}). A key begins with age1 (age-keygen prints it) or with ssh-."
        ) from error
