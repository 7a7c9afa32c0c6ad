"""The page that says whom scans of synthetic worlds find, whom they miss, and whom they take for what they are not."""

import textwrap
from collections import Counter
from collections.abc import Sequence

from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.chance import chance_prose, chance_table
from benchmarks.calibration.claims_tables import findings_by_world, pictures_prose
from benchmarks.calibration.missed import missed_prose
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.playbooks import playbooks_table
from benchmarks.calibration.provenance import measured_with
from benchmarks.calibration.tables import (
    counted,
    detectors_table,
    levels_table,
    lookalikes_table,
    pairs_prose,
    rates_table,
    table,
    twins_prose,
    worlds_table,
)
from benchmarks.calibration.texts_table import texts_table
from unisono.detectors.contradicting_claims import DETECTOR as CONTRADICTING_CLAIMS
from unisono.detectors.copied_text import DETECTOR as COPIED_TEXT
from unisono.detectors.copied_text import FEWEST_ACCOUNTS
from unisono.detectors.testimony import DETECTOR as TESTIMONY
from unisono.worlds.settings import PLAYBOOKS, PRESET_PLAYBOOKS

WIDTH = 118

HEAD = """# Calibration

Synthetic worlds say who belongs to which network, so a scan of them can be wrong in a way that can be counted. This
page is written by `make calibrate`, from {scans} scans with default settings: {worlds} worlds, {seeds} each. Values
in brackets are 95 % intervals, made by drawing seeds again with replacement (2,000 times): with few seeds they are too
narrow, and where every seed gave the same there are none. A synthetic world is kinder than the real one: these numbers
say what the statistics can do, not how often a real network is found. To ask the same of posts of your own, see [Would
I have found it?](guides/would-i-have-found-it.md)

{measured_with} A program is named by a hash of the code on which outcomes depend, without its comments. Every outcome
is kept as a line of `benchmarks/calibration/results.jsonl`; `make calibrate` takes up where it was stopped, and leaves
the outcomes of an earlier program until those of the present one are complete. `make calibrate CALIBRATE=--page-only`
writes only this page.
"""

WORLDS = """
Every world but `chance alone` holds groups that agreed openly, such as a newswire, declared automation and a
petition; `adversarial` adds people who coincide without any agreement, down to commuters and players of a daily
puzzle. `easy`, `medium` and `hard` plant one network of each of the {preset} preset playbooks ({playbooks}), whose
members follow a command within about 10 s, 1 min and 10 min, 100, 80 and 60 % of them each, and do 15, 30 and 60 % of
their acts like everybody else. A playbook's own world holds one network of each level.

- **As planted**: adjusted Rand index (Hubert and Arabie 1985) between planted and unexplained networks, over all
  accounts, those in none each by itself; 1 is the same, 0 what chance gives.
- **Silent**: scans without any network but explained ones of decoys.
- **Twin pairs**, **twin networks**: what the scans count in their shuffled copies. **As data**: the networks that the
  copies would show if they were scanned as data are.
"""

FALSE = """
Two words are used for what should not be there, here and in every table of this page.

- **False** is what nobody did: a pair of *strangers*, whose accounts share no planted network, no group that agreed and
  no likeness; a member who was neither planted nor is in the group that most of its network is in; a network of which
  no such group makes up more than half, or one of people who only look alike, unless the scan explained it.
- **Unarranged** is more: what is about strangers, or about people who only *look alike*, explained or not. They do
  coincide, but nobody arranged it.

Means are over scans; a scan that finds nothing counts as nothing false.
"""

BARS = """
`easy`, `medium` and `hard` worlds hold {preset} of the {all} playbooks: {playbooks}. What all of them come to, each in
a world of its own, stands below the bars; nothing is asked of these figures. Who is never found is said under [Planted
networks](#planted-networks).
"""

COPIES = """
Of the planted networks that post under texts of their own: their different wordings, their posts with these, and the
share of them, and of the network's accounts, that findings of `{copied}` and of `{testimony}` are about. A scan goes by
clusters of texts that are nearly the same, and a finding is about a cluster that at least {fewest} accounts published:
a wording that is spun, or filled in anew, is found with the others like it. How many findings are about nobody is under
[Detectors](#detectors).
"""

CLAIMS = """
What detectors of words, claims and pictures say where nobody was planted, and elsewhere. *Agreed* are share buttons,
petitions, newswires and the like, whose texts are copied in truth; *alike* and *nobody* are as under
[Detectors](#detectors). `{claims}` is true of accounts that were told to be somebody else in each of their posts: the
members of `testimony`.
"""

RECALLED = """
Recalled is the share of the planted accounts that are in some network; *unexplained*, in one that no innocent
explanation fits. Worlds of special shape are left out. The last column is the share of the planted accounts behind
findings of the other detectors about them.

![Share of planted accounts recalled, by playbook and level](pictures/calibration.svg)
"""

