"""Sight: what of a page's markup a reader sees, on a screen of 1280 by 800, after all that its style sheets say.

In: a tree and its style sheets. Out: the elements that are hidden, and the words of those that are not.
Never: a picture, a script that runs, or a rule that shows what is not decided here to be seen.
"""
