"""Open the workbench: the pages of cases, in a browser of this machine."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.model.errors import UsageError

USUAL_PORT = 8808


def command(
    cases: Annotated[
        list[Path],
        typer.Argument(metavar="CASE", help="Folders of cases; one that is not there is made.", show_default=False),
    ],
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 picks a free one.")
    ] = USUAL_PORT,
    most_upload: Annotated[
        str, typer.Option("--most-upload", metavar="SIZE", help="Most that pages take at once, such as 500MB or 20GiB.")
    ] = "20GiB",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Open the workbench: the pages of cases, in a browser of this machine.

    Prints the address to open; its token signs the browser in, so show it to nobody. Only this machine can reach it,
    and nothing is sent anywhere. Drop files there to import them, scan, go through what was found, and write the
    report. Ctrl-C ends it; everything is kept in the cases.
    """
    from unisono.web.security.limits import read_size
    from unisono.web.serving import serve

    try:
        most_uploaded = read_size(most_upload)
    except ValueError as error:
        raise UsageError(f"--most-upload {most_upload} is no size. Type for example: --most-upload 20GiB") from error
    output = Output(as_json, quiet)

    def tell(url: str) -> None:
        output.line({"url": url}, url)
        sys.stdout.flush()  # programs read the address from a pipe
        output.say("Open this address in a browser of this machine. Ctrl-C ends the workbench.")

    serve([str(case) for case in cases], port, on_ready=tell, most_uploaded=most_uploaded)
