"""A case in which eight accounts push #Harbour with the same sentences, and a hundred others use many tags."""

from pathlib import Path
from typing import Any

import numpy as np

from tests.dossiers.written_case import put_in_network, write_case
from unisono.cases import Case

SLOGANS = (
    "The harbour was never closed and everybody who says so is paid by the ferry lobby",
    "Nobody asked about the trams of the last mayor but everybody shouts about cranes today",
    "If this goes on the shipping lines will leave and your job will leave with them",
)
PUSHERS = [f"m{number}" for number in range(8)]
PEOPLE = 100
TAG = "Harbour"


def tagged_posts(seed: int = 1) -> list[dict[str, Any]]:
    """Return posts: 900 of people with tags of their days, 20 of them with #harbour; 48 by eight pushers."""
    rng = np.random.default_rng(seed)
    posts: list[dict[str, Any]] = []
    for number in range(900):
        who, tag = int(rng.integers(0, PEOPLE)), int(rng.zipf(1.6)) % 40
        name = "harbour" if number % 45 == 0 else f"day{tag}"
        words = " ".join(f"w{one}" for one in rng.integers(0, 5_000, 9))
        posts.append({"account": f"p{who}", "text": f"{words} #{name}", "minutes": 7 * number})
    for turn in range(6):
        for place, account in enumerate(PUSHERS):
            text = f"{SLOGANS[(turn + place) % len(SLOGANS)]} #{TAG}"
            posts.append({"account": account, "text": text, "minutes": 700 * turn + 1_000})
        # Pushers post of other things, too.
        posts += [{"account": account, "text": f"hello #day{turn}", "minutes": 700 * turn} for account in PUSHERS]
    return posts


def tagged_case(folder: Path, *, scanned: bool = True) -> Case:
    """Return the case; scanned: with a run in which the pushers are network 1."""
    case = write_case(folder, tagged_posts())
    if scanned:
        put_in_network(case, PUSHERS)
    return case
