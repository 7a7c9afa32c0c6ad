"""All members in one picture."""

from pathlib import Path

import orjson

from tests.cli.scanned_case import case_without_networks, scanned_case
from tests.web.workbench import signed_in

PAGE = "/case/case/networks/graph"


def test_the_graph_of_all_networks_has_a_table_and_data(tmp_path: Path) -> None:
    scanned_case(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        page = client.get(PAGE).text
        assert 'class="figure graph"' in page
        assert 'data-account="twitter:3"' in page
        graph = orjson.loads(client.get(PAGE, params={"part": "graph", "as": "json"}).text)
        assert graph["network"] == [1, 1, 1]
        rows = client.get(PAGE, params={"as": "json"}).text.splitlines()
        assert [orjson.loads(row)["account"] for row in rows] == ["twitter:1", "twitter:2", "twitter:3"]


def test_without_networks_there_is_nothing_to_draw(tmp_path: Path) -> None:
    case_without_networks(tmp_path / "case")
    with signed_in(tmp_path / "case") as client:
        assert "nothing to draw" in client.get(PAGE).text
