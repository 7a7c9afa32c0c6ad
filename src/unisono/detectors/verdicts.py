"""Verdicts of networks: what lifts one from acting together to likely inauthentic, and the sentences that say why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.detectors.scene import Scene
from unisono.model.counting import counted
from unisono.model.tested_fits import measured_fit
from unisono.significance.popularity import poisson_tail

MOST = 0.5
"""Share of a network's members from which on what they show is said of the network."""

FEWEST = 3
TIMES = 5.0
"""Members, and times what chance would give, below which nothing is said of the network."""

LEVEL = 0.01

TOGETHER = 2
"""Kinds of signs that lift a verdict together where none does so alone."""

NEAR = 0.05
"""A fit below which an innocent explanation is not named."""

EXPLAINED = "coordinated_explained"
LIFTED = "likely_inauthentic"

STOPS = "Acting together does not show that accounts are not what they claim to be."


@dataclass(frozen=True)
class Sign:
    """What accounts themselves can show, found by a detector.

    name: in a list. words: what the members did, after "N of its M accounts". enough: whether it lifts the verdict
    alone; if not, because says what else does the same, in a sentence.
    """

    detector: str
    name: str
    words: str
    enough: bool
    because: str = ""


SIGNS = (
    Sign("born_together", "made together", "were made within a few days of each other", enough=True),
    Sign("woke_together", "woke together", "ended long silences within a few days of each other", enough=True),
    Sign("contradicting_claims", "contradicting claims", "claim to be several persons who cannot be one", enough=True),
    Sign(
        "avatar_reuse",
        "shared profile pictures",
        "show a profile picture that others show, too",
        enough=False,
        because="Fans and campaigns share pictures, too.",
    ),
    Sign(
        "testimony",
        "testimony in the same words",
        "claim who they are in words that others use for themselves",
        enough=False,
        because="Letters and petitions give people such words, too.",
    ),
    Sign(
        "turned_together",
        "turned together",
        "changed their subject within a few days of each other",
        enough=False,
        because="Communities change their subject together, too.",
    ),
    Sign(
        "co_deletion",
        "deleted together",
        "deleted posts, beyond what others deleted",
        enough=False,
        because="Services that delete old posts do so for many accounts at once.",
    ),
    Sign(
        "identity_change",
        "changed names",
        "changed their names or profiles, more than most",
        enough=False,
        because="People rename themselves for a cause or a season.",
    ),
)
"""What is asked of the accounts of every network, each by its detector."""


def holds_for(accounts: int, size: int, expected: float, q: float) -> bool:
    """Say whether what so many members of a network show can be said of it: most of them, far beyond chance."""
    return accounts >= max(FEWEST, MOST * size) and q <= LEVEL and accounts >= TIMES * expected


@dataclass(frozen=True)
class Shown:
    """What the members of one network show of a sign: how many of them, how many chance would give, and its q."""

    sign: Sign
    accounts: int
    size: int
    expected: float
    q: float

    @property
    def holds(self) -> bool:
        """Say whether it holds for the network: for most members, far beyond chance."""
        return holds_for(self.accounts, self.size, self.expected, self.q)

    @property
    def sentence(self) -> str:
        """Return what was counted and compared, and what it says of the network where that is not plain."""
        told = (
            f"{self.accounts:,} of its {counted(self.size, 'account')} {self.sign.words}; chance would give "
            f"{self.expected:.2g} (q {self.q:.2g})."
        )
        if not self.holds:
            return f"{told} That is too few, or too near to chance, to say anything of the network."
        return told if self.sign.enough else f"{told} {self.sign.because} That does not lift the verdict alone."


def with_verdicts(networks: pl.DataFrame, scene: Scene, findings: pl.DataFrame, ran: set[str]) -> pl.DataFrame:
    """Return NETWORKS with the verdicts that account-level findings lift, and `verdict_because`: why, in sentences.

    findings: of this scan. ran: names of the detectors that ran; what others look for is said not to be known.
    """
    if networks.is_empty():
        return networks
    shown = _of_networks(networks, findings)
    for detector, accounts in _sets_of_accounts(scene, findings).items():
        _count_members(shown, networks, detector, accounts, everybody=len(scene.known.timelines.accounts))
    verdicts, because = [], []
    for row in networks.iter_rows(named=True):
        own = [shown[row["network"]][sign.detector] for sign in SIGNS if sign.detector in shown[row["network"]]]
        verdict = judge(row["verdict"], own)
        verdicts.append(verdict)
        because.append(" ".join(sentences(verdict, row, own, ran)))
    return networks.with_columns(pl.Series("verdict", verdicts), pl.Series("verdict_because", because))


def judge(verdict: str, shown: list[Shown]) -> str:
    """Return the verdict of a network whose acts alone let it have this one.

    One sign that is enough, or two others, lift it. An innocent explanation that fits is never overruled.
    """
    holding = [one for one in shown if one.holds]
    lifted = any(one.sign.enough for one in holding) or len(holding) >= TOGETHER
    return LIFTED if lifted and verdict != EXPLAINED else verdict


