"""Placeholders: whether a page says nothing about who is behind it: parked, default, an error, consent, a log-in.

In: a `PageInput` with its `Markup`. Out: a `KindJudgement` with reasons in words. Never: a list of pages alone.
"""
