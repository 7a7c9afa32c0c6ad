"""What stands in a pack for its readers: VERIFY.md with the stock commands, and RO-Crate for machines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import orjson

from unisono.exports.evidence_pack.layout import (
    AUTHORITY,
    CRATE,
    GUIDE,
    IDENTITY,
    LOG,
    MANIFEST,
    NAMESPACE,
    SCOPE,
    SIGNATURE,
    SIGNERS,
    SOURCES,
    TIMESTAMP,
)  # fmt: skip
from unisono.model.hidden_characters import name_hidden

MOST_LISTED = 50
KINDS = {
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".pem": "application/x-pem-file",
    ".zip": "application/zip",
    ".zst": "application/zstd",
}
"""Not those of the system, which differ from one to the next."""


@dataclass(frozen=True)
class Described:
    """What is said of a pack: the case's name, who sealed it when with what, which seals it has, which sources."""

    name: str
    by: str
    at: str
    tool: str
    is_signed: bool
    wants_stamp: bool
    has_root: bool
    sources: Sequence[Mapping[str, object]]
    part: str = ""


def guide(told: Described) -> bytes:
    """Return VERIFY.md."""
    parts = [
        _first(told),
        *([_part(told)] if told.part else []),
        _commands(told),
        _order(),
        _left_open(),
        _sources(told),
    ]
    return "\n".join(parts).encode()


def _first(told: Described) -> str:
    return (
        f"# How to check this evidence pack\n\n"
        f"The case `{_plain(told.name)}`, sealed at {told.at} by `{_plain(told.by)}` with {told.tool}.\n\n"
        f"Open a terminal in this folder (unpack it first where it is a zip: `unzip PACK.zip -d pack && cd pack`). "
        f"The commands below are on most Linux systems and Macs; they need nothing of Unisono and no network. "
        f"`unisono evidence-pack verify PACK` does the same, and finds files that were added.\n"
    )


def _part(told: Described) -> str:
    return (
        f"## A part of the case\n\n"
        f"**{_plain(told.part, 1_000)}** `{SCOPE}` says the same to programs.\n\n"
        f"Tables of a network are whole; a span of time cuts posts only, and a scan rests on all posts of the case, so "
        f"its numbers cannot be computed again from this part. That a post is not in the pack says nothing about "
        f"whether the case has it. `{LOG}` is the log of the whole case: without any of its lines it would not hold.\n"
    )


def _commands(told: Described) -> str:
    partial = "" if told.has_root else " -partial_chain"
    signed = (
        f"## 2. Who sealed it\n\n"
        f"```sh\nssh-keygen -Y verify -f {SIGNERS} -I {IDENTITY} -n {NAMESPACE} -s {SIGNATURE} < {MANIFEST}\n```\n\n"
        f'`Good "{NAMESPACE}" signature` shows that the owner of the key in `{SIGNERS}` signed this manifest. It does '
        f"not show who that is: compare the key's fingerprint with one that you have from them by another way.\n"
        if told.is_signed
        else "## 2. Who sealed it\n\nThis pack was not signed.\n"
    )
    stamped = (
        f"## 3. Since when it exists\n\n"
        f"```sh\nopenssl ts -verify -data {MANIFEST} -in {TIMESTAMP} -CAfile {AUTHORITY}{partial}\n```\n\n"
        f"`Verification: OK` shows that this manifest, and so every file it lists, existed before the time that "
        f"`openssl ts -reply -in {TIMESTAMP} -text` tells. It does not show when the files were made, nor that the "
        f"authority is one to trust: compare `{AUTHORITY}` with the certificates that the authority publishes. Where "
        f"its certificate has run out since, add `-attime` with the seconds since 1970 of a day on which it was "
        f"valid. Where "
        f"`{TIMESTAMP}` is not there, the timestamp was asked for and has not been brought yet.\n"
        if told.wants_stamp
        else "## 3. Since when it exists\n\nThis pack has no timestamp.\n"
    )
    return (
        f"## 1. Nothing was changed\n\n```sh\nsha256sum -c {MANIFEST}\n```\n\n"
        f"(On a Mac: `shasum -a 256 -c {MANIFEST}`.) `OK` beside every file shows that none was changed, renamed or "
        f"removed since the manifest was written. It does not show who wrote the manifest, or when.\n\n"
        f"{signed}\n{stamped}"
    )


