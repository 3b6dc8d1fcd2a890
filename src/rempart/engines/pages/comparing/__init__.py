"""Comparing: two pages side by side: which signs and names both have, how rare each is, and what differs.

In: the `PageFeatures` of two pages, a background, the numbers of one version of the verdict. Out: a `Comparison`.
Never: HTML, or whether the two are one site (that is `verdict`).
"""
