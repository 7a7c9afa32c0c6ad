"""Files that hold no posts and are no mistake: pictures, documents, programs; known by their first bytes."""

from pathlib import PurePath

SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a sound or film file (Ogg)"),
    (b"fLaC", "a sound file (FLAC)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska or WebM)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"{\\rtf", "a text document (RTF)"),
)
CONTAINERS = {b"WEBP": "a picture (WebP)", b"WAVE": "a sound file (WAV)", b"AVI ": "a film (AVI)"}
BINARY_SIGNS = (b"BM", b"MZ", b"II*\x00", b"MM\x00*")
"""Signs that a text may begin with as well: what follows must hold a NUL byte."""

READ_ME = ("readme", "license", "licence", "changelog", "copying", "contributing", "authors", "notice", "checksums")
NOTES = (".md", ".rst", ".tex", ".html", ".htm", ".css", ".py", ".r", ".ipynb", ".sh", ".sha256", ".md5", ".toml")
LEFTOVERS = ("thumbs.db", "desktop.ini")


def looks_like(head: bytes) -> str | None:
    """Say what a file is that holds no posts, from its first bytes; None for what may be data."""
    for sign, what in SIGNS:
        if head.startswith(sign) and (sign not in BINARY_SIGNS or b"\x00" in head[:64]):
            return what
    if head[:4] == b"RIFF":
        return CONTAINERS.get(head[8:12])
    if head[4:8] == b"ftyp":
        return "a picture or film (MP4, HEIC or AVIF)"
    return None


def is_note(name: str) -> str | None:
    """Say what a file in a folder is by a name that only people's notes and programs' leftovers have."""
    path = PurePath(name)
    if path.name.startswith("."):
        return "a hidden file"
    if path.name.casefold() in LEFTOVERS:
        return "a leftover of a file manager"
    if path.stem.casefold().startswith(READ_ME) and path.suffix.casefold() in ("", ".txt", *NOTES):
        return "a note about the data"
    if path.suffix.casefold() in NOTES:
        return f"a {path.suffix.casefold()} file"
    return None
