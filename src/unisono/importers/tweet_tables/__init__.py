"""Posts of Twitter that a tool has written as rows of a table, on the way to the wide rows of the JSON formats."""
