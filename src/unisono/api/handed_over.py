"""What leaves a case, in Python: files for other tools, the report, sealed packs, and the check of a pack."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from unisono.api.spans import parse_moment
from unisono.cases import Case
from unisono.model.doing import doing
from unisono.model.errors import UsageError

if TYPE_CHECKING:
    from unisono.exports.evidence_pack import Sealed, Verdict

__all__ = ["HandedOver", "verify_pack"]


@dataclass(frozen=True, repr=False)
class HandedOver:
    """Writes what others are given of a case; each is entered in the log of the case."""

    folder: Case

    def export(
        self,
        to: str,
        path: str | Path,
        *,
        profile: str = "",
        layer: str = "repost",
        raw: bool = False,
        overwrite: bool = False,
    ) -> dict[str, str | int]:
        """Write the latest scan as files for another tool and return {"export", "rows", "sha256"}.

        The same as `unisono export --to`: `to` is csv, parquet, xlsx, gexf, graphml, json, coortweet, disarm, stix,
        misp or bundle; csv and parquet are folders. `profile` says who reads it: internal, peer or public, and for
        stix also plain or opencti. Raises UsageError where a file is there already, unless `overwrite` is true.
        """
        from unisono.exports import export_case

        run = self.folder.latest_run()
        return export_case(self.folder, run, to, path, layer=layer, raw=raw, profile=profile, overwrite=overwrite)

    def report(
        self,
        path: str | Path = "report.html",
        *,
        profile: str = "internal",
        lang: str = "en",
        overwrite: bool = False,
    ) -> Path:
        """Write the report of the latest scan as one self-contained file and return its path.

        A path that ends in .pdf or .md gets PDF or Markdown; `lang` is its language: en, es or de. Raises UsageError
        for another language, and where a file is there already, unless `overwrite` is true.
        """
        from unisono.exports.report import write_report
        from unisono.exports.writing import require_free

        run = self.folder.latest_run()
        if run is None:
            raise UsageError(
                f"{self.folder.path} has not been scanned, so there is nothing to report. Type: case.scan()"
            )
        require_free([Path(path)], overwrite=overwrite, flag="overwrite=True")
        write_report(self.folder, run, path, profile, language=lang)
        return Path(path)

    def seal(  # noqa: PLR0913  # all by name, each with a default, as the options of the command
        self,
        path: str | Path,
        *,
        sign: str | Path | None = None,
        tsa: str = "",
        tsa_chain: str | Path | None = None,
        tsa_request_only: bool = False,
        sources: Iterable[str | Path] = (),
        age: Iterable[str] = (),
        networks: Iterable[int] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        with_sources: bool = False,
        by: str = "",
    ) -> "Sealed":
        """Write the case as an evidence pack that anybody can check with stock tools, and say what is in it.

        The same as `unisono evidence-pack seal`: `path` is a new folder, or ends in .zip or .zip.age; `sign` is a key
        of ssh-keygen; `tsa` is the address of a timestamp authority, the only thing here that uses a network.
        `networks`, `since` and `until` seal a part of the case. A pack is never replaced.
        """
        from unisono.exports.evidence_pack import Scope, SealSettings, seal_case

        if tsa and tsa_request_only:
            raise UsageError("tsa asks now, tsa_request_only asks later. Give one of them.")
        start, end = (parse_moment(moment) if moment is not None else None for moment in (since, until))
        settings = SealSettings(
            key=_path(sign),
            authority=tsa,
            certificates=_path(tsa_chain),
            wants_request=tsa_request_only,
            folders=tuple(Path(folder) for folder in sources),
            recipients=tuple(age),
            scope=Scope(tuple(sorted(set(networks))), start, end, with_sources),
        )
        with doing("case.seal", by):
            return seal_case(self.folder, Path(path), settings)


def verify_pack(
    path: str | Path, *, allowed_signers: str | Path | None = None, tsa_chain: str | Path | None = None
) -> "Verdict":
    """Check an evidence pack, folder or .zip: `ok` says whether it holds, `problems` what does not.

    The same as `unisono evidence-pack verify`; `allowed_signers` and `tsa_chain` are trusted in place of what the pack
    brings along. A pack that does not hold is a result, not an error.
    """
    from unisono.exports.evidence_pack import Trust
    from unisono.exports.evidence_pack import verify_pack as check

    for own in (_path(allowed_signers), _path(tsa_chain)):
        if own is not None and not own.is_file():
            raise UsageError(f"There is no file {own}. Check the name.")
    return check(Path(path), Trust(_path(allowed_signers), _path(tsa_chain)))


def _path(given: str | Path | None) -> Path | None:
    return Path(given) if given is not None else None
