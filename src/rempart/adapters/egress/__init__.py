"""The one way out of a capture: an HTTP proxy of our own between the browser and the world.

In: a `CapturePolicy` and the browser's requests. Out: the exchanges, lookups and refusals as facts; to the browser
only text in which no medium is left. Never: a connection to an address that the policy does not allow, a method
that changes anything at the site, a byte of an image, a film or a sound on disk or in the browser.
"""
