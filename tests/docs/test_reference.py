"""The reference says what the code says, and every command explains itself."""

from docs.generate import FOLDER, pages
from tests.house.sources import ROOT
from unisono.cli import COMMANDS, application


def test_the_generated_pages_are_fresh() -> None:
    stale = [name for name, text in pages().items() if not _is_same(name, text)]
    assert not stale, f"type `make docs`: {stale}"


def _is_same(name: str, text: str) -> bool:
    page = FOLDER / name
    return page.exists() and page.read_text(encoding="utf-8") == text


def test_every_command_is_in_the_reference() -> None:
    page = (FOLDER / "commands.md").read_text(encoding="utf-8")
    missing = [command.name for command in COMMANDS if f"## unisono {command.name}\n" not in page]
    assert not missing, f"type `make docs`: {missing}"


def test_every_commands_file_is_in_the_list_and_the_other_way_round() -> None:
    modules = {command.module for command in COMMANDS}
    folder = ROOT / "src" / "unisono" / "cli"
    missing = sorted(module for module in modules if not (folder / f"{module}.py").exists())
    assert not missing, f"listed in cli/__init__.py, but there is no file: {missing}"
    speaking = {
        path.stem
        for path in folder.glob("*.py")
        if "\ndef command(" in path.read_text() or "\napp = " in path.read_text()
    }
    assert speaking == modules, f"files of commands that are not listed: {sorted(speaking - modules)}"


def test_the_help_of_every_command_starts_with_a_verb() -> None:
    verbs = (
        "Append, Build, Check, Find, Link, List, Mark, Open, Print, Read, Remember, Say, Seal, Serve, Show, Take, Write"
    )
    faults = [command.name for command in COMMANDS if command.help.split()[0] not in verbs.split(", ")]
    assert not faults, f"help starts with a verb (known: {verbs}): {faults}"


def test_the_help_of_every_command_is_the_first_sentence_of_its_file() -> None:
    registered = {info.name: info.callback for info in application().registered_commands}
    differing = {}
    for command in COMMANDS:
        if not command.has_subcommands:
            text = " ".join((registered[command.name].__doc__ or "").split("\n\n")[0].split())
            if not text.startswith(command.help):
                differing[command.name] = text
    assert not differing, f"write the same sentence in cli/__init__.py: {differing}"


def test_every_option_and_argument_has_help() -> None:
    page = (FOLDER / "commands.md").read_text(encoding="utf-8")
    assert ": no help" not in page, [line for line in page.splitlines() if ": no help" in line]
