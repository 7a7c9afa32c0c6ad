"""Addresses of streams as users type them: checked, completed, and never with a secret in them."""

from urllib.parse import SplitResult, parse_qsl, urlsplit

from unisono.model.errors import UsageError
from unisono.model.hidden_characters import without_hidden

SCHEMES = {"ws": "ws", "wss": "wss", "http": "ws", "https": "wss"}
SECRETS = {"access_token", "token", "api_key", "apikey", "key", "secret", "password", "auth", "authorization"}
MOST_SAID = 300
LOCAL = ("localhost", "127.0.0.1", "::1")


def read_address(typed: str, example: str) -> SplitResult:
    """Return the parts of an address with the scheme ws or wss; one without a scheme is taken as wss.

    Raises UsageError for what is no address, and for one that holds a name, a password or a token.
    """
    if not typed.isprintable() or " " in typed or without_hidden(typed) != typed:
        shown = _without_secrets(typed)
        raise UsageError(f"The address {shown} holds blanks or characters that nobody sees. Type: {example}")
    try:
        parts = urlsplit(typed if "://" in typed else f"wss://{typed}")
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise UsageError(f"{_without_secrets(typed)} is no address: {error}. Type: {example}") from error
    if parts.scheme.lower() not in SCHEMES or not has_host:
        raise UsageError(f"{_without_secrets(typed)} is no address of a stream. Type: {example}")
    if "@" in parts.netloc:
        raise UsageError(
            f"The address of {parts.hostname} holds a name or a password: it would stand in the case and in logs. "
            f"Leave it out and type: {example}"
        )
    held = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if name.lower() in SECRETS})
    if held:
        raise UsageError(
            f"The address of {parts.hostname} holds a secret ({held[0]}): it would stand in the case and in logs. "
            "Put a Mastodon server's token into a file and type: --token-file FILE"
        )
    return parts._replace(scheme=SCHEMES[parts.scheme.lower()], fragment="")


def is_local(parts: SplitResult) -> bool:
    """Say whether an address is one of this machine.

    >>> is_local(urlsplit("ws://127.0.0.1:8080/")), is_local(urlsplit("wss://example.org/"))
    (True, False)
    """
    return parts.hostname in LOCAL


def where_is(parts: SplitResult) -> str:
    """Return an address without what is asked of it.

    >>> where_is(urlsplit("wss://example.org/subscribe?cursor=1"))
    'wss://example.org/subscribe'
    """
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def said_by_server(words: str) -> str:
    """Return what a server says, fit for one line of a terminal.

    >>> said_by_server("busy\x1b[2J, come back")
    'busy [2J, come back'
    """
    plain = without_hidden(words)
    return "".join(letter if letter.isprintable() else " " for letter in plain)[:MOST_SAID].strip()


def _without_secrets(typed: str) -> str:
    """Return what was typed up to where a secret could stand."""
    return repr(typed.rpartition("@")[2].split("?")[0])
