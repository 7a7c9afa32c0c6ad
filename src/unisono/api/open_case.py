"""A case in Python: add files, scan, read posts and results, write the report."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from unisono.api.case_dossiers import CaseDossiers
from unisono.api.handed_over import HandedOver
from unisono.api.notebook import html_card
from unisono.api.scan import Scan
from unisono.api.settings import scan_settings
from unisono.api.spans import Window, parse_moment
from unisono.cases import open_or_create, require_writable
from unisono.model.errors import UsageError


@dataclass(frozen=True)
class AddedFiles:
    """What became of the rows of added files: one dictionary a file, with the fields of `unisono import --json`."""

    files: tuple[dict[str, Any], ...]  # Any: counts, names and lists of rejections

    @property
    def read(self) -> int:
        """Rows read."""
        return sum(file["read"] for file in self.files)

    @property
    def stored(self) -> int:
        """Posts that are new to the case."""
        return sum(file["stored"] for file in self.files)

    @property
    def duplicates(self) -> int:
        """Rows whose post the case already had."""
        return sum(file["duplicates"] for file in self.files)

    @property
    def rejected(self) -> list[dict[str, Any]]:  # Any: reason and example are text, rows a number
        """What could not be taken: {reason, rows, example} for each file and reason."""
        return [rejection for file in self.files for rejection in file["rejected"]]

    def _repr_html_(self) -> str:
        columns = ["file", "format", "read", "stored", "duplicates"]
        rows: list[list[object]] = [list(columns), *([file.get(name) for name in columns] for file in self.files)]
        facts = [(rejection["reason"], f"{rejection['rows']:,} rows rejected") for rejection in self.rejected]
        return html_card("Added", facts, rows)


@dataclass(frozen=True, repr=False)
class OpenCase(CaseDossiers, HandedOver):
    """One investigation; `folder` is the case on the shelf below, with every observation and run."""

    @property
    def path(self) -> Path:
        """Where the case is."""
        return self.folder.path

    def add(
        self,
        *files: str | Path,
        format: str | None = None,
        mapping: Mapping[str, str] | None = None,
        zone: str | None = None,
        platform: str | None = None,
        dates: str | None = None,
        mend: Iterable[str] = (),
    ) -> AddedFiles:
        """Append files and say what became of their rows; nothing is dropped silently.

        `mapping` names the file's column for one of ours ({"created_at": "tweet_time"}), `zone` is for times
        without an offset, `platform` for tables that do not say, `dates` is "day-first" or "month-first" for dates
        like 3/4/2018, `mend` names broken characters to mend: "mojibake", "entities". Of a folder every file is read.
        """
        if not files:
            raise UsageError("No file was given. Name at least one: case.add('posts.jsonl.gz')")
        from unisono.importers.declaration import ReadSettings
        from unisono.importers.importing import import_files
        from unisono.importers.platform_names import known_platform
        from unisono.importers.saved_mappings import known_dates, known_mends

        settings = ReadSettings(
            mapping=dict(mapping or {}),
            zone=zone,
            platform=known_platform(platform),
            dates=known_dates(dates),
            mend=known_mends(list(mend)),
        )
        lines = import_files(self.folder, [str(file) for file in files], format=format, settings=settings)
        return AddedFiles(tuple(lines))

    def scan(  # noqa: PLR0913  # all by name, each with a default
        self,
        *,
        only: str | Iterable[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        windows: Window | Iterable[Window] | None = None,
        layers: str | Iterable[str] | None = None,
        q: float | None = None,
        similarity: float | None = None,
        twin: bool = True,
        seed: int = 0,
        memory: str | None = None,
    ) -> Scan:
        """Find the accounts that acted together, test them against chance, and keep the run in the case."""
        from unisono.detectors.scanning import scan_case

        settings = scan_settings(
            only=only,
            since=since,
            until=until,
            windows=windows,
            layers=layers,
            q=q,
            similarity=similarity,
            twin=twin,
            seed=seed,
            memory=memory,
        )
        require_writable(self.path)
        result = scan_case(self.folder, settings)
        return Scan(result.record, result.tables)

    @property
    def latest(self) -> Scan | None:
        """The last scan of the case, or None before the first."""
        run = self.folder.latest_run()
        return Scan.of_run(run) if run is not None else None

    def posts(self) -> pl.DataFrame:
        """Return the posts, one row each, in the columns of `unisono.model.tables.POSTS`."""
        return self.folder.posts().collect()

    def accounts(self) -> pl.DataFrame:
        """Return the latest snapshot of each account's profile."""
        return self.folder.accounts().collect()

    def sources(self) -> pl.DataFrame:
        """Return one row for each file that was added."""
        return self.folder.sources()

    def texts(
        self,
        *,
        least_accounts: int = 2,
        top: int | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> pl.DataFrame:
        """Return the texts that several accounts published, most accounts first, with the ids of their posts.

        The columns are the fields of `unisono texts --posts --json`.
        """
        from unisono.dossiers.shared_texts import SHARED_TEXTS, describe_shared_texts, find_shared_texts

        shared = find_shared_texts(
            self.folder,
            self.folder.latest_run(),
            least_accounts=least_accounts,
            since=parse_moment(since) if since is not None else None,
            until=parse_moment(until) if until is not None else None,
        )
        return pl.DataFrame(list(describe_shared_texts(shared, top, with_posts=True)), schema=SHARED_TEXTS)

    def languages(
        self,
        by: str = "language",
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        network: int | None = None,
    ) -> pl.DataFrame:
        """Return the languages of the posts: one row a "language", an "account" or a "post", as `by` says.

        The columns are the fields of `unisono languages --json`, with --accounts and with --posts.
        """
        if by not in ("language", "account", "post"):
            raise UsageError(f'by is {by!r}. Type one of: "language", "account", "post".')
        from unisono.dossiers.case_languages import read_languages

        found = read_languages(self.folder, self._chosen(since=since, until=until, network=network))
        if by == "post":
            return found.posts.drop("handle")
        return found.accounts() if by == "account" else found.languages()

    def arguments(
        self,
        *,
        hashtag: str | None = None,
        network: int | None = None,
        account: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> pl.DataFrame:
        """Return what the posts say, in groups, those of most accounts first; `account` is a platform:id.

        The columns are the fields of `unisono arguments --json`.
        """
        from unisono.content.arguments import ARGUMENTS, find_arguments
        from unisono.content.arguments_wordings import without_repost_marks
        from unisono.content.case_texts import text_index

        chosen = self._chosen(since, until, hashtag=hashtag, network=network, account=account)
        posts, run = chosen.collect(), self.folder.latest_run()
        networked = set(run.table("members")["account"]) if run else None
        objects = text_index(self.folder).objects(without_repost_marks(posts["text"]))
        found = find_arguments(posts, objects, networked=networked)
        return pl.DataFrame([asdict(one) for one in found.arguments], schema=ARGUMENTS)

    def _chosen(self, since: str | date | None, until: str | date | None, **choice: Any) -> pl.LazyFrame:
        from unisono.dossiers.chosen_posts import PostChoice, choose_posts

        start, end = (parse_moment(moment) if moment is not None else None for moment in (since, until))
        return choose_posts(self.folder, self.folder.latest_run(), PostChoice(since=start, until=end, **choice))

    def __repr__(self) -> str:
        """Say where the case is and what it holds."""
        posts, accounts = self.folder.counts()
        return f"<OpenCase {str(self.path)!r}: {posts:,} posts of {accounts:,} accounts>"

    def _repr_html_(self) -> str:
        posts, accounts = self.folder.counts()
        run = self.folder.latest_run()
        facts = [("folder", str(self.path)), ("posts", posts), ("accounts", accounts)]
        return html_card(f"Case {self.folder.name}", [*facts, ("latest scan", run.id if run else "none yet")])


def open_case(path: str | Path) -> OpenCase:
    """Open the case in a folder, or make it there."""
    return OpenCase(open_or_create(path))
