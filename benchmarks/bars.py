"""What the project has to reach in speed and memory, beside what was measured: one row for each job."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.kept import Kept
from benchmarks.sections import Section

Figures = Mapping[str, float]
Judged = tuple[str, bool]
"""What was measured, in words, and whether that is enough."""

MILLION = 1_000_000
GROWTH_NOISE = 1.1
"""Processor time of one and the same scan differs by so much from run to run."""

FLAT_MIB_A_MINUTE = 10.0
"""Of 600,000 posts a minute, each of which would take some 100 bytes, that is a sixth."""


@dataclass(frozen=True)
class Bar:
    """One bar with what was measured; `reached` is None where nothing was, or not at the size that it asks for."""

    job: str
    asks: str
    measured: str = ""
    reached: bool | None = None
    day: str = ""

    @property
    def answer(self) -> str:
        """Say whether it was reached."""
        return {True: "yes", False: "**no**", None: "not measured"}[self.reached]


@dataclass(frozen=True)
class Asked:
    """What one part has to reach: at which size, and how that is judged from its figures."""

    part: str
    job: str
    asks: str
    size: tuple[str, int]
    judge: Callable[[Figures], Judged]

    def bar(self, kept: Kept | None) -> Bar:
        """Return the bar with what is kept."""
        if kept is None or not kept.section.figures:
            return Bar(self.job, self.asks)
        measured, reached = self.judge(kept.section.figures)
        name, least = self.size
        measured += kept.conditions.busy()
        if kept.sizes.get(name, 0) < least:
            return Bar(self.job, self.asks, f"{measured} (of {kept.sizes.get(name, 0):,})", None, kept.conditions.day)
        return Bar(self.job, self.asks, measured, reached, kept.conditions.day)


def all_bars(kept: Mapping[str, Kept], growth: Section | None = None, growth_day: str = "") -> list[Bar]:
    """Return every bar, in the order of the design; the growth curves are of several days, of which one is told."""
    bars = [asked.bar(kept.get(asked.part)) for asked in ASKED]
    return [*bars[:3], *growth_bars(growth, growth_day), *bars[3:]]


def growth_bars(growth: Section | None, day: str = "") -> list[Bar]:
    """Return the bars on a hundred million posts, from all sizes of the growth curves."""
    memory = ("Co-repost scan of 100 M posts: memory", "<= 16 GiB")
    time = ("The same: time grows at most as posts and emitted pairs", f"<= 1.0 times (noise: {GROWTH_NOISE})")
    figures = growth.figures if growth is not None else {}
    if not figures:
        return [Bar(*memory), Bar(*time)]
    posts, peak = int(figures["posts"]), figures["peak_megabytes"] / 1024
    whole, how = posts >= 100 * MILLION, "" if figures["has_twin"] else ", without twin"
    bars = [Bar(*memory, f"{peak:.1f} GiB at {posts:,} posts{how}", peak <= 16 if whole else None, day)]
    worst = figures.get("worst_growth")
    if worst is None:
        return [*bars, Bar(*time)]
    said = f"{worst:.2f} times, the most from one size to the next, up to {posts:,} posts"
    return [*bars, Bar(*time, said, worst <= GROWTH_NOISE if whole else None, day)]


def _toolkit(figures: Figures) -> Judged:
    times, same = figures["times_less_cpu"], not figures["differences"]
    return f"{times:.0f} times; {'the same edges' if same else 'EDGES DIFFER'}", times >= 100 and same


def _scan(figures: Figures) -> Judged:
    whole, alone = figures["times_less_cpu"], figures["times_less_cpu_scan"]
    # The toolkit's time holds its reading of the table, so that ours has to hold the import.
    return f"{whole:.1f} times with the import ({alone:.1f} times the scan alone)", whole >= 30


def _dense(figures: Figures) -> Judged:
    cpu, peak = figures["cpu_seconds"], figures["peak_megabytes"]
    said = f"{cpu:.1f} CPU s, {peak / 1024:.2f} GiB, {figures['emitted'] / MILLION:,.0f} M pairs"
    return said, cpu <= 30 and peak <= 4096 and not figures["differences"]


def _object(figures: Figures) -> Judged:
    once, again = figures["extra_share"], figures["extra_share_again"]
    said = f"{once:+.1%} beside as many ordinary acts by the same accounts; {again:+.1%} where they act several times"
    return said, once < 0.10 and again < 0.10


def _importing(figures: Figures) -> Judged:
    slowest, fastest = figures["slowest_posts_per_s"], figures["fastest_posts_per_s"]
    return f"{slowest:,.0f} to {fastest:,.0f} posts/s, by form and packing", slowest >= 100_000


def _texts(figures: Figures) -> Judged:
    cpu, peak, recall = figures["cpu_seconds"], figures["peak_megabytes"], figures["recall"]
    said = f"{cpu:.1f} CPU s, {peak / 1024:.2f} GiB, recall {recall:.4f}"
    return said, cpu <= 25 and peak <= 2048 and recall >= 0.975 and not figures["differences"]


def _text_peers(figures: Figures) -> Judged:
    rensa, datasketch = figures["times_less_than_rensa"], figures["times_less_than_datasketch"]
    return f"{rensa:.1f} and {datasketch:.1f} times", rensa >= 2 and datasketch >= 10


def _again(figures: Figures) -> Judged:
    share, after, whole = (figures[name] for name in ("share", "cpu_seconds", "cpu_seconds_whole"))
    return f"{share:.0%}: {after:.1f} of {whole:.1f} CPU s", share <= 0.05 and not figures["differences"]


def _stream(figures: Figures) -> Judged:
    said = (
        f"{figures['stored']:,.0f} posts stored, {figures['dropped']:,.0f} dropped; lag at most "
        f"{figures['most_lag_s']:.1f} s; as fast as it can: {figures['fastest_posts_per_s']:,.0f} posts/s"
    )
    is_whole = bool(figures["is_whole"]) and not figures["dropped"]
    kept_up = figures["posts_per_s"] >= 10_000 and figures["peak_per_s"] >= 50_000 and figures["most_lag_s"] <= 5
    return said, is_whole and kept_up


def _alerts(figures: Figures) -> Judged:
    alerted, planted, most = figures["alerted"], figures["planted"], figures["most_alert_s"]
    said = f"{alerted:.0f} of {planted:.0f} pushes, at most {most:.1f} s after a push's last post"
    return said, alerted == planted > 0 and most <= 5


def _memory(figures: Figures) -> Judged:
    peak, slope = figures["peak_mib"], figures.get("mib_a_minute")
    if slope is None:
        return f"{peak:,.0f} MiB at most; too short to tell how it grows", False
    return f"{peak:,.0f} MiB at most, {slope:+.1f} MiB a minute once windows are full", slope <= FLAT_MIB_A_MINUTE


def _startup(figures: Figures) -> Judged:
    return f"{figures['median_s']:.2f} s, median of {figures['times']:.0f} starts", figures["median_s"] < 0.3


def _web(figures: Figures) -> Judged:
    pages, kept = figures["pages"], figures["pages_in_time"]
    return f"{kept:.0f} of {pages:.0f} pages; the slowest answer {figures['most_ms']:,.0f} ms", kept == pages


def _exports(figures: Figures) -> Judged:
    exports, kept = figures["exports"], figures["exports_within"]
    return f"{kept:.0f} of {exports:.0f}; the most {figures['peak_megabytes']:,.0f} MiB", kept == exports


CNT = "coordination-network-toolkit"
ASKED: Sequence[Asked] = (
    Asked("toolkit", f"Co-repost edges of 1 M posts, 60 s, the same as {CNT}'s", ">= 100 times less CPU",
          ("posts", MILLION), _toolkit),
    Asked("scan", "The same with chance, twin, networks and findings", ">= 30 times less CPU",
          ("posts", MILLION), _scan),
    Asked("dense", "10 M posts with 169 M pairs within 60 s, pairs of weight >= 2", "<= 30 CPU s, <= 4 GiB",
          ("dense_posts", 10 * MILLION), _dense),
    Asked("object", "An object of 10^6 acts in a case", "< 10 % extra CPU", ("object_acts", MILLION), _object),
    Asked("importing", "Import of v1.1 and v2 JSON lines, plain, gzip and zstd", ">= 100,000 posts/s",
          ("import_posts", 150_000), _importing),
    Asked("texts", "Near-duplicate clusters of 1 M posts", "<= 25 CPU s, <= 2 GiB, recall >= 0.975",
          ("text_posts", MILLION), _texts),
    Asked("texts", "The same beside rensa and datasketch", ">= 2 and >= 10 times less CPU",
          ("text_posts", MILLION), _text_peers),
    Asked("again", "A scan of every detector after 1 % of new posts", "<= 5 % of a full scan's CPU",
          ("again_posts", MILLION), _again),
    Asked("live", "A live stream with every detector, steady and at its peak", "10,000 and 50,000 posts/s",
          ("live_seconds", 60), _stream),
    Asked("live", "The same: alerts", "within 5 s", ("live_seconds", 60), _alerts),
    Asked("live", "The same: memory", f"bounded: <= {FLAT_MIB_A_MINUTE:.0f} MiB a minute", ("live_seconds", 600),
          _memory),
    Asked("startup", "`unisono --help`", "< 0.3 s", ("starts", 1), _startup),
    Asked("web", "A web page of a case of 1 M posts", "< 500 ms", ("web_posts", MILLION), _web),
    Asked("exports", "Exports, reports and packs of a case of 1 M posts: memory", "<= 500 MiB each",
          ("export_posts", MILLION), _exports),
)  # fmt: skip
