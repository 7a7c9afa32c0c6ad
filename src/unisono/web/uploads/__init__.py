"""Files on their way into a case: received, named, looked at, and kept until they are imported."""
