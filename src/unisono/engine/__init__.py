"""The only DuckDB and kernel code."""
