"""What became of files, in sentences: one line a file, and one summary of many."""

from typing import Any

from unisono.cli.output import cell_text
from unisono.importers.declaration import Left
from unisono.model.counting import counted


def import_text(line: dict[str, Any], told: set[str] | None = None) -> str:  # Any: counts, names, rejections
    """Return what became of one file's rows, in sentences; advice among `told` is left out, and other added to it."""
    known = set() if told is None else told
    text = (
        f"{line['file']} ({line['format']}): {_counts(line)} "
        f"The case now holds {counted(line['posts'], 'post')} of {counted(line['accounts'], 'account')}."
    )
    return "\n".join([text, *map(rejection_text, line["rejected"]), *_problem_texts(line.get("problems", []), known)])


def _problem_texts(problems: list[dict[str, Any]], told: set[str]) -> list[str]:  # Any: as above
    """Return problems, those with advice that was told before without it."""
    texts = []
    for problem in problems:
        text = problem_text(problem)
        texts.append(f"{text.splitlines()[0]} (advice above)" if problem["advice"] in told else text)
        told.add(problem["advice"])
    return texts


def _counts(line: dict[str, Any]) -> str:  # Any: as above
    """Return rows read, stored, known and rejected, and the rows that gave a profile or a deletion instead."""
    rejected = sum(rejection["rows"] for rejection in line["rejected"])
    only = line.get("profile_rows", 0)
    noted = f" {counted(only, 'profile')} noted." if only else ""
    gone = f" {counted(line['deletions'], 'deletion')} noted." if line.get("deletions") else ""
    return (
        f"{counted(line['read'], 'row')} read, {counted(line['stored'], 'post')} stored, "
        f"{counted(line['duplicates'], 'duplicate')}, {rejected:,} rejected.{noted}{gone}"
    )


def rejection_text(rejection: dict[str, Any]) -> str:  # Any: as above
    """Return one reason for which rows were rejected, with an example."""
    if not rejection["rows"]:  # a part of unknown size
        return f"  {rejection['reason']}"
    example = f" First: {rejection['example']}" if rejection["example"] else ""
    return f"  {counted(rejection['rows'], 'row')} rejected: {rejection['reason']}.{example}"


def problem_text(problem: dict[str, Any]) -> str:  # Any: as above
    """Return one problem of a file with its advice; rows and example are left out where there are none."""
    example = cell_text(problem["example"])
    rows = counted(problem["rows"], "row") if problem["rows"] else ""
    where = f"{rows}, such as {example}" if rows and example else rows or example
    return "\n".join([f"  {problem['code']}: {where}".rstrip(": "), f"    {problem['advice']}"])


def left_line(left: Left) -> dict[str, str]:
    """Return a file that was not read, as a line of JSON."""
    return {"file": left.name, "skipped" if left.is_skipped else "refused": left.reason}


def left_text(left: Left) -> str:
    """Return a file that was not read, in a sentence."""
    return f"{left.name}: skipped, {left.reason}" if left.is_skipped else f"{left.name}: refused. {left.reason}"


def short_reason(left: dict[str, str]) -> str:
    """Return the first sentence of why a file was refused, without the name that stands before it."""
    return left["reason"].removeprefix(left["file"]).lstrip(":, ").partition(". ")[0].rstrip(".") + "."


def summary_text(summary: dict[str, Any]) -> str:  # Any: as above
    """Return what became of many files: by format, by reason, and the files that were left."""
    formats = ", ".join(f"{count:,} {name}" for name, count in summary["formats"].items())
    read = sum(summary["formats"].values())
    lines = [
        "",
        f"{counted(summary['files'], 'file')}: {read:,} read{f' ({formats})' if formats else ''}, "
        f"{len(summary['skipped']):,} skipped, {len(summary['refused']):,} refused.",
        f"  {_counts(summary)}",
        *map(rejection_text, summary["rejected"]),
    ]
    if summary.get("problems"):
        found = (f"{code} in {counted(files, 'file')}" for code, files in summary["problems"].items())
        lines.append(f"  Problems: {', '.join(found)}.")
    lines += [f"  refused: {left['file']}: {short_reason(left)}" for left in summary["refused"]]
    lines += [f"  skipped: {left['file']}: {left['reason']}" for left in summary["skipped"]]
    if read:
        posts, accounts = counted(summary["posts"], "post"), counted(summary["accounts"], "account")
        lines.append(f"  The case now holds {posts} of {accounts}.")
    return "\n".join(lines)
