"""Sealing the case as an evidence pack, and checking a pack: the forms that begin both, and the packs that are kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse

from unisono.cases.exported import read_exports
from unisono.exports.evidence_pack.encrypting import require_recipients
from unisono.exports.evidence_pack.scope import require_scope
from unisono.exports.evidence_pack.signing import read_key
from unisono.exports.evidence_pack.stamping import require_stamper
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.asked import Asked
from unisono.web.jobs.sealing import PACK, seal_settings
from unisono.web.pages.declared import Page
from unisono.web.security.limits import PACKS, size_text
from unisono.web.shown import Given, Shown
from unisono.web.uploads.kept import place_of

SEAL, VERIFY = "seal", "verify"
TEXTS = ("key", "sources", "networks", "since", "until", "age", "by")
TICKS = ("request", "with_sources")
LONGEST_NAME = 200


def view(asked: Asked) -> Shown:
    """Show the forms, and the packs that the case keeps."""
    return _form(asked, {})


def take(asked: Asked) -> Shown | Given:
    """Begin to seal the case, or to check a pack of this machine; or show the form again with what is wrong in it."""
    what = asked.form.get("form", "")
    try:
        if what == SEAL:
            job = asked.workbench.jobs.start(asked.case.path, SEAL, settings_of(asked))
        elif what == VERIFY:
            job = asked.workbench.jobs.start(asked.case.path, VERIFY, check_of(asked.form))
        else:
            raise UsageError("This page does not take that.")
    except UnisonoError as error:
        return _form(asked, asked.form, str(error), what)
    return Given(RedirectResponse(asked.address("jobs", job.id), 303))


def settings_of(asked: Asked) -> dict[str, Any]:  # Any: JSON
    """Return what the form asks for, after a look at key, folder and part; raises UsageError for what cannot be."""
    form = asked.form
    told: dict[str, Any] = {name: form.get(name, "").strip()[:4_000] for name in TEXTS}  # Any: as above
    told |= {name: name in form for name in TICKS}
    told["by"] = told["by"][:LONGEST_NAME]
    if told["key"]:
        told["key"] = place_of(told["key"])
        read_key(Path(told["key"]))
    elif "unsigned" not in form:
        raise UsageError("Name the key to sign with, or say that the pack is not to be signed.")
    if told["sources"]:
        told["sources"] = place_of(told["sources"])
        if not Path(told["sources"]).is_dir():
            raise UsageError(f"{told['sources']} is a file. Name the folder in which the sources lie.")
    if told["request"]:
        require_stamper()
    asked_for = seal_settings(told)
    if asked_for.recipients:
        require_recipients(asked_for.recipients)
    require_scope(asked.case, asked_for.scope)
    return told


def check_of(form: Mapping[str, str]) -> dict[str, Any]:  # Any: JSON
    """Return which pack of this machine is checked, and what is trusted in place of what it brings along."""
    pack = place_of(form.get("pack", ""))
    trusted = {name: place_of(form[name]) if form.get(name, "").strip() else "" for name in ("signers", "chain")}
    for place in trusted.values():
        if place and not Path(place).is_file():
            raise UsageError(f"{place} is no file. Check the name.")
    return {"file": pack, "name": pack, **trusted}


def _form(asked: Asked, written: Mapping[str, str], problem: str = "", of: str = "") -> Shown:
    exports = [one for one in read_exports(asked.case.path).exports if one.what == PACK]
    run = asked.case.latest_run()
    packs = [{**vars(one), "marks": one.about.split()} for one in reversed(exports)]
    values = {
        "written": written,
        "problem": problem,
        "problem_of": of,
        "packs": packs,
        "networks": run.table("networks").height if run is not None else 0,
        "by": written.get("by") or next((one.by for one in reversed(exports) if one.by), ""),
        "uploads": asked.address(*PACKS.strip("/").split("/")),
        "most": asked.workbench.most_uploaded,
        "most_text": size_text(asked.workbench.most_uploaded),
    }
    return Shown("work/seal.html.j2", values, packs, status=400 if problem else 200)


PAGE = Page("/seal", view, take)
