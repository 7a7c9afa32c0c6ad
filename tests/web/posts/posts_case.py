"""A small case of posts of every kind: two accounts that act together, a repost, a reply, links, tags, scripts."""

from pathlib import Path
from typing import Any

import polars as pl

from tests.dossiers.written_case import ARABIC, BRIDGE, FORMS, JAPANESE, PAGE, put_in_network, write_case
from unisono.cases import Case, Run
from unisono.model.tables import ACTS, conform

POSTS: tuple[dict[str, Any], ...] = (
    {"account": "ann", "text": f"{BRIDGE} #Harbour", "id": "1", "lang": "en"},
    {"account": "bob", "text": f"RT @h_ann: {BRIDGE} #Harbour", "kind": "repost", "ref_post_id": "1", "id": "2"},
    {"account": "bob", "text": "¿Cuándo abrirán el Niño? $^.*", "id": "3", "urls": [FORMS[1]], "minutes": 60 * 24},
    {"account": "cid", "text": ARABIC, "kind": "reply", "ref_post_id": "1", "id": "4", "lang": "ar"},
    {"account": "cid", "text": JAPANESE, "id": "5", "lang": "ja", "minutes": 60 * 48},
    {"account": "dan", "text": "<script>alert(1)</script> #harbour", "id": "6", "urls": [PAGE], "minutes": 60 * 49},
)


def posts_case(folder: Path) -> Case:
    """Return the case, scanned: ann and bob are network 1, and acted together with posts 1 and 2."""
    profile = {"account_id": "eve", "handle": "h_eve", "display_name": "Éva Ωμέγα"}
    case = write_case(folder, POSTS, [profile])
    put_in_network(case, ["ann", "bob"])
    return case


def with_acts(case: Case) -> Run:
    """Return the latest run, in which the network acted with posts 1 and 2."""
    run = case.latest_run()
    assert run is not None
    acts = pl.DataFrame([{"network": 1, "post": "twitter:1"}, {"network": 1, "post": "twitter:2"}])
    conform(acts, ACTS).write_parquet(run.path / "acts.parquet")
    return run
