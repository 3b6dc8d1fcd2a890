"""Fictional sites for development: templates, brands on them, and what a site looks like after it moved."""
