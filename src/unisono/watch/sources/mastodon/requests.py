"""What a Mastodon server is asked for: the address of a stream, over WebSocket or as events, and with which token."""

import os
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlencode

from unisono.model.errors import UsageError
from unisono.watch.sources.addresses import is_local, read_address
from unisono.watch.sources.declaration import SourceOptions

EXAMPLE = "--from mastodon:https://mastodon.example"
PATH = "/api/v1/streaming"
TOKEN_VARIABLE = "UNISONO_MASTODON_TOKEN"
MOST_TOKEN_BYTES = 4096


@dataclass(frozen=True)
class Request:
    """A stream of a server: its name there, what narrows it, and the token, which nothing writes."""

    address: SplitResult
    stream: str
    narrowed: tuple[tuple[str, str], ...]
    only_events: bool
    token: str | None = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """Return what goes with every request."""
        return {} if self.token is None else {"Authorization": f"Bearer {self.token}"}

    def by_web_socket(self) -> SplitResult:
        """Return the address of the stream over WebSocket."""
        query = urlencode([("stream", self.stream), *self.narrowed])
        return self.address._replace(path=PATH, query=query)

    def by_events(self) -> SplitResult:
        """Return the address of the stream as events over HTTP."""
        return self.address._replace(path=f"{PATH}/{self.stream.replace(':', '/')}", query=urlencode(self.narrowed))


def read_request(typed: str, options: SourceOptions) -> Request:
    """Return which stream of which server is meant; a server alone means its public one, of all that it knows."""
    if not typed:
        raise UsageError(f"Mastodon is many servers: name one. Type: {EXAMPLE}")
    address = read_address(typed, EXAMPLE)
    token = read_token(options)
    if token is not None and address.scheme == "ws" and not is_local(address):
        raise UsageError(
            f"The token would travel to {address.hostname} for everyone to read. Type: --from "
            f"mastodon:https://{address.netloc}"
        )
    rest = address.path.rstrip("/").removeprefix(PATH).strip("/")
    if not address.path.startswith(PATH) and address.path not in ("", "/"):
        raise UsageError(f"{address.path} is no stream of a Mastodon server. Type: {EXAMPLE}")
    asked = parse_qsl(address.query)
    streams = [value for name, value in asked if name == "stream"]
    narrowed = tuple((name, value) for name, value in asked if name not in ("stream", "cursor"))
    stream = rest.replace("/", ":") or (streams[-1] if streams else "public")
    return Request(address._replace(query=""), stream, narrowed, only_events=bool(rest), token=token)


def read_token(options: SourceOptions) -> str | None:
    """Return the token from the file or the environment; raises UsageError where the file holds none."""
    if options.token_file is None:
        return _checked(os.environ.get(TOKEN_VARIABLE, "").strip(), f"The variable {TOKEN_VARIABLE}")
    try:
        with options.token_file.open("rb") as file:
            found = file.read(MOST_TOKEN_BYTES + 1).decode("utf-8", errors="replace").strip()
    except OSError as error:
        raise UsageError(
            f"The token's file {options.token_file} cannot be read: {error.strerror}. Check --token-file."
        ) from error
    if not found:
        raise UsageError(f"The token's file {options.token_file} is empty. Put the token into it, as its only line.")
    return _checked(found, f"The token's file {options.token_file}")


def _checked(found: str, where: str) -> str | None:
    if len(found) > MOST_TOKEN_BYTES or not all("!" <= letter <= "~" for letter in found):
        raise UsageError(f"{where} does not hold a token: one line of letters and digits. Check it.")
    return found or None
