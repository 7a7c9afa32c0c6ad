"""From a request to an answer: the page is asked, its template filled, or its data written."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from unisono.model.doing import doing
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.asked import Asked, Workbench
from unisono.web.pages.declared import Page
from unisono.web.rendering import render
from unisono.web.security.guard import asks_for_data
from unisono.web.shown import Given, NothingThere, Shown, StillComputing
from unisono.web.translating import choose_language
from unisono.web.twins import FORMS, twin_of

LANGUAGE_COOKIE = "unisono-language"
COME_BACK_SECONDS = 1

_not_plain = re.compile(r"[^A-Za-z0-9]+")


def answer_page(page: Page, request: Request, form: Mapping[str, str] | None = None) -> Response:
    """Return a page of a case, its data, or what is to be said where there is none."""
    asked = _asked(request, form or {})
    try:
        view = page.take if request.method == "POST" and page.take is not None else page.view
        with doing("workbench"):
            shown = view(asked)
        if isinstance(shown, Given):
            return shown.response
        if shown.status < 400 and (written := asked.query.get("as")) in FORMS:
            return twin_of(shown.rows, str(written), _file_name(asked))
        return page_of(request, shown, asked)
    except StillComputing as waiting:
        return _say_computing(request, asked, waiting)
    except NothingThere as missing:
        return say(request, 404, str(missing), asked.workbench, asked.name)
    except UnisonoError as error:
        # A name that nobody has is the usual mistake behind an address.
        status = 404 if isinstance(error, UsageError) and request.method == "GET" else 400
        return say(request, status, str(error), asked.workbench, asked.name)


def language_of(request: Request) -> str:
    """Return the reader's language."""
    return choose_language(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language"))


def page_of(request: Request, shown: Shown, asked: Asked) -> Response:
    """Return a filled template; every page knows its case, its address and the runs there are."""
    text = render(
        shown.template,
        {
            **around(request, asked.workbench, asked.name),
            "asked": asked,
            "shows_earlier_run": asked.shows_earlier_run,
            **shown.values,
        },
        language=asked.language,
        zone=asked.case.zone,
    )
    headers = {"refresh": str(shown.reload_seconds)} if shown.reload_seconds else None
    return HTMLResponse(text, shown.status, headers)


def say(request: Request, status: int, told: str, workbench: Workbench, case: str = "") -> Response:
    """Return an error as a sentence: a page for people, JSON for programs."""
    if asks_for_data(request.scope, request.headers):
        return JSONResponse({"error": told}, status)
    known = case if case in workbench.cases.folders else ""
    values = {**around(request, workbench, known), "told": told, "status": status}
    return HTMLResponse(render("problem.html.j2", values, language=language_of(request), zone="UTC"), status)


def _asked(request: Request, form: Mapping[str, str]) -> Asked:
    subject = {name: str(value) for name, value in request.path_params.items()}
    return Asked(
        workbench=request.app.state.workbench,
        name=subject.pop("case", ""),
        path=request.url.path,
        subject=subject,
        query=dict(request.query_params),
        language=language_of(request),
        form=form,
        method=request.method,
    )


def around(request: Request, workbench: Workbench, case: str) -> dict[str, Any]:  # Any: values of a template
    """Return what the frame of every page shows: the cases, where the reader is, and the chosen colours."""
    return {
        "case_name": case,
        "case_names": list(workbench.cases),
        "here": str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        "query": dict(request.query_params),
        "theme": request.cookies.get("unisono-theme", ""),
    }


def _say_computing(request: Request, asked: Asked, waiting: StillComputing) -> Response:
    headers = {"retry-after": str(COME_BACK_SECONDS)}
    if asks_for_data(request.scope, request.headers):
        return JSONResponse({"computing": waiting.what}, 202, headers)
    values = {**around(request, asked.workbench, asked.name), "what": waiting.what}
    text = render("computing.html.j2", values, language=asked.language, zone="UTC")
    return HTMLResponse(text, 202, {**headers, "refresh": str(COME_BACK_SECONDS)})


def _file_name(asked: Asked) -> str:
    parts = [asked.name, *asked.path.strip("/").split("/")[2:]]
    plain = "-".join(
        "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in part) for part in parts
    )
    return plain[:80].strip("-") or "data"
