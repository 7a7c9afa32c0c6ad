"""A small case with an imported file, sealed with signature and timestamp; and what stock programs say of it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tests.cli.scanned_case import RECORD, some_posts
from tests.exports.evidence_pack.local_authority import Authority, make_authority, serving
from unisono.cases import Case, SourceRecord, create_case
from unisono.exports.evidence_pack import Sealed, SealSettings, seal_case
from unisono.model.batches import Batch

MANIFEST = "manifest-sha256.txt"
SOURCE = b'{"id":1}\n{"id":2}\n'


@dataclass(frozen=True)
class Workshop:
    """What packs are sealed with: a case, its source, a key, an authority, and one pack with everything."""

    folder: Path
    case: Case
    key: Path
    authority: Authority
    sealed: Sealed

    @property
    def pack(self) -> Path:
        return self.sealed.pack


def make_key(folder: Path, name: str = "key") -> Path:
    """Make an SSH key without a passphrase."""
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return folder / name


def small_case(folder: Path) -> Case:
    """Make a case of four posts from one file."""
    import hashlib

    (folder / "posts.jsonl").write_bytes(SOURCE)
    case = create_case(folder / "case")
    source = SourceRecord(str(folder / "posts.jsonl"), hashlib.sha256(SOURCE).hexdigest(), "twitter_v1")
    case.append([Batch(posts=some_posts().head(4))], source)
    case.write_run({**RECORD, "sources": case.sources().to_dicts()}, _no_tables())
    return case


def _no_tables() -> dict[str, pl.DataFrame]:
    from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, empty

    kinds = {"acts": ACTS, "findings": FINDINGS, "members": MEMBERS, "networks": NETWORKS, "pairs": PAIRS}
    return {name: empty(columns) for name, columns in kinds.items()}


def make_workshop(folder: Path) -> Workshop:
    """Seal a small case with everything that there is."""
    case, key, authority = small_case(folder), make_key(folder), make_authority(folder / "tsa")
    with serving(authority) as address:
        settings = SealSettings(key=key, authority=address, certificates=authority.chain)
        sealed = seal_case(case, folder / "pack", settings)
    return Workshop(folder, case, key, authority, sealed)


def copied(pack: Path, place: Path) -> Path:
    """Copy a pack with hard links, to be tampered with by replacing files."""
    return Path(shutil.copytree(pack, place, copy_function=os.link))


def replace(file: Path, content: bytes) -> None:
    """Give a file of a copy other bytes, and leave the pack it was copied from alone."""
    file.unlink()
    file.write_bytes(content)


COMMANDS = {
    "sums": f"sha256sum --quiet -c {MANIFEST}",
    "stamp": f"openssl ts -verify -data {MANIFEST} -in {MANIFEST}.tsr -CAfile tsa-chain.pem",
    "signature": f"ssh-keygen -Y verify -f allowed_signers -I analyst -n evidence -s {MANIFEST}.sig < {MANIFEST}",
}


def stock_verdicts(packs: list[Path], *, only: str = "sums stamp signature") -> list[bool]:
    """Return of each pack whether all stock programs are content with it; one shell calls them for all."""
    commands = " && ".join(f"{COMMANDS[name]} >/dev/null 2>&1" for name in only.split())
    script = f'for pack; do (cd "$pack" && {commands}) && echo yes || echo no; done'
    done = subprocess.run(["sh", "-c", script, "sh", *map(str, packs)], capture_output=True, text=True, check=True)
    return [line == "yes" for line in done.stdout.splitlines()]
