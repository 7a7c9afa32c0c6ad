"""A run that does not know of the latest posts says so, whatever is printed of it."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import case_that_grew
from unisono.cli import main


@pytest.mark.parametrize(
    "words",
    [
        ["pairs", "CASE"],
        ["networks", "CASE"],
        ["findings", "CASE"],
        ["evidence", "CASE", "f-aa22"],
        ["show", "CASE", "network", "1"],
        ["report", "CASE", "-o", "OUT/report.html"],
        ["export", "CASE", "--to", "csv", "-o", "OUT/tables"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_reads_a_run_warns_that_it_is_older_than_the_posts(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = case_that_grew(tmp_path / "case")
    typed = [word.replace("CASE", str(case.path)).replace("OUT", str(tmp_path)) for word in words]
    main(typed)
    assert "Warning: 1 post was imported after the scan" in capsys.readouterr().err
    main([*typed, "--quiet"])
    assert "imported after" not in capsys.readouterr().err
