"""What is known about one subject, on one page."""
