"""Files of one JSON object a line: their first objects, their pieces, the lines that gave nothing."""
