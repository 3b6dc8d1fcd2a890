"""Made-up hostnames for the names benchmark: certificate-like, zone-like, a watch list, and variants of its names.

Everything is drawn with a seed. Labels are abstract: everyday web words, syllables, letters drawn from the background
model that the package ships (so they are as ordinary as registered names are), and random strings.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from rempart.engines.names.model import load_model
from rempart.engines.names.rarity import ALPHABET

_WORDS = """
account alpine amber anchor apple archive art atlas auto autumn baker balance bank basket beach best big bike bird
blog blue board book border box bridge bright brook cabin cafe camp canal candle car care cargo castle center chair
chat city clean clear clinic cloud club coast code coffee color contact copper core corner craft creek crown dance
data day deal delta design digital direct dog door dream drive eagle earth east easy echo edge element energy event
expert fabric farm fashion field film finance fire fish fit flat floor flower fly food forest forge forum fox free
fresh friend fruit fun game garden gate gift glass global gold good grand granite green grid group guide hair hall
hand harbor health heart hill home horse host hotel house hub ice idea image info iron island jet job journey key
kids king kitchen lab lake land laser law leaf learn legal lemon level life light lime line link lion list live
local lodge logic loop lotus lucky lunar mail maker map maple marble market master media medical meadow metal mill
mind mint mobile model moon motor mountain music nature net new news night nord north nova oak ocean office olive
online open orange orchid owl palm panel paper park path pearl pet phone photo pilot pine pixel place plan plant
play plaza plus point polar pool port power press prime print pro project pulse pure quick quiet radio rain range
red repair rest ridge river road rock room root rose royal safe sail salon sand school sea search service shop
silver simple sky smart snow social soft solar sound source south space spark speed sport spring star station stone
store storm story stream street studio sugar summit sun super support swift system table tea team tech terra test
tiger tile time tool top tour town trade trail travel tree trend trust turbo union urban valley velvet vet video
view villa vision vital vote walk wall water wave way web well west white wild willow wind window wine wing winter
wolf wood wool work world yard year yellow yoga young zebra zen zone
"""
WORDS = _WORDS.split()
SYLLABLES = [first + vowel + last for first in "bcdfgklmnprstv" for vowel in "aeiou" for last in ("", "n", "r", "l")]
_SUFFIXES = "com com com com net org de co.uk fr nl eu info shop online xyz it es pl io app dev com.br github.io site"
SUFFIXES = _SUFFIXES.split()
_FRONTS = "www www www mail cpanel webmail webdisk autodiscover api m dev test cdn vpn"
FRONTS = _FRONTS.split()
AFFIXES = ["online", "live", "hd", "tv", "club", "pro", "new", "my", "the", "best", "top", "net", "web", "official"]
LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "i": "í", "u": "ü", "n": "ñ", "s": "ś"}
LEET = {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8"}
KEYBOARD = "abcdefghijklmnopqrstuvwxyz"

Draw = Callable[[random.Random], str]


def markov_labels(count: int, seed: int) -> list[str]:
    """Labels drawn symbol by symbol from the shipped counts of groups of four; ``i`` stands for i and l."""
    fours = load_model().background.tables[3].reshape(-1, ALPHABET).astype(np.float64)
    chances = np.cumsum(fours, axis=1)
    draws = np.random.default_rng(seed)
    firsts = load_model().background.tables[2].reshape(ALPHABET, ALPHABET * ALPHABET)[0].astype(np.float64)
    context = draws.choice(ALPHABET * ALPHABET, size=count, p=firsts / firsts.sum())  # after the first dot
    found = np.zeros((count, 24), np.uint8)
    found[:, 0], found[:, 1] = context // ALPHABET, context % ALPHABET
    for at in range(2, 24):
        total = chances[context, -1]
        pick = draws.random(count) * total
        symbol = np.where(total > 0, (chances[context] <= pick[:, None]).sum(axis=1), 0).clip(0, ALPHABET - 1)
        found[:, at] = symbol
        context = (context * ALPHABET + symbol) % ALPHABET**3
    letters = np.frombuffer(b".abcdefghijklmnopqrstuvwxyz", np.uint8)[found].tobytes().decode()
    rows = (letters[24 * row : 24 * row + 24].split(".", 1)[0] for row in range(count))
    return [row for row in rows if len(row) > 2]


def vocabulary(count: int, seed: int) -> list[str]:
    """Everyday words first, then made-up ones that look like words."""
    drawn = (name[:9] for name in markov_labels(3 * count, seed))
    return list(dict.fromkeys([*WORDS, *(name for name in drawn if len(name) > 3)]))[:count]


def some_words(words: list[str], source: random.Random, count: int) -> list[str]:
    """One in four is an everyday word, the others are made-up ones."""
    return [source.choice(WORDS if source.random() < 0.25 else words) for _ in range(count)]


def label(source: random.Random, drawn: list[str], words: list[str]) -> str:
    """One ordinary label."""
    kind = source.random()
    if kind < 0.35:
        joint = source.choice(("", "", "", "-"))
        text = joint.join(some_words(words, source, source.choice((1, 2, 2, 2, 3))))
    elif kind < 0.5:
        text = "".join(source.choice(SYLLABLES) for _ in range(source.choice((2, 3, 4))))
        text += source.choice(("", "", *some_words(words, source, 1)))
    elif kind < 0.92:
        text = source.choice(drawn)
        if source.random() < 0.3:
            text += source.choice(("-", "")) + some_words(words, source, 1)[0]
    else:
        text = "".join(source.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(source.randrange(8, 18)))
    return text + (str(source.randrange(1, 2030)) if source.random() < 0.1 else "")


def labels(count: int, seed: int) -> list[str]:
    source = random.Random(seed)
    drawn = markov_labels(max(count // 2, 1000), seed)
    words = vocabulary(20_000, 0)
    return [label(source, drawn, words) for _ in range(count)]


def encoded(text: str) -> str:
    return "xn--" + text.encode("punycode").decode()


def certificate_names(count: int, seed: int = 1) -> Iterator[bytes]:
    """Blocks of lines as certificate logs hold them: subdomains, wildcards, hosting suffixes, some punycode."""
    source = random.Random(seed)
    pool = labels(min(count, 400_000), seed)
    exotic = [encoded(name.replace("a", "ä").replace("e", "é")) for name in pool[:4000] if "a" in name or "e" in name]
    fronts = [f"{front}." for front in FRONTS] + [""] * 14 + ["*."] * 3
    for start in range(0, count, 100_000):
        size = min(100_000, count - start)
        rows = zip(
            source.choices(fronts, k=size), source.choices(pool, k=size), source.choices(SUFFIXES, k=size), strict=True
        )
        lines = [f"{front}{name}.{suffix}" for front, name, suffix in rows]
        for at in range(0, size, 110):
            lines[at] = f"{source.choice(exotic)}.com"
        yield ("\n".join(lines) + "\n").encode()


def zone_names(count: int, seed: int = 2) -> Iterator[bytes]:
    """Blocks of ``label.com`` lines as a zone holds them."""
    source = random.Random(seed)
    pool = labels(min(count, 400_000), seed)
    endings = [""] * 30 + list("abcdefghijklmnopqrstuvwxyz") + [str(number) for number in range(10)]
    for start in range(0, count, 100_000):
        size = min(100_000, count - start)
        pairs = zip(source.choices(pool, k=size), source.choices(endings, k=size), strict=True)
        yield "".join(f"{name}{ending}.com\n" for name, ending in pairs).encode()


def written(path: Path, blocks: Iterator[bytes]) -> Path:
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
    return path


def watched_labels(count: int, seed: int = 3) -> list[str]:
    """Names of closed sites: one word or two, often made-up, 5 to 18 letters."""
    source = random.Random(seed)
    drawn = markov_labels(4 * count, seed)
    found: dict[str, None] = {}
    while len(found) < count:
        rare = source.choice(drawn)[:10]
        text = rare if source.random() < 0.4 else "".join(source.sample([rare, source.choice(WORDS)], 2))
        if 5 <= len(text) <= 18:
            found[text] = None
    return list(found)


def _typo(name: str, source: random.Random) -> str:
    at = source.randrange(len(name))
    letter = source.choice(KEYBOARD)
    kind = source.randrange(4)
    if kind == 0:
        return name[:at] + letter + name[at:]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + letter + name[at + 1 :]
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def _leet(name: str, source: random.Random) -> str:
    places = [at for at in range(1, len(name) - 1) if name[at] in LEET] or [0]
    at = source.choice(places)
    return name[:at] + LEET.get(name[at], name[at]) + name[at + 1 :]


def _idn(name: str, source: random.Random) -> str:
    places = [at for at in range(len(name)) if name[at] in LOOK_ALIKES] or [0]
    at = source.choice(places)
    return encoded(name[:at] + LOOK_ALIKES.get(name[at], "á") + name[at + 1 :])


def _hyphen(name: str, source: random.Random) -> str:
    at = source.randrange(1, len(name))
    return f"{name[:at]}-{name[at:]}"


def _affixed(name: str, source: random.Random) -> str:
    affix, joint = source.choice(AFFIXES), source.choice(("", "-"))
    return source.choice((f"{name}{joint}{affix}", f"{affix}{joint}{name}"))


VARIANTS: dict[str, Callable[[str, random.Random], str]] = {
    "tld": lambda name, _: name,
    "typo1": _typo,
    "typo2": lambda name, source: _typo(_typo(name, source), source),
    "leet": _leet,
    "idn": _idn,
    "suffix": lambda name, source: name + source.choice(("", "-")) + source.choice(AFFIXES),
    "prefix": lambda name, source: source.choice(AFFIXES) + source.choice(("", "-")) + name,
    "hyphen": _hyphen,
    "dict": lambda name, source: source.choice(WORDS) + name + source.choice(WORDS),
    "digits": lambda name, source: name + str(source.randrange(1, 1000)),
    "subdom": lambda name, source: f"{name}.{source.choice(WORDS)}-hosting",
    "affix+typo1": lambda name, source: _affixed(_typo(name, source), source),
    "leet+affix": lambda name, source: _affixed(_leet(name, source), source),
    "sub+typo1": lambda name, source: f"{_typo(name, source)}.{source.choice(WORDS)}-hosting",
}


def variants(names: list[str], kind: str, count: int, seed: int) -> list[tuple[str, str]]:
    """(name, hostname of a variant that is another name) pairs."""
    source = random.Random(f"{kind}{seed}")
    found: list[tuple[str, str]] = []
    while len(found) < count:
        name = source.choice(names)
        variant = VARIANTS[kind](name, source).strip("-")
        if variant and (variant != name or kind == "tld"):
            found.append((name, f"{variant}.{source.choice(SUFFIXES)}"))
    return found
