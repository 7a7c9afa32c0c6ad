"""Packs are encrypted to age and SSH keys."""

from pathlib import Path

import pyrage
import pytest

from tests.exports.evidence_pack.small_pack import make_key
from unisono.exports.evidence_pack import encrypting
from unisono.exports.evidence_pack.encrypting import encrypt, require_recipients
from unisono.model.errors import UsageError


def test_everybody_it_was_encrypted_to_can_open_it_and_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(b"secret" * 100_000)
    own, stranger = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    key = make_key(tmp_path)
    recipients = [str(own.to_public()), key.with_suffix(".pub").read_text()]
    require_recipients(recipients)
    encrypt(tmp_path / "pack.zip", tmp_path / "pack.zip.age", recipients)
    sealed = (tmp_path / "pack.zip.age").read_bytes()
    assert b"secret" not in sealed
    for identity in (own, pyrage.ssh.Identity.from_buffer(key.read_bytes())):
        assert pyrage.decrypt(sealed, [identity]) == b"secret" * 100_000
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [stranger])


@pytest.mark.parametrize("recipient", ["hello", "age1hello", "ssh-ed25519 hello", ""])
def test_what_is_no_recipient_is_refused(recipient: str) -> None:
    with pytest.raises(UsageError, match="no recipient"):
        require_recipients([recipient])


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encrypting, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"unisono\[evidence\]"):
        require_recipients([])
