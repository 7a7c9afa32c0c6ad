"""One run: its settings, files, seed, layers, what the twin gave, warnings; and what changed since another run."""

from typing import Any

from unisono.cases import Run
from unisono.exports.report.amounts import duration
from unisono.web.asked import Asked
from unisono.web.comparing_runs import compare_runs
from unisono.web.pages.declared import Page
from unisono.web.shown import NothingThere, Shown

SHOWN_FILES = 200


def view(asked: Asked) -> Shown:
    """Show a run's record; with ?with= what differs from that run."""
    run = _named(asked, asked.subject["run"])
    others = [other.id for other in asked.case.runs() if other.id != run.id]
    beside = asked.query.get("with")
    compared = None
    if beside:
        compared = compare_runs(_named(asked, beside), run)
    record = run.record
    values = {
        "run": run,
        "record": record,
        "sources": (record.get("sources") or [])[:SHOWN_FILES],
        "layers": record.get("layers") or {},
        "settings": _settings(record),
        "tables": run.table_names,
        "others": list(reversed(others)),
        "beside": beside or "",
        "compared": compared,
    }
    return Shown(
        "work/run.html.j2", values, [{"run": run.id, **record, **({"compared": compared} if compared else {})}]
    )


def _named(asked: Asked, name: str) -> Run:
    for run in asked.case.runs():
        if run.id == name:
            return run
    raise NothingThere(f"This case has no run {name}.")


def _settings(record: dict[str, Any]) -> dict[str, str]:  # Any: JSON
    """Return the settings as people read them; none is the scan's own choice."""
    return {name: _words(name, value) for name, value in (record.get("settings") or {}).items()}


def _words(name: str, value: object) -> str:
    if value is None:
        return "all" if name == "only" else "not limited"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(
            duration(one) if isinstance(one, float) else f"{one} time" if one == "any" else one for one in value
        )
    return f"{value:,}" if isinstance(value, int) else str(value)


PAGE = Page("/run/{run}", view)
