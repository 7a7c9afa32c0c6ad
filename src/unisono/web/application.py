"""The application: the pages of all open cases behind the guard, the form that signs in, and the files of the pages."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from unisono.languages import LANGUAGES
from unisono.web.answering import LANGUAGE_COOKIE, answer_page, language_of, say
from unisono.web.asked import Workbench
from unisono.web.cards.kept import Cards
from unisono.web.first_page import CASES, cases_page, first_page
from unisono.web.jobs.running import Jobs
from unisono.web.live.events import EVENTS, follow_case
from unisono.web.opened_cases import OpenedCases
from unisono.web.pages import PAGES
from unisono.web.pages.declared import Page
from unisono.web.rendering import STATIC, file_of, render
from unisono.web.security.guard import Guard, allowed_hosts, cookie_name, own_address
from unisono.web.security.limits import MOST_UPLOADED, PACKS, UPLOADS, Limits
from unisono.web.security.sessions import Sessions
from unisono.web.uploads.address import receive_files
from unisono.web.uploads.packs import receive_pack

YEAR_SECONDS = 31_536_000
KEPT = f"public, max-age={YEAR_SECONDS}, immutable"


@dataclass(frozen=True)
class Application:
    """The workbench as an ASGI application; `url` is the address to open, with its token."""

    workbench: Workbench
    sessions: Sessions = field(default_factory=Sessions)
    port: int = 8808

    @property
    def url(self) -> str:
        """Return the address that signs a browser in."""
        return f"http://127.0.0.1:{self.port}/?{urlencode({'token': self.sessions.token})}"

    def asgi(self) -> ASGIApp:
        """Return what a server runs."""
        inner = Starlette(routes=self._routes(), lifespan=_lifespan, exception_handlers=_ON_ERRORS)
        inner.state.workbench = self.workbench
        return self._guarded(Limits(inner, self.workbench.most_uploaded))

    def _guarded(self, inner: ASGIApp) -> Guard:
        return Guard(inner, self.sessions, allowed_hosts(self.port), cookie_name(self.port))

    def _routes(self) -> list[Route | Mount]:
        return [
            Route("/", first_page),
            Route(CASES, cases_page, methods=["GET", "POST"]),
            Route("/login", self._login, methods=["GET", "POST"]),
            Route("/language", _choose_language, methods=["POST"]),
            Route("/static/report.css", _style_of_figures),
            Mount("/static", _KeptFiles(directory=STATIC)),
            Route("/case/{case}" + UPLOADS, receive_files, methods=["POST"]),
            Route("/case/{case}" + PACKS, receive_pack, methods=["POST"]),
            Route("/case/{case}" + EVENTS, follow_case),
            *(_route(page) for page in PAGES),
        ]

    async def _login(self, request: Request) -> Response:
        """Ask for the token; sign in whoever has it."""
        form = await request.form() if request.method == "POST" else FormData()
        wanted = str(form.get("next") or request.query_params.get("next") or "/")
        name = self.sessions.sign_in(str(form.get("token", ""))) if request.method == "POST" else None
        if name is not None:
            return self._guarded(request.app).signed_in(name, own_address(wanted))
        values = {"wanted": own_address(wanted), "is_wrong": request.method == "POST", "theme": ""}
        text = render("login.html.j2", values, language=language_of(request), zone="UTC")
        return HTMLResponse(text, 401 if request.method == "POST" else 200)


def make_application(folders: Iterable[str], port: int, most_uploaded: int = MOST_UPLOADED) -> Application:
    """Return the workbench of these case folders; a folder that is not there is made as an empty case."""
    return Application(Workbench(OpenedCases.of(folders), Cards(), Jobs(), most_uploaded), port=port)


class _KeptFiles(StaticFiles):
    """Files whose address changes with their content: a browser may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file that may be kept for a year."""
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = KEPT
        return answer


def _style_of_figures(_: Request) -> Response:
    return FileResponse(file_of("report.css"), headers={"cache-control": KEPT})


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    workbench: Workbench = app.state.workbench
    workbench.cards.workers.start()
    yield
    await run_in_threadpool(workbench.jobs.stop)
    workbench.cards.workers.stop()


def _route(page: Page) -> Route:
    methods = ["GET", "POST"] if page.take is not None else ["GET"]
    return Route("/case/{case}" + page.path, _endpoint(page), methods=methods)


def _endpoint(page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form = {}
        if request.method == "POST":
            form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        return await run_in_threadpool(partial(answer_page, page, request, form))

    return endpoint


async def _choose_language(request: Request) -> Response:
    form = await request.form()
    answer = RedirectResponse(own_address(str(form.get("next", "/"))), 303)
    chosen = str(form.get("language", ""))
    if chosen in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR_SECONDS, httponly=True, samesite="strict", path="/")
    return answer


async def _refuse(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = {404: "There is no such page here.", 405: "This page does not take that."}.get(status, str(error))
    answer = say(request, status, told, request.app.state.workbench)
    answer.headers.update((error.headers if isinstance(error, HTTPException) else None) or {})
    return answer


async def _fail(request: Request, error: Exception) -> Response:
    # The server writes the traceback to its terminal; the page must not show a stranger's words that stand in it.
    told = (
        f"This page failed ({type(error).__name__}). The terminal in which the workbench runs says where; "
        "the case is as it was."
    )
    return say(request, 500, told, request.app.state.workbench)


_ON_ERRORS = {HTTPException: _refuse, Exception: _fail}
