"""Encodings are recognised from bytes."""

import pytest

from unisono.importers.transcoding import sniff_encoding

TEXT = "id,text\n1,Grüße aus 東京\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (TEXT.encode(), ("utf-8", 0)),
        (b"\xef\xbb\xbf" + TEXT.encode(), ("utf-8", 3)),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), ("utf-16-le", 2)),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), ("utf-16-be", 2)),
        (TEXT.encode("utf-16-le"), ("utf-16-le", 0)),
        (TEXT.encode("utf-16-be"), ("utf-16-be", 0)),
        (TEXT.encode("utf-32"), ("utf-32-le", 4)),
        ("naïve café, Größe\n".encode("windows-1252"), ("windows-1252", 0)),
        ("naïve café 東\n".encode() + b"\xff broken\n", ("utf-8", 0)),
        (b"a,b\x00\n1,2\n3,4\n5,6\n7,8\n", ("utf-8", 0)),
        ("日本語".encode()[:-1], ("utf-8", 0)),
    ],
)
def test_encodings_are_told_apart(head: bytes, encoding: tuple[str, int]) -> None:
    assert sniff_encoding(head) == encoding
