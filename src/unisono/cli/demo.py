"""Build a story's synthetic case, scan it and write its report."""

import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer

from unisono.cases import Case, Run, create_case
from unisono.cli.demo_folder import DemoFolder, is_demo, prepare_folder
from unisono.cli.demo_outcome import compare, reposts_by_members
from unisono.cli.demo_planted import describe_planted
from unisono.cli.demo_told import answers, tell_case
from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.cli.world_options import new_folder, require_seed
from unisono.detectors.scanning import scan_case
from unisono.exports.report import write_report
from unisono.importers.declaration import ReadSettings
from unisono.importers.importing import import_files
from unisono.model.errors import UnisonoError, UsageError
from unisono.model.settings import ScanSettings
from unisono.worlds import World, write_v1_jsonl
from unisono.worlds.files.crowdtangle import write_crowdtangle_csv
from unisono.worlds.files.watchlist import write_watchlist
from unisono.worlds.scenarios import WORLDS
from unisono.worlds.stories import STORIES, Story, build_story, story_named

STORY_HELP = f"Story to tell: {', '.join(story.name for story in STORIES)}."


def command(
    story: Annotated[str, typer.Argument(help=STORY_HELP)] = STORIES[0].name,
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="PATH", help="Folder for the demo; demo-STORY here when not given."),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", help="Whole number that fixes every draw; another gives another world.")
    ] = 2018,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Build a story's synthetic case, scan it and write its report.

    Everything in it is invented. The export is written as a file, imported and scanned as yours would be. A demo of
    the same folder is built anew; a folder that holds anything else is left alone.
    """
    if story in WORLDS:
        raise UsageError(
            f"{story} is a world without a story. Stories: {', '.join(one.name for one in STORIES)}. To have the world "
            f"written: unisono simulate {story} -o NEW_FOLDER"
        )
    told = story_named(story)
    require_seed(seed)
    output = Output(as_json, quiet)
    path = Path(f"demo-{told.name}") if out is None else new_folder(out, f"unisono demo {told.name}")
    if is_demo(DemoFolder(path)):
        output.say(f"Building the demo in {path} anew.")
    folder = prepare_folder(path, told.name, seed)
    output.say(f"Writing an invented export: {folder.posts}")
    world = build_story(told, seed)
    exports = write_exports(world, folder)
    case = import_exports(folder, exports, output)
    tell_case(case, folder, world)
    output.say("Scanning: pairs of accounts, chance, networks.")
    run = scan(case)
    write_report(case, run, folder.report)
    record = run.record
    output.json(
        {
            "story": told.name,
            "case": str(folder.case),
            "report": str(folder.report),
            "networks": record["networks"],
            "findings": record["findings"],
        }
    )
    output.text("\n".join(tell(told, folder, world, case, run)))


def write_exports(world: World, folder: DemoFolder) -> list[tuple[Path, ReadSettings]]:
    """Write the world's posts as each platform exports them, and its truth; return the exports and how to read them."""
    folder.truth.write_bytes(orjson.dumps(world.truth, option=orjson.OPT_INDENT_2) + b"\n")
    write_v1_jsonl(world, folder.posts)
    exports = [(folder.posts, ReadSettings())]
    if "facebook" in world.posts["platform"]:
        write_crowdtangle_csv(world, folder.facebook)
        exports.append((folder.facebook, ReadSettings(platform="facebook")))
    write_watchlist(world, folder.watchlist)
    return exports


def import_exports(folder: DemoFolder, exports: list[tuple[Path, ReadSettings]], output: Output) -> Case:
    """Import the exports into a new case, as a user would, and say what was read."""
    case = create_case(folder.case)
    for path, settings in exports:
        for line in import_files(case, [str(path)], settings=settings):
            output.say(f"Imported {line['stored']:,} of {line['read']:,} posts as {line['format']}.")
    return case


def scan(case: Case) -> Run:
    """Scan the case with default settings and return the run."""
    scan_case(case, ScanSettings())
    run = case.latest_run()
    if run is None:
        raise UnisonoError(f"The scan of {case.path} left no run. Try: unisono scan {case.path}")
    return run


def tell(story: Story, folder: DemoFolder, world: World, case: Case, run: Run) -> list[str]:
    """Return what was built, what was found against what was planted, and what to type next; the report last."""
    outcome = compare(run, world.truth)
    posts, accounts = case.counts()
    said = [story.title, story.plot, "", f"Built: {posts:,} posts of {accounts:,} accounts, all invented."]
    the_post = world.truth["marked"].get("the_post")
    if the_post:
        reposts, by_members = reposts_by_members(case.posts(), run, the_post)
        said.append(f"The post {the_post} has {reposts:,} reposts, {by_members:,} of them by members of networks.")
    said += [
        f"Found: {outcome.networks:,} network{'' if outcome.networks == 1 else 's'}.",
        *outcome.sentences,
        "",
        "What was planted, and what the scan found of it:",
        *describe_planted(case, run, world.truth),
        "",
        "What its pages answer:",
        *answers(case, run, world.truth, program_name(sys.argv[0])),
        "",
        "Next:",
    ]
    program, where = program_name(sys.argv[0]), shlex.quote(str(folder.case))
    said.append(f"  {program} networks {where}")
    if outcome.main_network is not None:
        said.append(f"  {program} show {where} network {outcome.main_network}")
    said.append(f"  {program} findings {where}")
    said += ["", "Open the report in a browser:", str(folder.report)]
    return said


def program_name(called: str) -> str:
    """Return what to type for this program: its path, as it was called, where the shell would not find its name."""
    is_program = Path(called).name == "unisono"
    return shlex.quote(called) if is_program and shutil.which("unisono") is None else "unisono"
