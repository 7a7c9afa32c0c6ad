"""Every text of the program, its templates and its pages keeps the rules of wording (model/wording_rules.py)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, Module, judge, source_modules
from tests.house.wording import RULES, faults_of_page
from unisono.model.findings import LIKELIHOOD
from unisono.model.wording_rules import words_of_likelihood

TABLE = "src/unisono/model/findings.py"
ADVICE = "Say what accounts did; name no state; give likelihood and confidence a sentence each."


def texts_of(module: Module, *, docstrings: bool = True) -> Iterator[tuple[int, str]]:
    """Yield every string of a module, f-strings whole, with an ellipsis for what is filled in."""
    filled = set() if docstrings else {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}
    for node in module.nodes:
        if isinstance(node, ast.JoinedStr):
            filled.update(id(part) for part in node.values)
            yield node.lineno, "".join(_fixed(part) for part in node.values)
    yield from (
        (node.lineno, node.value)
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in filled
    )


def _fixed(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "…"


def pages() -> list[Path]:
    """Return the documentation, that written by docs/generate.py included, and all templates."""
    kinds = [(ROOT, "*.md"), *((ROOT / "docs", kind) for kind in ("**/*.md", "**/*.html"))]
    return sorted({file for folder, kind in kinds for file in folder.glob(kind)} | set(templates()))


def templates() -> list[Path]:
    return [file for kind in ("*.j2", "*.html", "*.md", "*.toml") for file in (ROOT / "src").rglob(kind) if own(file)]


def own(file: Path) -> bool:
    """Say whether a file holds words of the program's own: word lists hold those of others."""
    return "lexica" not in file.parts


def test_no_string_of_the_program_breaks_a_rule() -> None:
    faults = {
        module.name: [
            f"line {line}: {fault.rule}: {fault.sentence[:120]}"
            for line, text in texts_of(module)
            for fault in RULES.faults(text)
        ]
        for module in source_modules()
    }
    judge("wording", faults | faults_of_pages(), ADVICE)


def faults_of_pages() -> dict[str, list[str]]:
    return {page.relative_to(ROOT).as_posix(): faults_of_page(page.read_text(encoding="utf-8")) for page in pages()}


def test_pages_and_templates_are_all_read() -> None:
    read = {page.relative_to(ROOT).as_posix() for page in pages()}
    assert {"README.md", "CHANGELOG.md", "docs/reference/commands.md", "docs/guides/the-watchlist.md"} <= read
    assert any(name.endswith("network.html.j2") for name in read)


@pytest.mark.parametrize(
    ("page", "many"), [("## What is never said\n\n- It is a botnet.\n", 0), ("## Said\n\n- It is a botnet.\n", 1)]
)
def test_a_section_of_what_is_never_said_may_quote_it(page: str, many: int) -> None:
    assert len(faults_of_page(page)) == many


def test_words_of_likelihood_stand_in_one_table_only() -> None:
    words = words_of_likelihood()
    strays = {
        module.name: [
            f"line {line}: {text[:80]!r}" for line, text in texts_of(module, docstrings=False) if words.search(text)
        ]
        for module in source_modules()
        if module.name != TABLE
    }
    judge("likelihood", strays, f"Take words of likelihood from {TABLE}.")
    assert all(words.search(word) for _, word in LIKELIHOOD if word != "likely")


def test_f_strings_are_read_whole() -> None:
    module = Module(Path(__file__))
    sample = ast.parse('x = f"It is {word}, with high confidence." + "plain"')
    object.__setattr__(module, "tree", sample)
    assert {text for _, text in texts_of(module)} == {"It is …, with high confidence.", "plain"}
