"""What can be set about a served recording."""

from dataclasses import fields

from unisono.watch.replay.settings import Faults, Serving


def test_nothing_goes_wrong_unless_it_is_asked_for() -> None:
    asked = {
        "jitter_s",
        "disconnect_every",
        "disconnect_about",
        "refuse_s",
        "disorder_s",
        "duplicates",
        "deletes",
        "ahead_s",
    }
    faults = Faults()
    assert asked <= {field.name for field in fields(Faults)}
    assert not any(getattr(faults, name) for name in asked) and faults.silences == ()


def test_a_recording_is_served_in_its_own_time_on_this_machine() -> None:
    serving = Serving()
    assert (serving.speed, serving.rate, serving.host, serving.keep_s) == (1.0, None, "127.0.0.1", None)
