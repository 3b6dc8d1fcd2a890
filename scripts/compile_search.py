"""Compile the search for names once, before tests need it in several processes at the same time."""

from rempart.config_compiled import prepare_compiled_code

if __name__ == "__main__":
    prepare_compiled_code()
    # Where compiled code is kept has to be known before numba is loaded.
    from rempart.engines.names.blocks import compile_search

    compile_search()
