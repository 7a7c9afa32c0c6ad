"""Bluesky's stream of events, Jetstream: what is asked, what comes, and what single events say."""
