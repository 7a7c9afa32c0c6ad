"""List the detectors."""

from collections.abc import Iterator, Sequence

from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.detectors import DETECTORS


def command(as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """List the detectors: what each asks, needs and could be mistaken about."""
    output = Output(as_json, quiet)
    if as_json:
        output.rows(rows(), ("detector", "question"))
        return
    for row in rows():
        output.text(f"{row['detector']}\n  {row['question']}")
        output.text(f"  Needs: {_listed(row['columns'])}.")
        output.text(f"  Innocent explanations: {_listed(row['innocent'])}.\n")


def rows() -> Iterator[dict[str, str | list[str]]]:
    """Yield one row for each detector, in the order of the list."""
    for detector in DETECTORS:
        yield {
            "detector": detector.name,
            "question": detector.question,
            "columns": list(detector.columns),
            "innocent": list(detector.innocent),
        }


def _listed(parts: Sequence[str]) -> str:
    """Return the parts as one line, or the word none."""
    return "; ".join(part.rstrip(".") for part in parts) or "none"
