"""Which wordings do many accounts publish at this moment, though nobody would write them twice by chance?

The judgement is that of the scan's detector `copied_text`, on the texts of the last ten minutes (or of the last minute,
where no more is held): nearly the same texts are one, reposts are no copies, and how likely the words are is counted on
the window's other texts. Chance alerts a day: p times the texts of the window at every look of a day; looks overlap, so
that this is too high rather than too low. Share buttons and apps copy words as well: their signs are counted and told.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from unisono.content.share_texts import looks_like_share_text
from unisono.content.wording import wordings
from unisono.detectors.copied_text import DETECTOR, because_of_copies, judge_wordings
from unisono.model.counting import counted
from unisono.watch.claims import Claim
from unisono.watch.detectors.declaration import Asked, LiveCase, LiveDetector
from unisono.watch.detectors.subjects import gone, subject_of
from unisono.watch.windows import Windows, longest_look, look_step
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.evidence import Evidence
from unisono.watch.windows.looks import Look

NAME = "copied_text"
TEXT = LAYERS.index("text")
DAY_S = 86_400.0

MOST_JUDGED = 5
"""Texts judged at one look: those of most accounts that have grown since they were judged."""

MOST_SAMPLED = 3_000
"""Other texts of the window from which words are counted."""

GROWN = 1.5
MOST_REMEMBERED = 10_000

MOST_BUTTONS = 0.5
"""Share of posts that look written by a button from which on that is said to fit."""


@dataclass
class CopiedText:
    """At work on one stream; remembers of how many accounts each text was when it was judged."""

    asked: Asked
    _judged: dict[int, int] = field(default_factory=dict)
    _seen: int | None = None

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Return the texts of many accounts that chance does not explain."""
        look = longest_look(windows, self.asked.windows)
        if look is None or look.until == self._seen:
            return []
        self._seen = look.until
        chosen = self._choose(look)
        return self._judge(windows, look, chosen) if chosen else []

    def _choose(self, look: Look) -> list[int]:
        """Return the keys of texts of accounts enough, half as many again as when they were judged last."""
        rows = np.flatnonzero((look.layers == TEXT) & (look.accounts >= self.asked.least_accounts))
        chosen = []
        for row in rows[np.argsort(-look.accounts[rows], kind="stable")].tolist():
            key, accounts = int(look.keys[row]), int(look.accounts[row])
            if accounts >= GROWN * self._judged.get(key, 0):
                self._judged.pop(key, None)
                self._judged[key] = accounts
                chosen.append(key)
            if len(chosen) == MOST_JUDGED:
                break
        while len(self._judged) > MOST_REMEMBERED:
            del self._judged[next(iter(self._judged))]
        return chosen

    def _judge(self, windows: Windows, look: Look, keys: list[int]) -> list[Claim]:
        own = [windows.evidence(look, key) for key in keys]
        worded = pl.DataFrame([_worded(one) for one in own])
        tested = pl.concat([one.posts["text"] for one in own]).unique()
        others = _texts_of_all(windows, look)
        # Variants of a text would make its own words look usual.
        others = others.filter(~others.is_in(tested.implode()))
        among = pl.concat([worded["wording"], wordings(others).unique(maintain_order=True)]).unique(maintain_order=True)
        judged = judge_wordings(worded, among, int(look.acts[look.layers == TEXT].sum()))
        tests = int(look.objects[TEXT]) * DAY_S / look_step(look.window_s)
        return [
            _claim(evidence, row, look, tests)
            for evidence, row in zip(own, judged.iter_rows(named=True), strict=True)
            if row["p"] * tests <= self.asked.chance_per_day
        ]


def _texts_of_all(windows: Windows, look: Look) -> pl.Series:
    """Return up to MOST_SAMPLED texts that accounts wrote themselves within a look, from all parts of it."""
    said = (pl.col("kind") != "repost") & pl.col("text").is_not_null()
    texts = windows.posts(look.since, look.until, ("kind", "text")).filter(said)["text"]
    if len(texts) <= MOST_SAMPLED:
        return texts
    return texts.gather(np.linspace(0, len(texts) - 1, MOST_SAMPLED).astype(np.int64))


def _worded(evidence: Evidence) -> dict[str, Any]:  # Any: a cell is what its column says
    """Return what judge_wordings needs of one text."""
    posts = evidence.posts.with_columns(wordings(evidence.posts["text"]).alias("wording"))
    used = (
        posts.group_by("wording").agg(pl.col("account").n_unique()).sort("account", "wording", descending=[True, False])
    )
    return {
        "wording": used["wording"][0],
        "used": used["account"][0],
        "variants": used.height,
        "accounts": evidence.accounts,
        "posts": posts.height,
        "first_at": evidence.first_at,
        "last_at": evidence.last_at,
    }


def _claim(evidence: Evidence, row: dict[str, Any], look: Look, tests: float) -> Claim:  # Any: as above
    kind, subject = subject_of(evidence)
    linked = evidence.posts.filter(pl.col("link").is_not_null())
    signs = looks_like_share_text(linked["text"], linked["link"]).count()
    told = {**row, "linked": linked.height, "addresses": linked["link"].n_unique()}
    button = signs >= MOST_BUTTONS * evidence.posts.height
    said = f" The words of {counted(signs, 'post')} look written by a share button or an app." if signs else ""
    return Claim(
        NAME, kind, subject, "accounts", float(row["accounts"]), row["expected"], int(look.objects[TEXT]), row["p"],
        row["p"] * tests, look.window_s, because_of_copies(told) + said + gone(evidence), evidence.last_at,
        row["accounts"], row["posts"], evidence.who, evidence.strongest,
        ("share button (most of these texts look written by one)",) if button else (), evidence.arrived_at,
    )  # fmt: skip


COPIED_TEXT = LiveDetector(
    name=NAME,
    question="Which wordings do many accounts publish at this moment, though nobody would write them twice by chance?",
    innocent=DETECTOR.innocent,
    subject_kinds=("text",),
    windows=(60.0, 600.0),
    begin=CopiedText,
)
