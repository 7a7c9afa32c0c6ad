"""How posts become traces: one file per layer."""
