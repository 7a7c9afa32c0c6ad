"""Heavy steps cut into parts: pure functions from Arrow tables to an Arrow table, which any engine can run anywhere."""
