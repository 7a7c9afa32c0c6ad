"""Addresses of every page of a scanned case, for whoever visits all: a page that has none here fails its visitors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from unisono.api.open_case import OpenCase, open_case
from unisono.cases.targets import kept_targets
from unisono.cases.watchlists import kept_watchlists
from unisono.content.pictures.case_pictures import case_pictures
from unisono.web.addresses import address_of
from unisono.web.pages import PAGES


@dataclass(frozen=True)
class Subjects:
    """What the pages of a case can be about."""

    name: str
    folder: Path
    most: int = 3

    @cached_property
    def case(self) -> OpenCase:
        return open_case(self.folder)

    @cached_property
    def posts(self) -> pl.DataFrame:
        return self.case.posts().sort("post_id", descending=True)

    def finding(self) -> list[str]:
        assert self.case.latest is not None
        first = self.case.latest.findings.unique("detector", keep="first", maintain_order=True)
        return first["finding"].to_list()

    def network(self) -> list[str]:
        assert self.case.latest is not None
        return [str(number) for number in self.case.latest.networks["network"].head(1)]

    def account(self) -> list[str]:
        assert self.case.latest is not None
        return self.case.latest.networks["accounts"].explode().head(self.most).to_list()

    def post(self) -> list[str]:
        kinds = self.posts.unique("kind", keep="first", maintain_order=True)
        return [f"{platform}:{post}" for platform, post in kinds.select("platform", "post_id").iter_rows()]

    def hashtag(self) -> list[str]:
        return self._usual("hashtags")

    def link(self) -> list[str]:
        return [url for url in self._usual("urls") if url.startswith("http")]

    def text(self) -> list[str]:
        texts = self.case.texts()
        return texts["text_id"].head(1).to_list() if "text_id" in texts.columns else []

    def target(self) -> list[str]:
        return [target.name for target in kept_targets(self.folder).targets][: self.most]

    def watchlist(self) -> list[str]:
        return [watchlist.name for watchlist in kept_watchlists(self.folder)][: self.most]

    def image(self) -> list[str]:
        return case_pictures(self.case.folder)["object"].unique().sort().head(self.most).to_list()

    def run(self) -> list[str]:
        return [run.id for run in self.case.folder.runs()][:1]

    def _usual(self, column: str) -> list[str]:
        values = self.posts.select(pl.col(column).explode().drop_nulls().value_counts(sort=True, parallel=False))
        return values.unnest(column)[column].head(self.most).to_list() if values.height else []


QUERIES: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "search": ({}, {"words": "harbour"}, {"words": "<script>"}),
    "posts": ({}, {"words": "mayor", "rows": "200"}),
    "link": (),
}
OF_SUBJECT = ["image", "finding", "network", "account", "post", "hashtag", "text", "target", "watchlist", "run"]
WITHOUT_ANSWER = ("/jobs/", "/file/", "/data/")
"""Pages that a case has only after something was begun in it, or only with pictures; and what is no page."""


def addresses_of_pages(name: str, folder: Path) -> dict[str, list[str]]:
    """Return addresses for the path of each page."""
    subjects = Subjects(name, folder)
    return {page.path: _addresses(subjects, page.path) for page in PAGES if not _is_left_out(page.path)}


def _is_left_out(path: str) -> bool:
    return any(part in path for part in WITHOUT_ANSWER)


def _addresses(subjects: Subjects, path: str) -> list[str]:
    first, _, rest = path.strip("/").partition("/")
    if not first:
        return [address_of(subjects.name)]
    if first == "link":
        return [address_of(subjects.name, "link", url=url) for url in subjects.link()]
    if "{" not in path:
        return [address_of(subjects.name, path.strip("/"), **query) for query in QUERIES.get(first, ({},))]
    if first in OF_SUBJECT and rest.startswith("{") and "/" not in rest:
        found: Callable[[], list[str]] = getattr(subjects, first)
        return [address_of(subjects.name, first, subject) for subject in found()]
    raise AssertionError(f"No address is known for the page {path}: add it to tests/web/pages_of_case.py.")
