"""The tables of other tools, reproduced exactly."""
