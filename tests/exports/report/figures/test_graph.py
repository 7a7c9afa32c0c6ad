"""The graph shows everybody it can and says what it leaves out."""

import re

from unisono.exports.report.figures.graph import Dot, Tie, draw_graph, strongest_ties


def ring(count: int) -> tuple[list[Dot], list[Tie]]:
    """Return accounts in a ring; the first launches, the second boosts."""
    roles = ["launcher", "booster"] + ["crowd"] * count
    dots = [Dot(f"name{i}", roles[i], 2) for i in range(count)]
    return dots, [Tie(i, (i + 1) % count, 1.0 + i, "repost" if i % 2 else "link") for i in range(count)]


def test_every_account_and_tie_of_a_small_network_is_drawn() -> None:
    picture = draw_graph(1, *ring(10), most_dots=50, most_ties=50)
    assert picture.svg.count("<circle") == 8 + 1
    assert picture.svg.count("booster") > 0
    assert len(re.findall(r"M\d+ \d+L\d+ \d+", picture.svg)) == 10
    assert all(f">name{i}<" in picture.svg for i in range(10))
    assert picture.note == ""


def test_launchers_stay_when_others_are_left_out() -> None:
    picture = draw_graph(1, *ring(30), most_dots=5, most_ties=50)
    assert ">name0<" in picture.svg
    assert "5 of 30 accounts" in picture.note


def test_each_account_keeps_its_strongest_tie() -> None:
    ties = [Tie(0, i, 100.0 - i, "repost") for i in range(1, 20)] + [Tie(20, 21, 0.1, "repost")]
    kept = strongest_ties(ties, 20)
    assert kept == ties
    assert ties[-1] in strongest_ties([*ties, *[Tie(0, i, 90, "link") for i in range(1, 4)]], 20)


def test_names_of_strangers_stay_text() -> None:
    picture = draw_graph(
        1, [Dot("<script>", "crowd", 1), Dot("b", "odd role", 1)], [Tie(0, 1, 1, "repost")], most_dots=9, most_ties=9
    )
    assert "&lt;script&gt;" in picture.svg
    assert "<script>" not in picture.svg
