"""What the scorecards of a case are made of: every use of its tags or links, their flows, and who is in a network."""

from dataclasses import dataclass
from functools import cached_property, partial

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.reading_once import CaseReadOnce, keep_in_lots, posts_in_turn
from unisono.dossiers.hashtag.flows import count_posts, measure_flows
from unisono.dossiers.hashtag.reference_flows import Standing, compare_ctm
from unisono.dossiers.subject_posts import members_of
from unisono.model.few_rows import collect_few
from unisono.significance.pushing import Pushing, rate_pushing
from unisono.traces.uses import read_link_uses, read_tag_uses, tag_uses_by_part


@dataclass(frozen=True)
class Material:
    """All uses of tags, or of links, of a case: account, post, at, kind, object, once a post; and the latest run.

    kept: the uses in files, where `uses` has no `post` to be held for each.
    """

    case: Case
    run: Run | None
    uses: pl.DataFrame
    kept: pl.LazyFrame | None = None

    def of(self, name: str) -> pl.DataFrame:
        """Return the uses of one tag or link, by time."""
        own = pl.col("object") == name
        return self.uses.filter(own) if self.kept is None else collect_few(self.kept.filter(own))

    @cached_property
    def flows(self) -> pl.DataFrame:
        """One row a tag or link, FLOWS, those of most posts first."""
        return measure_flows(self.uses)

    @cached_property
    def members(self) -> pl.DataFrame | None:
        """Account and network of the members of the run's networks; None without a run."""
        return members_of(self.run)

    @cached_property
    def pushing(self) -> Pushing | None:
        """Which of them more members of networks used than chance gives; None without a run."""
        return None if self.members is None else rate_pushing(self.uses, self.members)

    @cached_property
    def carried(self) -> pl.DataFrame | None:
        """Object and networked_share: of the posts of each, the share by members of networks; None without a run."""
        if self.pushing is None:
            return None
        share = (pl.col("member_posts") / pl.col("posts")).alias("networked_share")
        return self.pushing.rated.select("object", share)

    def compare(self, name: str) -> Standing:
        """Return where the concentration of one flow stands among those of like size."""
        return compare_ctm(self.flows, self.uses, name, self.carried)

    def counts_beside(self, standing: Standing) -> list[int] | None:
        """Return the posts per account of the flows of the case with which one was compared, all together."""
        if standing.objects.is_empty():
            return None
        return count_posts(self.uses, standing.objects)["posts"].to_list()


def read_tags(case: Case, run: Run | None) -> Material:
    """Return every use of a hashtag; reposts count with their originals' tags."""
    if not isinstance(case, CaseReadOnce):
        return Material(case, run, read_tag_uses(case.posts(), case.references()))
    uses = tag_uses_by_part(partial(posts_in_turn, case), case.references())
    parts = (part.drop("minute_precision", "platform") for part in uses)
    kept = keep_in_lots(case, "tags", parts, by="object", finish=_in_order)
    counted = kept.select("account", "at", pl.col("kind").cast(pl.Categorical), "object")
    return Material(case, run, collect_few(counted), kept)


def _in_order(uses: pl.DataFrame) -> pl.DataFrame:
    return uses.unique(["post", "object"], keep="first", maintain_order=True).sort("at", "post", "object")


def read_addresses(case: Case, run: Run | None) -> Material:
    """Return every use of an outward link, by canonical address; reposts count with their originals' links."""
    return Material(case, run, read_link_uses(case.posts()))
