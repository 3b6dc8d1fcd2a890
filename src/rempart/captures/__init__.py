"""Captures: one safe look at a page, kept as an exhibit that others can verify.

In: a sighting's hostname or a closed site's address; the browser, the exhibit format and the store behind ports.
Out: exhibits, first unsealed, then sealed with signature, timestamps and the journal's proof; their whole life.
Never: a picture, film or sound; an exhibit that looks complete and is not; a page that failed without a row for it.
"""
