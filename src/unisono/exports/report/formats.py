"""The forms in which a report is written: a page, the same page as PDF, and Markdown; all say the same."""

from pathlib import Path

from unisono.cases import Case, Run
from unisono.cases.custody import log_entry
from unisono.cases.custody.files import record_of_bytes
from unisono.cases.durable import write_durably
from unisono.cases.reading_once import read_once
from unisono.exports.report.page import render_report
from unisono.languages import USUAL
from unisono.model.errors import UsageError

ENDINGS = {"html": ".html", "pdf": ".pdf", "markdown": ".md"}
"""Each form, and the ending of its files."""

FORMATS = tuple(ENDINGS)
OTHER_ENDINGS = {".htm": "html", ".markdown": "markdown"}


def format_of(path: str | Path, wanted: str | None = None) -> str:
    """Return the form in which a file is written: the one that is wanted, else the one of its ending, else HTML.

    Raises UsageError for a form that there is not, and for a file whose ending says another.
    """
    if wanted is not None and wanted not in FORMATS:
        raise UsageError(f"There is no report format {wanted!r}. Formats: {', '.join(FORMATS)}. Try: --format pdf")
    ending = Path(path).suffix.lower()
    told = {**{of: form for form, of in ENDINGS.items()}, **OTHER_ENDINGS}.get(ending)
    if wanted and told and wanted != told:
        raise UsageError(
            f"{path} ends as a file in {told}, and --format asks for {wanted}. Try: -o "
            f"{Path(path).with_suffix(ENDINGS[wanted])}"
        )
    return wanted or told or "html"


def write_report(
    case: Case,
    run: Run,
    path: str | Path,
    profile: str = "internal",
    form: str | None = None,
    *,
    language: str = USUAL,
) -> dict[str, str]:
    """Write the report of a run to a file and return {"report": path, "sha256": of its bytes}.

    The same run, profile, language and key give the same bytes; of PDF on one machine, as its fonts are part of them.
    Profiles: internal, peer (accounts under pseudonyms), public (also without the posts' text). Without a form the
    path's ending says it. Raises UsageError for another profile, form or language, or a path that cannot be written.
    """
    chosen = format_of(path, form)
    content = render_as(chosen, case, run, profile, language)
    file = Path(path)
    try:
        write_durably(file, content)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}. Name another file: -o report.html") from error
    made = record_of_bytes(content, str(file))
    details = {"run": run.id, "profile": profile, "format": chosen, "language": language}
    log_entry(case.path, "report", outputs=[made], details=details)
    return {"report": str(file), "sha256": made.sha256}


def render_as(form: str, case: Case, run: Run, profile: str = "internal", language: str = USUAL) -> bytes:
    """Return the report of a run in one of FORMATS, in one of the languages."""
    if form == "pdf":
        from unisono.exports.report.pdf import render_pdf, require_pdf

        require_pdf()  # before a page is made that nobody could read
        return render_pdf(_page(case, run, profile, language), run.record.get("started_at"))
    page = _page(case, run, profile, language)
    if form == "html":
        return page.encode()
    from unisono.exports.report.markdown import render_markdown

    return render_markdown(page).encode()


def _page(case: Case, run: Run, profile: str, language: str) -> str:
    with read_once(case) as read:
        return render_report(read, run, profile, language)
