"""Print the posts that a finding rests on."""

from shlex import quote
from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cli.latest_run import run_of_finding
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.run_age import warn_of_later_posts

SHOWN_COLUMNS = ("created_at", "handle", "kind", "text", "post_id", "source_file", "source_row")

PROFILES = (
    "These are profiles, not posts: the latest one of each account that showed the picture. text is the picture's "
    "address, created_at when the profile was seen."
)


def command(
    case: CaseArgument,
    finding: Annotated[
        str,
        typer.Argument(
            metavar="FINDING",
            help="The finding's id, or enough of its beginning; unisono findings CASE lists them.",
            show_default=False,
        ),
    ],
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the posts that a finding rests on.

    Each post says in which row of which file it was found, so that anyone with the file can check it. A finding about
    profile pictures rests on profiles: they are rows of the kind profile, without a post_id.
    """
    from unisono.detectors.evidence import fetch_evidence

    output = Output(as_json, quiet)
    opened = open_case(case)
    run, whole_id = run_of_finding(opened, finding)
    warn_of_later_posts(output, opened, run)
    posts = fetch_evidence(opened, run, whole_id)
    output.rows(
        posts.iter_rows(named=True),
        SHOWN_COLUMNS,
        none=f"None of the posts of {whole_id} is in the case any more. See: unisono doctor {quote(str(case))}",
    )
    if "profile" in posts["kind"]:
        output.text(PROFILES)
    if run != opened.latest_run():
        output.say(f"{whole_id} is of an earlier scan, {run.id}; the latest scan does not have it.")