DETECTORS = """
Behind a finding stand the accounts it names: an account itself, both of a pair, the members of a network, those who
published a text or used a tag. Most of them are in one planted network, in one group that agreed, or only look alike;
or they are nobody: in no group together. Unarranged are the last two. That strangers copied a joke is true all the
same: a finding of `copied_text` says that words were copied, not that anybody agreed to.
"""

CHANCE = """
P-values of pairs that met by chance should be uniform: too many small ones would be false evidence. Meetings are
counts, so the p-value P(X >= x) of a pair takes few values; asked here are randomised ones, P(X > x) + u P(X = x)
with u drawn evenly between 0 and 1, which are uniform if the null holds (Cox and Hinkley 1974, section 3.2). Pairs
are chosen without a look at when they acted, no account is in two of them, and the null expects at least a tenth of a
meeting: for *popularity*, accounts put together at random; for *timing*, accounts with at least three objects in
common.

*Too many small* and *too few* are the two sides of the distance of Kolmogorov and Smirnov to the uniform
distribution, at fifty equal steps, over all seeds; *at p* is where the excess of small ones is largest; *by chance*
is the chance of so many small ones, or of so many of at most 1 % or 0.1 %, if all is well, bold below 0.1 %. `as it
is` asks about every pair, also of people with like interests and habits, and of those who do act together, such as a
newswire; `nobody agreed` leaves out the pairs that are in one group that agreed; `shuffled twin` is chance alone.
*Who* counts the pairs with p <= 0.1 % by the group that both are in; those in none together are of the *same
interest*, as a scan sees it, or *strangers*. A scan takes the larger of both p-values, and combines windows and
layers, so the p-values it reports are larger than these.
"""


def write_page(lines: Sequence[Line], program: str) -> str:
    """Return the page in Markdown, for a program of this digest. It holds no timings."""
    scanned = Counter(line["world"] for line in lines)
    fewest, most = min(scanned.values()), max(scanned.values())
    seeds = counted(most, "seed") if fewest == most else f"{fewest} to {most} seeds"
    bars = [(bar.asks, bar.measured, bar.scans, bar.answer) for bar in all_bars(lines)]
    known = {"preset": len(PRESET_PLAYBOOKS), "all": len(PLAYBOOKS), "playbooks": ", ".join(PRESET_PLAYBOOKS)}
    head = HEAD.format(
        scans=f"{len(lines):,}", worlds=len(scanned), seeds=seeds, measured_with=measured_with(lines, program)
    )
    sections: list[str] = [
        wrapped(head),
        "## What has to be reached" + "\n" + wrapped(BARS.format(**known)),
        *table(("bar", "measured", "scans", "reached"), bars),
        "\n## What is false" + "\n" + FALSE,
        *rates_table(lines),
        "\n## Worlds" + "\n" + wrapped(WORLDS.format(**known)),
        *worlds_table(lines),
        "\n" + wrapped(twins_prose(lines)),
        "\n## Planted networks\n",
        *levels_table(lines),
        RECALLED,
        *playbooks_table(lines),
        "\n" + wrapped(missed_prose(lines)),
        "\n## Planted texts"
        + "\n"
        + wrapped(COPIES.format(fewest=FEWEST_ACCOUNTS, copied=COPIED_TEXT.name, testimony=TESTIMONY.name)),
        *texts_table(lines),
        "\n## Words, claims and pictures" + "\n" + wrapped(CLAIMS.format(claims=CONTRADICTING_CLAIMS.name)),
        *findings_by_world(lines),
        "\n" + wrapped(pictures_prose(lines)),
        "\n## Detectors" + "\n" + wrapped(DETECTORS),
        *detectors_table(lines),
        *([f"\n{wrapped(pairs_prose(lines))}"] if pairs_prose(lines) else []),
        "\n## Innocent accounts\n",
        *lookalikes_table(lines),
        "\n## P-values" + "\n" + wrapped(CHANCE),
        *chance_table(lines),
        "\n" + wrapped(chance_prose(lines)),
    ]
    return "\n".join(sections) + "\n"


def wrapped(prose: str) -> str:
    """Return Markdown prose, its paragraphs and the entries of its lists broken into lines of the page's width."""
    blocks: list[str] = []
    for line in prose.split("\n"):
        goes_on = line and not line.startswith("- ") and blocks and blocks[-1]
        if goes_on:
            blocks[-1] += f" {line.strip()}"
        else:
            blocks.append(line)
    lines: list[str] = []
    for block in blocks:
        hang = "  " if block.startswith("- ") else ""
        lines += textwrap.wrap(
            block, WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(lines)
