"""The first page: the cases that are open, and a form that makes another one beside the first of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from unisono.cases import create_case
from unisono.cases.live.status import read_status
from unisono.cases.named_files import can_name, plain_name
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.addresses import address_of
from unisono.web.answering import around, language_of
from unisono.web.asked import Workbench
from unisono.web.live.followed import state_of
from unisono.web.opened_cases import OpenedCases
from unisono.web.rendering import render

CASES = "/cases"


async def first_page(request: Request) -> Response:
    """Lead on to the case where only one is open; else list them."""
    workbench: Workbench = request.app.state.workbench
    if len(workbench.cases) == 1:
        return RedirectResponse(address_of(next(iter(workbench.cases))), 303)
    return await run_in_threadpool(_list_cases, request)


async def cases_page(request: Request) -> Response:
    """List the cases; a form makes another one and leads on to where its files are imported."""
    if request.method != "POST":
        return await run_in_threadpool(_list_cases, request)
    form = await request.form()
    name, zone = str(form.get("name", "")).strip(), str(form.get("zone", "")).strip() or "UTC"
    workbench: Workbench = request.app.state.workbench
    try:
        opened = await run_in_threadpool(make_case, workbench.cases, name, zone)
    except UnisonoError as error:
        return await run_in_threadpool(_list_cases, request, str(error), {"name": name, "zone": zone})
    return RedirectResponse(address_of(opened, "import"), 303)


def make_case(cases: OpenedCases, name: str, zone: str) -> str:
    """Make a case of that name in the folder in which the first one lies, open it, and return its name here.

    Raises UsageError for a name that cannot be a folder's, one that is taken, and an unknown zone.
    """
    if not can_name(name):
        raise UsageError(
            f"{plain_name(name)} cannot name a case: a name has up to 64 letters, digits, spaces and _ . - · ' ’, "
            "begins with a letter, a digit or _ and ends with no dot or space, such as mexico-2018."
        )
    folder = beside(cases) / name
    if folder.exists():
        raise UsageError(f"{folder} is there already. Give the case another name.")
    return cases.add(create_case(folder, zone).path)


def beside(cases: OpenedCases) -> Path:
    """Return the folder in which the first case lies."""
    return next(iter(cases.folders.values())).parent


def told_of(cases: OpenedCases, name: str) -> dict[str, Any]:  # Any: a count, a time, texts
    """Return what the list says of a case; of one that cannot be read, as its folder is gone, only why."""
    told: dict[str, Any] = {"name": name, "folder": str(cases.folders[name]), "problem": ""}  # Any: as above
    try:
        case = cases.case(name)
        run = case.latest_run()
        scanned_at = run.record.get("started_at") if run else None
        live = state_of(case.path, read_status(case.path), datetime.now(UTC))
        return {**told, "stored": case.sources()["stored"].sum(), "scanned_at": scanned_at, "live": live}
    except UnisonoError as error:
        return {**told, "problem": str(error)}


def _list_cases(request: Request, problem: str = "", written: dict[str, str] | None = None) -> Response:
    workbench: Workbench = request.app.state.workbench
    values = {
        **around(request, workbench, ""),
        "cases": [told_of(workbench.cases, name) for name in workbench.cases],
        "here": CASES,
        "beside": beside(workbench.cases),
        "zones": sorted(available_timezones()),
        "problem": problem,
        "written": written or {"name": "", "zone": ""},
    }
    text = render("cases.html.j2", values, language=language_of(request), zone="UTC")
    return HTMLResponse(text, 400 if problem else 200)
