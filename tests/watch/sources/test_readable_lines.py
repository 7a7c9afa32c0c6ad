"""Which messages hold lines."""

from hypothesis import given
from hypothesis import strategies as st

from unisono.watch.sources.readable_lines import EMPTY, NO_TEXT, TOO_LARGE, LineSplitter, line_of, lines_of


def test_a_value_that_is_laid_out_over_several_lines_stays_one() -> None:
    assert line_of(b'{\n  "a": 1\r\n}\n', 100) == b'{   "a": 1  }'


def test_messages_without_a_line_say_why() -> None:
    assert line_of(b" \r\n ", 100) == EMPTY
    assert line_of(b'{"a": "\xff"}', 100) == NO_TEXT
    assert line_of(b"x" * 101, 100) == TOO_LARGE


def test_a_message_of_several_lines_gives_each_of_them() -> None:
    assert list(lines_of(b'{"a":1}\r\n\n{"b":2}\n', 100)) == [b'{"a":1}', b'{"b":2}']
    assert list(lines_of(b"\n\n", 100)) == [EMPTY]
    assert list(lines_of("é\n".encode() + b"\xff\n" + b"y" * 200, 100)) == ["é".encode(), NO_TEXT, TOO_LARGE]


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line)), st.integers(1, 40))
def test_a_stream_cut_anywhere_gives_the_lines_it_was_made_of(lines: list[bytes], size: int) -> None:
    stream, splitter = b"\n".join(lines), LineSplitter(20)
    got = [one for at in range(0, len(stream), size) for one in splitter.split(stream[at : at + size])]
    got += splitter.finish()
    wanted = [line for line in lines if line.strip(b" \t\r\n")]
    assert got == [line_of(line, 20) for line in wanted] or any(len(line) > 20 for line in wanted)
    assert len(got) >= len([line for line in wanted if len(line) <= 20])


def test_of_an_endless_line_nothing_is_kept_and_the_next_one_is_read() -> None:
    splitter = LineSplitter(10)
    got = [one for _ in range(1_000) for one in splitter.split(b"x" * 100)]
    assert got == []
    assert splitter._begun == []
    assert [*splitter.split(b"\nshort\nla"), *splitter.finish()] == [TOO_LARGE, b"short", b"la"]
