"""Run the commands of the guides and put what they print into the pages. Run by `make guides`.

A page takes part by the mark `<!-- printed -->` before a block: the block then holds, word for word, what the last
`sh` block before it prints on stdout. All `sh` blocks of such a page run, in order, in one folder made for it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

GUIDES = Path(__file__).resolve().parent / "guides"
MARK = "<!-- printed -->"
_BLOCK = re.compile(r"```sh\n(?P<commands>.*?)```|(?P<mark><!-- printed -->\n)```text\n(?P<printed>.*?)```", re.DOTALL)
_CALL = "import sys; from unisono.cli import main; sys.exit(main())"


def guides_with_output() -> list[Path]:
    """Return the pages that show what commands print."""
    return [page for page in sorted(GUIDES.glob("*.md")) if MARK in page.read_text(encoding="utf-8")]


def filled_in(page: str, folder: Path) -> str:
    """Return a page's text with every marked block replaced by what its commands print when run in the folder."""
    pieces, end, printed = [], 0, ""
    for block in _BLOCK.finditer(page):
        pieces.append(page[end : block.start()])
        end = block.end()
        if block["mark"]:
            pieces.append(f"{block['mark']}```text\n{printed}```")
        else:
            printed = "".join(run(line, folder) for line in block["commands"].splitlines() if line.strip())
            pieces.append(block[0])
    return "".join([*pieces, page[end:]])


def run(line: str, folder: Path) -> str:
    """Run one `unisono` command in the folder and return its stdout, without spaces at the ends of lines."""
    name, *arguments = shlex.split(line, comments=True)
    if name != "unisono":
        raise ValueError(f"a guide's commands are unisono's, this one is not: {line}")
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{line}: exit code {done.returncode}\n{done.stderr}")
    return "".join(f"{printed.rstrip()}\n" for printed in done.stdout.splitlines())


def main() -> None:
    """Fill in every page anew."""
    for page in guides_with_output():
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(filled_in(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
