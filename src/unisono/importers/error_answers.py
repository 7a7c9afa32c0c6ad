"""The error answers of interfaces: what a program has saved in place of data, and what the interface said."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from unisono.importers.declaration import Source
from unisono.importers.json_files.shapes import only_object
from unisono.importers.problems import shorten
from unisono.model.hidden_characters import name_hidden

SAID = ("title", "error", "message", "detail", "error_description", "description", "msg", "reason")
NUMBERS = ("status", "statuscode", "code", "errorcode")
VERDICTS = ("ok", "success")
DATA = ("data", "includes", "meta")
BESIDE = (
    "type", "instance", "errors", "details", "documentationurl", "clientid", "requiredenrollment", "registrationurl",
    "parameters", "parameter", "value", "section", "timestamp", "path", "method", "requestid", "traceid", "logid",
    "fbtraceid", "errorsubcode", "errordescription", "domain", "location", "help",
)  # fmt: skip
KNOWN = frozenset(name.replace("_", "") for name in (*SAID, *NUMBERS, *VERDICTS, *DATA, *BESIDE))
FINE = ("0", "ok", "success")
FIRST_ERROR = 400


def error_answer(source: Source) -> str | None:
    """Say that a file is the error answer of an interface, and what it says; nothing for any other file."""
    found = only_object(source)
    if found is None or not _is_error(found):
        return None
    said = ": ".join(dict.fromkeys(_words(found)))
    number = next((f" ({name} {_plain(str(found[name]))})" for name in ("status", "code") if name in found), "")
    quoted = f'It says: "{said}"{number}' if said else f"It gives no reason{number}"
    return (
        f"{source.name} is an error answer of an interface (API), and holds no data. {quoted}. "
        "Mend what it names, such as a key, a limit or the query, and fetch the data again."
    )


def _is_error(found: Mapping[str, Any]) -> bool:  # JSON is of any shape
    """Say whether an object has nothing but what error answers have, and tells of an error."""
    names = {name.casefold().replace("_", ""): value for name, value in found.items()}
    if not names.keys() <= KNOWN or names.get("data") or names.get("includes"):
        return False
    error = names.get("error")
    code = error.get("code") if isinstance(error, dict) else error
    return (
        bool(names.get("errors"))
        or (bool(error) and str(code).casefold() not in FINE)
        or any(names.get(name) is False for name in VERDICTS)
        or (any(_is_bad(names[name]) for name in NUMBERS if name in names) and any(_words(found)))
    )


def _is_bad(number: object) -> bool:
    """Say whether a status or a code stands for an error."""
    if isinstance(number, int):
        return number >= FIRST_ERROR
    return isinstance(number, str) and number.casefold() in ("error", "fail", "failed", "failure")


def _words(found: Mapping[str, Any]) -> Iterator[str]:  # as above
    """Yield what an answer says, and then what its first error says."""
    for name in SAID:
        if isinstance(found.get(name), str) and found[name].strip():
            yield _plain(found[name])
    inside = [found.get("error"), *(found["errors"][:1] if isinstance(found.get("errors"), list) else [])]
    for error in inside:
        if isinstance(error, dict):
            yield from _words(error)
        elif isinstance(error, str) and error is not found.get("error"):
            yield _plain(error)


def _plain(text: str) -> str:
    """Return words of strangers on one line, with every character named that cannot be seen."""
    line = name_hidden(shorten(text), _spell)
    return "".join(_spell(sign) if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in line)


def _spell(character: str) -> str:
    return f"<U+{ord(character):04X}>"
