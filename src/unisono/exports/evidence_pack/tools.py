"""The stock programs that seal and check packs, openssl and ssh-keygen: found by name, called without a shell."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OPENSSL, SSH_KEYGEN = "openssl", "ssh-keygen"
MOST_SECONDS = 300
"""A program that asks for a password waits for its answer; one that hangs does not wait for ever."""


@dataclass(frozen=True)
class Answer:
    """What a program answered: whether it was content, and its words."""

    is_ok: bool
    said: str

    @property
    def reason(self) -> str:
        """Return its words on one line, the last of which say most."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        return "; ".join(lines[-3:])[:400] or "it gave no reason"


def has_tool(name: str) -> bool:
    """Say whether a program is installed."""
    return shutil.which(name) is not None


def _surroundings() -> dict[str, str]:
    """Return the settings of a program: where nobody types, as in the workbench, it must not wait for a passphrase."""
    if (sys.stdin is not None and sys.stdin.isatty()) or "SSH_ASKPASS" in os.environ:
        return dict(os.environ)
    return {**os.environ, "SSH_ASKPASS": "false", "SSH_ASKPASS_REQUIRE": "force"}


def ask_tool(*words: str | Path, stdin: Path | None = None) -> Answer:
    """Call a program with these words, and a file as its standard input; a missing program is no answer of its own."""
    program = shutil.which(str(words[0]))
    if program is None:
        return Answer(False, f"{words[0]} is not installed")
    with Path(stdin or os.devnull).open("rb") as given:
        try:
            done = subprocess.run(
                [program, *map(str, words[1:])],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=MOST_SECONDS,
                check=False,
                env=_surroundings(),
            )
        except subprocess.TimeoutExpired:
            return Answer(False, f"{words[0]} did not answer within {MOST_SECONDS} s")
    return Answer(done.returncode == 0, done.stdout.decode(errors="backslashreplace"))
