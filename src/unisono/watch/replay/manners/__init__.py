"""The kinds of stream that a recording is served as: how each is asked for, and how its messages look."""
