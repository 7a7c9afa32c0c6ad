"""Whether this machine has the Java that Spark runs on."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from unisono.model.errors import UsageError

OLDEST = 17
HOW = (
    "On Debian and Ubuntu: sudo apt-get install openjdk-17-jre-headless. Or name one that is there: export JAVA_HOME=…"
)


def require_java() -> None:
    """Raise UsageError where there is no Java, or one that is too old for Spark."""
    java = find_java()
    if java is None:
        raise UsageError(f"The engine spark needs Java {OLDEST} or later, and none was found. {HOW}")
    version = java_version(java)
    if version is None or version < OLDEST:
        found = "does not tell its version" if version is None else f"is Java {version}"
        raise UsageError(f"The engine spark needs Java {OLDEST} or later; {java} {found}. {HOW}")


def find_java() -> str | None:
    """Return the program that Spark would start: that of JAVA_HOME, else the one on the path."""
    home = os.environ.get("JAVA_HOME")
    if home:
        program = Path(home) / "bin" / "java"
        return str(program) if program.is_file() else None
    return shutil.which("java")


def java_version(java: str) -> int | None:
    """Return the first number of the version that a Java tells, 8 for 1.8; None where it tells none."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found[1]) if found else None
