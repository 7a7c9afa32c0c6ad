"""The peers' definitions read aloud in plain Python, slow and obvious, and made-up shares to try them on."""

import os
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
from hypothesis import strategies

PAIR_COLUMNS = ("object_id", "content_id", "content_id_y", "time_delta", "account_id", "account_id_y")


class Share(NamedTuple):
    """One row of a table of shares."""

    object_id: str | None
    account_id: str
    content_id: str
    at: float | None


objects = strategies.sampled_from(["o1", "o2", "", "ö", "c1", "NA", None])
accounts = strategies.sampled_from(["a", "b", "B", "é", "名", "a,b", 'q"'])
contents = strategies.sampled_from(["c1", "c2", "c3", "c4", "c5", "c6", "c7", "o1"])
times = strategies.one_of(
    strategies.none(), strategies.integers(0, 30).map(float), strategies.sampled_from([0.5, 10.5, 10.25, 20.75])
)
share_tables = strategies.lists(strategies.builds(Share, objects, accounts, contents, times), max_size=24)


def frame_of(shares: list[Share]) -> pl.DataFrame:
    kinds = {"object_id": pl.String, "account_id": pl.String, "content_id": pl.String, "at": pl.Float64}
    return pl.DataFrame(shares, schema=kinds, orient="row")


def pairs_by_definition(shares: list[Share], window: float, least: int, loops: bool) -> list[tuple[object, ...]]:
    """Say the pairs of detect_groups: object, older post, newer post, seconds, older and newer account."""
    rows = [share for share in shares if sum(other.account_id == share.account_id for other in shares) >= least]
    appearance = list(dict.fromkeys(row.account_id for row in rows))
    rows = sorted(rows, key=lambda row: appearance.index(row.account_id))
    pairs = [(r, s) for r, s in combinations(rows, 2) if _near(r, s, window) and (loops or not _loops(r, s))]
    if least >= 1:
        paired = {share.content_id for pair in pairs for share in pair}
        again = [row for row in rows if row.content_id in paired]
        kept = {r.content_id for r in again if sum(s.account_id == r.account_id for s in again) >= least}
        pairs = [(r, s) for r, s in pairs if r.content_id in kept or s.content_id in kept]
    found = []
    for r, s in pairs:
        assert r.at is not None and s.at is not None
        older, newer = (s, r) if s.at < r.at else (r, s)
        delta = abs(r.at - s.at)
        found.append((r.object_id, older.content_id, newer.content_id, delta, older.account_id, newer.account_id))
    return found


def edges_by_definition(pairs: list[tuple[object, ...]], quantiles: tuple[float, ...]) -> list[tuple[object, ...]]:
    """Say the edges of generate_coordinated_network over pairs of pairs_by_definition."""
    groups: dict[tuple[str, str], list[tuple[object, ...]]] = {}
    for pair in pairs:
        ends = sorted((str(pair[4]), str(pair[5])), key=lambda name: name.encode())
        groups.setdefault((ends[0], ends[1]), []).append(pair)
    weights = [len(group) for group in groups.values()]
    edges = []
    for ends, group in groups.items():
        older = len({pair[1] for pair in group})
        newer = len({pair[2] for pair in group})
        mean = sum(float(str(pair[3])) for pair in group) / len(group)
        marks = tuple(int(len(group) > np.quantile(weights, q)) for q in quantiles)
        shared = frozenset("NA" if pair[0] is None else pair[0] for pair in group)
        symmetry = min(older, newer) / max(older, newer)
        edges.append((*ends, len(group), round(mean, 9), older, newer, round(symmetry, 9), *marks, shared))
    return edges


def toolkit_by_definition(shares: list[Share], window: float, least: int) -> list[tuple[str, str, int]]:
    """Say coordination-network-toolkit's directed edges without self pairs, sorted bytewise."""
    first = {share.content_id: share for share in reversed(shares)}
    messages = [share for share in first.values() if share.object_id and share.at is not None]
    met: dict[tuple[str, str], set[str]] = {}
    for m in messages:
        for other in messages:
            if m.account_id != other.account_id and _near(m, other, window):
                met.setdefault((m.account_id, other.account_id), set()).add(m.content_id)
    edges = [(u, v, len(ids)) for (u, v), ids in met.items() if len(ids) >= max(1, least)]
    return sorted(edges, key=lambda edge: (edge[0].encode(), edge[1].encode()))


def real_shares(name: str) -> Path:
    """Find a file of the real CooRTweet data; leave the test out, and say so, where there is none."""
    root = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not (root / "coortweet").exists():
        pytest.skip(f"needs the real data coortweet/{name}; set UNISONO_DATA to its folder")
    return root / "coortweet" / name


def _near(r: Share, s: Share, window: float) -> bool:
    return r.object_id == s.object_id and r.at is not None and s.at is not None and abs(r.at - s.at) <= window


def _loops(r: Share, s: Share) -> bool:
    if r.object_id is None:
        return True
    return r.object_id in (r.content_id, s.content_id) or r.content_id == s.content_id or r.account_id == s.account_id
