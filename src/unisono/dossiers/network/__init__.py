"""What one network published."""
