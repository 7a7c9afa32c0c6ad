"""Print what was done to a case, by whom and when, and check that nothing of it was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from shlex import quote

from unisono.cases import open_case
from unisono.cases.custody import Chain, check_log, told_by_files
from unisono.cases.custody.entry import FILE
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.model.counting import counted
from unisono.model.errors import EvidenceError

COLUMNS = ("number", "at", "actor", "action", "says", "read", "made")


def command(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print what was done to a case, by whom and when, and check that nothing of it was changed.

    Each entry holds the SHA-256 of the one before, so that none can be changed, taken out or put elsewhere alone. It
    does not show that the last entries were cut off, or that everything was written anew: for that, compare the last
    line's hash with one that you noted or sealed before. Exit code 4 where the log is broken.
    """
    output = Output(as_json, quiet)
    folder = open_case(case).path
    chain = check_log(folder)
    if not chain.lines:
        rows: list[Mapping[str, object]] = [asdict(entry) for entry in told_by_files(folder)]
        output.say("This case has no log yet. Its files tell what follows; the next change begins the log with it.")
    else:
        rows = list(chain.entries)
    output.rows(rows if as_json else list(_shown(rows)), COLUMNS, none="Nothing was done yet.", shown=2_000)
    output.json(chain_line(chain))
    output.text(chain_text(chain))
    if not chain.is_whole:
        number, what = chain.problems[0]
        more = f" So it is in {counted(len(chain.problems) - 1, 'more place')}." if len(chain.problems) > 1 else ""
        raise EvidenceError(
            f"{folder / FILE} is broken in line {number:,}: {what}.{more} What stands before it holds. Compare with a "
            f"copy of the case or a sealed pack: unisono doctor {quote(str(case))}"
        )


def chain_line(chain: Chain) -> dict[str, object]:
    """Return the last line of --json: whether the chain holds, and its head."""
    return {
        "ok": chain.is_whole,
        "entries": len(chain.entries),
        "head": chain.head,
        "problems": [{"line": number, "problem": what} for number, what in chain.problems],
    }


def chain_text(chain: Chain) -> str:
    """Return the same as a sentence."""
    if not chain.lines:
        return "There is no chain to check."
    if not chain.is_whole:
        return f"The chain of {counted(chain.lines, 'line')} is broken."
    return f"The chain of {counted(chain.lines, 'entry', 'entries')} holds. SHA-256 of the last line: {chain.head}"


def _shown(rows: list[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """Yield entries as rows of a table."""
    for row in rows:
        is_told = bool(row.get("reconstructed"))
        details = row.get("details")
        told = dict(details) if isinstance(details, Mapping) else {}
        yield {
            **row,
            "at": str(told.get("told_at") if is_told else row.get("at"))[:19] + "Z",
            "action": f"{row.get('action')} (told by files)" if is_told else row.get("action"),
            "read": _names(row.get("inputs")),
            "made": _names(row.get("outputs")),
            "says": row.get("command") or ", ".join(f"{name} {told[name]}" for name in SAYS if told.get(name)),
        }


SAYS = ("run", "mark", "decision", "kind", "what", "profile", "stored", "recordings", "source")


def _names(files: object) -> str:
    """Return the name of a file with the beginning of its hash, or how many there are."""
    found = [one for one in files if isinstance(one, Mapping)] if isinstance(files, list | tuple) else []
    if len(found) > 1:
        return counted(len(found), "file")
    return "".join(f"{one.get('name')} {str(one.get('sha256'))[:12]}" for one in found)
