"""Smooth spreads of posts per account: geometric, log-normal and power-law ones, and those in between."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

EXACT_UP_TO = 12
STEP = 1.12
"""Counts up to twelve are bins of their own; beyond, each bin is about an eighth wider than the one before."""

FEWEST_TERMS = 2
MOST_TERMS = 6

OTHERS_EACH = 5
"""Accounts of comparable flows, to one of this, from which on the spread starts from theirs."""

DRAWN_TO_SMOOTH = 20.0
"""Accounts that the smooth spread of the others stands for beside their own counts."""

MOST_STEPS = 40
HALVINGS = 14


@dataclass(frozen=True)
class Bins:
    """Bins of posts per account: bin i holds counts edges[i] to edges[i + 1] - 1, int64 (bins + 1)."""

    edges: Int64

    @property
    def middles(self) -> Float64:
        """The geometric middle of each bin."""
        return np.sqrt(self.edges[:-1] * (self.edges[1:] - 1.0))

    def powers(self, terms: int) -> Float64:
        """Return polynomials of the logarithm of the counts up to degree `terms`, orthonormal, (bins, terms)."""
        log = np.log(self.middles)
        log = log / max(float(log.max()), 1e-9)
        plain = np.stack([log**power for power in range(terms + 1)], axis=1)
        orthonormal, _ = np.linalg.qr(plain)
        return np.asarray(orthonormal[:, 1:] * np.sqrt(len(log)), np.float64)


@dataclass(frozen=True)
class Base:
    """What a spread starts from: the logarithm of each bin's share before any term; from_others: of other flows."""

    log_share: Float64
    from_others: bool


@dataclass(frozen=True)
class Fit:
    """Fitted spreads: shares of the bins, float64 (flows, bins), and what is needed to rate a bump beside them."""

    shares: Float64
    log_likelihood: Float64
    powers: Float64

    @property
    def terms(self) -> int:
        """How many terms the logarithm of the spread has."""
        return int(self.powers.shape[1])

    def free_share(self, begin: Int64, end: Int64) -> Float64:
        """Return, of the chance variance of the accounts in each stretch of bins, what the terms leave to it.

        Float64 (flows, stretches): the variance of the count given the fitted terms, to that of a Poisson number.
        """
        flows, terms = len(self.shares), self.terms
        added = np.concatenate([np.zeros((flows, 1)), self.shares.cumsum(axis=1)], axis=1)
        inside = np.maximum(added[:, end] - added[:, begin], 1e-12)
        if not terms:
            return np.asarray(1.0 - inside, np.float64)
        mean = self.shares @ self.powers
        weighed = (self.shares[:, :, None] * self.powers).cumsum(axis=1)
        weighed = np.concatenate([np.zeros((flows, 1, terms)), weighed], axis=1)
        together = weighed[:, end] - weighed[:, begin] - inside[:, :, None] * mean[:, None, :]
        inverse = np.linalg.inv(_covariances(self.shares, self.powers, mean))
        explained = ((together @ inverse) * together).sum(axis=2)
        return np.asarray((inside * (1.0 - inside) - explained) / inside, np.float64)


def bins_up_to(most: int) -> Bins:
    """Return bins for counts of 1 to `most` and a little beyond."""
    edges = list(range(1, EXACT_UP_TO + 2))
    while edges[-1] <= most:
        edges.append(max(edges[-1] + 1, round(edges[-1] * STEP)))
    return Bins(np.array(edges, np.int64))


def bin_counts(bins: Bins, counts: Int64) -> Float64:
    """Return how many counts each bin holds; those beyond the last bin are left out."""
    place = np.searchsorted(bins.edges, counts, side="right") - 1
    return np.bincount(place, minlength=len(bins.edges))[: len(bins.edges) - 1].astype(np.float64)


def smooth_base(bins: Bins, others: Int64 | None, accounts: int) -> Base:
    """Return what the spread starts from: that of the accounts of other flows where there are enough, else k^-1.5."""
    plain = Base(np.log(np.diff(bins.edges)) - 1.5 * np.log(bins.middles), from_others=False)
    if others is None or len(others) < OTHERS_EACH * accounts:
        return plain
    seen = bin_counts(bins, others)
    smooth = choose_fit(bins, plain, seen[None, :]).shares[0]
    return Base(np.log(seen + DRAWN_TO_SMOOTH * smooth + 1e-9), from_others=True)


def choose_fit(bins: Bins, base: Base, seen: Float64) -> Fit:
    """Return the spread with the best Schwarz criterion (1978); seen: float64 (1, bins).

    With no other flows to start from it has two terms at least: log-normal spreads, with power laws among them, are
    exact; geometric ones and mixtures need a term or two more.
    """
    fewest = 0 if base.from_others else FEWEST_TERMS
    price = np.log(max(float(seen.sum()), 2.0))
    best = fit_counts(bins, base, seen, fewest)
    for terms in range(fewest + 1, MOST_TERMS + 1):
        fit = fit_counts(bins, base, seen, terms)
        if _criterion(fit, price) < _criterion(best, price):
            best = fit
        elif terms > best.terms + 1:
            break
    return best


def fit_counts(bins: Bins, base: Base, seen: Float64, terms: int) -> Fit:
    """Return the spreads of greatest likelihood, one for each row of `seen`, float64 (flows, bins).

    The share of a bin is exp(base + sum of theta_j powers_j): an exponential family, so that the likelihood has one
    greatest point, which Newton's steps, halved where they go too far, reach.
    """
    powers = bins.powers(terms)
    accounts = seen.sum(axis=1, keepdims=True)
    theta = np.zeros((len(seen), terms))
    shares, likelihood = _shares(base.log_share, powers, theta, seen)
    for _ in range(MOST_STEPS if terms else 0):
        mean = shares @ powers
        slope = seen @ powers - accounts * mean
        step = np.linalg.solve(_covariances(shares, powers, mean) * accounts[:, :, None], slope[:, :, None])[:, :, 0]
        size = np.ones((len(seen), 1))
        for _ in range(HALVINGS):
            shares, reached = _shares(base.log_share, powers, theta + size * step, seen)
            too_far = reached < likelihood - 1e-9
            if not too_far.any():
                break
            size[too_far] /= 2.0
        theta, likelihood = theta + size * step, reached
        if float(np.abs(step).max(initial=0.0)) < 1e-7:
            break
    return Fit(shares, likelihood, powers)


def _shares(log_share: Float64, powers: Float64, theta: Float64, seen: Float64) -> tuple[Float64, Float64]:
    """Return shares (flows, bins) and log-likelihoods (flows) of these parameters (flows, terms)."""
    log = log_share + theta @ powers.T
    log = log - log.max(axis=1, keepdims=True)
    log = log - np.log(np.exp(log).sum(axis=1, keepdims=True))
    return np.exp(log), (seen * log).sum(axis=1)


def _covariances(shares: Float64, powers: Float64, mean: Float64) -> Float64:
    """Return the covariance of the terms under each spread, (flows, terms, terms), a little more on the diagonal."""
    squares = np.einsum("fb,bi,bj->fij", shares, powers, powers)
    return np.asarray(squares - mean[:, :, None] * mean[:, None, :] + 1e-9 * np.eye(powers.shape[1]), np.float64)


def _criterion(fit: Fit, price: float) -> float:
    return float(-2.0 * fit.log_likelihood[0] + fit.terms * price)
