"""Small tables for notebooks; every text is escaped, because handles and texts come from strangers."""

from collections.abc import Iterable, Sequence
from html import escape


def html_card(title: str, facts: Iterable[tuple[str, object]], rows: Iterable[Sequence[object]] = ()) -> str:
    """Return a heading, facts by name, and a table whose first row holds the headings."""
    parts = [f"<div><strong>{escape(title)}</strong>", "<table>"]
    parts += [f"<tr><th>{escape(name)}</th><td>{_cell(value)}</td></tr>" for name, value in facts]
    parts.append("</table>")
    headed = list(rows)
    if headed:
        headings = "".join(f"<th>{_cell(value)}</th>" for value in headed[0])
        body = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>" for row in headed[1:])
        parts.append(f"<table><tr>{headings}</tr>{body}</table>")
    return "".join(parts) + "</div>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list | tuple):
        return escape(", ".join(str(part) for part in value))
    return escape(str(value))
