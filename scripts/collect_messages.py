"""Gather every sentence of the pages into src/rempart/web/locale, keeping the translations that are there.

Besides what is marked in views and templates, the templates of errors (`template = "…"`) and reasons
(`Reason("code", "…")` or `Reason(template="…")`) are sentences that people read: they are found in the syntax tree.
Needs gettext. Run it after changing any sentence, translate what is new, and let `make` compile.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "rempart"
WEB = SOURCE / "web"
GATHERED = WEB / "gathered_sentences.py"
LANGUAGES = ("fr", "en")
# What a page never says: the command line, the API, letters, and what only they and the start of a process use.
ELSEWHERE = {
    "adapters",
    "api",
    "blockpage",
    "cli",
    "config.py",
    "demo",
    "edge",
    "evaluation.py",
    "feed",
    "feeds",
    "hostnames.py",
    "lab",
    "ledger",
    "letters.py",
    "mandates.py",
    "migrations",
    "pages.py",
    "registration.py",
    "server.py",
    "spreading.py",
    "tasks.py",
    "vantage",
    "verification",
    "watching",
}
GUESS = re.compile(r'#, fuzzy(?:, ([^\n]*))?\n(?:#[^\n]*\n)*(msgid "[^\n]*")\nmsgstr "[^\n]*"')
SENTENCE = re.compile(r"[A-Z{“\"](?=[^\n]* )[^\n]*[.!](?: \{\w+\})*")


def find_sentences(source: Path = SOURCE) -> list[str]:
    """Every sentence template of errors and reasons, sorted."""
    found: set[str] = set()
    for path in source.rglob("*.py"):
        if not ELSEWHERE & set(path.relative_to(source).parts):
            found.update(_sentences_in(ast.parse(path.read_text(encoding="utf-8"))))
    return sorted(found)


def _sentences_in(tree: ast.Module) -> Iterator[str]:
    for line in tree.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            yield from _sentences_of_table(line.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "template" for t in node.targets):
            yield from _text(node.value)
        elif isinstance(node, ast.Call):
            yield from _template_of_call(node)


def _sentences_of_table(value: ast.expr) -> Iterator[str]:
    """Whole sentences in a module's table, such as {code: sentence}."""
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.fullmatch(node.value):
            yield node.value


def _template_of_call(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    for keyword in node.keywords:
        if keyword.arg == "template":
            yield from _text(keyword.value)
    if name == "Reason" and len(node.args) > 1:
        yield from _text(node.args[1])


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _text(node.body)
        yield from _text(node.orelse)


def _unguessed(guess: re.Match[str]) -> str:
    """The new sentence without the guess, and with what it says of its values ("python-brace-format")."""
    flags = f"#, {guess[1]}\n" if guess[1] else ""
    return f'{flags}{guess[2]}\nmsgstr ""'


def _set_header(language: str, plural: str) -> None:
    """A header without moments and names, so that a catalogue changes only where a sentence did."""
    path = WEB / "locale" / language / "LC_MESSAGES" / "django.po"
    _, _, sentences = path.read_text(encoding="utf-8").partition("\n\n")
    # gettext guesses a new sentence from one that looks like it; an empty place is better than a wrong sentence.
    sentences = GUESS.sub(_unguessed, sentences)
    fields = (
        "Project-Id-Version: rempart",
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals=2; plural=({plural});",
    )
    header = "\n".join(f'"{field}\\n"' for field in fields)
    path.write_text(f'msgid ""\nmsgstr ""\n{header}\n\n{sentences}', encoding="utf-8")


def main() -> None:
    english = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
    english.unlink(missing_ok=True)  # it says what the source says, and is made anew each time
    lines = [f"_({sentence!r})" for sentence in find_sentences()]
    GATHERED.write_text("from django.utils.translation import gettext as _\n" + "\n".join(lines) + "\n", "utf-8")
    try:
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--no-location",
            "--no-obsolete",
            "--no-wrap",
            "-v",
            "0",
        ]
        for language in LANGUAGES:
            command += ["-l", language]
        subprocess.run(command, cwd=WEB, check=True)
    finally:
        GATHERED.unlink()
    subprocess.run(["msgen", "--no-wrap", "-o", english, english], check=True)
    _set_header("fr", "n > 1")
    _set_header("en", "n != 1")


if __name__ == "__main__":
    main()
