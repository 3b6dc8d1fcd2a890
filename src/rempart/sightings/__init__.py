"""Sightings: hostnames that deserve a look, and why.

In: new hostnames from a stream, reports, failed probes, an operator's hint; the watch list to compare with.
Out: one sighting per hostname and site, with a score and reasons in words; every further look at it as a new row.
Never: a visit to the hostname; a decision (a sighting is a lead for a person, never a block).
"""
