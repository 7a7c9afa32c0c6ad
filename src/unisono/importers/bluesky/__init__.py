"""What Bluesky's records say, wherever they are found: in recordings of its stream and in answers of its API."""
