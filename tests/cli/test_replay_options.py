"""Every option of the command that serves recordings says what it does."""

from typing import get_args

from typer.models import ParameterInfo

from unisono.cli import replay_options


def test_every_option_has_help_that_ends_as_a_sentence() -> None:
    declared = [value for name, value in vars(replay_options).items() if name[0].isupper() and name != "Annotated"]
    helps = [info.help for value in declared for info in get_args(value)[1:] if isinstance(info, ParameterInfo)]
    assert len(helps) == 25
    assert all(help and help.endswith(".") for help in helps)


def test_no_time_of_a_fault_is_endless() -> None:
    timed = [
        info
        for value in vars(replay_options).values()
        for info in get_args(value)[1:]
        if isinstance(info, ParameterInfo) and info.metavar == "SECONDS"
    ]
    assert len(timed) >= 6 and all(info.max == replay_options.LONGEST_S for info in timed)
