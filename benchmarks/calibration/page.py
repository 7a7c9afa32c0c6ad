"""The page that says whom scans of synthetic worlds find, whom they miss, and whom they take for what they are not."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.chance import chance_table
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.playbooks import playbooks_table
from benchmarks.calibration.tables import (
    counted,
    detectors_table,
    levels_table,
    lookalikes_table,
    rates_table,
    table,
    worlds_table,
)

HEAD = """# Calibration

Synthetic worlds say who belongs to which network, so a scan of them can be wrong in a way that can be counted. This
page is written by `make calibrate`, from {scans} scans with default settings: {worlds} worlds, {seeds} each. Every
outcome is kept as a line of `benchmarks/calibration/results.jsonl`; `make calibrate` takes up where it was stopped,
starts anew when the program has changed, and writes only this page with `CALIBRATE=--page-only`. Values in brackets
are 95 % intervals, made by drawing seeds again with replacement (2,000 times): with few seeds they are too narrow,
and where every seed gave the same there are none. A synthetic world is kinder than the real one: these numbers say
what the statistics can do, not how often a real network is found. To ask the same of posts of your own, see [Would I
have found it?](guides/would-i-have-found-it.md)
"""

WORLDS = """
Every world but `chance alone` holds groups that agreed openly, such as a newswire, declared automation and a
petition; `adversarial` adds people who coincide without any agreement, down to commuters and players of a daily
puzzle. `easy`, `medium` and `hard` plant one network of each of four playbooks, whose members follow a command within
about 10 s, 1 min and 10 min, 100, 80 and 60 % of them each, and do 0, 30 and 60 % of their acts like everybody else.
A playbook's own world holds one network of each level.

- **False**: a pair whose accounts share no planted network and no decoy; a member who was not planted, nor is in the
  group that most of its network is in; a network of which no planted network and no decoy makes up more than half.
  People who only look alike are decoys for pairs, and for networks where the scan explained them. The mean is over
  scans; a scan that finds nothing counts as nothing false.
- **As planted**: adjusted Rand index (Hubert and Arabie 1985) between planted and unexplained networks, over all
  accounts, those in none each by itself; 1 is the same, 0 what chance gives.
- **Silent**: scans without any network but explained ones of decoys. **Twin**: found in the shuffled copies.
"""

PLAYBOOKS = """
Recalled is the share of the planted accounts that are in some network; *unexplained*, in one that no innocent
explanation fits. Worlds of special shape are left out. The last column is the share of the planted accounts behind
findings of the other detectors about them.

![Share of planted accounts recalled, by playbook and level](pictures/calibration.svg)
"""

DETECTORS = """
Behind a finding stand the accounts it names: an account itself, both of a pair, the members of a network, those who
published a text or used a tag. Most of them are in one planted network, in one group that agreed, or only look alike;
or they are nobody: in no group together. False are the last two. That strangers copied a joke is true all the same: a
finding of `copied_text` says that words were copied, not that anybody agreed to.
"""

CHANCE = """
P-values of pairs that met by chance should be uniform: too many small ones would be false evidence. Meetings are
counts, so the p-value P(X >= x) of a pair takes few values; asked here are randomised ones, P(X > x) + u P(X = x)
with u drawn evenly between 0 and 1, which are uniform if the null holds (Cox and Hinkley 1974, section 3.2). Pairs
are chosen without a look at when they acted, no account is in two of them, and the null expects at least a tenth of a
meeting: for *popularity*, accounts put together at random; for *timing*, accounts with at least three objects in
common.

*Too many small* and *too few* are the two sides of the distance of Kolmogorov and Smirnov to the uniform
distribution, at fifty equal steps, over all seeds; *by chance* is the chance of so many small ones if all is well,
bold below 0.1 %. `as it is` holds people with like interests and habits, `shuffled twin` chance alone. A scan takes
the larger of both p-values, and combines windows and layers, so the p-values it reports are larger than these.
"""


def write_page(lines: Sequence[Line]) -> str:
    """Return the page in Markdown. It holds no timings."""
    scanned = Counter(line["world"] for line in lines)
    fewest, most = min(scanned.values()), max(scanned.values())
    seeds = counted(most, "seed") if fewest == most else f"{fewest} to {most} seeds"
    bars = [
        (bar.asks, bar.measured, {True: "yes", False: "**no**", None: "not measured"}[bar.reached])
        for bar in all_bars(lines)
    ]
    sections = [
        HEAD.format(scans=f"{len(lines):,}", worlds=len(scanned), seeds=seeds),
        "## What has to be reached\n",
        *table(("bar", "measured", "reached"), bars),
        "\n## What is false\n",
        *rates_table(lines),
        "\n## Worlds" + "\n" + WORLDS,
        *worlds_table(lines),
        "\n## Planted networks\n",
        *levels_table(lines),
        PLAYBOOKS,
        *playbooks_table(lines),
        "\n## Detectors" + "\n" + DETECTORS,
        *detectors_table(lines),
        "\n## Innocent accounts\n",
        *lookalikes_table(lines),
        "\n## P-values" + "\n" + CHANCE,
        *chance_table(lines),
    ]
    return "\n".join(sections) + "\n"
