"""Show a target: print its page, and write its log or the page for the person attacked."""

from pathlib import Path
from typing import Annotated

import typer

from unisono.cli.output import JsonOption, Output, OverwriteOption, QuietOption

TargetArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Name of a target of the case: unisono target list CASE", show_default=False),
]


def show_target(
    context: typer.Context,
    target: TargetArgument,
    log: Annotated[
        Path | None,
        typer.Option("--log", metavar="FILE", help="Write every post against it as CSV.", show_default=False),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(
            "--page", metavar="FILE", help="Write a page for the person attacked, as one HTML file.", show_default=False
        ),
    ] = None,
    massive_posts: Annotated[
        int, typer.Option("--massive-posts", min=1, help="Posts that a massive episode has at least.")
    ] = 100,
    times_usual: Annotated[
        float, typer.Option("--times-usual", min=1.0, help="How many times what its hours would expect, at least.")
    ] = 10.0,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show a target: what was posted against it, when it came at once, by whom.

    Prints severity, episodes with what their hours would expect, who was first, hashtags against it by day, its share
    of all massive episodes, which accounts posted against other targets, too, and what else could explain it. The log
    has the words; the page hides them until asked. Needs no scan; the share by networks and the verdict do.
    """
    from unisono.cases import open_case
    from unisono.cli.page_parts import unseen_text
    from unisono.cli.run_age import warn_of_later_posts
    from unisono.cli.target_page import print_target
    from unisono.detectors.targets.settings import AttackSettings
    from unisono.dossiers.target.describing import card_of
    from unisono.dossiers.target.material import read_material
    from unisono.exports.target_page import write_target_page
    from unisono.exports.target_page.log_file import write_attack_log
    from unisono.exports.writing import require_free

    output, folder = Output(as_json, quiet), context.obj
    require_free([path for path in (log, page) if path is not None], overwrite=overwrite)
    case = open_case(folder)
    run = case.latest_run()
    if run:
        warn_of_later_posts(output, case, run)
    settings = AttackSettings(massive_posts=massive_posts, times_usual=times_usual)
    material = read_material(case, run, target, settings)
    card = card_of(material)
    written: dict[str, object] = {}
    if log is not None:
        told = write_attack_log(material, log, overwrite=overwrite)
        written |= {"log": told["log"], "log_rows": told["rows"], "log_sha256": told["sha256"]}
        output.say(f"Log of {told['rows']:,} posts, with their words: {told['log']}")
    if page is not None:
        shown = write_target_page(material, page, card, overwrite=overwrite)
        written |= {"page": shown["page"], "page_sha256": shown["sha256"]}
        output.say(f"Page for the person attacked, its words hidden until asked: {shown['page']}")
    output.json({**card, **written})
    if not as_json and not written:
        print_target(output, folder, card)
        if unseen := unseen_text(case.path):
            output.text(unseen)
