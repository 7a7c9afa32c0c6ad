"""What is asked of a source where nobody asks for anything."""

from unisono.watch.sources.declaration import BackOff, Interruption, Receiving, SourceOptions


def test_a_source_is_asked_for_no_proxy_and_no_compression_unless_someone_says_so() -> None:
    options = SourceOptions()
    assert (options.uses_proxy, options.is_compressed, options.token_file) == (False, False, None)


def test_a_receiver_keeps_64_mib_and_leaves_it_to_the_source_whether_it_waits() -> None:
    settings = Receiving()
    assert (settings.buffer_bytes, settings.when_behind, settings.back_off) == (64 << 20, None, BackOff())


def test_what_an_interruption_lost_is_unknown_unless_it_is_said() -> None:
    assert Interruption("gone", 1.0, 2.0, recovered=False).lost is None
