"""Seal a case as a pack that anybody can check with stock tools, or check one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from unisono.api.spans import parse_moment
from unisono.cases import open_case
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, QuietOption
from unisono.exports.evidence_pack import (
    Scope,
    Sealed,
    SealSettings,
    Trust,
    Verdict,
    attach_stamp,
    seal_case,
    verify_pack,
)  # fmt: skip
from unisono.exports.evidence_pack.scope import network_numbers
from unisono.model.counting import counted
from unisono.model.errors import EvidenceError, UsageError

SHOWN_PROBLEMS = 50

app = typer.Typer(help="Seal a case as a pack that anybody can check with stock tools, or check one.")

ChainOption = Annotated[
    Path | None,
    typer.Option("--tsa-chain", metavar="FILE", help="Certificates of the timestamp authority up to its root, in PEM."),
]


@app.command()
def seal(
    case: CaseArgument,
    output: Annotated[
        Path,
        typer.Option("--output", "--out", "-o", metavar="PACK", help="Folder to write, or a .zip, or a .zip.age."),
    ],
    sign: Annotated[
        Path | None, typer.Option("--sign", metavar="KEY", help="Sign with this SSH key (of ssh-keygen).")
    ] = None,
    tsa: Annotated[
        str, typer.Option("--tsa", metavar="URL", help="Get a timestamp from this authority. This uses the network.")
    ] = "",
    tsa_chain: ChainOption = None,
    tsa_request_only: Annotated[
        bool, typer.Option("--tsa-request-only", help="Leave a request for a timestamp in the pack, for later.")
    ] = False,
    tsa_response: Annotated[
        Path | None,
        typer.Option("--tsa-response", metavar="FILE", help="Put the authority's answer into the pack that is there."),
    ] = None,
    sources: Annotated[
        list[Path] | None,
        typer.Option("--sources", metavar="FOLDER", help="Look for the imported files here, too; repeatable."),
    ] = None,
    age: Annotated[
        list[str] | None,
        typer.Option("--age", metavar="RECIPIENT", help="Encrypt to this age or SSH key; repeatable."),
    ] = None,
    networks: Annotated[
        str, typer.Option("--networks", metavar="1,3", help="Seal these networks of the latest scan only.")
    ] = "",
    since: Annotated[
        str | None, typer.Option("--since", help="Seal posts from this day or time on (UTC) only.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Seal posts before this day or time (UTC) only.")] = None,
    with_sources: Annotated[
        bool,
        typer.Option(
            "--with-sources", help="Put the imported files into a pack of a part, too: whole, with all posts."
        ),
    ] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a case as an evidence pack: sources, tables, custody log, manifest, and how to check them.

    The files that were imported are looked for where they were; those that are not found are listed with their
    SHA-256. Signature and timestamp are of the manifest, which lists every file. No network is used without --tsa: on a
    machine that has none, --tsa-request-only leaves a request in the pack, and --tsa-response brings the answer.

    --networks, --since and --until seal a part: posts and tables that are concerned, the log of the whole case, and the
    sources by their SHA-256 only, unless --with-sources puts them in. The pack says everywhere that it is a part.
    """
    printer, opened = Output(as_json, quiet), open_case(case)
    if tsa_response is not None:
        if any((tsa, tsa_request_only, sign, age, networks, since, until, with_sources)):
            raise UsageError("--tsa-response goes to a pack that is sealed already. Give it alone, with --tsa-chain.")
        verdict = attach_stamp(output, tsa_response, tsa_chain)
        printer.line(verdict_line(output, verdict), f"{output} has a timestamp of {verdict.stamped_at} now.")
        return
    if tsa and tsa_request_only:
        raise UsageError("--tsa asks now, --tsa-request-only asks later. Give one of them.")
    scope = Scope(network_numbers(networks), _moment(since), _moment(until), with_sources)
    settings = SealSettings(sign, tsa, tsa_chain, tsa_request_only, tuple(sources or ()), tuple(age or ()), scope)
    sealed = seal_case(opened, output, settings, printer.say)
    printer.line(sealed_line(sealed), sealed_text(sealed))
    if sealed.missed:
        printer.say(f"There is no timestamp: {sealed.missed} {_later(case, output)}")