def _order() -> str:
    return (
        f"## In what order things were done\n\n"
        f"`{LOG}` has a line for each import, scan, mark, report and export. Each holds the SHA-256 of the line before "
        f"as `previous`, without its line break, and the manifest names that of the last: no line can be changed, "
        f"taken "
        f"out or put elsewhere alone. Entries with `reconstructed` were written afterwards from other files of the "
        f"case. "
        f"Whoever kept the case before it was sealed could have written all of it anew; what was sealed cannot be "
        f"any more.\n"
    )


def _left_open() -> str:
    return (
        "## What nothing here shows\n\n"
        "That a post was on a platform, that an account belongs to somebody, or that whoever collected the posts took "
        "all of them. Compare with captures that others made: archived pages, screenshots, the platform's own answer. "
        "Findings are computed from the posts and can be computed again; that accounts acted together says nothing of "
        "guilt.\n"
    )


def _sources(told: Described) -> str:
    absent = [one for one in told.sources if one["in_pack"] is None]
    told_of = (
        f"`{SOURCES}` lists every file that the case was made from, with its SHA-256, and where it lies in `raw/`."
    )
    if not absent:
        return f"## The sources\n\n{told_of} All {len(told.sources):,} are in the pack.\n"
    listed = "".join(f"- `{_plain(str(one['file']))}` {one['sha256']}: {one['why']}\n" for one in absent[:MOST_LISTED])
    more = f"- and {len(absent) - MOST_LISTED:,} more\n" if len(absent) > MOST_LISTED else ""
    return (
        f"## The sources\n\n{told_of} **{len(absent):,} of {len(told.sources):,} are not in the pack**; what was "
        f"read from them is in `derived/`, and the hash shows whether a file that turns up later is the "
        f"one:\n\n{listed}{more}"
    )


def _plain(text: str, most: int = 200) -> str:
    """Return a name as it can stand in code: on one line, with what hides or acts written out."""
    shown = name_hidden(text.replace("`", "'"), lambda hidden: f"<U+{ord(hidden):04X}>")
    return "".join(letter if letter.isprintable() else "?" for letter in shown)[:most]


def crate(told: Described, sha256: Mapping[str, str], sizes: Mapping[str, int]) -> bytes:
    """Return the description of the pack as RO-Crate 1.1: each file with its SHA-256, its size and what it is."""
    parts = [
        {
            "@id": quote(name),
            "@type": "File",
            "contentSize": str(sizes[name]),
            "encodingFormat": kind_of(name),
            "sha256": sha256[name],
        }
        for name in sorted(sha256)
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": told.name,
        "description": f"Evidence pack of the case {told.name}. How to check it stands in {GUIDE}.",
        "datePublished": told.at,
        "license": "No licence is given: posts belong to those who wrote them.",
        "author": {"@id": "#sealer"},
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    about = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    sealed = {
        "@id": "#sealing",
        "@type": "CreateAction",
        "agent": {"@id": "#sealer"},
        "instrument": {"@id": "#tool"},
        "endTime": told.at,
        "result": {"@id": "./"},
    }
    people = [
        {"@id": "#sealer", "@type": "Person", "name": told.by},
        {"@id": "#tool", "@type": "SoftwareApplication", "name": told.tool},
    ]
    graph = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, sealed, *people, *parts]}
    return orjson.dumps(graph, option=orjson.OPT_INDENT_2) + b"\n"


def kind_of(name: str) -> str:
    """Return the media type of a file by its name."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return KINDS.get(suffix, "application/octet-stream")
