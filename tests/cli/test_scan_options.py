"""Commands that scan offer the same options, with the same words."""

import re

import pytest

from unisono.cli import main

SHARED = ("--since", "--until", "--window", "--q", "--no-twin", "--seed")


def described(command: str, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return what the help of a command says of each option, in one line each."""
    assert main([command, "--help"]) == 0
    parts = re.split(r"\n +(?:-\w, )?(--[a-z-]+)", capsys.readouterr().out)
    return {name: " ".join(text.split()) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("name", SHARED)
def test_scan_and_power_say_the_same_of_a_shared_option(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    scan, power = (described(command, capsys)[name] for command in ("scan", "power"))
    assert scan == power
    assert len(scan) > len("<str>  words")
