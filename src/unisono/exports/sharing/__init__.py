"""What platforms for threat intelligence are told of a run, whatever their format."""
