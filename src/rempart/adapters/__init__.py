"""One folder or file per outside thing, each implementing one port. Only `rempart.wiring` imports from here."""
