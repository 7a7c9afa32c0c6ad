"""Streams of posts with known rates, for the tests of bursts and onsets."""

import numpy as np

HOUR = 3_600_000_000
START = 1_500_000_000_000_000 // HOUR * HOUR
"""A whole hour of July 2017, in microseconds since 1970."""

Int64 = np.ndarray[tuple[int], np.dtype[np.int64]]


def span_of(hours: float) -> tuple[int, int]:
    """Return the span of so many hours from START."""
    return START, START + int(hours * HOUR) - 1


def posts_at(hours: np.ndarray) -> Int64:
    """Return moments, ascending, of times in hours from START."""
    return np.sort(START + (np.asarray(hours, float) * HOUR).astype(np.int64))


def steady(generator: np.random.Generator, rate: float, low: float, high: float) -> np.ndarray:
    """Return times in hours of a Poisson stream."""
    return generator.uniform(low, high, generator.poisson(rate * (high - low)))


def by_hour(generator: np.random.Generator, counts: np.ndarray) -> Int64:
    """Return moments with these counts in the hours from START."""
    return posts_at(np.repeat(np.arange(counts.size), counts) + generator.uniform(0, 1, int(counts.sum())))
