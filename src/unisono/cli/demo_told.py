"""What the case of a story is told before its scan, and what its pages answer to the story's questions after it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from shlex import quote
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.events import Event, keep_event
from unisono.cases.targets import Target, add_target
from unisono.cases.watchlists import keep_watchlist, kept_watchlists
from unisono.cli.demo_folder import DemoFolder
from unisono.detectors import testimony
from unisono.dossiers.case_timeline.telling import what_happened
from unisono.dossiers.hashtag.describing import describe_hashtag
from unisono.dossiers.post.describing import describe_post
from unisono.dossiers.target.describing import card_of
from unisono.dossiers.target.material import read_materials
from unisono.dossiers.watchlist.describing import describe_watchlist
from unisono.importers.watchlists.reading import read_watchlist
from unisono.model.counting import counted
from unisono.model.names import ACCOUNT_NAME
from unisono.worlds import World

Truth = Mapping[str, Any]  # Any: JSON

LIST = "published list"
VOTE = "by-election"
ATTACKED_BY = ("threat_wave", "dormant_nets")
"""Playbooks of networks that attack their target."""

ARGUMENTS = 3
STAYS = 3
IN_TIME = ("born", "woke", "turned", "deleted")


def tell_case(case: Case, folder: DemoFolder, world: World) -> None:
    """Tell the case what somebody who follows the story would know: the vote, who is attacked, the published list."""
    networks = world.truth["networks"]
    woke = [network["woke_at"] for network in networks if "woke_at" in network]
    if woke:
        keep_event(case.path, Event(VOTE, datetime.fromisoformat(woke[0]) + timedelta(days=1), "invented"))
    attacked = dict.fromkeys(
        network["target"] for network in networks if network["playbook"] in ATTACKED_BY and "target" in network
    )
    for account, (name, handle) in _names(world.accounts, list(attacked)).items():
        aliases = tuple(dict.fromkeys((name, handle)))
        add_target(case.path, Target(name, aliases=aliases, accounts=(account.split(":", 1)[1],)))
    if folder.watchlist.exists():
        keep_watchlist(case.path, read_watchlist(str(folder.watchlist), LIST))


@dataclass(frozen=True)
class Answer:
    """What one command says: its name, what follows the case, and the sentences."""

    command: str
    rest: str
    says: list[str]


def answers(case: Case, run: Run, truth: Truth, program: str = "unisono") -> list[str]:
    """Return what the pages of the case say to the questions of its story, each under the command to type, indented."""
    where = quote(str(case.path))
    return [
        line
        for part in PARTS
        for one in part(case, run, truth)
        for line in (f"  {program} {one.command} {where} {one.rest}".rstrip(), *(f"    {says}" for says in one.says))
    ]


def _of_the_post(case: Case, run: Run, truth: Truth) -> Iterator[Answer]:
    the_post = truth["marked"].get("the_post")
    if the_post:
        yield Answer("show", f"post {the_post}", describe_post(case, run, the_post)["says"])


def _of_hashtags(case: Case, run: Run, truth: Truth) -> Iterator[Answer]:
    """Answer for the tag that one network pushes: a network with many tags is better seen on another page."""
    for network in truth["networks"]:
        tags = network.get("tags", [])
        if len(tags) == 1:
            card = describe_hashtag(case, run, tags[0])
            most = card["arguments"][:ARGUMENTS]
            says = [f"It says, by {one['accounts']:,} accounts: “{one['text']}”" for one in most]
            yield Answer("show", f"hashtag {tags[0]}", [*card["says"], *says])


def _of_targets(case: Case, run: Run, truth: Truth) -> Iterator[Answer]:
    for material in read_materials(case, run):
        card = card_of(material)
        massive = [episode for episode in card["episodes"] if episode["massive"]]
        spans = [episode["says"] for episode in massive[:ARGUMENTS]]
        yield Answer("show", f"target {quote(card['target'])}", [*card["says"], *spans])


def _of_time(case: Case, run: Run, truth: Truth) -> Iterator[Answer]:
    told = what_happened(case, run).happenings.filter(pl.col("kind").is_in(list(IN_TIME)))
    if told.height:
        yield Answer("timeline", "", told["says"].to_list())


def _of_watchlists(case: Case, run: Run, truth: Truth) -> Iterator[Answer]:
    for name in dict.fromkeys(watchlist.name for watchlist in kept_watchlists(case.path)):
        card = describe_watchlist(case, name).card
        most = [stay["says"] for stay in card["stays"][:STAYS]]
        posts = counted(card["posts"], "post")
        found = f"{card['found']:,} of {card['members']:,} members are in the case, with {posts}."
        yield Answer("show", f"watchlist {quote(name)}", [found, *most])


def _of_testimony(case: Case, run: Run, truth: Truth) -> Iterator[Answer]:
    found = run.table("findings").filter(pl.col("detector") == testimony.NAME)
    if found.height:
        says = f"In {counted(found.height, 'text')}, several accounts tell of themselves in the same words."
        yield Answer("findings", f"--detector {testimony.NAME}", [says])


def _names(accounts: pl.DataFrame, wanted: list[str]) -> dict[str, tuple[str, str]]:
    """Return the display name and the handle of these accounts (`platform:id`), in their order."""
    named = accounts.select(ACCOUNT_NAME, "display_name", "handle").filter(pl.col("account").is_in(wanted))
    known = {account: (name or handle, handle) for account, name, handle in named.iter_rows()}
    return {account: known[account] for account in wanted if account in known}


PARTS: tuple[Callable[[Case, Run, Truth], Iterator[Answer]], ...] = (
    _of_the_post,
    _of_hashtags,
    _of_time,
    _of_targets,
    _of_watchlists,
    _of_testimony,
)
"""The questions of the stories; a story answers those that it asks."""
