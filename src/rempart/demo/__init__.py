"""The demo: the whole picture on real parts, on loopback, as a story of twelve steps that each verify something.

In: the laboratory, an installation of Rempart made for the occasion. Out: a table of what was verified and how
long it took; the exhibits, lists and journal where they are to be kept.
Never: a real name contacted, a step that passes without having looked.
"""
