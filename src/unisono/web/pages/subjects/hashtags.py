"""The hashtags of a case, ranked by how much, by how few, or by which networks."""

from unisono.dossiers.hashtag.ranking import ORDERS
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.posts.folding import fold_words
from unisono.web.shown import Shown

OF_TIME = "new"
"""The order that needs a time before, which this page does not ask for."""


def view(asked: Asked) -> Shown:
    """Show a page of the hashtags."""
    by = asked.query.get("by", "posts")
    by = by if by in ORDERS and by != OF_TIME else "posts"
    card = asked.card("hashtags", by=by)
    words = asked.query.get("words", "").strip()
    letters = fold_words(words.lstrip("#＃"))
    rows = [row for row in card["hashtags"] if letters in fold_words(row["hashtag"])] if letters else card["hashtags"]
    number = min(asked.page_number, max(1, -(-len(rows) // asked.rows_shown)))
    values = {
        "card": card,
        "rows": rows[(number - 1) * asked.rows_shown : number * asked.rows_shown],
        "total": len(rows),
        "words": words,
        "by": by,
        "orders": [order for order in ORDERS if order != OF_TIME],
        "is_scanned": asked.run is not None,
    }
    return Shown("subjects/hashtags.html.j2", values, rows)


PAGE = Page("/hashtags", view)
