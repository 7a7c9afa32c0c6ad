"""Whom each tool names is set beside who was planted."""

import json
from pathlib import Path

import pytest
from benchmarks.astrodetection import Named, measure_astrodetection
from benchmarks.processes import Measured
from benchmarks.workloads import make_sharing

from benchmarks import astrodetection


def test_a_tools_accounts_are_counted_against_the_planted_ones() -> None:
    planted = frozenset({"a1", "a2", "a3", "a4"})
    assert Named("a tool", frozenset({"a1", "a2", "a9"})).line(planted) == "| a tool | 3 | 0.667 | 0.500 |"
    assert Named("a silent tool", frozenset()).line(planted) == "| a silent tool | 0 |  | 0.000 |"


def test_the_graph_is_built_apart_and_stands_beside_our_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workload = make_sharing(3_000)
    assert workload.planted is not None and len(workload.planted) > 3

    def measured(name: str, command: list[str], output: Path) -> Measured:
        assert command[0] == "python" and Path(command[2]).read_text().startswith("object_id,account_id")
        Path(command[3]).write_text("".join(f"a{code}\n" for code in workload.planted[:3]))
        output.write_text(json.dumps({"edges": 12}))
        return Measured(name, 20.0, 20.0, 500.0)

    monkeypatch.setattr(astrodetection, "install_astrodetection", lambda: Path("python"))
    monkeypatch.setattr(astrodetection, "measure", measured)
    section = measure_astrodetection(tmp_path, 3_000, Measured("our scan", 5.0, 5.0, 250.0))
    assert section.figures["times_less_cpu"] == 4.0
    assert section.rows[1].compared == "0.5 times its memory"
    assert f"| astrodetection | 3 | 1.000 | {3 / len(workload.planted):.3f} |" in section.sentences
