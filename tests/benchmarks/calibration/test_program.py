"""A program is another one when what runs is another, not when its comments are."""

from pathlib import Path

import pytest
from benchmarks.calibration.program import COUNTING, MEASURED, program_digest, what_runs

CODE = '''"""About."""

# Why.
LIMIT = 3  # größer als 2
"""The most."""


def ask(text: str = "# no comment") -> str:
    """Ask.

    At length.
    """
    return f"{text} ä" + """
    kept  # as it is
    """  # ü
'''
RUNS = '''LIMIT = 3
def ask(text: str = "# no comment") -> str:
    return f"{text} ä" + """
    kept  # as it is
    """'''


def test_what_runs_is_the_source_without_comments_and_docstrings() -> None:
    assert what_runs(CODE) == RUNS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for shelf in MEASURED:
        (tmp_path / "src" / "unisono" / shelf).mkdir(parents=True)
        (tmp_path / "src" / "unisono" / shelf / "one.py").write_text(CODE, encoding="utf-8")
    counting = tmp_path / "benchmarks" / "calibration"
    counting.mkdir(parents=True)
    for name in COUNTING:
        (counting / name).write_text(CODE, encoding="utf-8")
    return tmp_path


def test_a_comment_makes_no_other_program_and_a_number_does(root: Path) -> None:
    before = program_digest(root)
    file = root / "src" / "unisono" / "networks" / "one.py"
    file.write_text(CODE.replace("# Why.", "# Therefore.").replace("At length", "At great length"), encoding="utf-8")
    assert program_digest(root) == before
    file.write_text(CODE.replace("LIMIT = 3", "LIMIT = 4"), encoding="utf-8")
    assert program_digest(root) != before


def test_another_name_of_a_file_is_another_program(root: Path) -> None:
    before = program_digest(root)
    (root / "src" / "unisono" / "worlds" / "one.py").rename(root / "src" / "unisono" / "worlds" / "two.py")
    assert program_digest(root) != before


def test_the_program_of_the_project_has_a_digest() -> None:
    assert program_digest() == program_digest()
    assert len(program_digest()) == 16
