"""The command line: the list of commands, written out, and the door through which each is called.

Each command is one file of this folder and is imported only when it is called, so that `unisono --help` stays quick.
A plain command's module holds a function `command`; a module with subcommands holds a typer application `app`.
The first sentence of its docstring is the help in the list below.
"""

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

# What takes long to import is imported inside the functions: a key press before that meets code that can answer it.


@dataclass(frozen=True)
class Command:
    """One command: what the user types, the file that does it, and one sentence that starts with a verb."""

    name: str
    module: str
    help: str
    has_subcommands: bool = False


COMMANDS = (
    Command("demo", "demo", "Build a story's synthetic case, scan it and write its report."),
    Command("simulate", "simulate", "Write a synthetic world as its platforms would have exported it, with its truth."),
    Command("inspect", "inspect_files", "Say what files hold and what is wrong with them; store nothing."),
    Command("import", "import_files", "Append files and folders to a case; nothing is dropped silently."),
    Command("watch", "watch", "Read a live stream into a case, and say within seconds what is being pushed in it."),
    Command("replay", "replay", "Serve a recorded stream on this machine, as the network would have sent it."),
    Command("scan", "scan", "Find the accounts of a case that acted together, and test them against chance."),
    Command("power", "power", "Say how much of a planted group a scan of this case would find."),
    Command("networks", "networks", "Print the networks of a case, strongest first."),
    Command("pairs", "pairs", "Print the pairs of accounts that acted together, strongest first."),
    Command("findings", "findings", "Print the findings of a case."),
    Command(
        "timeline", "timeline", "Print what happened in a case, in order: networks, hashtags, attacks, wakings, events."
    ),
    Command("evidence", "evidence", "Print the posts that a finding rests on."),
    Command("marks", "marks", "Print what people decided about the findings and networks of a case."),
    Command(
        "breakout",
        "breakout",
        "Say with evidence that a network got beyond posts: levels 4 to 6 of the Breakout Scale.",
        has_subcommands=True,
    ),
    Command(
        "domains", "domains", "Mark the domains of a case that others have published lists of.", has_subcommands=True
    ),
    Command(
        "event", "event", "Mark when something happened, so that scans count who woke around it.", has_subcommands=True
    ),
    Command(
        "same-person",
        "same_person",
        "Link accounts of one person, with the reason, so that they are not taken for several people.",
        has_subcommands=True,
    ),
    Command(
        "target",
        "target",
        "Mark who is attacked, so that scans and pages find the posts against them.",
        has_subcommands=True,
    ),
    Command(
        "trends",
        "trends",
        "Say which hashtags trended, from lists that you import.",
        has_subcommands=True,
    ),
    Command("gallery", "gallery", "List the pictures of a case that show a picture of your folder."),
    Command(
        "texts", "texts", "Print the texts that several accounts published, alike or nearly so, most accounts first."
    ),
    Command("hashtags", "hashtags", "Print the hashtags of a case, ranked."),
    Command("arguments", "arguments", "Print the arguments of a case's posts, those of most accounts first."),
    Command("languages", "languages", "Print the languages of a case's posts and accounts, and the scripts of names."),
    Command(
        "accounts", "accounts", "Print what the accounts of a case do, as signals beside those of comparable accounts."
    ),
    Command(
        "reference",
        "reference",
        "Write what accounts usually do to a file, to compare those of other cases with it.",
        has_subcommands=True,
    ),
    Command(
        "registry",
        "registry",
        "Remember networks across cases, and see which of them a case has again.",
        has_subcommands=True,
    ),
    Command(
        "watchlist",
        "watchlist",
        "Remember lists of accounts to watch, with why each is on them.",
        has_subcommands=True,
    ),
    Command("show", "show", "Show everything known about one subject.", has_subcommands=True),
    Command("log", "log", "Print what was done to a case, by whom and when, and check that nothing of it was changed."),
    Command(
        "evidence-pack",
        "evidence_pack",
        "Seal a case as a pack that anybody can check with stock tools, or check one.",
        has_subcommands=True,
    ),
    Command("serve", "serve", "Open the workbench: the pages of cases, in a browser of this machine."),
    Command("report", "report", "Write a case's report as one file that needs nothing else."),
    Command("export", "export", "Write a case's results as files for other tools."),
    Command("compat", "compat", "Print the tables of other tools, computed exactly as they do.", has_subcommands=True),
    Command("detectors", "detectors", "List the detectors: what each asks, needs and could be mistaken about."),
    Command("importers", "importers", "List the source formats that can be read; of one, what it needs and its traps."),
    Command("purge", "purge", "Take people or posts out of a case for good, or say until when it may be kept."),
    Command("doctor", "doctor", "Check that this machine, and a case, are in order."),
)

KEYS_PRESSED = 130
"""What the command line library returns after Ctrl-C, which it does not pass on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 2 usage, 3 data rejected, 4 evidence does not verify, 130 stopped by Ctrl-C, 1 the reader of stdout left.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _call(given)
    except BaseException as mishap:
        from unisono.cli.mishaps import answer

        code = answer(mishap)
        if code is None:
            raise
        return code


def _call(given: list[str]) -> int:
    """Run one command; what goes wrong is raised, even by the command line library."""
    # The peers' tables are timed as whole processes: an ordinary call needs no command line library.
    if given[:2] == ["compat", "cnt"]:
        from unisono.cli.quick_compat import answer_quickly

        if answer_quickly(given):
            sys.stdout.flush()
            return 0
    from unisono.model.doing import as_typed, doing

    called = next((word for word in given if not word.startswith("-")), None)
    with doing(as_typed(given), words=given):
        left_with = application({called} if called else set())(args=given, prog_name="unisono", standalone_mode=False)
    if left_with == KEYS_PRESSED:
        raise KeyboardInterrupt
    sys.stdout.flush()
    return left_with if isinstance(left_with, int) else 0


def run() -> None:
    """Run the command line of this process and hand its exit code on."""
    try:
        from unisono.cli.mishaps import answer_key_presses

        answer_key_presses()
        collect_garbage_rarely()
        multiply_alone()
        speak_utf8()
        code = main()
    except KeyboardInterrupt as mishap:  # before there was anybody to answer it
        from unisono.cli.mishaps import answer

        code = answer(mishap) or 0
    end_quickly()
    sys.exit(code)


def end_quickly() -> None:
    """Let this process end without a last search for cycles among all objects: it takes a tenth of a second or two.

    DuckDB says on stderr at the end of a process which of its objects nobody has taken apart: where it is loaded, they
    are looked for.
    """
    if "_duckdb" not in sys.modules:
        gc.freeze()


def collect_garbage_rarely() -> None:
    """Look for cycles of objects after every 100,000 new ones: loading modules alone makes as many, and keeps them."""
    gc.set_threshold(100_000, *gc.get_threshold()[1:])


def multiply_alone() -> None:
    """Let one thread multiply numbers unless the user says how many: several wait for each other longer than they work.

    The library reads this when it is loaded.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def speak_utf8() -> None:
    """Make stdout and stderr write UTF-8 whatever the locale; what was closed by the caller leads nowhere."""
    if sys.stdout is None:
        from pathlib import Path

        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # open until the process ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def application(loaded: set[str] | None = None) -> "typer.Typer":
    """Return the typer application with these commands loaded (all when None); the others stand in by name and help."""
    from unisono.cli.command_tree import build_application

    return build_application(COMMANDS, loaded)
