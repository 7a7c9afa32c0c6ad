"""Settings of the whole suite: property tests take the time they need and repeat exactly."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("repeatable")
