"""Counts the pairs of a dense workload with the scan's own kernel, and checks a smaller one against SQL.

python benchmarks/dense_pairs.py count FOLDER    reads objects.npy, accounts.npy, times.npy
python benchmarks/dense_pairs.py check FOLDER
"""

import json
import sys
from pathlib import Path

import numpy as np

WINDOW_SECONDS = 60
LEAST_OBJECTS = 2


def count(folder: Path) -> dict[str, int]:
    from unisono.engine.sweep import count_pairs_within

    accounts, objects, times = (np.load(folder / f"{name}.npy") for name in ("accounts", "objects", "times"))
    pairs = count_pairs_within(
        accounts.astype(np.int32), objects.astype(np.int32), times.astype(np.int64), WINDOW_SECONDS, LEAST_OBJECTS
    )
    return {"pairs": len(pairs.a), "objects": int(pairs.objects.sum()), "emitted": int(pairs.emitted)}


def count_by_sql(folder: Path) -> dict[str, int]:
    import duckdb
    import polars as pl

    acts = pl.DataFrame({name: np.load(folder / f"{name}.npy") for name in ("accounts", "objects", "times")})
    connection = duckdb.connect()
    connection.register("acts", acts.to_arrow())
    row = connection.execute(
        """
        with pairs as (
            select count(distinct a.objects) as objects
            from acts a
            join acts b
              on a.objects = b.objects and a.accounts < b.accounts and b.times between a.times - $1 and a.times + $1
            group by a.accounts, b.accounts
            having count(distinct a.objects) >= $2
        )
        select count(*), coalesce(sum(objects), 0) from pairs
        """,
        [WINDOW_SECONDS, LEAST_OBJECTS],
    ).fetchone()
    assert row is not None
    return {"pairs": int(row[0]), "objects": int(row[1])}


if __name__ == "__main__":
    counted = count(Path(sys.argv[2]))
    print(
        json.dumps(counted if sys.argv[1] == "count" else {"kernel": counted, "sql": count_by_sql(Path(sys.argv[2]))})
    )
