"""What every Twitter JSON has in common, and how the pages of API v2 are taken apart."""
