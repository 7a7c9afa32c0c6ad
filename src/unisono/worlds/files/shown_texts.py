"""Posts as their readers saw them: words, then names, tags, links and pictures in the text, each at a known place.

An answer begins with the name of whom it answers. Links are short in the text; every post has short ones of its own.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from unisono.worlds.numbering import scatter

SHORT_HOST = "https://to.example/"
SHORT_DIGITS = np.frombuffer(b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh", dtype=np.uint8)
CODE_LENGTH = 10
IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
IN_JSON = {**{chr(code): f"\\u{code:04x}" for code in range(32)}, "\n": "\\n", '"': '\\"', "\\": "\\\\"}
MARKS = ("mentions", "hashtags", "urls", "media")
NOBODY = pl.lit(None, pl.String)


@dataclass(frozen=True)
class Piece:
    """One more thing in the texts of posts: what is written (null: nothing), and its entity without its place."""

    list_name: str
    written: pl.Expr
    entity: pl.Expr


def show_texts(posts: pl.DataFrame, users: pl.DataFrame, *, escaped: bool = True) -> pl.DataFrame:
    """Add `shown`, where the visible text `begins` and `ends`, and the insides of the JSON lists of its entities.

    Posts have post_id, text, their MARKS, is_reply and `before`, which is put before all (`RT @name: `, or nothing);
    users have account_id, handle and mention, an entity left open. Places are counted in code points, `&`, `<` and `>`
    being written as Twitter writes them unless `escaped` is false.
    """
    most = {name: posts.select(pl.col(name).list.len().max()).item() or 0 for name in MARKS}
    rows = name_everybody(posts, users, most["mentions"])
    rows = rows.with_columns(
        short_links(rows, name, place).alias(f"{name}_short_{place}")
        for name in ("urls", "media")
        for place in range(most[name])
    )
    lead = pl.when("is_reply").then(pl.concat_str(pl.lit("@"), "handle_0", pl.lit(" "))) if most["mentions"] else NOBODY
    words = pl.col("text").fill_null("")
    rows = rows.with_columns(
        lead.fill_null("").alias("lead"), (words.map_batches(escape, pl.String) if escaped else words).alias("words")
    )
    lengths = [pl.col(name).str.len_chars().cast(pl.Int64) for name in ("before", "lead", "words")]
    rows = rows.with_columns(end=pl.sum_horizontal(lengths)).with_columns(ends="end")
    pieces = list_pieces(most)
    for number, piece in enumerate(pieces):
        rows = place_piece(rows, piece, number)
        if piece.list_name != "media":
            rows = rows.with_columns(ends="end")
    in_line = [pl.concat_str(pl.lit(" "), f"piece_{number}").fill_null("") for number in range(len(pieces))]
    listed = [join_entities(name, pieces, with_lead=bool(most["mentions"])) for name in MARKS]
    shown = pl.concat_str("before", "lead", "words", *in_line).alias("shown")
    begins = pl.when(pl.col("before") == "").then(pl.col("lead").str.len_chars()).otherwise(0).alias("begins")
    return rows.select(*posts.columns, shown, begins, "ends", *listed)


def escape(texts: pl.Series) -> pl.Series:
    """Write `&`, `<` and `>` as Twitter does; most texts have none."""
    rows = texts.str.contains("[&<>]").arg_true()
    return texts.scatter(rows, texts.gather(rows).str.replace_many(IN_TEXT)) if len(rows) else texts


def name_everybody(posts: pl.DataFrame, users: pl.DataFrame, most: int) -> pl.DataFrame:
    """Add the handle and the entity of each account that a post mentions: handle_0, mention_0, and so on."""
    for place in range(most):
        known = users.select(
            pl.col("account_id").alias(f"named_{place}"),
            pl.col("handle").alias(f"handle_{place}"),
            pl.col("mention").alias(f"mention_{place}"),
        )
        named = pl.col("mentions").list.get(place, null_on_oob=True).alias(f"named_{place}")
        posts = posts.with_columns(named).join(known, on=f"named_{place}", how="left", maintain_order="left")
    return posts


def list_pieces(most: dict[str, int]) -> list[Piece]:
    """Return what stands behind the words of posts, in order."""
    pieces = []
    for place in range(most["mentions"]):
        handle = pl.concat_str(pl.lit("@"), f"handle_{place}")
        written = pl.when(~pl.col("is_reply")).then(handle) if place == 0 else handle
        pieces.append(Piece("mentions", written, pl.col(f"mention_{place}")))
    for place in range(most["hashtags"]):
        tag = pl.col("hashtags").list.get(place, null_on_oob=True)
        pieces.append(
            Piece("hashtags", pl.concat_str(pl.lit("#"), tag), pl.concat_str(pl.lit('{"text":'), json_text(tag)))
        )
    for name in ("urls", "media"):
        for place in range(most[name]):
            short = pl.col(f"{name}_short_{place}")
            target = json_text(pl.col(name).list.get(place, null_on_oob=True))
            pieces.append(Piece(name, short, link_entity(short, target) if name == "urls" else picture(short, target)))
    return pieces


def link_entity(short: pl.Expr, target: pl.Expr) -> pl.Expr:
    """Return the entity of a link: how it is written, and where it leads."""
    shown = target.str.replace(r'^"https?://(?:www\.)?', '"', n=1)
    return pl.concat_str(
        pl.lit('{"url":"'), short, pl.lit('","expanded_url":'), target, pl.lit(',"display_url":'), shown
    )


def picture(short: pl.Expr, target: pl.Expr) -> pl.Expr:
    """Return the entity of a picture."""
    return pl.concat_str(pl.lit('{"type":"photo","media_url_https":'), target, pl.lit(',"url":"'), short, pl.lit('"'))


def place_piece(rows: pl.DataFrame, piece: Piece, number: int) -> pl.DataFrame:
    """Put a piece behind what is there, a space before it: piece_N from from_N on."""
    rows = rows.with_columns(piece.written.alias(f"piece_{number}"), piece.entity.alias(f"entity_{number}"))
    written = pl.col(f"piece_{number}")
    rows = rows.with_columns(pl.when(written.is_not_null()).then(pl.col("end") + 1).alias(f"from_{number}"))
    return rows.with_columns(end=pl.coalesce(pl.col(f"from_{number}") + written.str.len_chars().cast(pl.Int64), "end"))


def join_entities(name: str, pieces: list[Piece], *, with_lead: bool) -> pl.Expr:
    """Return the inside of the list of one kind of entity, each with where it begins and ends."""
    placed = [
        with_indices(pl.col(f"entity_{number}"), pl.col(f"from_{number}"), pl.col(f"piece_{number}").str.len_chars())
        for number, piece in enumerate(pieces)
        if piece.list_name == name
    ]
    if name == "mentions" and with_lead:
        length = pl.col("lead").str.len_chars().cast(pl.Int64) - 1
        answered = with_indices(pl.col("mention_0"), pl.col("before").str.len_chars().cast(pl.Int64), length)
        placed.insert(0, pl.when(length > 0).then(answered))
    inside = pl.concat_str(*placed, separator=",", ignore_nulls=True) if placed else pl.lit("")
    return inside.alias(f"{name}_inside")


def with_indices(entity: pl.Expr, begins: pl.Expr, length: pl.Expr) -> pl.Expr:
    """Close an entity with its place in the text; null without an entity or a place."""
    return pl.concat_str(entity, pl.lit(',"indices":['), begins, pl.lit(","), begins + length, pl.lit("]}"))


def short_links(posts: pl.DataFrame, name: str, place: int) -> pl.Series:
    """Return the short address of the link at this place of each post's list; null where the list is shorter."""
    rows = (posts[name].list.len() > place).fill_null(value=False).arg_true()
    owners = posts["post_id"].gather(rows).cast(pl.Int64).to_numpy()
    salt = 7 * place + (3 if name == "media" else 0)
    numbers = (scatter(owners + salt) << np.uint64(24)) | scatter(owners ^ (salt + 1))
    shifts = np.arange(0, 5 * CODE_LENGTH, 5, dtype=np.uint64)
    codes = SHORT_DIGITS[((numbers[:, None] >> shifts) & np.uint64(31)).astype(np.int64)]
    written = np.ascontiguousarray(codes).view(f"S{CODE_LENGTH}").ravel().astype(str)
    short = SHORT_HOST + pl.Series(written.tolist(), dtype=pl.String)
    return pl.Series([None], dtype=pl.String).new_from_index(0, posts.height).scatter(rows, short)


def json_text(text: pl.Expr) -> pl.Expr:
    """Return texts as JSON strings, in quotation marks."""
    return pl.concat_str(pl.lit('"'), text.str.replace_many(IN_JSON), pl.lit('"'))
