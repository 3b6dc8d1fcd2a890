"""Streams of hostnames, each one file: certificate logs, zones, lists, live feeds.

In: addresses and cursors. Out: batches of hostnames with the cursor behind them. Never: more requests than a source
allows, an entry passed over unseen, a log taken at its word where it signs.
"""
