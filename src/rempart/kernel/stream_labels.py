"""How long the label of a stream of hostnames may be: what is configured, listed and kept agree on it."""

LONGEST_LABEL = 120  # of a stream, in every database
LONGEST_LISTED = 80  # of a log or zone within its list
