"""The names of character tables: what `--encoding` takes, and how they are told."""

import codecs

from unisono.model.errors import UsageError

COMMON = {
    "utf-8": "every script",
    "utf-16": "every script",
    "cp1252": "Western European",
    "cp1250": "Central European",
    "iso8859-2": "Central European",
    "cp1257": "Baltic",
    "cp1251": "Cyrillic",
    "koi8-r": "Russian",
    "koi8-u": "Ukrainian",
    "iso8859-5": "Cyrillic",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "iso8859-6": "Arabic",
    "cp1258": "Vietnamese",
    "cp874": "Thai",
    "cp932": "Japanese, Shift_JIS",
    "euc_jp": "Japanese, EUC",
    "cp949": "Korean, EUC-KR",
    "gb18030": "Chinese, GBK",
    "big5": "Chinese, Taiwan",
}
"""The tables that files of posts come in, by Python's names, and what is written in them."""

NO_TABLES = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
"""Codecs of Python that turn bytes into text, but are no table of characters."""


def known_encoding(word: str | None) -> str | None:
    """Return Python's name of the table that --encoding names; UsageError for another word."""
    if word is None:
        return None
    try:
        name = codecs.lookup(word.strip()).name
        "0".encode(name)  # LookupError for codecs that take no text, such as base64
    except (LookupError, ValueError):
        name = ""
    if not name or name.replace("_", "-") in NO_TABLES:
        listed = ", ".join(f"{one} ({what})" for one, what in COMMON.items())
        raise UsageError(f"--encoding {word}: there is no such table of characters. Common ones: {listed}.")
    return name


def told(encoding: str) -> str:
    """Return the name of a table with what is written in it: `cp1251 (Cyrillic)`."""
    what = COMMON.get(encoding)
    return f"{encoding} ({what})" if what else encoding
