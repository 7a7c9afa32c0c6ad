"""The form that marks a claim: keep, dismiss or unsure, with a note and who says so."""

from starlette.responses import RedirectResponse

from unisono.cases.marks import KINDS, Mark, keep_mark, network_identity
from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.security.guard import own_address
from unisono.web.shown import Given

NOBODY = "not signed"


def take_mark(asked: Asked) -> Given:
    """Keep the mark of the form, and lead back to where it was made."""
    form = asked.form
    kind, subject = form.get("kind", ""), form.get("subject", "")
    identity, accounts = identity_of(asked, kind, subject)
    mark = Mark(
        at="",
        by=form.get("by", "").strip() or NOBODY,
        kind=kind,
        identity=identity,
        mark=form.get("mark", ""),
        note=form.get("note", ""),
        subject=subject,
        run=asked.run.id if asked.run else "",
        accounts=accounts,
    )
    keep_mark(asked.case.path, mark)
    return Given(RedirectResponse(own_address(form.get("next") or asked.address("triage")), 303))


def identity_of(asked: Asked, kind: str, subject: str) -> tuple[str, int]:
    """Return the name that marks of a claim go by and how many accounts it has; raises UsageError for no such claim."""
    if asked.run is not None and kind in KINDS:
        if kind == "finding" and subject in asked.run.table("findings")["finding"].to_list():
            return subject, 0
        if kind == "network" and subject.isdecimal() and len(subject) < 10:
            networks = asked.run.table("networks")
            found = networks.filter(networks["network"] == int(subject))["accounts"].to_list()
            if found:
                return network_identity(found[0]), len(found[0])
    raise UsageError("What was marked is not in this run. Go back, load the list again, and mark it there.")
