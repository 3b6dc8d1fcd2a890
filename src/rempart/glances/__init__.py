"""Glances: light, polite looks at hostnames, to find a closed site whose new name gives nothing away.

In: the former addresses of closed sites; a list of new hostnames, from a body with the mandate to sweep it.
Out: sightings, with the signs of the page or the words of the former address that led there.
Never: a sweep without a recorded legal basis; a picture; a host that asked to be left out; a page that is kept.
"""
