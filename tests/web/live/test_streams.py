"""Streams are counted, and what several pages show is filled once."""

from collections.abc import Callable

from unisono.web.live.streams import Parts, Streams


def test_parts_are_filled_again_only_for_another_stamp() -> None:
    streams, filled = Streams(), []

    def look(stamp: str) -> Callable[[], tuple[str, Callable[[], Parts]]]:
        def fill() -> Parts:
            filled.append(stamp)
            return {"state": stamp}

        return lambda: (stamp, fill)

    assert streams.parts(("case", "en"), look("a")) == {"state": "a"}
    assert streams.parts(("case", "en"), look("b")) == {"state": "a"}, "asked again at once, nothing is looked at"
    assert streams.parts(("case", "de"), look("b")) == {"state": "b"}
    assert filled == ["a", "b"]
