"""The lists about addresses are written as they are compared."""

from unisono.content.trackers import (
    HOST_ALIASES,
    HOST_PARAMETERS,
    PLATFORM_HOSTS,
    SHORTENERS,
    TRACKING_PARAMETERS,
    TRACKING_PREFIXES,
)


def test_names_are_written_as_they_are_compared() -> None:
    for name in (*TRACKING_PARAMETERS, *TRACKING_PREFIXES, *SHORTENERS, *PLATFORM_HOSTS, *HOST_ALIASES):
        assert name == name.lower().strip()


def test_the_other_name_of_a_host_leads_to_its_first_name_at_once() -> None:
    assert not set(HOST_ALIASES.values()) & set(HOST_ALIASES)


def test_parameters_that_say_what_is_read_are_not_tracking() -> None:
    told = {"id", "v", "q", "p", "page", "story", "article", "t", "story_fbid", "list", "date", "lang", "ref"}
    assert TRACKING_PARAMETERS.isdisjoint(told)
    assert not [name for name in told if name.startswith(TRACKING_PREFIXES)]
    assert not [name for names in HOST_PARAMETERS.values() for name in names if name in TRACKING_PARAMETERS]
