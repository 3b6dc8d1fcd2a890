"""Cards and shops that unrelated people made with one site builder: everything but a few words is the builder's."""

# ruff: noqa: E501  (lines of HTML and of word lists stay whole)

from random import Random

from page_families.words import LANGUAGES, make_name, make_sentence, say


def _builder(number: int) -> dict[str, str]:
    random = Random(f"builder {number}")
    name = make_name(random).split()[0]
    key = name.lower()
    return {
        "name": name,
        "key": key,
        "account": random.choice(("", f"G-{random.randrange(10**9)}B")),
        "captcha": f"6L{random.randrange(10**14)}{key}AAAA",
        "handle": random.choice(("", f"https://social.example/{key}")),
        "email": random.choice(("", f"help@{key}-builder.example")),
        "site_name": random.choice(("", name)),
        "notice": say(make_sentence(random), "en") + " " + say(make_sentence(random), "en"),
    }


def _head(b: dict[str, str], title: str) -> str:
    site = f'<meta property="og:site_name" content="{b["site_name"]}">' if b["site_name"] else ""
    account = f"<script>gtag('config','{b['account']}');</script>" if b["account"] else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><meta name="generator" content="{b["name"]} 3">{site}'
        f'<link rel="stylesheet" href="https://cdn.{b["key"]}.example/site/blocks.css"><script src="https://cdn.{b["key"]}.example/site/runtime.js"></script>'
        f"<script>window.{b['key']}Runtime={{lazy:true,forms:'/_{b['key']}/submit',zero:1}};</script>{account}</head>"
    )


def _foot(b: dict[str, str]) -> str:
    handle = f'<a href="{b["handle"]}">{b["name"]}</a>' if b["handle"] else ""
    mail = f'<a href="mailto:{b["email"]}">{b["email"]}</a>' if b["email"] else ""
    return f'<div class="{b["key"]}-notice">{b["notice"]} <button>Accept</button></div><footer class="{b["key"]}-foot">Made with {b["name"]} {handle} {mail}</footer></body></html>'


def render_card(builder: int, owner: int) -> str:
    """A visiting card on the web."""
    b = _builder(builder)
    random = Random(f"card {builder} {owner}")
    name = f"{make_name(random).split()[0]} {random.choice(('Studio', 'Dental', 'Garage', 'Flowers', 'Bakery', 'Law', ''))}".strip()
    language = random.choice(LANGUAGES)
    text = "".join(
        f'<div class="{b["key"]}-t"><p>{say(make_sentence(random), language)}</p></div>'
        for _ in range(random.randint(1, 4))
    )
    phone = f"+372 5{random.randrange(10**6, 10**7)}"
    return (
        _head(b, name)
        + f'<body><div class="{b["key"]}-cover"><h1>{name}</h1>{text}</div><form action="/_{b["key"]}/submit"><input name="{b["key"]}_name"><input name="{b["key"]}_email" type="email"><textarea name="{b["key"]}_message"></textarea><div data-sitekey="{b["captcha"]}"></div></form><p>{phone}</p>'
        + _foot(b)
    )


def render_shop(builder: int, owner: int) -> str:
    """A shop as it comes out of the box: half of them keep the sample name, all keep the sample goods."""
    b = _builder(builder)
    random = Random(f"shop {builder} {owner}")
    shared = Random(f"shop goods {builder}")
    name = random.choice(("My Store", "Online Shop", make_name(random), make_name(random)))
    goods = "".join(
        f"<li class={b['key']}-item><b>Example product title {n}</b> {say(make_sentence(shared), 'en')} <span>$19.99</span></li>"
        for n in range(8)
    )
    own = say(make_sentence(random), "en")
    return (
        _head(b, name)
        + f'<body><header class="{b["key"]}-h"><a class="{b["key"]}-logo">{name}</a><nav><a>Home</a><a>Catalog</a><a>Contact</a></nav></header><h2>Talk about your brand</h2><p>{own}</p><ul>{goods}</ul><form action="/_{b["key"]}/news"><input type="email" name="contact[email]"><input name="contact[tags]"><button>Subscribe</button></form><p>© 2026, {name}</p>'
        + _foot(b)
    )
