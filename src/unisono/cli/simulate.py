"""Write a synthetic world into a folder, as its platforms would have exported it, with its truth."""

from difflib import get_close_matches
from typing import Annotated

import orjson
import typer

from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.cli.world_options import new_folder, require_seed
from unisono.model.errors import UsageError
from unisono.worlds.files.folder import COMPRESSIONS, require_empty, require_room, write_world
from unisono.worlds.scenarios import SMALLEST, scenario_named, scenario_names
from unisono.worlds.settings import LEVELS

FAR_BEYOND = 1.05  # times as many posts as asked for


def explain_size(asked: int, written: int, made: dict[str, int]) -> str:
    """Return why a world has more posts than were asked for, from what each kind of people in it made."""
    groups = made["networks"] + made["decoys"]
    least = -(-(groups + made["least_people"]) // 1_000) * 1_000
    least += 1_000 if least * FAR_BEYOND < written else 0
    planted = f"its planted networks make {made['networks']:,} posts and " if made["networks"] else ""
    return (
        f"Warning: the world has {written:,} posts, not {asked:,}: {planted}its innocent groups make "
        f"{made['decoys']:,}, which are not cut, and ordinary people make {made['people']:,}, one for each of them at "
        f"least. For a world of the size you ask for, ask for at least {least:,}: --posts {least}"
    )


def command(
    story: Annotated[
        str, typer.Argument(metavar="STORY", help=f"Story or world: {', '.join(scenario_names())}.", show_default=False)
    ],
    out: Annotated[
        str,
        typer.Option("--out", "-o", metavar="PATH", help="New or empty folder for the files.", show_default=False),
    ],
    seed: Annotated[
        int, typer.Option("--seed", help="Whole number that fixes every draw; another gives another world.")
    ] = 2018,
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            help=f"How well hidden the networks are: {', '.join(LEVELS)}. For the stories, every-playbook and "
            "adversarial, which has networks (four of them) only with --level. quiet has none and takes no level.",
        ),
    ] = None,
    posts: Annotated[
        int | None,
        typer.Option(
            "--posts",
            min=1,
            help="About how many posts. What networks and innocent groups publish is never cut: the smallest world "
            f"has about {SMALLEST[0]:,} (quiet) to {SMALLEST[1]:,} posts (amplified-post).",
        ),
    ] = None,
    compression: Annotated[
        str, typer.Option("--compress", help=f"How the posts are packed: {', '.join(COMPRESSIONS)}.")
    ] = "none",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a synthetic world as its platforms would have exported it, with its truth.

    Everything in it is invented. posts.jsonl has the Twitter posts (v1.1 JSON lines), crowdtangle.csv those on
    Facebook, deleted.csv what a second look found deleted, watchlist.csv the list of the story that tells of one (for
    unisono watchlist add), images/ the pictures, truth.json who was planted and which innocents look alike. Import the
    files in this order: posts, crowdtangle, deleted. Large worlds are written part by part: memory does not grow with
    --posts.
    """
    output = Output(as_json, quiet)
    _require_choices(compression, level)
    scenario = scenario_named(story, level, posts)
    folder, drawn = new_folder(out, f"unisono simulate {story}"), require_seed(seed)
    require_empty(folder)
    require_room(folder, scenario.settings.posts, compression)
    with output.progress(f"Writing {story}", total=scenario.settings.posts) as advance:
        written = write_world(
            scenario.settings, drawn, folder, tell=scenario.tell, compression=compression, advance=advance
        )
    truth = written.files[-1]
    output.line(
        {
            "posts": written.posts,
            "accounts": written.accounts,
            "truth": str(truth),
            "networks": written.networks,
            "pictures": written.pictures,
            "files": [str(file) for file in written.files],
            "seed": drawn,
        },
        f"Wrote {written.posts:,} posts of {written.accounts:,} accounts into {folder}. "
        + (f"Networks planted: {written.networks}. Who is in them" if written.networks else "No network was planted")
        + f": {truth}",
    )
    if posts is not None and written.posts > FAR_BEYOND * posts:
        output.say(explain_size(posts, written.posts, orjson.loads(truth.read_bytes())["posts"]))


def _require_choices(compression: str, level: str | None) -> None:
    """Raise UsageError where there is no such packing or level."""
    if compression not in COMPRESSIONS:
        raise UsageError(
            f"There is no packing {compression!r}. Packings: {', '.join(COMPRESSIONS)}. Try: --compress zst"
        )
    if level is not None and level not in LEVELS:
        raise UsageError(f"There is no level {level!r}. Levels: {', '.join(LEVELS)}. Try: --level {_likely(level)}")


def _likely(level: str) -> str:
    return (*get_close_matches(level.strip().lower(), LEVELS, n=1), "medium")[0]
