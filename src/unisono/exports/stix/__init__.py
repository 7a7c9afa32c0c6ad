"""STIX 2.1: a bundle for threat-intelligence platforms, plain or with the objects that OpenCTI adds."""
