"""Every example runs: the Python blocks of the pages, and the examples in docstrings."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest

from tests.house.sources import PACKAGE, ROOT, Module, source_modules
from unisono.worlds import Planted, WorldSettings, build_world, write_v1_jsonl

PAGES = [
    page
    for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
    if "```python" in page.read_text(encoding="utf-8")
]
MODULES = [module for module in source_modules() if ">>> " in module.text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_small_export(tmp_path / "posts.jsonl")
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
        exec(compile(block, page.name, "exec"), names)
    results = [value for value in names.values() if isinstance(value, pl.DataFrame)]
    assert results, "an example ends in a table"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_the_examples_of_a_module_run(module: Module) -> None:
    path = module.path.relative_to(PACKAGE.parent).with_suffix("")
    result = doctest.testmod(import_module(".".join(path.parts).removesuffix(".__init__")))
    assert result.attempted > 0
    assert result.failed == 0


def write_small_export(path: Path) -> None:
    """Write the export of a small invented world in which some accounts acted together."""
    planted = (Planted("hired_reposts", size=20, level="easy", acts=20),)
    settings = WorldSettings(posts=3_000, accounts=400, days=7, communities=5, planted=planted, decoys=())
    write_v1_jsonl(build_world(settings, seed=1), path)