def sentences(verdict: str, row: Mapping[str, Any], shown: list[Shown], ran: set[str]) -> Iterator[str]:
    """Yield the sentences that lead to a verdict; row: of NETWORKS (Any: its cells)."""
    tested = orjson.loads(row["innocent"] or "[]")
    unmeasured = [_plain(one["explanation"]) for one in tested if measured_fit(one) is None]
    best = max(tested, key=lambda one: one["fit"] or 0.0, default=None)
    yield f"Its {counted(row['size'], 'account')} acted together more often than chance and shared interest explain."
    if best is None:
        yield "No innocent explanation was tested."
    elif verdict == EXPLAINED:
        yield f"An innocent explanation fits: {_plain(best['explanation'])} (fit {best['fit']:.2f} of 1)."
    elif best["fit"] < NEAR:
        yield "No innocent explanation fits, and none that was tested comes near."
    else:
        yield f"No innocent explanation fits; {_plain(best['explanation'])} comes nearest (fit {best['fit']:.2f} of 1)."
    if unmeasured and verdict != EXPLAINED:
        yield f"Not ruled out, for the case lacks what would show it: {', '.join(unmeasured)}."
    if verdict == LIFTED:
        yield "What the accounts themselves show lifts the verdict:"
    elif verdict != EXPLAINED:
        yield STOPS
    yield from (one.sentence for one in sorted(shown, key=lambda one: -one.accounts))
    found = {one.sign.detector for one in shown}
    others = [sign for sign in SIGNS if sign.detector not in found]
    for told, names in (
        (
            f"Shown by fewer than {FEWEST} of them, as far as the case tells",
            [one.name for one in others if one.detector in ran],
        ),
        ("Not looked for", [one.name for one in others if one.detector not in ran]),
    ):
        if names:
            yield f"{told}: {', '.join(names)}."
    if verdict == LIFTED:
        yield "Groups that prepare together and say so can show the same; who stands behind it is not computed."


def _of_networks(networks: pl.DataFrame, findings: pl.DataFrame) -> dict[int, dict[str, Shown]]:
    """Return what findings about networks say, by network and detector: of several the one of most accounts."""
    sizes = dict(networks.select("network", "size").iter_rows())
    shown: dict[int, dict[str, Shown]] = {network: {} for network in sizes}
    signs = {sign.detector: sign for sign in SIGNS}
    own = findings.filter(
        (pl.col("subject_kind") == "network")
        & pl.col("detector").is_in(list(signs))
        & pl.col("measure").is_in(["accounts", "accounts_that_woke"])
    )
    for row in own.sort("value").iter_rows(named=True):
        network, sign = int(row["subject"]), signs[row["detector"]]
        shown[network][sign.detector] = Shown(sign, int(row["value"]), sizes[network], row["expected"], row["q"])
    return shown


def _sets_of_accounts(scene: Scene, findings: pl.DataFrame) -> dict[str, set[str]]:
    """Return the accounts that findings about accounts, pictures and texts are of, by detector."""
    found = {
        name: set(findings.filter((pl.col("detector") == name) & (pl.col("subject_kind") == "account"))["subject"])
        for name in ("contradicting_claims", "identity_change")
    }
    pictures = findings.filter(pl.col("detector") == "avatar_reuse")["evidence"]
    found["avatar_reuse"] = {account for one in pictures for account in orjson.loads(one)["accounts"]}
    texts = findings.filter(pl.col("detector") == "testimony")
    found["testimony"] = set()
    if texts.height:
        queries = [orjson.loads(one) for one in texts["evidence"]]
        named = pl.Series([post for query in queries for post in query.get("posts", ())], dtype=pl.String)
        of_text = pl.col("object").is_in(texts["subject"].implode()) | pl.col("post").is_in(named.implode())
        found["testimony"] = set(scene.claimed.filter(of_text)["account"])
    return {name: accounts for name, accounts in found.items() if accounts}


def _count_members(
    shown: dict[int, dict[str, Shown]], networks: pl.DataFrame, detector: str, accounts: set[str], *, everybody: int
) -> None:
    """Add how many members are among these accounts, compared with as many of everybody; all networks are counted."""
    sign = next(sign for sign in SIGNS if sign.detector == detector)
    members = networks["accounts"].to_list()
    hits = np.array([len(accounts.intersection(own)) for own in members], np.int32)
    sizes = networks["size"].to_numpy()
    expected = sizes * (len(accounts) / max(everybody, 1))
    rates = np.minimum(1.0, poisson_tail(hits, expected) * len(hits) * len(SIGNS))
    for network, many, size, chance, rate in zip(networks["network"], hits, sizes, expected, rates, strict=True):
        if many >= FEWEST:
            shown[network][detector] = Shown(sign, int(many), int(size), float(chance), float(rate))


def _plain(name: str) -> str:
    return name.replace("_", " ")
