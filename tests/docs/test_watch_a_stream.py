"""The guide to watching runs as it stands, without a network, and what it stores and tells is there afterwards."""

import re
from pathlib import Path

import pytest

from docs.outputs import run
from tests.house.sources import ROOT
from unisono.cases import open_case
from unisono.cases.live.alerts import read_alerts
from unisono.cases.live.status import read_status

GUIDE = ROOT / "docs" / "guides" / "watch-a-stream.md"


@pytest.mark.slow
def test_the_commands_of_the_guide_store_the_recording_and_tell_of_the_push(tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    printed = [run(line, tmp_path) for line in lines]
    assert "ALERT" in printed[1] and "its source ended" in printed[2]
    status = read_status(tmp_path / "case")
    assert status is not None and (status.state, status.stored) == ("ended", open_case(tmp_path / "case").counts()[0])
    assert read_alerts(tmp_path / "case")
