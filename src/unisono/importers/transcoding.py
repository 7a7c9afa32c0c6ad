"""Text of any encoding becomes UTF-8 without marks and NUL bytes."""

import codecs
from pathlib import Path

from unisono.importers.problems import Problem

PIECE = 1 << 20

MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def sniff_encoding(head: bytes) -> tuple[str, int]:
    """Return the encoding of a text and the length of its mark, from its first bytes."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    pairs = len(head) // 2
    odd, even = head[1 : pairs * 2 : 2].count(0), head[0 : pairs * 2 : 2].count(0)
    # In UTF-16 each ASCII character (digits, commas and quotes are) has a NUL beside it, always on the same side.
    if pairs >= 8 and odd > 0.2 * pairs and even < 0.02 * pairs:
        return "utf-16-le", 0
    if pairs >= 8 and even > 0.2 * pairs and odd < 0.02 * pairs:
        return "utf-16-be", 0
    return ("windows-1252" if _is_western(head) else "utf-8"), 0


def _is_western(head: bytes) -> bool:
    """Say whether the bytes beyond ASCII can only be an old Western table: none of them forms UTF-8."""
    text = head.decode("utf-8", errors="surrogateescape")
    strange = [character for character in text[:-4] if character > "\x7f"]
    return bool(strange) and all("\udc80" <= character <= "\udcff" for character in strange)


def rewrite_as_utf8(path: Path, target: Path, encoding: str, mark: int) -> list[Problem]:
    """Write the text as UTF-8 without mark and NULs; report NULs and characters that could not be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    nuls = replaced = 0
    with path.open("rb") as source, target.open("wb") as out:
        source.seek(mark)
        while piece := source.read(PIECE):
            if encoding == "utf-8":
                # Bytes that are no UTF-8 stay: the reader can then say in which row they are.
                nuls += piece.count(0)
                out.write(piece.replace(b"\x00", b""))
                continue
            text = decoder.decode(piece)
            nuls += text.count("\x00")
            replaced += text.count("\ufffd")
            out.write(text.replace("\x00", "").encode("utf-8", errors="replace"))
        if encoding != "utf-8":
            rest = decoder.decode(b"", final=True)
            replaced += rest.count("\ufffd")
            out.write(rest.encode("utf-8"))
    return _encoding_problems(encoding, nuls, replaced)


def _encoding_problems(encoding: str, nuls: int, replaced: int) -> list[Problem]:
    problems = []
    if nuls:
        advice = (
            "NUL bytes were removed. They come from a copy that broke off or a disk that was full: check the last rows."
        )
        problems.append(Problem("nul_bytes", nuls, f"{nuls:,} NUL bytes", advice))
    if replaced:
        advice = "Characters that are not in this encoding were replaced by U+FFFD. Export the file again as UTF-8."
        problems.append(Problem("undecodable_characters", replaced, f"{replaced:,} in {encoding}", advice))
    if encoding == "windows-1252":
        advice = "The file is no UTF-8 and was read as Windows-1252. If names look wrong, export it again as UTF-8."
        problems.append(Problem("not_utf8", 1, "read as Windows-1252", advice))
    return problems
