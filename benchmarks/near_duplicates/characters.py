"""The letters, marks and words that variants of texts are made with."""

_LATIN_CYRILLIC = {
    "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "s": "ѕ", "j": "ј", "h": "һ",
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т",
    "X": "Х",
}  # fmt: skip
_LATIN_GREEK = {"o": "ο", "v": "ν", "A": "Α", "B": "Β", "E": "Ε", "H": "Η", "I": "Ι", "K": "Κ", "O": "Ο", "T": "Τ"}


def _look_alikes() -> dict[str, str]:
    alikes: dict[str, str] = {}
    for table in (_LATIN_CYRILLIC, _LATIN_GREEK):
        for latin, other in table.items():
            alikes[latin] = alikes.get(latin, "") + other
            alikes[other] = alikes.get(other, "") + latin
    return alikes


LOOK_ALIKES = _look_alikes()
"""Letters of Latin, Cyrillic and Greek, each with those of the others that look like it."""

INVISIBLE = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u202a",
    "\u202c",
    "\u2066",
    "\u2069",
)
"""Zero-width spaces and joiners, soft hyphens, and controls of the writing direction."""

EMOJI = ("🔥", "😂", "🇺🇸", "👉🏽", "❤️", "👩‍⚕️", "✅", "⚠️", "🤔", "🚨", "🙏", "1️⃣", "☀️", "👨‍👩‍👧")
MARKS = ("!", "!!!", "…", "...", ",", ".", " -", "?!", " —", ";", "»", "‼️")
SPACES = (" ", "  ", "\u00a0", "\u3000", "\u2009", "\n", "\t")
NAMES = ("somebody", "ann", "newsdesk", "Mayor", "petrov", "la_voz", "x_y_z")
AFFIXES = (
    "RT @somebody:",
    "BREAKING:",
    "BREAKING!!!",
    "❗️❗️",
    "WATCH:",
    "СРОЧНО:",
    "Срочно!",
    "URGENT -",
    "عاجل:",
    "速報",
    "ICYMI:",
)
TAGS = (
    "#news",
    "#breaking",
    "#новости",
    "#vote",
    "#viral",
    "#truth",
    "Please share",
    "(via @somebody)",
    "#速報",
    "#عاجل",
)
