"""The source files of the project, parsed, and the exceptions to the rules of the house, each with its reason."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "unisono"
TESTS = ROOT / "tests"

PUBLISHED_NAME = "the name under which its authors published the data"

EXCEPTIONS: dict[tuple[str, str], str] = {
    (
        "guilt",
        "src/unisono/importers/formats/fivethirtyeight.py",
    ): PUBLISHED_NAME,
    (
        "wording",
        "src/unisono/importers/formats/fivethirtyeight.py",
    ): PUBLISHED_NAME,
    ("wording", "src/unisono/model/wording_rules.py"): "an example shows what breaks the rules",
    ("wording", "docs/reference/importers.md"): PUBLISHED_NAME,
}
"""(rule, file) -> reason. The list may only shrink: an exception that is no longer needed fails its rule."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of the project."""

    path: Path

    @property
    def name(self) -> str:
        """Return the path as people write it."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        """Return the file's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return the file's syntax tree."""
        return ast.parse(self.text, filename=self.name)

    @property
    def shelf(self) -> str:
        """Return the name of the shelf the file stands on; the package's own files stand on none."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else ""

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return every node of the syntax tree."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        """Yield every function and method."""
        return (node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Yield every class."""
        return (node for node in self.nodes if isinstance(node, ast.ClassDef))

    def imported(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the first name of every absolute import, wherever it stands."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.lineno, node.module.split(".")[0]

    def strings(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the text of every string, docstrings and the parts of f-strings included."""
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value


@cache
def source_modules() -> tuple[Module, ...]:
    """Return every module of the package, read once for all rules."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def test_modules() -> tuple[Module, ...]:
    """Return every module of the tests, read once for all rules."""
    return tuple(Module(path) for path in sorted(TESTS.rglob("*.py")))


test_modules.__test__ = False  # type: ignore[attr-defined]  # the name is a noun here, not a test


def judge(rule: str, faults: dict[str, list[str]], advice: str) -> None:
    """Fail when a file breaks the rule without being an exception, or is an exception without need."""
    excused = {file for name, file in EXCEPTIONS if name == rule}
    broken = {file: found for file, found in faults.items() if found and file not in excused}
    needless = sorted(excused - {file for file, found in faults.items() if found})
    lines = [f"  {file}: {fault}" for file, found in sorted(broken.items()) for fault in found]
    assert not lines, f"{advice}\n" + "\n".join(lines)
    assert not needless, f"no longer needed in EXCEPTIONS of tests/house/sources.py: {needless}"
