"""Tells one program from another: a hash of the code on which outcomes depend, without its comments and docstrings."""

import ast
import hashlib
import io
import tokenize
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEASURED = ("model", "engine", "worlds", "content", "traces", "significance", "networks", "detectors")
"""The shelves on which an outcome depends, besides this folder's own counting."""

COUNTING = (
    "worlds.py",
    "truth.py",
    "agreement.py",
    "findings.py",
    "looking.py",
    "copies.py",
    "twins.py",
    "uniformity.py",
    "outcome.py",
)


def program_digest(root: Path = ROOT) -> str:
    """Return a hash of the program that makes the outcomes: outcomes of another program are not mixed with its own."""
    digest = hashlib.sha256()
    files = [path for shelf in MEASURED for path in (root / "src" / "unisono" / shelf).rglob("*.py")]
    for path in sorted([*files, *(root / "benchmarks" / "calibration" / name for name in COUNTING)]):
        code = what_runs(path.read_text(encoding="utf-8"))
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + code.encode())
    return digest.hexdigest()[:16]


def what_runs(source: str) -> str:
    """Return a module's source without comments, docstrings, blank lines and spaces at the ends of lines."""
    lines = source.splitlines(keepends=True)
    # By byte offsets, as the syntax tree counts; from the last to the first, so that places stay where they are.
    for first, start, last, end in sorted(_spans(source), reverse=True):
        kept = lines[first - 1].encode()[:start] + lines[last - 1].encode()[end:]
        lines[first - 1 : last] = [kept.decode(), *["\n"] * (last - first)]
    return "\n".join(line.rstrip() for line in "".join(lines).splitlines() if line.strip())


def _spans(source: str) -> list[tuple[int, int, int, int]]:
    """Return where comments and strings that nobody uses begin and end: line, byte in it, line, byte in it."""
    spans = [
        (node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            (line, start), (_, end) = token.start, token.end
            before = token.line[:start].encode()
            spans.append((line, len(before), line, len(before) + len(token.line[start:end].encode())))
    return spans
