"""Texts made to be slow or to break: how long each kind takes in a process of its own, and how many clusters it makes.

python -m benchmarks.near_duplicates.hostile             a table of all kinds
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from benchmarks.near_duplicates.enlarging import Inventor
from benchmarks.near_duplicates.likeness import SIMILARITY
from benchmarks.processes import Measured, measure
from unisono.worlds.vocabulary import WORDS

Make = Callable[[np.random.Generator], list[str]]
TEMPLATE = (
    "{0} the {1} of our town {2} hear this: the {3} will {4} by {5} and nobody {6} told the {7} about it, "
    "so {8} and {9} before {10}, or the {11} is lost for {12} years"
)


def spin_one_template(random: np.random.Generator, count: int = 50_000) -> list[str]:
    """Every text has thirteen words of its own in the same frame: all resemble each other more or less."""
    words = np.array(WORDS["en"].split(), dtype=object)
    return [TEMPLATE.format(*row) for row in words[random.integers(0, len(words), (count, 13))].tolist()]


def write_chain(random: np.random.Generator, count: int = 2000) -> list[str]:
    """Every text differs a little from the one before it, and the last has nothing of the first."""
    letters = list("thecouncilofelmfordvotesontheoldbridgetomorrowatnineinthehall")
    texts = []
    for step in range(count):
        letters[step % len(letters)] = chr(97 + int(random.integers(0, 26)))
        texts.append("".join(letters))
    return texts


def write_long(random: np.random.Generator) -> list[str]:
    """One text of a megabyte, one with its end cut off, and one that begins as it does."""
    whole = " ".join(Inventor("el", random).write(8000, random))[:1_000_000]
    return [whole, whole[:900_000], whole[:300], "something short about the bridge of Elmford"]


def write_scripts(random: np.random.Generator) -> list[str]:
    """The same sentence as it is and in another dress, by script: each two rows are one text."""
    return [
        "صوتوا اليوم للجسر القديم في المدينة قبل الساعة التاسعة",
        "صَوِّتُوا الـيـوم للجســـر القَدِيم في المَدِينة قبل الســاعة التاسعة",
        "ガイドブックをカタカナでダウンロードしてください",
        "ｶﾞｲﾄﾞﾌﾞｯｸをｶﾀｶﾅでﾀﾞｳﾝﾛｰﾄﾞしてください",
        "क्या पुराने पुल के पास किसी के पास छाता या केतली है",
        "क्\u200dया पुराने पु\u200cल के पास किसी के पा\u200dस छाता या केतली है",
        "พรุ่งนี้มีประชุมเรื่องสะพานเก่าที่ตลาดใหญ่ตอนเก้าโมงเช้า",
        "พรุ่งนี้ มีประชุมเรื่อง สะพานเก่า ที่ตลาดใหญ่ ตอนเก้าโมงเช้า!!",
        "The vote on the old bridge of Elmford is tomorrow, שלום לכולם",
        "\u202bThe vote on the old\u202c bridge of \u2067Elmford\u2069 is tomorrow, שלום לכולם",
        "Vote for the old bridge of Elmford tomorrow",
        "V\u0000ote for the old\u0000 bridge of Elmford tomorrow",
    ]


def write_empty(random: np.random.Generator) -> list[str]:
    """Texts that say nothing: none of them may have a cluster."""
    marks = "".join(chr(code) for code in range(0x300, 0x36F))
    return [
        "",
        " ",
        "\n\t",
        "🔥🔥🔥👩‍⚕️🇺🇸" * 30,
        marks * 3,
        "\u200b" * 400,
        "\u0000" * 50,
        "@ann @bob",
        "https://t.co/abc",
        "!?" * 90,
    ]


def repeat_one_piece(random: np.random.Generator) -> list[str]:
    """Texts of one letter or word over and over, of every length: their pieces are all the same."""
    return ["a" * length for length in range(1, 3000)] + ["vote " * count for count in range(1, 600)]


KINDS: dict[str, Make] = {
    "100,000 equal texts": lambda random: ["Vote for the old bridge of Elmford tomorrow"] * 100_000,
    "100,000 texts equal but for their numbers": lambda random: [
        f"Vote number {number} for the old bridge of Elmford tomorrow" for number in range(100_000)
    ],
    "50,000 spun variants of one template": spin_one_template,
    "a chain of 2,000 texts": write_chain,
    "texts of a megabyte": write_long,
    "letters and words over and over": repeat_one_piece,
    "six sentences in two dresses each": write_scripts,
    "texts that say nothing": write_empty,
}


@dataclass(frozen=True)
class Withstood:
    """What became of one kind: its clusters, the texts of the largest, those without one, and what it took."""

    kind: str
    texts: int
    clusters: int
    largest: int
    silent: int
    took: Measured


def withstand() -> Iterator[Withstood]:
    """Cluster each kind in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="unisono-bench-") as scratch:
        for number, (kind, make) in enumerate(KINDS.items()):
            file, said = Path(scratch) / f"{number}.parquet", Path(scratch) / f"{number}.json"
            texts = make(np.random.default_rng(number))
            pl.DataFrame({"text": texts}).write_parquet(file)
            program = [sys.executable, "-m", "benchmarks.near_duplicates.hostile", str(file)]
            took = measure(kind, program, said)
            yield Withstood(kind, len(texts), **json.loads(said.read_text()), took=took)


def hostile_table() -> list[str]:
    """Return the lines of a table of all kinds in Markdown, and what it says of templates."""
    lines = ["| hostile texts | texts | clusters | largest | say nothing | CPU s | peak MB |", "|---|" + "---:|" * 6]
    for kind in withstand():
        counts = (kind.texts, kind.clusters, kind.largest, kind.silent)
        cells = [
            *(f"{count:,}" for count in counts),
            f"{kind.took.cpu_seconds:.2f}",
            f"{kind.took.peak_megabytes:,.0f}",
        ]
        lines.append(f"| {kind.kind} | {' | '.join(cells)} |")
    similarities = spun_similarities()
    return [
        *lines,
        "",
        "The spun variants lie outside of the definition: of pairs of them, half are less than "
        f"{np.median(similarities):.2f} alike, and {np.mean(similarities >= SIMILARITY):.5%} reach {SIMILARITY:.2f}. "
        "Whoever spins thirteen words of a sentence is not found by near-duplicate texts. Of each text no more than "
        "some hundred others are compared, so that time grows with the number of texts.",
    ]


def spun_similarities(count: int = 1500) -> NDArray[np.float64]:
    """Return the similarity by edits of every pair of some spun variants' forms."""
    from benchmarks.near_duplicates.clustering import read_forms

    forms = read_forms(pl.Series(spin_one_template(np.random.default_rng(2), count))).to_list()
    table = cdist(forms, forms, scorer=Levenshtein.normalized_similarity, dtype=np.float64)
    return table[np.triu_indices(len(forms), 1)]


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(_cluster(Path(sys.argv[1]))))
        return
    print("\n".join(hostile_table()))


def _cluster(file: Path) -> dict[str, int]:
    from benchmarks.near_duplicates.agreement import cluster

    clusters = cluster(pl.read_parquet(file)["text"])
    sizes = clusters.drop_nulls().value_counts()["count"]
    return {"clusters": len(sizes), "silent": clusters.null_count(), "largest": int(sizes.max() or 0)}  # type: ignore[arg-type]  # counts are whole


if __name__ == "__main__":
    main()
