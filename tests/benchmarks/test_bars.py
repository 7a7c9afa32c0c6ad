"""A bar is judged by figures of the size that it asks for, and by nothing less."""

import pytest
from benchmarks.bars import ASKED, Bar, all_bars, growth_bars
from benchmarks.kept import Conditions, Kept
from benchmarks.sections import Section

DAY = Conditions("2026-01-02", "a machine", "unisono 0.1.0")
GOOD: dict[str, dict[str, float]] = {
    "toolkit": {"times_less_cpu": 100.0, "differences": 0.0},
    "scan": {"times_less_cpu": 30.0, "times_less_cpu_scan": 60.0},
    "dense": {"cpu_seconds": 30.0, "peak_megabytes": 4096.0, "emitted": 169e6, "differences": 0.0},
    "object": {"extra_share": 0.09, "extra_share_again": 0.05},
    "again": {"share": 0.05, "cpu_seconds": 1.0, "cpu_seconds_whole": 20.0, "differences": 0.0},
    "importing": {"slowest_posts_per_s": 100_000.0, "fastest_posts_per_s": 200_000.0},
    "texts": {
        "cpu_seconds": 25.0, "peak_megabytes": 2048.0, "recall": 0.975, "differences": 0.0,
        "times_less_than_rensa": 2.0, "times_less_than_datasketch": 10.0,
    },
    "live": {
        "posts_per_s": 10_000.0, "peak_per_s": 50_000.0, "stored": 7e6, "dropped": 0.0, "is_whole": 1.0,
        "most_lag_s": 2.0, "planted": 4.0, "alerted": 4.0, "most_alert_s": 5.0, "fastest_posts_per_s": 40_000.0,
        "peak_mib": 500.0, "mib_a_minute": 1.0,
    },
    "startup": {"median_s": 0.29, "times": 5.0},
    "web": {"pages": 30.0, "pages_in_time": 30.0, "most_ms": 400.0},
    "exports": {"exports": 13.0, "exports_within": 13.0, "peak_megabytes": 400.0},
}  # fmt: skip
WORSE = {
    "toolkit": {"differences": 1.0},
    "scan": {"times_less_cpu": 29.9},
    "dense": {"peak_megabytes": 4097.0},
    "object": {"extra_share_again": 0.11},
    "again": {"share": 0.06},
    "importing": {"slowest_posts_per_s": 99_999.0},
    "texts": {"recall": 0.97, "times_less_than_rensa": 1.9},
    "live": {"is_whole": 0.0, "alerted": 3.0, "mib_a_minute": 60.0},
    "startup": {"median_s": 0.31},
    "web": {"pages_in_time": 29.0},
    "exports": {"exports_within": 12.0},
}


def kept(part: str, figures: dict[str, float], *, full: bool = True) -> Kept:
    asked_sizes = [asked.size for asked in ASKED if asked.part == part]
    least, most = min(size for _, size in asked_sizes), max(size for _, size in asked_sizes)
    smaller = {asked_sizes[0][0]: most if full else least - 1}
    return Kept(part, smaller, DAY, Section(part, [], [], [], figures))


def bars_of(part: str, one: Kept) -> list[Bar]:
    return [asked.bar(one) for asked in ASKED if asked.part == part]


@pytest.mark.parametrize("part", list(GOOD))
def test_a_bar_is_reached_at_its_edge_and_not_beyond(part: str) -> None:
    assert [bar.answer for bar in bars_of(part, kept(part, GOOD[part]))] == ["yes"] * len(bars_of(part, kept(part, {})))
    assert all(bar.answer == "**no**" for bar in bars_of(part, kept(part, {**GOOD[part], **WORSE[part]})))


@pytest.mark.parametrize("part", [part for part in GOOD if part != "startup"])
def test_a_smaller_size_is_shown_and_counts_for_nothing(part: str) -> None:
    for bar in bars_of(part, kept(part, GOOD[part], full=False)):
        assert bar.reached is None and "(of " in bar.measured and bar.day == "2026-01-02"


def growth(**figures: float) -> Section:
    usual = {"posts": 1e8, "peak_megabytes": 9_842.0, "has_twin": 0.0, "worst_growth": 1.05}
    return Section("Growth", [], [], [], {**usual, **figures})


def test_growth_is_judged_at_a_hundred_million_posts() -> None:
    memory, time = growth_bars(growth())
    assert (memory.answer, time.answer) == ("yes", "yes")
    assert memory.measured == "9.6 GiB at 100,000,000 posts, without twin"
    assert [bar.answer for bar in growth_bars(growth(peak_megabytes=17_000.0, worst_growth=1.3))] == ["**no**"] * 2
    assert [bar.reached for bar in growth_bars(growth(posts=1e7))] == [None, None]
    assert [bar.measured for bar in growth_bars(None)] == ["", ""]


def test_every_job_has_one_row() -> None:
    bars = all_bars({part: kept(part, figures) for part, figures in GOOD.items()}, growth())
    assert len({bar.job + bar.asks for bar in bars}) == len(bars) == len(ASKED) + 2
    assert {bar.answer for bar in bars} == {"yes"}
    assert {asked.part for asked in ASKED} == set(GOOD)


def test_a_stream_without_pushes_says_nothing_of_alerts() -> None:
    _, alerts, _ = bars_of("live", kept("live", {**GOOD["live"], "planted": 0.0, "alerted": 0.0}))
    assert alerts.answer == "**no**"
