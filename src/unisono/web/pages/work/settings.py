"""Settings of a case: its zone, what it was told of the world, where it lies; and forms that add to that."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from starlette.responses import RedirectResponse

from unisono.api.spans import parse_moment
from unisono.cases import Case
from unisono.cases.domain_lists import kept_domain_lists
from unisono.cases.events import Event, keep_event, kept_events, remove_event
from unisono.cases.folder import change_zone
from unisono.cases.same_persons import SamePerson, keep_same_person, kept_links, remove_same_person
from unisono.cases.targets import Target, add_target, kept_targets, remove_target
from unisono.cases.watchlists import kept_watchlists
from unisono.dossiers.account.naming import find_account
from unisono.model.errors import UnisonoError, UsageError
from unisono.model.findings import likelihood_ranges
from unisono.model.version import __version__
from unisono.traces.hashtag import fold_tag, tag_at_start
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.security.limits import size_text
from unisono.web.shown import Given, Shown

Form = Mapping[str, str]
PARTS = ("segments", "runs", "derived", "uploads", "jobs")


def view(asked: Asked) -> Shown:
    """Show the settings."""
    return _shown(asked, "")


def take(asked: Asked) -> Shown | Given:
    """Change one thing, or show the form again with what is wrong."""
    change = CHANGES.get(asked.form.get("action", ""))
    try:
        if change is None:
            raise UsageError("This page does not take that.")
        change(asked.case, asked.form)
    except UnisonoError as error:
        return _shown(asked, str(error))
    return Given(RedirectResponse(asked.address("settings"), 303))


def _shown(asked: Asked, problem: str) -> Shown:
    case = asked.case
    card = {
        "case": case.name,
        "folder": str(case.path),
        "zone": case.zone,
        "version": __version__,
        "bytes": _disk_use(case.path),
        "events": kept_events(case.path).to_dicts(),
        "targets": [_target_row(one) for one in kept_targets(case.path).targets],
        "words": [one.name for one in kept_targets(case.path).words],
        "same_persons": [
            {"person": one.person, "accounts": list(one.accounts), "because": one.because}
            for one in kept_links(case.path)
        ],
        "domain_lists": [
            {"name": one.name, "source": one.source, "date": one.date, "entries": len(one.entries)}
            for one in kept_domain_lists(case.path)
        ],
        "watchlists": [
            {"name": one.name, "version": one.version, "members": len(one.members)}
            for one in kept_watchlists(case.path)
        ],
    }
    values = {
        "card": card,
        "problem": problem,
        "written": asked.form if problem else {},
        "zones": sorted(available_timezones()),
        "likelihood": likelihood_ranges(),
        "size_text": size_text,
        "has_run": case.latest_run() is not None,
    }
    return Shown("work/settings.html.j2", values, [card], status=400 if problem else 200)


def _target_row(target: Target) -> dict[str, Any]:  # Any: texts and lists of texts
    return {
        "name": target.name,
        "names": list(target.names),
        "hashtags": list(target.hashtags),
        "accounts": list(target.accounts),
    }


def _disk_use(folder: Path) -> dict[str, int]:
    """Return the bytes of each part of a case; `whole` is that of all."""
    sizes = {part: _bytes_of(folder / part) for part in PARTS}
    rest = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    others = sum(_bytes_of(part) for part in folder.iterdir() if part.is_dir() and part.name not in PARTS)
    return {**sizes, "whole": sum(sizes.values()) + rest + others}


def _bytes_of(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            file = Path(where) / name
            # A file may go while it is counted: a job ends, a card is dropped.
            total += file.stat().st_size if file.exists() else 0
    return total


def _lines(written: str) -> tuple[str, ...]:
    """Return what stands on the lines of a field, each once."""
    return tuple(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))


def _add_event(case: Case, form: Form) -> None:
    at, source = parse_moment(form.get("at", "").strip()), form.get("source", "").strip() or None
    keep_event(case.path, Event(form.get("name", "").strip(), at, source))


def _add_target(case: Case, form: Form) -> None:
    hashtags = tuple(tag.lstrip("#＃") for tag in _lines(form.get("hashtags", "")))
    for tag in filter(None, hashtags):
        if fold_tag(tag) != fold_tag(tag_at_start(tag)):
            raise UsageError(f"No post can carry #{tag}: a hashtag has letters, digits and _ alone.")
    names, accounts = _lines(form.get("aliases", "")), _lines(form.get("accounts", ""))
    add_target(case.path, Target(form.get("name", "").strip(), names, tuple(filter(None, hashtags)), accounts))


def _add_same_person(case: Case, form: Form) -> None:
    because = form.get("because", "").strip()
    if not because:
        raise UsageError("Say why these accounts are taken for one person.")
    accounts = tuple(dict.fromkeys(find_account(case, one) for one in _lines(form.get("accounts", ""))))
    if len(accounts) < 2:
        raise UsageError("A person with fewer than two accounts needs no link. Name two or more, one a line.")
    keep_same_person(case.path, SamePerson(form.get("name", "").strip(), accounts, because))


def _change_zone(case: Case, form: Form) -> None:
    change_zone(case.path, form.get("zone", "").strip())


CHANGES: Mapping[str, Callable[[Case, Form], object]] = {
    "zone": _change_zone,
    "add-event": _add_event,
    "add-target": _add_target,
    "add-same-person": _add_same_person,
    "remove-event": lambda case, form: remove_event(case.path, form.get("name", "")),
    "remove-target": lambda case, form: remove_target(case.path, form.get("name", "")),
    "remove-same-person": lambda case, form: remove_same_person(case.path, form.get("name", "")),
}

PAGE = Page("/settings", view, take)
