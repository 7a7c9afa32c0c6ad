"""The figures of the calibration that came with this program: on what scans were measured, and how often they erred."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import orjson

from unisono.model.intervals import wilson_interval

FILE = "calibration.json"

DECOYS = {
    "share_button": "Readers who press a site’s share button",
    "newswire": "Newsrooms that publish one agency’s reports",
    "feeds": "Feeds of one publisher",
    "newsroom": "Staff of one newsroom",
    "fan_club": "A fan club that acts on each new post",
    "super-fan": "Very active people",
    "hub_followers": "Followers of one large account",
    "agreed_activism": "Activists who agreed openly on a day and a tag",
    "petition": "Signers of a petition with ready words",
    "party_staff": "A party’s own staff",
    "declared_bots": "Automation that says so in its profiles",
    "giveaways": "People who take part in give-aways",
    "returners": "People who come back after a silence",
    "first_answers": "People who answer a large account first",
    "friends": "Groups of friends",
    "news_event": "People who react to one event",
    "tv_show": "Viewers of one programme",
    "trend_question": "People who answer a trending question",
    "tremors": "People who report the same tremor",
    "commuters": "Commuters of one line",
    "daily_puzzle": "Players of a daily puzzle",
    "greetings": "People who wish a good morning",
    "pasted_jokes": "People who paste the same jokes",
    "person": "Other people, none of whom agreed on anything",
}
"""What the kinds of innocent accounts of the synthetic worlds are, those most asked about first."""

NOT_MEASURED = (
    "An artefact of how posts were collected",
    "Several accounts of one person",
)
"""Innocent explanations that scans test and that no synthetic world holds."""


@dataclass(frozen=True)
class DecoyRow:
    """One kind of innocent accounts: how many there were, and how many were in networks explained or not.

    scans_wrong: scans in which one was in an unexplained network; at_most: the upper 95 % bound of their share.
    Counts are null for a kind that no world holds.
    """

    name: str
    accounts: int | None = None
    explained: int | None = None
    wrong: int | None = None
    scans: int | None = None
    scans_wrong: int | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class BarRow:
    """What had to be reached, what was measured, and whether that reaches it; null where nothing is asked."""

    asks: str
    measured: str
    reached: bool | None


@dataclass(frozen=True)
class FalseRow:
    """Networks, members or pairs: how many of all that were found are what nobody did."""

    of: str
    false: int
    all: int


@dataclass(frozen=True)
class Calibration:
    """What was measured, on which days and with which programs (digest, version, scans)."""

    measured_from: str
    measured_to: str
    programs: Sequence[tuple[str, str, int]]
    scans: int
    worlds: int
    bars: Sequence[BarRow]
    false: Sequence[FalseRow]
    decoys: Sequence[DecoyRow]
    missed: Sequence[tuple[str, str, int, int]]
    """Playbook, level, accounts found and planted, where fewer than half were found."""


def read_calibration() -> Calibration:
    """Return the figures that came with the program."""
    return calibration_of(files(__package__).joinpath(FILE).read_bytes())


def calibration_of(written: bytes) -> Calibration:
    """Return the figures that `make calibrate` wrote."""
    told = orjson.loads(written)
    known = {one["kind"]: one for one in told["decoys"]}
    order = [kind for kind in DECOYS if kind in known] + [kind for kind in known if kind not in DECOYS]
    return Calibration(
        measured_from=told["measured_from"],
        measured_to=told["measured_to"],
        programs=[(one["program"], one["version"], one["scans"]) for one in told["programs"]],
        scans=told["scans"],
        worlds=told["worlds"],
        bars=[BarRow(one["asks"], one["measured"], one["reached"]) for one in told["bars"]],
        false=[FalseRow(one["of"], int(one["false"]), int(one["all"])) for one in told["false"]],
        decoys=[*(_decoy(kind, known[kind]) for kind in order), *(DecoyRow(name) for name in NOT_MEASURED)],
        missed=[
            (one["playbook"], one["level"], int(one["found"]), int(one["accounts"]))
            for one in told["playbooks"]
            if 2 * one["found"] < one["accounts"]
        ],
    )


def _decoy(kind: str, row: dict[str, int]) -> DecoyRow:
    return DecoyRow(
        name=DECOYS.get(kind, kind.replace("_", " ")),
        accounts=row["accounts"],
        explained=row["explained"],
        wrong=row["wrong"],
        scans=row["scans"],
        scans_wrong=row["scans_wrong"],
        at_most=wilson_interval(row["scans_wrong"], row["scans"])[1],
    )
