"""Tells a Parquet file without its end, which holds where everything is, from one that is damaged otherwise."""

from rempart.kernel.phrases import Phrase

# As the library begins to say so; a test cuts real files.
_SAYS = ("Parquet magic bytes not found in footer", "Parquet file size is ")


def say_cut_off(error: Exception) -> Phrase | None:
    """That the end is missing, where this is what the library's `error` says."""
    if str(error).startswith(_SAYS):
        return Phrase("its end is missing: it was cut off, or is still being written")
    return None
