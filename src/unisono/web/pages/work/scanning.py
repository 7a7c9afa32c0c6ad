"""The form that starts a scan: every setting with its default and meaning; and what the latest run does not know."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.responses import RedirectResponse

from unisono.api import scan_settings
from unisono.cases.later_posts import posts_since
from unisono.detectors import DETECTORS
from unisono.detectors.scannable import require_posts
from unisono.model.errors import UnisonoError, UsageError
from unisono.model.settings import ScanSettings
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, Shown

ONLY = "only-"
TEXTS = ("since", "until", "windows", "q", "similarity", "seed")

_option = re.compile(r"--(?=[a-z])")


def view(asked: Asked) -> Shown:
    """Show the form with the defaults."""
    return _form(asked, {})


def take(asked: Asked) -> Shown | Given:
    """Start a scan, or show the form again with what is wrong in it."""
    try:
        settings = settings_of(asked.form)
        require_posts(asked.case, scan_settings(**settings))
        job = asked.workbench.jobs.start(asked.case.path, "scan", settings)
    except UnisonoError as error:
        return _form(asked, asked.form, _option.sub("", str(error)))
    return Given(RedirectResponse(asked.address("jobs", job.id), 303))


def settings_of(form: Mapping[str, str]) -> dict[str, Any]:  # Any: what scan_settings takes
    """Return what a form says of a scan, without what it leaves to the defaults; UsageError for what is wrong."""
    written = {name: form.get(name, "").strip() for name in TEXTS}
    told: dict[str, Any] = {name: text for name, text in written.items() if text and name in TEXTS[:3]}  # Any: as above
    for name in ("q", "similarity"):
        if written[name]:
            told[name] = _share(name, written[name])
    if written["seed"]:
        if not (written["seed"].isascii() and written["seed"].isdigit()):
            raise UsageError(f"The seed {written['seed'][:40]!r} is no whole number. Type one, such as 7.")
        told["seed"] = int(written["seed"][:40])
    only = [name.removeprefix(ONLY) for name in form if name.startswith(ONLY)]
    if only:
        known = [detector.name for detector in DETECTORS]
        told["only"] = ",".join(name for name in known if name in only)
        if unknown := [name for name in only if name not in known]:
            raise UsageError(f"There is no detector {unknown[0]!r}.")
    if "no-twin" in form:
        told["twin"] = False
    scan_settings(**told)
    return told


def _share(name: str, written: str) -> float:
    try:
        return float(written.replace(",", "."))
    except ValueError as error:
        raise UsageError(f"{name} is a number such as 0.01, not {written[:40]!r}.") from error


def _form(asked: Asked, written: Mapping[str, str], problem: str = "") -> Shown:
    run = asked.case.latest_run()
    values = {
        "written": written,
        "problem": problem,
        "defaults": ScanSettings(),
        "detectors": DETECTORS,
        "posts": int(asked.case.sources()["stored"].sum()),
        "run": run,
        "later": posts_since(asked.case, run) if run is not None else 0,
        "only": ONLY,
    }
    card = {"posts": values["posts"], "latest_run": run.id if run else None, "posts_since": values["later"]}
    return Shown("work/scan.html.j2", values, [card], status=400 if problem else 200)


PAGE = Page("/scan", view, take)
