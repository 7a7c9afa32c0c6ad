"""What the card, the log and the page of a target are made of, read once."""

from dataclasses import dataclass, replace
from functools import cached_property
from shlex import quote

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.named_files import can_name, plain_name
from unisono.cases.targets import Target, Targets, kept_targets
from unisono.detectors.evidence import posts_named, with_sources
from unisono.detectors.targets.attack_posts import Attacks
from unisono.detectors.targets.episodes import Episode, find_episodes
from unisono.detectors.targets.settings import AttackSettings
from unisono.dossiers.target.reading_attacks import Span, read_attacks
from unisono.model.errors import UsageError
from unisono.model.names import ACCOUNT_NAME


@dataclass(frozen=True)
class TargetMaterial:
    """One target of a case among all, with the posts against each and their episodes.

    number: of the target among the targets. own: its attacks with the columns of their acts, by time.
    """

    case: Case
    run: Run | None
    targets: Targets
    number: int
    attacks: Attacks
    episodes: dict[int, list[Episode]]
    span: Span | None

    @property
    def target(self) -> Target:
        """Return the target itself."""
        return self.targets.targets[self.number]

    @cached_property
    def own(self) -> pl.DataFrame:
        """Return the attacks on this target, with account, post, at and text, by time."""
        return self.attacks.of(self.number)

    @cached_property
    def posts(self) -> pl.DataFrame:
        """Return the posts of these attacks in POSTS columns; post_id and account_id are platform:id."""
        return posts_named(self.case.posts(), self.own["post"].unique()).unique("post_id", keep="first")

    @cached_property
    def sources(self) -> pl.DataFrame:
        """Return post_id, source_file, source_row and source_sha256 of these posts."""
        found = with_sources(self.case, self.posts)
        return found.select("post_id", "source_file", "source_row", "source_sha256")

    @cached_property
    def profiles(self) -> pl.DataFrame:
        """Return account, handle and followers of the accounts of these attacks, as last seen."""
        wanted = self.own["account"].unique()
        latest = self.case.accounts().select(ACCOUNT_NAME, "handle", "followers").collect()
        posted = self.posts.sort("created_at").group_by("account_id").agg(pl.col("handle").drop_nulls().last())
        named = posted.rename({"account_id": "account", "handle": "posted_as"})
        known = wanted.to_frame().join(latest.unique("account"), on="account", how="left")
        joined = known.join(named, on="account", how="left")
        return joined.select("account", pl.coalesce("handle", "posted_as").alias("handle"), "followers")

    @cached_property
    def handles(self) -> dict[str, str | None]:
        """Return the handle of each account of these attacks."""
        return dict(self.profiles.select("account", "handle").iter_rows())


def read_material(case: Case, run: Run | None, name: str, settings: AttackSettings | None = None) -> TargetMaterial:
    """Return what is known of a target, by its name; raises UsageError where the case has none of that name."""
    targets = kept_targets(case.path)
    return _read(case, run, targets, _number_of(case, targets, name), settings)


def read_materials(case: Case, run: Run | None) -> list[TargetMaterial]:
    """Return what is known of every target of the case, whose posts are read once for all."""
    targets = kept_targets(case.path)
    if not targets.targets:
        return []
    first = _read(case, run, targets, 0, None)
    return [replace(first, number=number) for number in range(len(targets.targets))]


def _read(
    case: Case, run: Run | None, targets: Targets, number: int, settings: AttackSettings | None
) -> TargetMaterial:
    attacks, span = read_attacks(case, targets)
    episodes = {} if span is None else find_episodes(attacks, span, settings)
    return TargetMaterial(case, run, targets, number, attacks, episodes, span)


def _number_of(case: Case, targets: Targets, name: str) -> int:
    try:
        return targets.targets.index(targets.named(name))
    except KeyError:
        known = ", ".join(target.name for target in targets.targets)
        told = f"Its targets: {known}." if known else "It has none yet."
        added = quote(name) if can_name(name) else "NAME"
        raise UsageError(
            f"{case.path} has no target named {plain_name(name)}. {told} Add one: "
            f"unisono target add {quote(str(case.path))} {added} --alias NAME --account HANDLE"
        ) from None
