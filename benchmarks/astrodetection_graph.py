"""Builds astrodetection's co-sharing graph of a table of reposts, in its own environment, and writes its accounts.

python benchmarks/astrodetection_graph.py SHARES.csv ACCOUNTS.txt WEIGHT
"""

import json
import sys
from pathlib import Path


def main(table: str, accounts: str, weight: str) -> None:
    """Read the table, build the graph in its memory-bounded way, and write who is in it, one account a line."""
    # Both live in the other tool's environment only.
    import pandas as pd
    from astrodetection_light import create_coSharing_graph

    shares = pd.read_csv(table, usecols=["object_id", "account_id"])
    shares["row_type"] = "retweet"
    graph = create_coSharing_graph(
        shares, userid_col="account_id", feature_col="object_id", fast_graph=True, weight_threshold=float(weight)
    )
    with Path(accounts).open("w", encoding="utf-8") as file:
        file.writelines(f"{account}\n" for account in graph.nodes)
    print(json.dumps({"edges": graph.number_of_edges(), "accounts": graph.number_of_nodes()}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
