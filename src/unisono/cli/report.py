"""Write a case's report as one file that needs nothing else."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, OverwriteOption, QuietOption
from unisono.cli.run_age import warn_of_later_posts
from unisono.exports.report import write_report
from unisono.exports.report.formats import ENDINGS, format_of
from unisono.exports.writing import require_free
from unisono.languages import USUAL, require_language
from unisono.model.errors import UsageError


def command(
    case: CaseArgument,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="File to write, .html, .pdf or .md. [default: report.html]"),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="html|pdf|markdown", help="What to write, where no ending says it."),
    ] = None,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="internal|peer|public",
            help="Who reads it: internal shows all, peer has pseudonyms, public also withholds the posts' text.",
        ),
    ] = "internal",
    language: Annotated[
        str,
        typer.Option("--lang", metavar="en|es|de", help="Language of the report; what others wrote stays as it is."),
    ] = USUAL,
    overwrite: OverwriteOption = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a case's report as one file that needs nothing else.

    The file holds its pictures and styles, loads nothing from anywhere, and shows the latest scan. As PDF it is the
    same page on paper (type once: pip install 'unisono[pdf]'), as Markdown the same in plain text, its figures in
    words. Pseudonyms are made with the key in CASE/pseudonym.key, which the first peer or public report creates; keep
    it to itself. A file that is there already is left as it is.
    """
    opened = open_case(case)
    run = opened.latest_run()
    if run is None:
        raise UsageError(
            f"{case} has not been scanned, so there is nothing to report. Try: unisono scan {quote(str(case))}"
        )
    place = out or Path("report").with_suffix(ENDINGS[format_of("report", form)])
    chosen = format_of(place, form)
    require_free([place], overwrite=overwrite)
    output = Output(as_json, quiet)
    warn_of_later_posts(output, opened, run)
    written = write_report(opened, run, place, profile, chosen, language=require_language(language))
    output.line(written, f"Report of run {run.id} ({profile}): {written['report']}")
