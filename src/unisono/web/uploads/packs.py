"""The address that takes an evidence pack to be checked: it is received as files are, and a job checks it."""

from dataclasses import replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from unisono.model.errors import UsageError
from unisono.web.addresses import address_of
from unisono.web.asked import Workbench
from unisono.web.uploads.address import receive
from unisono.web.uploads.kept import Draft

TAKEN = "pack"
"""What the draft of a pack has in place of a job, so that it is not shown among files to import."""


async def receive_pack(request: Request) -> Response:
    """Keep the pack of a form until it is checked, and lead to the job that checks it."""
    return await receive(request, begin_check)


def begin_check(workbench: Workbench, name: str, draft: Draft) -> str:
    """Begin to check the pack of a draft, and return the address of the job; UsageError for more than one file."""
    if len(draft.received) != 1 or draft.mapping_name:
        raise UsageError("One pack is checked at a time: send one file, a .zip.")
    one = draft.received[0]
    if Path(one.name).suffix.casefold() == ".age":
        raise UsageError("That pack is encrypted. Open it first: age -d -i KEY -o pack.zip PACK.zip.age")
    replace(draft, job=TAKEN).keep()
    settings = {"file": str(draft.folder / "files" / one.file), "name": one.name, "draft": draft.id}
    job = workbench.jobs.start(workbench.cases.case(name).path, "verify", settings)
    return address_of(name, "jobs", job.id)
