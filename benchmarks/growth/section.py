"""The section on growth: one table of all sizes, what fits them, and the figure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.growth.figure import ALT, draw_growth
from benchmarks.growth.fitting import Fit, fit_step, worst_growth
from benchmarks.growth.measuring import DIRECT_FROM, WINDOW, Grown, is_usual, read_runs
from benchmarks.kept import Conditions
from benchmarks.sections import Section

TITLE = "Growth"
RUNS = "growth-runs.json"
FIGURE = Path("pictures") / "growth.svg"
STEPS = {"import": False, "scan without twin": True, "scan": True}
"""The steps, and whether they look at pairs."""

GROWS_FROM = 1_000_000
"""Below, the programs' start and their loading make most of the time."""


def section_of(runs: Sequence[Grown]) -> Section:
    """Say what was measured of all sizes together."""
    usual = [run for run in runs if is_usual(run)]
    sentences = [*_told(runs), "", *_table(runs), ""]
    if usual:
        sentences += [f"![{ALT}]({FIGURE.as_posix()})", ""]
    sentences += [*_fits(runs), "", *_residuals(runs), "", *_conditions(runs)]
    return Section(TITLE, [], sentences, _differences(runs), _figures(usual))


def write_figure(runs: Sequence[Grown], page: Path) -> Path:
    """Write the figure beside the page."""
    file = page.parent / FIGURE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(draw_growth([run for run in runs if is_usual(run)]), encoding="utf-8")
    return file


def runs_in(results: Path) -> list[Grown]:
    """Return the measurements that a folder of results holds."""
    return read_runs(results / RUNS)


def _told(runs: Sequence[Grown]) -> Iterator[str]:
    yield (
        f"`python -m benchmarks.growth`: cases of posts that benchmarks/growth/posts.py makes, scanned with `--only "
        f"co_action --window {WINDOW}`, without and with the shuffled twin, each step in a process of its own. Usually "
        "an object has at most some 2,000 acts; the sizes with more are there to tell the time of pairs from that of "
        "posts. Emitted pairs are pairs of acts within the window that one search looked at; the twin looks at about "
        "as many again."
    )
    if any("import" not in run.steps for run in runs):
        yield (
            f"From {DIRECT_FROM:,} posts on, and where no import is told, the segments were written directly, without "
            "looking for duplicates: importing is then not measured."
        )


def _table(runs: Sequence[Grown]) -> Iterator[str]:
    names = [f"{step}: {unit}" for step in STEPS for unit in ("CPU s", "wall s", "peak MiB")]
    yield _line(["posts", "acts of an object, most", "emitted pairs", *names, "networks"])
    yield "|" + "---:|" * (len(names) + 4)
    for run in sorted(runs, key=lambda run: run.law):
        cells = [f"{run.posts:,}", f"{run.most_acts:,}", f"{run.emitted:,}"]
        for step in STEPS:
            one = run.steps.get(step)
            took = (one.cpu_seconds, one.wall_seconds, one.peak_megabytes) if one else ()
            cells += [f"{number:,.{1 if number < 100 else 0}f}" for number in took] or ["", "", ""]
        yield _line([*cells, f"{run.networks:,}"])


def _fits(runs: Sequence[Grown]) -> Iterator[str]:
    for step, pairs in STEPS.items():
        fit = fit_step(runs, step, with_pairs=pairs)
        if fit is not None:
            yield f"- {step}: {_formula(fit, pairs)}, by {fit.sizes} sizes; {fit.explained:.1%} of the variance."


def _formula(fit: Fit, pairs: bool) -> str:
    parts = [f"{fit.a_post * 1e6:.2f} us a post"]
    parts += [f"{fit.a_pair * 1e9:.1f} ns an emitted pair"] if pairs else []
    return " + ".join([*parts, f"{fit.in_any_case:.2f} CPU s in any case"])


def _residuals(runs: Sequence[Grown]) -> Iterator[str]:
    fits = {step: fit_step(runs, step, with_pairs=pairs) for step, pairs in STEPS.items()}
    known = {step: fit for step, fit in fits.items() if fit is not None}
    if not known:
        return
    yield "How far each measured time is from what the fit gives, and of which parts that consists:"
    yield ""
    head = [f"{step}: {what}" for step in known for what in ("off by", "posts / pairs / in any case")]
    yield _line(["posts", "acts of an object, most", *head])
    yield "|" + "---:|" * (len(head) + 2)
    for run in sorted(runs, key=lambda run: run.law):
        cells = [f"{run.posts:,}", f"{run.most_acts:,}"]
        for step, fit in known.items():
            shares = " / ".join(f"{share:.0%}" for share in fit.shares(run))
            cells += [f"{round(fit.residual(run, step), 2) + 0.0:+.0%}", shares] if step in run.steps else ["", ""]
        yield _line(cells)


def _conditions(runs: Sequence[Grown]) -> Iterator[str]:
    told: dict[Conditions, list[Grown]] = {}
    for run in sorted(runs, key=lambda run: run.law):
        told.setdefault(replace(run.conditions, others_cores=None), []).append(run)
    for conditions, own in told.items():
        busiest = max((run.conditions.others_cores or 0.0 for run in own), default=0.0)
        names = ", ".join(f"{run.posts:,}" + ("" if is_usual(run) else f" ({run.most_acts:,} acts)") for run in own)
        yield f"- {names} posts: {replace(conditions, others_cores=busiest).told()}"


def _differences(runs: Sequence[Grown]) -> list[str]:
    return [
        f"growth: {run.twin_networks} networks in the twin of {run.posts:,} posts" for run in runs if run.twin_networks
    ]


def _figures(usual: Sequence[Grown]) -> dict[str, float]:
    if not usual:
        return {}
    last = max(usual, key=lambda run: run.posts)
    figures = {"posts": float(last.posts), "sizes": float(len(usual)), "emitted": float(last.emitted)}
    figures["peak_megabytes"] = max(one.peak_megabytes for step, one in last.steps.items() if step != "import")
    figures["has_twin"] = float("scan" in last.steps)
    figures |= {f"cpu_seconds_{step.replace(' ', '_')}": one.cpu_seconds for step, one in last.steps.items()}
    growth = worst_growth(usual, "scan without twin", GROWS_FROM)
    return figures | ({"worst_growth": growth} if growth is not None else {})


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
