"""Reports: what the public and partners tell us about an address.

In: an address as somebody typed it, a category, a few words, where it was seen.
Out: a receipt code that only the reporter holds; a hostname to look at; the state that the receipt's holder may see.
Never: an account, an IP address, a browser or any other trace of the reporter; a report thrown away because its
address cannot be used.
"""
