"""What the columns of 4CAT's tables mean, source by source."""
