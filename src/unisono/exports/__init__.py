"""Files for other tools and readers: tables, graphs, the report."""
