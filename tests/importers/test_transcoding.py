"""Encodings are recognised from bytes."""

import pytest

from unisono.importers.transcoding import choose_encoding, sniff_encoding

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
        ("naïve café 東\n".encode() + b"\xff broken\n", ("utf-8", 0)),
        (b"a,b\x00\n1,2\n3,4\n5,6\n7,8\n", ("utf-8", 0)),
        ("日本語".encode()[:-1], ("utf-8", 0)),
    ],
)
def test_encodings_are_told_apart(head: bytes, encoding: tuple[str, int]) -> None:
    assert sniff_encoding(head) == encoding


@pytest.mark.parametrize(
    ("telling", "given", "name"),
    [
        ("naïve café, Größe\n".encode("cp1252"), None, "cp1252"),
        ("Привет мир, сегодня хорошая погода\n".encode("cp1251"), None, "cp1251"),
        ("Привет мир, сегодня хорошая погода\n".encode("cp1251"), "koi8-r", "koi8-r"),
        ("naïve café 東\n".encode() + b"\xff broken\n", None, "utf-8"),
        (b"", None, "utf-8"),
    ],
)
def test_a_table_is_guessed_only_where_most_is_no_utf8_and_nobody_named_one(
    telling: bytes, given: str | None, name: str
) -> None:
    assert choose_encoding(telling, telling, given).name == name


def test_a_mark_counts_more_than_what_was_said() -> None:
    assert choose_encoding(b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode(), "cp1251").name == "utf-8"


def test_a_guess_is_told_with_an_example_and_what_to_type() -> None:
    clear = "1,Мария,Привет мир сегодня хорошая погода\n" * 9
    (problem,) = choose_encoding(b"", clear.encode("cp1251"), None).problems()
    assert (problem.code, problem.example) == ("not_utf8", "read as cp1251: Мария,Привет мир сегодня хорошая погода")
    assert problem.rows == 0
    assert problem.advice.endswith("--encoding NAME")
    (problem,) = choose_encoding(b"", "1,José\n".encode("cp1252"), None).problems()
    assert problem.example == "read as cp1252: José"
    assert "not clear" in problem.advice
    assert problem.advice.endswith("--encoding cp1250")