@app.command()
def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="Folder or .zip of the pack.", show_default=False)],
    signers: Annotated[
        Path | None,
        typer.Option("--allowed-signers", metavar="FILE", help="Trust these signers, not those of the pack."),
    ] = None,
    tsa_chain: ChainOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check a pack: is every file as it was sealed, and who sealed it, since when.

    Says the same as sha256sum, ssh-keygen and openssl (VERIFY.md in the pack has the commands), and finds files that
    were added as well. Exit code 4 where anything does not hold.
    """
    printer = Output(as_json, quiet)
    for own in (signers, tsa_chain):
        if own is not None and not own.is_file():
            raise UsageError(f"There is no file {own}. Check the name.")
    with printer.progress("Reading bytes") as advance:
        verdict = verify_pack(pack, Trust(signers, tsa_chain), advance)
    printer.json(verdict_line(pack, verdict))
    for problem in verdict.problems[:SHOWN_PROBLEMS]:
        printer.text(f"{problem['code']:10}{problem['file'] or pack}: {problem['problem']}")
    if not verdict.ok:
        raise EvidenceError(
            f"{pack} does not verify: {counted(len(verdict.problems), 'problem')}. Ask whoever gave it to you for the "
            "pack as it was sealed; VERIFY.md in it tells how anybody can check it."
        )
    printer.text(verdict_text(pack, verdict))


def sealed_line(sealed: Sealed) -> dict[str, object]:
    """Return the line of --json."""
    return {
        "pack": str(sealed.pack),
        "files": sealed.files,
        "manifest_sha256": sealed.manifest_sha256,
        "signed": sealed.signed,
        "timestamped": sealed.timestamped,
        "sources": sealed.sources,
        "absent_sources": sealed.absent,
        "purged_sources": sealed.purged,
        "part": sealed.part or None,
    }


def sealed_text(sealed: Sealed) -> str:
    """Return the same in sentences."""
    seals = [word for word, has in (("signed", sealed.signed), ("timestamped", sealed.timestamped)) if has]
    lines = [
        f"Sealed {counted(sealed.files, 'file')} as {sealed.pack}, "
        f"{' and '.join(seals) or 'neither signed nor timestamped'}. SHA-256 of its manifest: {sealed.manifest_sha256}"
    ]
    if sealed.part:
        lines.append(sealed.part)
    elif sealed.absent:
        lines += _absent_text(sealed)
    return "\n".join(lines)


def _absent_text(sealed: Sealed) -> Iterator[str]:
    """Yield why sources are not in the pack: something was purged, or they are not found."""
    if sealed.purged:
        yield (
            f"Sources that were left out on purpose: {sealed.purged:,} of {sealed.sources:,}. Something was taken out "
            "of the case (unisono purge), which these files still have; sources.jsonl lists their SHA-256."
        )
    if missing := sealed.absent - sealed.purged:
        yield (
            f"Sources that are not in it: {missing:,} of {sealed.sources:,}. They are not where they were "
            "imported from, or have other bytes now; sources.jsonl lists them. Say where they are: --sources FOLDER"
        )


def verdict_line(pack: Path, verdict: Verdict) -> dict[str, object]:
    """Return the line of --json; what a pack has not is null."""
    return {
        "pack": str(pack),
        "ok": verdict.ok,
        "problems": verdict.problems,
        "files": verdict.files,
        "manifest_sha256": verdict.manifest_sha256,
        "signed": verdict.signed,
        "key": verdict.key or None,
        "timestamped": verdict.timestamped,
        "stamped_at": verdict.stamped_at or None,
        "awaits_timestamp": verdict.awaits_stamp,
        "log_lines": verdict.log_lines,
        "log_head": verdict.log_head or None,
        "part": verdict.part or None,
    }


def verdict_text(pack: Path, verdict: Verdict) -> str:
    """Return what a pack that holds shows, and what not."""
    signed = (
        f"signed with the key {verdict.key}; whose that is, the pack does not show" if verdict.signed else "not signed"
    )
    stamped = f"it existed before {verdict.stamped_at}" if verdict.timestamped else "it has no timestamp"
    awaited = " (one was asked for, and has not been brought)" if verdict.awaits_stamp else ""
    part = f"\n{verdict.part}" if verdict.part else ""
    return (
        f"{pack}: {counted(verdict.files, 'file')} as they were sealed; {signed}; {stamped}{awaited}.\n"
        f"The custody log has {counted(verdict.log_lines, 'line')} in the order in which they were written.{part}"
    )


def _moment(written: str | None) -> datetime | None:
    return parse_moment(written) if written else None


def _later(case: Path, pack: Path) -> str:
    return (
        f"The request is in the pack. Bring the answer later: unisono evidence-pack seal {quote(str(case))} "
        f"-o {quote(str(pack))} --tsa-response ANSWER.tsr"
    )
