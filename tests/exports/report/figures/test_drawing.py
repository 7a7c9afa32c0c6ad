"""Shapes that the figures share."""

from unisono.exports.report.figures.drawing import TICK_FORMS, frame, label, layer_class, layer_legend
from unisono.model.layers import LAYERS


def test_a_frame_names_itself_for_those_who_cannot_see_it() -> None:
    svg = frame("graph", name="g1", title="A <title>", description="Words", height=10, content=["<g/>"])
    assert 'aria-labelledby="g1-title g1-text"' in svg
    assert '<title id="g1-title">A &lt;title&gt;</title>' in svg
    assert "<g/>" in svg


def test_a_label_is_escaped_and_cut() -> None:
    assert "&lt;b&gt;" in label("<b>", 1, 2)
    assert "[U+202E]" in label("\u202e", 1, 2)
    assert "abc…" in label("abcdef", 1, 2, characters=4)


def test_every_layer_has_its_own_tick() -> None:
    assert set(TICK_FORMS) == set(LAYERS)
    assert len(set(TICK_FORMS.values())) == len(LAYERS)


def test_an_unknown_layer_cannot_smuggle_in_a_class() -> None:
    assert layer_class("repost") == "layer-repost"
    assert layer_class('x" onload="y') == "layer-other"


def test_a_legend_tells_each_layer_with_its_count() -> None:
    legend = layer_legend([("repost", 1200), ("link", 3)], 10)
    assert "repost 1,200" in legend
    assert "link 3" in legend
