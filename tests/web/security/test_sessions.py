"""Browsers that showed the token."""

from unisono.web.security.sessions import MOST_SESSIONS, Sessions


def test_each_browser_gets_a_name_of_its_own_which_is_not_the_token() -> None:
    sessions = Sessions()
    first, second = sessions.sign_in(sessions.token), sessions.sign_in(sessions.token)
    assert first != second and sessions.token not in (first, second)
    assert sessions.knows(first) and sessions.knows(second)


def test_another_token_signs_nobody_in() -> None:
    sessions = Sessions()
    for token in ("", "x", sessions.token[:-1], sessions.token + "x", "ä", "\ud7ff"):
        assert sessions.sign_in(token) is None
    assert not sessions.knows(None) and not sessions.knows("") and not sessions.knows(sessions.token)


def test_the_first_browser_makes_room_for_the_last() -> None:
    sessions = Sessions()
    first = sessions.sign_in(sessions.token)
    names = [sessions.sign_in(sessions.token) for _ in range(MOST_SESSIONS)]
    assert not sessions.knows(first) and all(sessions.knows(name) for name in names)


def test_who_signs_out_is_not_known_any_more() -> None:
    sessions = Sessions()
    name = sessions.sign_in(sessions.token)
    sessions.sign_out(name)
    sessions.sign_out(None)
    assert not sessions.knows(name)


def test_no_text_of_it_tells_the_token() -> None:
    sessions = Sessions()
    assert sessions.token not in repr(sessions) and len(sessions.token) > 40
