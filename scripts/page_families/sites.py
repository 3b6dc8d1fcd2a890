"""Templates, brands, and the page of a brand on a template."""

# ruff: noqa: E501, ARG001  (lines of HTML and of word lists stay whole; blocks share one signature)

from dataclasses import dataclass, field, replace
from random import Random

from page_families.words import Sentence, label, make_name, make_sentence, say

GENRES = ("hall", "shop", "chat", "loyalty", "card", "blog", "board", "stream")
_TAGS = (
    ("section", "div", "h2", "p"),
    ("div", "div", "h3", "p"),
    ("article", "div", "h2", "span"),
    ("table", "tr", "td", "font"),
)
_PREFIXES = ("", "card-", "hz-", "site_", "c", "wp-block-", "tw-", "m-", "elementor-", "x")


@dataclass(frozen=True)
class Template:
    """What every site that bought it has: markup, scripts, boilerplate, and its own form where it brings one."""

    number: int
    genre: str
    tags: tuple[str, str, str, str]
    prefix: str
    depth: int
    order: tuple[str, ...]
    scripts: tuple[str, ...]
    inline: str
    generator: str
    boilerplate: tuple[Sentence, ...]
    pool: tuple[str, ...]
    form: tuple[tuple[str, str], ...]
    own_form: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Brand:
    """What belongs to whoever runs the site."""

    name: str
    email: str
    account: str
    handle: str
    rules: tuple[Sentence, ...]
    tagline: Sentence
    fields: str
    options: tuple[str, ...]
    rooms: tuple[str, ...]
    endpoint: str
    images: tuple[str, ...]
    script: str


@dataclass(frozen=True)
class Look:
    """How a page differs from the brand's first one."""

    host: str = ""
    language: str = "en"
    seed: int = 0
    classes: str = ""
    theme: str = "a"
    reorder: bool = False
    minify: bool = False
    extra: str = ""
    head: str = ""
    drop: frozenset[str] = field(default_factory=frozenset)


def make_template(number: int) -> Template:
    """Template `number`; the same number always gives the same one."""
    random = Random(f"template {number}")
    genre = GENRES[number % len(GENRES)]
    key = "".join(random.choice("abcdefghiklmnoprstuv") for _ in range(6))
    blocks = ["hero", "form", "grid", "rules", "table", "faq", "links"]
    random.shuffle(blocks)
    count = {"card": 2, "loyalty": 30}.get(genre, random.randint(8, 24))
    return Template(
        number=number,
        genre=genre,
        tags=random.choice(_TAGS),
        prefix=random.choice(_PREFIXES) + random.choice(("", key[:3] + "-")),
        depth=random.randint(1, 5),
        order=tuple(blocks[:2] if genre == "card" else blocks[: random.randint(5, 7)]),
        scripts=tuple(
            f"/assets/{random.choice(('js', 'dist', 'static'))}/{key}-{part}.js" for part in ("core", "menu", "slider")
        ),
        inline=f"window.{key}Config={{lazy:true,delay:{random.randint(100, 900)},breakpoints:[640,960,1280]}};function {key}Boot(){{document.body.classList.add('ready')}}",
        generator=random.choice(("", f"{key.capitalize()} 4", "SiteMaker 7")),
        boilerplate=tuple(make_sentence(random) for _ in range(count)),
        pool=tuple(f"{say(make_sentence(random), 'en').split()[1]} {make_name(random)}" for _ in range(60)),
        form=tuple(
            (f"{key[:2]}_{name}", kind) for name, kind in (("mail", "email"), ("word", "password"), ("promo", "text"))
        ),
        own_form=genre in {"chat", "board"} or random.random() < 0.3,
        choices=tuple(make_name(random) for _ in range(5)) if random.random() < 0.5 else (),
    )


def make_brand(seed: str, genre: str) -> Brand:
    """The brand of that seed. Some have no contact address, no account number, or neither."""
    random = Random(f"brand {seed}")
    name = make_name(random)
    key = "".join(letter for letter in name.lower() if letter.isalnum())
    stem = random.choice((key, "main", "bg"))
    poor = genre in {"card", "loyalty"} or random.random() < 0.35
    return Brand(
        name=name,
        email="" if poor and random.random() < 0.7 else f"{random.choice(('info', 'support', 'desk'))}@{key}.example",
        account="" if poor else f"G-{random.choice('ABCDEFGH')}{random.randrange(10**8, 10**9)}",
        handle="" if random.random() < 0.6 else f"https://t.me/{key}_{random.choice(('news', 'help'))}",
        rules=tuple(make_sentence(random) for _ in range(1 if genre == "card" else random.randint(3, 7))),
        tagline=make_sentence(random),
        fields=key[:3],
        options=tuple(
            f"{low} - {low + step}"
            for low, step in ((16 + i * 9 + random.randrange(6), 7) for i in range(random.randint(4, 7)))
        ),
        rooms=tuple(
            f"{say(make_sentence(random), 'en').split()[1].capitalize()} {make_name(random)}" for _ in range(5)
        ),
        endpoint=f"/{random.choice(('enter', 'go', 'api/join', 'action'))}/{key[:4]}{random.randrange(99)}",
        images=tuple(f"/img/{stem}-{part}-{random.randrange(99)}.jpg" for part in ("hero", "badge")),
        script=""
        if random.random() < 0.6
        else f"var {key}Settings={{token:'{random.randrange(10**6)}',wait:{random.randrange(9000)}}};",
    )


