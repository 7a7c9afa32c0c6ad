"""The door of the workbench: it looks at Host, Origin and the session before anything else sees a request."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unisono.web.security.headers import SECURITY_HEADERS
from unisono.web.security.sessions import Sessions

READING = ("GET", "HEAD")
OPEN_PATHS = ("/login",)
OPEN_FOLDERS = ("/static/",)
"""What anybody on this machine may see: the form that asks for the token, and its style."""


def cookie_name(port: int) -> str:
    """Return the cookie's name: browsers keep cookies by host, not by port, and two workbenches may run at once."""
    return f"unisono-{port}"


def allowed_hosts(port: int) -> frozenset[str]:
    """Return how this machine's browsers name the workbench; a name of a stranger's domain is none of these."""
    return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


@dataclass(frozen=True)
class Guard:
    """Lets only requests through that name this machine, come from its own pages, and are signed in.

    A request under another Host is refused (DNS rebinding), one that changes something or opens a WebSocket needs an
    Origin that is the workbench itself. Without a session pages lead to /login, and data answers 401.
    """

    app: ASGIApp
    sessions: Sessions
    hosts: Collection[str]
    cookie: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403})
        else:
            await refusal(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self.hosts:
            return PlainTextResponse("This host is not served here. Use the address that was printed.", 403)
        changes = scope["type"] == "websocket" or scope["method"] not in READING
        if changes and not self._is_own_page(headers):
            return PlainTextResponse("Only pages of this workbench may ask for that.", 403)
        path = scope["path"]
        if path in OPEN_PATHS or path.startswith(OPEN_FOLDERS):
            return None
        if self.sessions.knows(cookie_parser(headers.get("cookie", "")).get(self.cookie)):
            return None
        return self._sign_in_first(scope, headers)

    def _is_own_page(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            # Browsers name the origin of every request that changes something; programs send neither header.
            return headers.get("sec-fetch-site") == "same-origin"
        return origin.lower() in {f"http://{host}" for host in self.hosts}

    def _sign_in_first(self, scope: Scope, headers: Headers) -> Response:
        query = QueryParams(scope.get("query_string", b""))
        token = query.get("token")
        if scope["type"] == "http" and scope["method"] == "GET" and token is not None:
            name = self.sessions.sign_in(token)
            if name is not None:
                rest = urlencode([(key, value) for key, value in query.multi_items() if key != "token"])
                return self.signed_in(name, f"{quote(scope['path'])}{'?' if rest else ''}{rest}")
        if scope["type"] == "websocket" or asks_for_data(scope, headers):
            return JSONResponse({"error": "Sign in first: open the address that was printed, with its token."}, 401)
        wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else "")
        return RedirectResponse("/login" + (f"?{urlencode({'next': wanted})}" if wanted != "/" else ""), 303)

    def signed_in(self, name: str, address: str) -> Response:
        """Return the answer that signs a browser in and leads it to an address of the workbench."""
        answer = RedirectResponse(own_address(address), 303)
        answer.set_cookie(self.cookie, name, httponly=True, samesite="strict", path="/")
        return answer


def own_address(address: str) -> str:
    """Return an address if it is a page of the workbench, else its first page: nobody is led away from here.

    >>> own_address("/case/a"), own_address("//evil.example"), own_address("/\\\\evil.example")
    ('/case/a', '/', '/')
    """
    is_own = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_own and address.isprintable() else "/"


def asks_for_data(scope: Scope, headers: Headers) -> bool:
    """Say whether a request is for data rather than for a page."""
    query = QueryParams(scope.get("query_string", b""))
    accepts = headers.get("accept", "")
    return (
        "as" in query
        or (scope.get("method") not in READING and "text/html" not in accepts)
        or scope["path"].startswith("/data/")
        or "/data/" in scope["path"]
        or (any(kind in accepts for kind in ("application/json", "text/event-stream")) and "text/html" not in accepts)
    )


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return send_with_headers
