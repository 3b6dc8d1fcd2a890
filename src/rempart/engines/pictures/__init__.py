"""Pictures: what one looks like, as a hash that stays near when it is shrunk or coded anew.

In: an array of pixels. Out: a hash and its quality. Never: a file, a decoder, a judgement about what is shown.
"""

from rempart.engines.pictures.pdq import SIDE, hash_pixels

__all__ = ["SIDE", "hash_pixels"]