def rename(brand: Brand, seed: str) -> Brand:
    """The same people under another name, with new pictures and a new tagline; form, contact and rules stay."""
    other = make_brand(f"renamed {seed}", "chat")
    email = brand.email or f"keeper@{brand.fields}-desk.example"
    rules = (*brand.rules[: max(2, len(brand.rules) // 2)], *other.rules[:2])
    return replace(brand, name=other.name, tagline=other.tagline, images=other.images, email=email, rules=rules)


def render(template: Template, brand: Brand, look: Look) -> str:
    """The page as HTML."""
    random = Random(f"{template.number} {brand.name} {look.seed}")
    outer, inner, head_tag, text_tag = template.tags
    prefix = look.classes or template.prefix
    blocks = [block for block in template.order if block not in look.drop]
    if look.reorder:
        random.shuffle(blocks)
    parts = []
    for block in blocks:
        body = _BLOCKS[block](template, brand, look, random, text_tag)
        for level in range(template.depth):
            body = f'<{inner} class="{prefix}wrap{level}">{body}</{inner}>'
        title = {"rules": label("rules", look.language), "grid": label("new", look.language)}.get(block, "")
        heading = f'<{head_tag} class="{prefix}title">{title}</{head_tag}>' if title else ""
        parts.append(f'<{outer} class="{prefix}{block} {prefix}block">{heading}{body}</{outer}>')
    page = _frame(template, brand, look, prefix, "\n".join(parts))
    return page.replace("\n", "") if look.minify else page


def _frame(template: Template, brand: Brand, look: Look, prefix: str, body: str) -> str:
    language = look.language
    scripts = "\n".join(f'<script src="{path}?v={look.seed}"></script>' for path in template.scripts)
    measure = (
        f"<script>gtag('config','{brand.account}');{brand.script}</script>"
        if brand.account
        else f"<script>{brand.script}</script>"
    )
    contact = f'<a href="mailto:{brand.email}">{brand.email}</a>' if brand.email else ""
    handle = f'<a href="{brand.handle}">{brand.handle.split("/")[-1]}</a>' if brand.handle else ""
    generator = f'<meta name="generator" content="{template.generator}">' if template.generator else ""
    tagline = say(brand.tagline, language) if template.genre != "loyalty" else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{brand.name} - {tagline}</title>\n{generator}'
        f'<link rel="stylesheet" href="/themes/{look.theme}/{template.prefix}style.css">\n{scripts}\n<script>{template.inline}</script>\n{measure}{look.head}</head>\n'
        f'<body class="{prefix}page">\n<header class="{prefix}head"><a class="{prefix}logo" href="/">{brand.name}</a>'
        f'<nav><a href="/">{label("home", language)}</a> <a href="/rules">{label("rules", language)}</a> <a href="/help">{label("help", language)}</a></nav></header>\n'
        f'<main>\n<h1>{brand.name}</h1>\n{body}\n</main>{look.extra}\n<footer class="{prefix}foot">{contact} {handle}<p>© 2026 {brand.name}. {label("rights", language)}.</p></footer>\n</body></html>'
    )


def _hero(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    first = [say(s, look.language) for s in template.boilerplate[: max(1, len(template.boilerplate) // 3)]]
    return f'<img src="{brand.images[0]}" alt=""><{tag}>{say(brand.tagline, look.language)} {" ".join(first)}</{tag}>'


def _form(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    language = look.language
    if not template.own_form:
        fields = "".join(
            f'<label for="{name}">{label("mail" if kind == "email" else "word" if kind == "password" else "help", language)}</label><input type="{kind}" id="{name}" name="{name}">'
            for name, kind in template.form
        )
        choices = "".join(f"<option>{choice}</option>" for choice in template.choices)
        fields += f'<select name="{template.form[0][0]}_kind">{choices}</select>' if choices else ""
        return f'<form action="/account/{template.form[0][0]}" method="post">{fields}<button>{label("go", language)}</button></form>'
    ages = "".join(f"<option>{option}</option>" for option in brand.options)
    rooms = "".join(f"<option>{room}</option>" for room in brand.rooms)
    return (
        f'<form action="{brand.endpoint}" method="post"><label for=n>{label("nick", language)}</label><input id=n name="{brand.fields}_nick" maxlength="14">'
        f'<label for=a>{label("age", language)}</label><select id=a name="{brand.fields}_age">{ages}</select>'
        f'<label for=p>{label("post", language)}</label><input id=p name="{brand.fields}_post" maxlength="5">'
        f'<label for=r>{label("room", language)}</label><select id=r name="{brand.fields}_room">{rooms}</select><button>{label("go", language)}</button></form>'
    )


def _grid(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    items = random.sample(template.pool, 24) + list(brand.rooms)
    return "".join(
        f'<div class="{look.classes or template.prefix}item"><img src="/i/{random.randrange(9999)}.webp" alt="{item}"><{tag}>{item}</{tag}></div>'
        for item in items
    )


def _rules(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    return "".join(f"<{tag}>{say(rule, look.language)}</{tag}><br>" for rule in brand.rules)


def _table(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    rows = "".join(
        f"<tr><td>{make_name(random)}</td><td>{random.randrange(9999)}</td><td>{random.choice(template.pool)}</td></tr>"
        for _ in range(12)
    )
    return f"<table>{rows}</table>"


def _faq(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    rest = template.boilerplate[len(template.boilerplate) // 3 :]
    return "".join(f"<{tag}>{brand.name}: {say(s, look.language)}</{tag}><br>" for s in rest)


def _links(template: Template, brand: Brand, look: Look, random: Random, tag: str) -> str:
    return f'<img src="{brand.images[1]}" alt="">' + "".join(
        f'<a href="/{n}">{random.choice(template.pool)}</a> ' for n in range(8)
    )


_BLOCKS = {"hero": _hero, "form": _form, "grid": _grid, "rules": _rules, "table": _table, "faq": _faq, "links": _links}
