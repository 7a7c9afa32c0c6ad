"""Objects of the windows are named as the detectors of a scan name them."""

from tests.watch.live_posts import START, frame, post
from unisono.content.wording import text_objects
from unisono.watch.detectors.subjects import done_to, gone, subject_of
from unisono.watch.windows import Windows
from unisono.watch.windows.evidence import Evidence

SAID = "everybody must know what the mayor did yesterday at the harbour"


def _evidence(**more: object) -> Evidence:
    windows = Windows()
    windows.add(frame([post(1.0, f"a{number}", **more) for number in range(3)]), START.timestamp() + 2)
    look = windows.look(10.0)
    assert look is not None
    return windows.evidence(look, int(look.keys[0]))


def test_each_kind_is_named_and_what_was_done_to_it_is_said() -> None:
    tag = _evidence(hashtags=["Vote"])
    assert (subject_of(tag), done_to(tag)) == (("hashtag", "vote"), "used #vote")
    named = _evidence(mentions=["mayor"])
    assert (subject_of(named), done_to(named)) == (("account", "bluesky:mayor"), "mentioned @mayor")
    text = _evidence(text=SAID)
    assert subject_of(text) == ("text", text_objects(text.posts["text"])[0])
    assert done_to(text) == f"posted the words “{SAID}”"


def test_of_posts_that_are_there_nothing_is_said_to_be_gone() -> None:
    assert gone(_evidence(hashtags=["vote"])) == ""
