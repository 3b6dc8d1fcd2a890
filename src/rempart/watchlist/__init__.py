"""Watch list: closed sites, their former names in order, and what their pages looked like.

In: a list of closed sites from a body with the mandate; a name that an order blocked; features of a sealed capture.
Out: dossiers that hostnames and pages are compared with.
Never: a live site without a closing decision behind it; the list itself to anybody without the right.
"""
