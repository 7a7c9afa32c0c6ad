"""From lines to a case: read, narrowed to what is tracked, freed of what came before, recorded and stored."""
