"""MISP: an event with accounts, posts and groups under the templates that MISP has for them."""
