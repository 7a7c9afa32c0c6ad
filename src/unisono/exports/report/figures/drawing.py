"""The few shapes that the figures share: a frame with title and description, text, legends by layer."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from unisono.exports.report.untrusted import reveal_plainly, shorten_to_width
from unisono.model.layers import LAYERS

WIDTH = 960

MORE_LETTERS = 8
"""Room in legends for the longer words of other languages."""

TICK_FORMS: dict[str, tuple[float, float, float]] = {
    "repost": (0.0, 1.0, 2.0),
    "reply": (0.0, 0.5, 2.5),
    "link": (0.5, 0.5, 2.5),
    "domain": (0.5, 0.5, 5.0),
    "hashtag": (0.3, 0.4, 4.0),
    "tags": (0.3, 0.4, 7.0),
    "wording": (0.0, 1.0, 3.5),
    "text": (0.0, 1.0, 5.0),
    "image": (0.0, 0.5, 5.0),
    "mention": (0.4, 0.2, 7.0),
}
"""Layer -> where its tick starts within the row, how high it is (shares of the row) and how wide (units).

The form tells the layers apart where colours do not.
"""


def frame(kind: str, *, name: str, title: str, description: str, height: float, content: Iterable[str]) -> Markup:
    """Return a figure's SVG; `name` is unique on the page and `height` in units, of which the width has 960."""
    head = Markup(
        '<svg class="figure {kind}" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{name}-title {name}-text">'
        '<title id="{name}-title">{title}</title><desc id="{name}-text">{description}</desc>'
    ).format(kind=kind, width=WIDTH, height=round(height), name=name, title=title, description=description)
    return head + Markup("".join(content)) + Markup("</svg>")  # the functions below escape what they write


def label(
    text: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    kind: str = "",
    characters: int = 40,
    is_name: bool = False,
) -> str:
    """Return one line of text, escaped and cut; text of strangers cannot reorder its surroundings.

    is_name: what somebody is called or wrote, which no language of a report changes; it is so without a kind.
    """
    shown = shorten_to_width(reveal_plainly(text), characters)
    return str(
        Markup('<text x="{}" y="{}" text-anchor="{}" class="{}"{}>{}</text>').format(
            round(x, 1), round(y, 1), anchor, kind or "label", Markup(' translate="no"' if is_name else ""), shown
        )
    )


def layer_class(layer: str) -> str:
    """Return the style of a layer; layers that the palette does not know share one."""
    return f"layer-{layer}" if layer in LAYERS else "layer-other"


def layer_legend(layers: Sequence[tuple[str, int]], y: float, *, x: float = 0, ties: bool = False) -> str:
    """Return a row of keys, one a layer with its count: a tie's dashes, or the form of its tick."""
    pieces = []
    for layer, count in layers:
        if ties:
            pieces.append(f'<path class="tie {layer_class(layer)}" d="M{x:.0f} {y - 4:.0f}h26"/>')
        else:
            top, height, width = TICK_FORMS.get(layer, TICK_FORMS["repost"])
            start = y - 10 + 12 * top
            line = f"M{x + 8:.0f} {start:.1f}v{12 * height:.1f}"
            pieces.append(f'<path class="tick {layer_class(layer)}" stroke-width="{width:g}" d="{line}"/>')
        text = f"{layer} {count:,}"
        offset = 32 if ties else 17
        pieces.append(label(text, x + offset, y, kind="key"))
        x += offset + 8 * (len(text) + MORE_LETTERS // 2) + 18
    return "".join(pieces)
