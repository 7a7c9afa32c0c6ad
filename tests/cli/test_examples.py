"""A command that lacks something is answered with an example that can be typed."""

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from unisono.cli import COMMANDS, main
from unisono.cli.command_tree import build_application
from unisono.cli.examples import VALUES


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("show my-case", "unisono show my-case network 1"),
        ("show my-case network", "unisono show my-case network 1"),
        ("show 'my case' account", "unisono show 'my case' account @ann"),
        ("evidence my-case", "unisono evidence my-case f-1a2b3c4d"),
        ("export my-case", "unisono export my-case --to csv"),
        ("scan", "unisono scan case"),
    ],
)
def test_what_is_missing_is_shown_in_what_was_typed(typed: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(typed)) == 2
    assert f"\nFor example: {told}\n" in capsys.readouterr().err


def test_a_wrong_option_is_told_without_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["networks", "case", "--nothing"]) == 2
    assert "For example" not in capsys.readouterr().err


def test_every_argument_that_a_command_needs_has_an_example() -> None:
    root: Any = typer.main.get_command(build_application(COMMANDS))  # Any: the library's command classes
    assert set(needed(root)) - set(VALUES) == set()


def needed(command: Any) -> Iterator[str]:  # Any: as above
    yield from (parameter.name for parameter in command.params if parameter.required)
    for part in getattr(command, "commands", {}).values():
        yield from needed(part)
