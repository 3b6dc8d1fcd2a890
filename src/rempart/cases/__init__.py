"""Cases: the work of people on one reopened site under one hostname.

In: a match that says "same", further reports and sightings of the hostname, notes.
Out: one open case per site and hostname, with everything that belongs to it.
Never: a case that opens on a score alone; a case closed without a reason; an item taken out again.
"""
