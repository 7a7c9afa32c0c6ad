"""The figure is one SVG with words for everything that it shows."""

from xml.etree import ElementTree

from benchmarks.growth.figure import ALT, CURVES, GROUND, TITLE, Panel, draw_growth, powers, said

from tests.benchmarks.growth.grown_by_hand import grown

RUNS = [grown(100_000), grown(1_000_000), grown(10_000_000), grown(100_000_000)]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_figure_is_valid_and_names_axes_units_and_steps() -> None:
    figure = ElementTree.fromstring(draw_growth(RUNS))
    words = [text.text for text in figure.iter(f"{SVG}text")]
    for wanted in (TITLE, "posts", "CPU seconds", "MiB", "Peak memory", "100k", "100M", *(c.name for c in CURVES)):
        assert wanted in words
    assert figure.get("aria-label") == ALT
    assert figure.get("role") == "img"
    title = figure.find(f"{SVG}title")
    assert title is not None and title.text == TITLE


def test_the_figure_brings_its_own_ground_for_dark_pages() -> None:
    ground = next(ElementTree.fromstring(draw_growth(RUNS)).iter(f"{SVG}rect"))
    assert ground.get("fill") == GROUND and ground.get("x") is None


def test_each_measured_step_has_its_mark_inside_of_its_panel() -> None:
    figure = ElementTree.fromstring(draw_growth(RUNS))
    import_marks = [mark for mark in figure.iter(f"{SVG}circle") if float(mark.get("cy") or 0) > 60]
    assert len(import_marks) == 2 * 3  # the largest size was written directly
    lines = [line for line in figure.iter(f"{SVG}polyline") if line.get("stroke-dasharray") is None]
    assert len(lines) == 2 * len(CURVES)
    for mark in import_marks:
        assert 84 <= float(mark.get("cy") or 0) <= 384


def test_one_size_alone_and_none_can_be_drawn() -> None:
    for runs in ([], RUNS[:1]):
        assert ElementTree.fromstring(draw_growth(runs)).tag == f"{SVG}svg"


def test_places_go_by_tens() -> None:
    assert powers([100_000, 30_000_000]) == (5, 8)
    assert powers([1.0]) == (0, 1)
    panel = Panel(0.0, "heading", "unit", (5, 7), (0, 2))
    assert panel.x(1e6) - panel.x(1e5) == panel.x(1e7) - panel.x(1e6) > 0
    assert panel.y(1.0) > panel.y(10.0) > panel.y(100.0)
    assert [said(value) for value in (0.1, 10.0, 1e5, 1e6, 1e9)] == ["0.1", "10", "100k", "1M", "1G"]
