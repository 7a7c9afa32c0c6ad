"""The automation estimate: how much the acts of an account look like those of accounts run by programs."""
