"""The commands of the guide to sealing run as they stand, with an authority of this machine in place of the world's."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_examples import write_small_export
from tests.exports.evidence_pack.local_authority import make_authority, serving
from tests.house.sources import ROOT

GUIDE = ROOT / "docs" / "guides" / "seal-the-evidence.md"
# What curl does, for machines that have none.
SEND = """#!{python}
import sys, urllib.request
asked = urllib.request.Request(sys.argv[6], open(sys.argv[5][1:], "rb").read(), dict([sys.argv[3].split(": ")]))
open(sys.argv[8], "wb").write(urllib.request.urlopen(asked).read())
"""
UNISONO = "#!{python}\nimport sys\nfrom unisono.cli import main\nsys.exit(main())\n"


def blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_the_commands_of_the_guide_seal_a_case_that_holds_for_everybody(tmp_path: Path) -> None:
    write_small_export(tmp_path / "posts.jsonl")
    (tmp_path / "bin").mkdir()
    for name, script in (("unisono", UNISONO), ("curl", SEND)):
        (tmp_path / "bin" / name).write_text(script.format(python=sys.executable))
        (tmp_path / "bin" / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    authority = make_authority(tmp_path / "tsa")
    (tmp_path / "authority.pem").write_bytes(authority.chain.read_bytes())
    printed = []
    with serving(authority) as address:
        for block in blocks():
            commands = "set -e\n" + block.replace("https://tsa.example", address)
            done = subprocess.run(
                ["sh", "-c", commands], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (block, done.stderr)
            printed.append(done.stdout + done.stderr)
    assert "The chain of 2 entries holds." in printed[0]
    assert "has a timestamp of" in printed[-3]
    assert "files as they were sealed; signed with the key" in printed[-2]
    assert 'Good "evidence" signature for analyst' in printed[-1]
    assert "Verification: OK" in printed[-1]


def test_the_guide_names_what_is_in_a_pack() -> None:
    from unisono.exports.evidence_pack import layout

    text = GUIDE.read_text(encoding="utf-8")
    for name in (layout.MANIFEST, layout.SIGNATURE, layout.TIMESTAMP, layout.AUTHORITY, layout.SIGNERS, layout.LOG):
        assert f"`{name}`" in text
