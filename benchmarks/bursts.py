"""Measure bursts and onsets on streams with known truth: false alarms, hits, edges, and how often intervals hold.

Run: python -m benchmarks.bursts [--streams 100] [--seed 1]. Prints the tables of docs/concepts/bursts.md.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from unisono.significance.bursts import baseline_of, find_bursts
from unisono.significance.onset import find_onset

HOUR = 3_600_000_000
START = 1_500_000_000_000_000 // HOUR * HOUR

Float64 = NDArray[np.float64]
Rates = Callable[[np.random.Generator, int, float], Float64]


def steady(generator: np.random.Generator, hours: int, rate: float) -> Float64:
    return np.full(hours, rate)


def spread(size: float) -> Rates:
    return lambda generator, hours, rate: generator.gamma(size, rate / size, hours)


def lognormal(generator: np.random.Generator, hours: int, rate: float) -> Float64:
    return rate * np.exp(generator.normal(-0.32, 0.8, hours))


def day_and_night(generator: np.random.Generator, hours: int, rate: float) -> Float64:
    hour = np.arange(hours)
    weekday = np.where((hour // 24) % 7 < 5, 1.15, 0.6)
    return rate * weekday * np.maximum(0.02, 1.0 + 0.95 * np.sin(2 * np.pi * hour / 24))


def drifting(generator: np.random.Generator, hours: int, rate: float) -> Float64:
    state, steps = 0.0, []
    for step in generator.normal(0.0, np.sqrt(1.0 - 0.81), hours):
        state = 0.9 * state + step
        steps.append(state)
    return rate * np.exp(0.7 * np.array(steps) - 0.245)


STREAMS: dict[str, Rates] = {
    "Poisson": steady,
    "day and night, weekends": day_and_night,
    "negative binomial, size 2": spread(2.0),
    "negative binomial, size 0.5": spread(0.5),
    "day and night, size 0.5": lambda one, hours, rate: day_and_night(one, hours, rate) * one.gamma(0.5, 2.0, hours),
    "lognormal rates, sigma 0.8": lognormal,
    "rates that drift over hours": drifting,
}
SPANS = (36, 96, 336, 1_440)
USUAL = (0.05, 1.0, 20.0)


def draw(generator: np.random.Generator, rates: Float64) -> Float64:
    """Return times in hours of posts at these rates."""
    counts = generator.poisson(rates)
    return np.repeat(np.arange(rates.size), counts) + generator.uniform(0.0, 1.0, int(counts.sum()))


def moments_of(hours: Float64) -> NDArray[np.int64]:
    return np.sort(START + (hours * HOUR).astype(np.int64))


def span_of(hours: float) -> tuple[int, int]:
    return START, START + int(hours * HOUR) - 1


def print_false_alarms(generator: np.random.Generator, streams: int) -> None:
    print(f"\nStreams without a burst in which one is found, of {streams * len(SPANS) * len(USUAL):,} of each kind\n")
    print("| stream | found |\n|---|---|")
    for name, rates in STREAMS.items():
        alarms = 0
        for hours in SPANS:
            for usual in USUAL:
                for _ in range(streams):
                    moments = moments_of(draw(generator, rates(generator, hours, usual)))
                    alarms += bool(find_bursts(moments, baseline_of(moments, span_of(hours))))
        print(f"| {name} | {alarms / (streams * len(SPANS) * len(USUAL)):.2%} |")


SHAPES = ((10, 1.0), (30, 1.0), (30, 6.0), (100, 3.0), (10, 12.0))
"""Planted bursts: times the usual rate (fifteen posts an hour at least), and hours."""

DAYS = 60


def print_hits(generator: np.random.Generator, streams: int) -> None:
    print(f"\nPlanted bursts found / with both edges within the hour, of {streams} each ({DAYS} days);")
    print("and streams in which an hour has ten times the usual (ten posts at least) though nothing is planted\n")
    print(
        "| stream, usual posts an hour |",
        *(f"{times} times, {length:g} h |" for times, length in SHAPES),
        "by itself |",
    )
    print("|---|" + "---|" * (len(SHAPES) + 1))
    for name, rates in STREAMS.items():
        for usual in USUAL:
            cells = [_hits(generator, rates, usual, shape, streams) for shape in SHAPES]
            ordinary = [draw(generator, rates(generator, 24 * DAYS, usual)) for _ in range(streams)]
            least = max(10.0, 10.0 * usual)
            by_itself = sum(bool(np.bincount(one.astype(np.int64), minlength=1).max() >= least) for one in ordinary)
            print(f"| {name}, {usual:g} |", *cells, f"{by_itself / streams:.0%} |", flush=True)


def _hits(generator: np.random.Generator, rates: Rates, usual: float, shape: tuple[int, float], streams: int) -> str:
    times, length = shape
    hit = edges = 0
    for _ in range(streams):
        start = generator.uniform(500.0, 900.0)
        planted = start + generator.uniform(0.0, length, generator.poisson(max(15.0, times * usual) * length))
        moments = moments_of(np.concatenate([draw(generator, rates(generator, 24 * DAYS, usual)), planted]))
        found = find_bursts(moments, baseline_of(moments, span_of(24 * DAYS)))
        ends = [(one.start_at.timestamp() * 1e6, one.end_at.timestamp() * 1e6) for one in found]
        low, high = START + start * HOUR, START + (start + length) * HOUR
        near = [one for one in ends if one[0] < high and one[1] > low]
        hit += bool(near)
        edges += bool(near) and abs(near[0][0] - low) <= HOUR and abs(near[-1][1] - high) <= HOUR
    return f"{hit / streams:.0%} / {edges / streams:.0%} |"


def rises(generator: np.random.Generator, kind: str, hours: float, at: float) -> Float64:
    """Return times in hours of a tag that rises at `at`."""

    def posts(rate: float, low: float, high: float) -> Float64:
        return generator.uniform(low, high, generator.poisson(rate * max(high - low, 0.0)))

    fast = float(generator.choice([20.0, 100.0]))
    night = posts(fast, at, at + 8.0)
    parts = {
        "no earlier use": [night, posts(0.5, at + 8.0, hours)],
        "sparse earlier use": [posts(0.05, 0.0, at), night, posts(0.5, at + 8.0, hours)],
        "earlier use in clumps": [
            *(one + generator.exponential(0.3, generator.poisson(3)) for one in posts(0.03, 0.0, at)),
            night,
            posts(0.5, at + 8.0, hours),
        ],
        "much earlier use": [posts(4.0, 0.0, hours), posts(100.0, at, at + 6.0)],
        "fades slowly": [posts(0.1, 0.0, hours), at + generator.exponential(10.0, generator.poisson(400))],
        "comes in three nights": [
            posts(0.05, 0.0, hours),
            *(posts(60.0, at + 24.0 * day, at + 24.0 * day + 10) for day in range(3)),
        ],
        "stays": [posts(0.1, 0.0, at), posts(3.0, at, hours)],
        "begins slowly": [posts(0.05, 0.0, at), at + 8.0 * np.sqrt(generator.uniform(0.0, 1.0, 400))],
    }  # fmt: skip
    times = np.concatenate(parts[kind])
    return times[times < hours]


RISES = (
    "no earlier use", "sparse earlier use", "earlier use in clumps", "much earlier use", "fades slowly",
    "comes in three nights", "stays", "begins slowly",
)  # fmt: skip


def print_onsets(generator: np.random.Generator, streams: int) -> None:
    print(f"\nOnsets of {streams} rises of each kind, in 10 to 60 days\n")
    print("| rise | named | within the hour | interval holds it | its length (median) |\n|---|---|---|---|---|")
    for kind in RISES:
        named, near, held, lengths = 0, 0, 0, []
        for _ in range(streams):
            hours = float(generator.choice([240, 720, 1_440]))
            at = generator.uniform(0.3, 0.8) * hours
            moments = moments_of(rises(generator, kind, hours, at))
            found = find_onset(moments, span_of(hours))
            if found.at is None or found.low is None or found.high is None:
                continue
            # A rise that begins slowly begins with its first post.
            truth = (
                float(moments[np.searchsorted(moments, START + at * HOUR)])
                if kind == "begins slowly"
                else START + at * HOUR
            )
            named += 1
            near += abs(found.at - truth) <= HOUR
            held += found.low <= truth <= found.high
            lengths.append((found.high - found.low) / HOUR * 60.0)
        of = max(named, 1)
        print(f"| {kind} | {named / streams:.0%} | {near / of:.0%} | {held / of:.0%} | {np.median(lengths):.0f} min |")


def print_no_onsets(generator: np.random.Generator, streams: int) -> None:
    print(f"\nOnsets named where nothing rises, of {streams * len(USUAL)} streams of each kind (14 and 60 days)\n")
    print("| stream | named |\n|---|---|")
    for name, rates in STREAMS.items():
        named = 0
        for usual in USUAL:
            for number in range(streams):
                hours = (336, 1_440)[number % 2]
                moments = moments_of(draw(generator, rates(generator, hours, usual)))
                named += find_onset(moments, span_of(hours)).at is not None
        print(f"| {name} | {named / (streams * len(USUAL)):.1%} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generator, began = np.random.default_rng(given.seed), time.process_time()
    print_false_alarms(generator, given.streams)
    print_hits(generator, max(10, given.streams // 4))
    print_onsets(generator, given.streams)
    print_no_onsets(generator, max(10, given.streams // 4))
    print(f"\n{time.process_time() - began:.0f} CPU seconds, seed {given.seed}")


if __name__ == "__main__":
    main()
