"""Text of any encoding becomes UTF-8 without marks and NUL bytes."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from unisono.importers.character_tables import told
from unisono.importers.encoding_guesses import Guess, guess_encoding
from unisono.importers.problems import Problem, shorten
from unisono.model.counting import counted

PIECE = 1 << 20

MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Encoding:
    """How a text is read: its table of characters, the length of its mark, and what was guessed."""

    name: str
    mark: int = 0
    guess: Guess | None = None
    example: str = ""  # of the text as it is read, where the table was guessed

    def problems(self) -> list[Problem]:
        """Report a text that is no UTF-8."""
        if self.guess is None:
            return []
        if self.guess.is_clear:
            advice = f"The file is no UTF-8 and was read as {told(self.name)}. If names look wrong, say what it is: "
            return [Problem("not_utf8", 0, f"read as {self.name}: {self.example}", advice + "--encoding NAME")]
        others = " or ".join(told(name) for name in self.guess.others)
        advice = (
            f"The file is no UTF-8 and was read as {told(self.name)}, which is not clear: it may be {others}. "
            f"Look at the example and, where it is wrong, say what it is: --encoding {self.guess.others[0]}"
        )
        return [Problem("not_utf8", 0, f"read as {self.name}: {self.example}", advice)]


def choose_encoding(head: bytes, telling: bytes, given: str | None) -> Encoding:
    """Return how a text is read. telling: from its first byte beyond ASCII on; given: what the user has said."""
    name, mark = sniff_encoding(head)
    if given is not None and not mark:
        return Encoding(given)
    if name != "utf-8" or mark or not _is_no_utf8(telling):
        return Encoding(name, mark)
    guess = guess_encoding(telling)
    return Encoding(guess.encoding, guess=guess, example=_example(telling, guess.encoding))


def _example(content: bytes, encoding: str) -> str:
    text = content.decode(encoding, errors="replace")
    first = next((place for place, sign in enumerate(text) if sign > "\x7f"), 0)
    begin = max(text.rfind(sign, 0, first) for sign in ' ,;:"\t\n') + 1
    return shorten(text[begin : first + 60].split("\n")[0])


def sniff_encoding(head: bytes) -> tuple[str, int]:
    """Return the Unicode encoding of a text and the length of its mark, from its first bytes."""
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
    return "utf-8", 0


def _is_no_utf8(content: bytes) -> bool:
    """Say whether most of what is beyond ASCII does not form UTF-8; a damaged row or two do not make another table."""
    # The last character may be cut: it stays in the decoder.
    text = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape").decode(content)
    strange = [character for character in text if character > "\x7f"]
    return 2 * sum("\udc80" <= character <= "\udcff" for character in strange) > len(strange)


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
        removed = counted(nuls, "NUL byte was", "NUL bytes were")
        advice = f"{removed} removed, as left by a copy that broke off or a disk that was full: check the last rows."
        problems.append(Problem("nul_bytes", 0, "", advice))
    if replaced:
        unknown = counted(replaced, "character that is", "characters that are")
        advice = (
            f"{unknown} not in {encoding} became U+FFFD. If the file is written otherwise, say how: --encoding NAME"
        )
        problems.append(Problem("undecodable_characters", 0, "", advice))
    return problems
