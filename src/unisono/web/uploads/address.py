"""The address that takes files: /case/NAME/uploads. It leads on to the page that shows what they hold."""

from collections.abc import Callable

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from unisono.cases import require_writable
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.addresses import address_of
from unisono.web.answering import say
from unisono.web.asked import Workbench
from unisono.web.uploads.kept import Draft, draft_named, new_draft
from unisono.web.uploads.receiving import Receiving, boundary_of, require_space

NO_ROOM = 507


async def receive_files(request: Request) -> Response:
    """Keep the files of a form beside those of the draft it names, or of a new one, and lead to what they hold."""
    return await receive(request, lambda _workbench, name, draft: address_of(name, "import", draft=draft.id))


async def receive(request: Request, lead: Callable[[Workbench, str, Draft], str]) -> Response:
    """Keep the files of a form and answer with the address to go on to; what `lead` refuses is not kept."""
    workbench: Workbench = request.app.state.workbench
    name = str(request.path_params["case"])
    made: Draft | None = None
    before: Draft | None = None
    received: Draft | None = None
    try:
        boundary = boundary_of(request.headers.get("content-type", ""))
        folder = workbench.cases.case(name).path
        require_writable(folder)
        await run_in_threadpool(require_space, folder, _announced(request))
        asked = request.query_params.get("draft")
        before = draft_named(folder, asked) if asked else None
        draft = before
        if draft is None:
            draft = made = await run_in_threadpool(new_draft, folder)
        received = await Receiving(draft, boundary).take(request.stream())
        if not received.files and not received.mapping_name:
            raise UsageError("No file was chosen. Choose or drop one, or name its place on this machine.")
        await run_in_threadpool(received.keep)
        where = await run_in_threadpool(lead, workbench, name, received)
        made = None
    except UnisonoError as error:
        return say(request, 400, str(error), workbench, name)
    except ClientDisconnect:
        return Response(status_code=499)  # nobody hears it
    except OSError as error:
        told = f"The files could not be kept: {error.strerror or error}. Make room on the disk, and send them again."
        return say(request, NO_ROOM, told, workbench, name)
    finally:
        if made is not None:
            await run_in_threadpool(made.remove)
        elif before is not None and received is None:
            await run_in_threadpool(before.remove_unlisted)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(where, 303)
    told_files = [{"name": one.name, "bytes": one.bytes, "sha256": one.sha256} for one in received.received]
    return JSONResponse(orjson.loads(orjson.dumps({"address": where, "draft": received.id, "files": told_files})))


def _announced(request: Request) -> int:
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0
