"""The lists about addresses are written as they are compared."""

from unisono.content.trackers import PLATFORM_HOSTS, SHORTENERS, TRACKING_PARAMETERS, WRAPPER_PATHS, WRAPPERS


def test_names_are_written_as_they_are_compared() -> None:
    for name in (*TRACKING_PARAMETERS, *SHORTENERS, *WRAPPERS, *PLATFORM_HOSTS):
        assert name == name.lower().strip()


def test_every_path_of_a_wrapper_belongs_to_a_listed_wrapper() -> None:
    assert set(WRAPPER_PATHS) <= set(WRAPPERS)


def test_parameters_that_say_what_is_read_are_not_tracking() -> None:
    assert TRACKING_PARAMETERS.isdisjoint({"id", "v", "q", "p", "page", "story", "article", "t"})
