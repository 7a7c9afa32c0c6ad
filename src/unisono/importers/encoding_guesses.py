"""Which table of characters a text that is no UTF-8 was written in: a guess, and how sure it is."""

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from unisono.importers.character_tables import COMMON

SAMPLE_BYTES = 256 << 10
GAP = 0.1  # of the library's measures of mess and of language, both from 0 to 1

OF_SEVERAL_BYTES = ("cp932", "euc_jp", "cp949", "gb18030", "big5")
MANY_BYTES = 40  # so many that fit a table of several bytes each do so by no accident

LATIN = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "cp1258")
"""Tables of Latin letters, which differ in few of them; those that come first are more common."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAFE_CUT = re.compile(rb"[\x09\x20-\x2f](?=[^\x09\x20-\x2f]*\Z)")
_SIGN_IN_WORD = re.compile(
    "(?<=[^\\W\\d_])[\u00a1-\u00a9\u00ab-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bb-\u00bf×÷](?=[^\\W\\d_])|[\x80-\x9f\ufffd]"
)


@dataclass(frozen=True)
class Guess:
    """The likeliest table, and others that may be meant where it is not clear."""

    encoding: str
    others: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Say whether no other table fits nearly as well."""
        return not self.others


def guess_encoding(content: bytes) -> Guess:
    """Guess the table of a text from the lines of its first 256 KiB that are not plain ASCII."""
    sample = _telling_lines(content[:SAMPLE_BYTES])
    names = [name for name in COMMON if not name.startswith("utf")]
    library_names = {name.replace("-", "_"): name for name in names}
    found = [
        (library_names[match.encoding], match.chaos, match.coherence)
        for match in from_bytes(sample, cp_isolation=list(library_names), enable_fallback=False)
        if match.encoding in library_names
    ]
    if not found:
        return Guess("cp1252", ("cp1250", "cp1251"))
    best, mess, language = found[0]
    if best in LATIN:
        return _guess_latin(sample)
    if best in OF_SEVERAL_BYTES and len(_BEYOND_ASCII.findall(sample)) >= MANY_BYTES:
        found = [one for one in found if one[0] in OF_SEVERAL_BYTES]
        if len(found) == 1:
            return Guess(best)
    near = [name for name, chaos, coherence in found[1:] if chaos < mess + GAP and coherence > language - GAP]
    if not near and len(found) == 1 and not language:
        near = ["cp1252"]  # nothing else fits, and no language is heard in it either
    return Guess(best, tuple(near[:3]))


def _guess_latin(sample: bytes) -> Guess:
    """Choose the table in which the fewest words have a sign such as `³` inside them."""
    signs = {name: len(_SIGN_IN_WORD.findall(sample.decode(name, errors="replace"))) for name in LATIN}
    ranked = sorted(LATIN, key=lambda name: signs[name])
    return Guess(ranked[0], tuple(name for name in ranked[1:] if signs[name] <= signs[ranked[0]])[:3])


def _telling_lines(content: bytes) -> bytes:
    """Return the lines with anything beyond ASCII; a last one that is cut ends where no character can be halved."""
    lines = content.splitlines(keepends=True)
    telling = [line for line in lines if _BEYOND_ASCII.search(line)]
    if len(telling) > 1 and telling[-1] is lines[-1]:
        telling.pop()
    elif len(content) == SAMPLE_BYTES and telling and telling[-1] is lines[-1]:
        cut = _SAFE_CUT.search(telling[-1])
        telling[-1] = telling[-1][: cut.start()] if cut else telling[-1]
    return b"".join(telling)
