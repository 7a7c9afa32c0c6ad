"""One exported file as a download, by its SHA-256: only bytes that still have that hash are handed over."""

import re

from starlette.responses import FileResponse

from unisono.cases.exported import SAME, check_export, file_of, read_exports
from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.jobs.exporting import download_name
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, NothingThere

_sha256 = re.compile(r"[0-9a-f]{64}")
_unfit = re.compile(r"[^A-Za-z0-9.-]+")


def view(asked: Asked) -> Given:
    """Hand over an exported file; it is saved, never opened as a page of the workbench."""
    wanted = asked.subject["sha256"]
    if not _sha256.fullmatch(wanted):
        raise NothingThere("Exported files are named by their SHA-256.")
    try:
        exported = read_exports(asked.case.path).named(wanted)
        result = check_export(asked.case.path, exported)
    except UsageError as error:
        raise NothingThere(str(error)) from error
    if result != SAME:
        raise NothingThere(f"What is kept under this hash is {result}: it is not handed over. Write the export again.")
    name = _unfit.sub("-", download_name(asked.case, exported)).strip("-.") or "export"
    # A report brings its own script: as a page of this address it could ask the workbench for anything.
    headers = {"x-content-sha256": wanted}
    file = file_of(asked.case.path, exported)
    return Given(FileResponse(file, media_type="application/octet-stream", filename=name, headers=headers))


PAGE = Page("/evidence/file/{sha256}", view)
