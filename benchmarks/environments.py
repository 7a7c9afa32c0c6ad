"""Installs another tool in an environment of its own, so that neither it nor what it needs joins the project's."""

import subprocess
import sys
import venv
from pathlib import Path


def install_apart(release: str, environment: Path) -> Path:
    """Install a release from the package index once; return the Python of its environment."""
    python = environment / "bin" / "python"
    done = environment / release
    if not done.exists():
        print(f"Installing {release} into {environment.name}", file=sys.stderr)
        venv.create(environment, with_pip=True, clear=True)
        (environment / ".gitignore").write_text("*\n")
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", release]
        subprocess.run(install, check=True)
        done.touch()
    return python
