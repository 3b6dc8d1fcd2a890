"""Reading: HTML of any age and brokenness into plain lists: texts, forms, links, code, and what a page calls itself.

In: a `PageInput`. Out: a `Markup`, and the signs that are read from it. Never: another page to compare it with.
"""
