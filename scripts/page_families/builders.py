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


def _supplier(number: int) -> dict[str, object]:
    """Who makes the pages of offices: everyday words for titles, one counter, one form, one notice for all of them."""
    random = Random(f"supplier {number}")
    return {
        "words": [make_name(random).split()[0] for _ in range(4)],
        "account": f"UA-{random.randrange(10**7, 10**8)}-1",
        "labels": [say(make_sentence(random), "en") for _ in range(6)],
        "language": LANGUAGES[number % len(LANGUAGES)],
    }


def render_office(supplier: int, owner: int, later: bool = False) -> str:
    """An office's page: what it is called is everybody's word, its place stands in the text; `later` half is news."""
    s = _supplier(supplier)
    words = [str(word) for word in s["words"]]  # type: ignore[attr-defined]
    labels = [str(label) for label in s["labels"]]  # type: ignore[attr-defined]
    language = str(s["language"])
    own = Random(f"office {supplier} {owner}")
    place = make_name(own).split()[0]
    phone, box = f"+372 6{own.randrange(10**6, 10**7)}", place.lower()
    lasting = [say(make_sentence(own), language) for _ in range(20)]
    news = Random(f"office {supplier} {owner} {later}")
    recent = [say(make_sentence(news), language) for _ in range(20)]
    title = f"{words[0]} {words[1]} {words[2]}" + (f" {place}" if owner % 2 else "")
    said = "".join(f"<p>{words[n % 4]} {text}</p>" for n, text in enumerate([*recent, *lasting]))
    shown = "".join(f"<tr><td>{label}</td><td>{news.randrange(9)} 0 0 0 0 0</td></tr>" for label in labels)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<script>ga('create','{s['account']}');</script><link rel=stylesheet href=/bulletin/base.css></head>"
        f'<body class="bulletin"><header class="bulletin-head"><h1>{words[0]} {words[1]}</h1><h2>{words[2]} {words[3]}</h2></header>'
        f'<nav class="bulletin-menu"><ul><li>{words[0]}<li>{words[1]}<li>{words[2]}</ul></nav><form action="/bulletin/find"><input name="phrase"><select name="where"><option>{labels[0]}<option>{labels[1]}</select></form>'
        f'<main class="bulletin-text">{said}<p>{place}</p></main><table>{shown}</table>'
        f'<footer>{phone} <a href="mailto:office@{box}.example">office@{box}.example</a></footer></body></html>'
    )


def render_entrance(software: int, host: int) -> str:
    """What a program shows before one has logged in, on whoever's host it runs."""
    random = Random(f"software {software}")
    name = make_name(random).split()[0]
    ask = [make_name(random).split()[0] for _ in range(3)]
    here = f"{make_name(Random(f'host {software} {host}')).split()[0].lower()}.example"
    return (
        f'<!DOCTYPE html><html><head><title>{name} {ask[0]}</title><link rel=stylesheet href="/{name.lower()}/theme.css"><script src="/{name.lower()}/logon.js"></script></head>'
        f'<body><h1>{name}</h1><form action="https://{here}/auth.owa"><label>{ask[0]}</label><input name="{name.lower()}_user"><label>{ask[1]}</label><input type=password name="{name.lower()}_pass"><select name=trust><option>{ask[1]}<option>{ask[2]}</select></form></body></html>'
    )


def render_guide(maker: int, site: int, mirror: int) -> str:
    """A guide of a maker who sells many: its hostname is its title, and nothing else says whose it is.

    All guides of a maker have one template and one stock of texts. A mirror takes another half of the texts, and a
    hostname that keeps the site's word.
    """
    random = Random(f"guide maker {maker}")
    language, key = LANGUAGES[maker % len(LANGUAGES)], make_name(random).split()[0].lower()
    stock = [say(make_sentence(random), language) for _ in range(60)]
    menu = [say(make_sentence(random), language).split()[0] for _ in range(4)]
    word = "".join(filter(str.isalpha, make_name(Random(f"guide {maker} {site}")).split()[0].lower()))
    own = Random(f"guide {maker} {site} {mirror}")
    word += own.choice(("", "-play", str(own.randrange(2, 99)), "-new", f"-win{own.randrange(2, 9)}"))
    host = f"{word}.{own.choice(('example', 'test'))}"
    items = "".join(
        f'<li class="{key}__item"><h2>{own.choice(stock)}</h2><p>{own.choice(stock)}</p></li>' for _ in range(16)
    )
    nav = "".join(f'<li><a class="{key}__link" href="main.html#{n}">{item}</a></li>' for n, item in enumerate(menu))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{host}</title><link rel="stylesheet" href="./css/{key}-min.css"><script defer src="./{key}/scroll.js"></script></head>'
        f'<body><div class="page"><header class="{key}__header"><a href="main.html"><img src="./img/logo.svg" alt="Logo"></a><nav><ul>{nav}</ul></nav></header>'
        f'<main><section class="{key}__hero"><h1>{own.choice(stock)}</h1><a href="#games">{menu[0]}</a></section><ul class="{key}__list">{items}</ul></main>'
        f'<footer class="{key}__footer"><a href="policy.html">{menu[1]}</a> <a href="terms.html">{menu[2]}</a></footer></div></body></html>'
    )
