"""The section on near-duplicate texts: what a million posts take beside other tools, what is missed, what is wrong."""

import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from benchmarks.near_duplicates.agreement import LARGEST, compare_with_published, find_shared_clusters
from benchmarks.near_duplicates.hostile import hostile_table
from benchmarks.near_duplicates.judging import Recall, judge_against_all, overall, recall_by_kind
from benchmarks.near_duplicates.real_texts import read_real_texts
from benchmarks.near_duplicates.workload import SEED, write_posts
from benchmarks.processes import Measured, measure
from benchmarks.sections import Row, Section

COMPARED_WITH_ALL = 10_000
SLOWEST_TOOL_POSTS = 100_000
REAL_AMONG_COMPARED = 0.6
MOST_CPU_SECONDS, MOST_MEGABYTES, LEAST_RECALL = 25.0, 2048.0, 0.975
TIMES_RENSA, TIMES_DATASKETCH = 2.0, 10.0
"""The bars: processor time, memory and recall of one million posts, and how many times less time than others."""

FULL = 1_000_000


def measure_near_duplicates(folder: Path, posts: int) -> Section:
    """Cluster posts of four sizes around the given one, and the same posts with rensa and with datasketch."""
    _run(folder, "unisono", 2000)
    few = min(SLOWEST_TOOL_POSTS, posts)
    sizes = sorted({few, posts * 3 // 10, posts, posts * 3})
    ours = {size: _run(folder, "unisono", size) for size in sizes}
    rensas = {size: _run(folder, "rensa", size) for size in sorted({few, posts})}
    datasketch = _run(folder, "datasketch", few)
    extended = _run(folder, "extended", few)
    lines = _recall(folder, posts, "unisono")
    wrong, about_pairs = _compare_with_all(folder, min(COMPARED_WITH_ALL, posts))
    differing = _count_differing(folder, few)
    rows = [
        Row(datasketch),
        *(Row(measured) for measured in rensas.values()),
        *_own_rows(ours, rensas, datasketch),
        Row(extended, None, "the same clusters" if not differing else f"{differing:,} TEXTS DIFFER"),
    ]
    sentences = [
        _about_posts(posts),
        about_pairs,
        *_bars(ours[posts], rensas[posts], datasketch, ours[few], overall(lines), posts),
        "",
        *_recall_table({"unisono": lines, "rensa": _recall(folder, posts, "rensa")}),
        "",
        *_about_real_texts(),
        "",
        *(hostile_table() if posts >= FULL else []),
    ]
    differences = [f"near-duplicates: {wrong} false pairs"] if wrong else []
    if differing:
        differences.append(f"near-duplicates: {differing:,} texts are in other clusters when the index grows")
    found = overall(lines)
    figures = {
        "cpu_seconds": ours[posts].cpu_seconds,
        "peak_megabytes": ours[posts].peak_megabytes,
        "recall": found.found / max(1, found.planted),
        "times_less_than_rensa": rensas[posts].cpu_seconds / ours[posts].cpu_seconds,
        "times_less_than_datasketch": datasketch.cpu_seconds / ours[few].cpu_seconds,
        "differences": float(len(differences)),
    }
    return Section("Near-duplicate texts", rows, sentences, differences, figures)


def _run(folder: Path, tool: str, posts: int) -> Measured:
    texts = folder / f"texts-{posts}.parquet"
    if not texts.exists():
        _say(f"{posts:,} texts: making them")
        write_posts(posts, texts).write_parquet(_truth(folder, posts))
    _say(f"{posts:,} texts: {tool}")
    names = {"unisono": "unisono", "extended": "unisono, nine tenths and then the rest"}
    name = f"{names.get(tool, f'{tool} and the same verification')}, {posts:,} posts"
    return measure(name, [*_program(), tool, str(texts), str(_clusters(folder, tool, posts))])


def _own_rows(ours: dict[int, Measured], rensas: dict[int, Measured], datasketch: Measured) -> list[Row]:
    rows = []
    smaller: tuple[int, Measured] | None = None
    for size, measured in ours.items():
        notes = []
        if size in rensas:
            notes.append("beside rensa")
        if size == min(rensas):
            notes.append(f"{datasketch.cpu_seconds / measured.cpu_seconds:.0f} times less than datasketch")
        if smaller is not None:
            growth = measured.cpu_seconds / smaller[1].cpu_seconds
            notes.append(f"{growth:.2f} times the time of {size / smaller[0]:.2f} times fewer posts")
        times = rensas[size].cpu_seconds / measured.cpu_seconds if size in rensas else None
        rows.append(Row(measured, times, "; ".join(notes)))
        smaller = (size, measured)
    return rows


def _recall(folder: Path, posts: int, tool: str) -> list[Recall]:
    forms = _clusters(folder, "forms", posts)
    if not forms.exists():
        _run(folder, "forms", posts)
    truth = pl.read_parquet(_truth(folder, posts), columns=["kind", "seed_row"])
    clusters = pl.read_parquet(_clusters(folder, tool, posts))["cluster"]
    return recall_by_kind(truth, clusters, pl.read_parquet(forms)["cluster"])


def _compare_with_all(folder: Path, posts: int) -> tuple[int, str]:
    """Return how many pairs are false, and the sentence about it."""
    _say(f"{posts:,} texts: all pairs")
    texts, clusters, forms = (folder / f"all-{name}.parquet" for name in ("texts", "clusters", "forms"))
    write_posts(posts, texts, real_share=REAL_AMONG_COMPARED)
    measure("all pairs", [*_program(), "unisono", str(texts), str(clusters)])
    measure("all pairs", [*_program(), "forms", str(texts), str(forms)])
    judged = judge_against_all(pl.read_parquet(forms)["cluster"], pl.read_parquet(clusters)["cluster"])
    return judged.false, (
        f"Of {posts:,} posts, {REAL_AMONG_COMPARED:.0%} of them real ones as they are, every pair of "
        f"distinct forms was compared: {judged.similar:,} pairs are near-duplicates, {judged.together:,} of them share "
        f"a cluster; {judged.unlike_together:,} pairs share a cluster by what lies between them, and "
        f"{judged.false:,} without a chain of near-duplicates (false pairs)."
    )


def _count_differing(folder: Path, posts: int) -> int:
    """Count texts whose cluster differs when the index was built of a part and then grew."""
    once, grown = (pl.read_parquet(_clusters(folder, tool, posts))["cluster"] for tool in ("unisono", "extended"))
    return int((~once.eq_missing(grown)).sum())


def _about_posts(posts: int) -> str:
    source = (
        "15 % of the posts are real ones, the others walks over the words of real ones in six languages, or of "
        "invented words in nine"
        if read_real_texts() is not None
        else "The posts are of invented words in nine languages (there is no folder of real data here)"
    )
    return (
        f"{source}, seed {SEED}; a twentieth are planted variants of others, of eleven kinds. The table of kinds "
        f"counts the variants among {posts:,} posts that end in their seed's cluster, and those that the definition "
        "itself allows: 0.70 or more by edits or by shared pieces, compared exactly. rensa and datasketch (48 "
        "permutations in 16 bands, which finds most of these texts) get the pieces of the forms that Unisono compares, "
        "as lists and in bulk where they take it, and the pairs they propose are verified by Unisono's own kernel. "
        "They make components of pairs; Unisono makes the clusters of these as well, and the names of their objects. "
        "Reading and writing the files is counted."
    )


def _bars(
    whole: Measured, rensa: Measured, datasketch: Measured, few: Measured, found: Recall, posts: int
) -> list[str]:
    """Say which bars are reached; they are set for a million posts."""
    if posts != FULL:
        return []
    by_rensa = rensa.cpu_seconds / whole.cpu_seconds
    by_datasketch = datasketch.cpu_seconds / few.cpu_seconds
    recall = found.found / max(1, found.planted)
    asked = (
        (f"{MOST_CPU_SECONDS:.0f} CPU s", whole.cpu_seconds <= MOST_CPU_SECONDS, f"{whole.cpu_seconds:.2f}"),
        (f"{MOST_MEGABYTES:,.0f} MB", whole.peak_megabytes <= MOST_MEGABYTES, f"{whole.peak_megabytes:,.0f}"),
        (f"recall {LEAST_RECALL}", recall >= LEAST_RECALL, f"{recall:.4f}"),
        (f"{TIMES_RENSA:.0f} times rensa", by_rensa >= TIMES_RENSA, f"{by_rensa:.1f}"),
        (f"{TIMES_DATASKETCH:.0f} times datasketch", by_datasketch >= TIMES_DATASKETCH, f"{by_datasketch:.1f}"),
    )
    said = "; ".join(f"{bar}: {measured}{'' if reached else ' MISSED'}" for bar, reached, measured in asked)
    return [f"Bars at a million posts: {said}."]


def _recall_table(tools: dict[str, Sequence[Recall]]) -> list[str]:
    names = list(tools)
    head = ["kind", "planted", "the definition allows", *names, *(f"{name}, of the allowed" for name in names)]
    rows = [_line(head), "|---|" + "---:|" * (len(head) - 1)]
    for per_tool in zip(*([*lines, overall(list(lines))] for lines in tools.values()), strict=True):
        first = per_tool[0]
        found = [f"{line.found / max(1, line.planted):.4f}" for line in per_tool]
        of_allowed = [f"{line.found_of_allowed / max(1, line.allowed):.4f}" for line in per_tool]
        allowed = f"{first.allowed / max(1, first.planted):.4f}"
        rows.append(_line([first.kind, f"{first.planted:,}", allowed, *found, *of_allowed]))
    return rows


def _about_real_texts() -> list[str]:
    agreement, shared = compare_with_published(), find_shared_clusters()
    if agreement is None or shared is None:
        return []
    largest = [
        _line([f"{row[name]:,}" for name in ("accounts", "posts", "wordings", "days")])
        for row in shared.head(LARGEST).iter_rows(named=True)
    ]
    return [
        f"{agreement.texts:,} comments of a public consultation, published in {agreement.published:,} clusters: "
        f"adjusted Rand index {agreement.adjusted_rand:.3f}. {agreement.spun:,} of them are in published clusters no "
        "two of whose texts are near-duplicates by the definition: every sentence was spun. Without these it is "
        f"{agreement.without_spun:.3f}; with the components that comparing all with all gives, "
        f"{agreement.with_exact:.4f}.",
        f"Of the Internet Research Agency's posts of autumn 2016, {shared.height:,} clusters are shared by 20 accounts "
        "or more; those of most accounts:",
        "",
        _line(["accounts", "posts", "wordings", "days"]),
        "|---:|---:|---:|---:|",
        *largest,
    ]


def _program() -> list[str]:
    return [sys.executable, "-m", "benchmarks.near_duplicates.clustering"]


def _clusters(folder: Path, tool: str, posts: int) -> Path:
    return folder / f"clusters-{tool}-{posts}.parquet"


def _truth(folder: Path, posts: int) -> Path:
    return folder / f"truth-{posts}.parquet"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
