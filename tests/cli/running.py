"""A command of `rempart`, run in this process."""

from typer.testing import CliRunner, Result

from rempart.cli import build_app


def run(*words: object, typed: str | None = None) -> Result:
    """What came of `rempart` with these words, and `typed` at its standard input; an error comes through as it is."""
    line = [str(word) for word in words]
    result = CliRunner().invoke(build_app(line), line, input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
