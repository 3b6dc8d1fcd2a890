"""Clones as they are met: many mirrors of several brands on one template, with texts spun for search engines.

Brands of one template share almost everything: build, games, forms, payment lists, most sentences. A mirror differs
from another of its own brand as much as from a stranger's: other title, other paragraphs, another host everywhere,
often other counters. What stays is the brand's name, in places that vary, and now and then an account or a contact.
"""

# ruff: noqa: E501  (lines of HTML and of word lists stay whole)

from dataclasses import dataclass
from random import Random

from page_families.words import make_name

_RU_TITLES = (
    "{b} казино - официальный сайт, вход и регистрация",
    "Казино {b} ({c}) — играть онлайн на деньги, рабочее зеркало на сегодня",
    "{c} казино онлайн: официальное зеркало, бонусы за регистрацию",
    "Онлайн казино {b} | Игровые автоматы и слоты с выводом",
    "Официальный сайт {b} Casino — бездепозитный бонус 2026",
    "Играть в {b}: лучшие слоты, турниры и промокоды",
    "{b} зеркало — лицензионное онлайн-казино с мгновенными выплатами",
    "{b} вход | личный кабинет, демо режим, скачать приложение",
)
_EN_TITLES = (
    "{b} Casino – Official Site, Login & Sign Up Bonus 2026",
    "Play Slots Online at {b} | Fast Payouts, Free Spins",
    "{b}: Trusted Online Casino with Welcome Bonus",
    "{b} Mirror – Working Link Today, Real Money Games",
    "Welcome to {b} | Live Dealers, Jackpots and Tournaments",
    "{b} Review: Deposit Methods, Promo Codes and Mobile App",
)
_RU = (
    "Регистрация в {b} занимает не больше минуты и не требует документов",
    "Игровые автоматы запускаются в демо режиме без вложений",
    "Вывод выигрыша на карту проходит в течение часа",
    "Служба поддержки отвечает круглосуточно в чате и по почте",
    "Новые игроки получают приветственный бонус на первый депозит",
    "Еженедельный кэшбэк начисляется каждый понедельник",
    "Рабочее зеркало {b} открывает доступ к счету при блокировке",
    "В каталоге больше трех тысяч слотов от проверенных провайдеров",
    "Турниры с призовым фондом проходят каждый день",
    "Мобильная версия {b} работает в любом браузере",
    "Минимальная сумма депозита составляет сто рублей",
    "Лицензия подтверждает честность генератора случайных чисел",
    "Промокод вводится в личном кабинете после входа",
    "Программа лояльности открывает новые уровни и подарки",
    "Играть разрешено только совершеннолетним пользователям",
    "Отзывы игроков о {b} чаще всего касаются скорости выплат",
    "Живые дилеры ведут столы рулетки и блэкджека",
    "Прогрессивный джекпот растет с каждой ставкой",
    "Данные клиентов защищены современным шифрованием",
    "Приложение для телефона скачивается с официального сайта",
    "Бонусные средства нужно отыграть за десять дней",
    "Пополнить счет можно картой, кошельком или криптовалютой",
    "Верификация нужна только при крупных выплатах",
    "Лотерея и ставки на спорт доступны в отдельном разделе",
    "Администрация {b} следит за честной игрой",
    "Список популярных слотов обновляется каждую неделю",
    "Бесплатные вращения выдаются за активность",
    "Лимиты на ставки задаются в настройках профиля",
    "Карточные игры собраны в отдельной категории",
    "Сайт переведен на несколько языков",
    "Правила клуба запрещают несколько аккаунтов",
    "Скорость загрузки не зависит от устройства",
)
_EN = (
    "Opening an account at {b} takes less than a minute",
    "Every slot can be tried in demo mode without a deposit",
    "Withdrawals reach your card within the hour",
    "Support answers around the clock by chat and by mail",
    "New players receive a welcome bonus on the first deposit",
    "Weekly cashback is credited every Monday morning",
    "A working mirror of {b} opens when the main address is blocked",
    "The lobby holds more than three thousand games",
    "Daily tournaments share a guaranteed prize pool",
    "The mobile version of {b} runs in any browser",
    "The smallest deposit is ten units of your currency",
    "A licence confirms that the random numbers are fair",
    "Promo codes are entered in the cashier after you log in",
    "The loyalty scheme opens new levels and gifts",
    "Only adults may play for real money",
    "Player reviews of {b} mention the speed of payouts",
    "Live dealers run roulette and blackjack tables",
    "The progressive jackpot grows with every bet",
    "Your data is protected by strong encryption",
    "The app is downloaded from the official site",
    "Bonus funds must be wagered within ten days",
    "Top up by card, wallet or cryptocurrency",
    "Identity checks are needed for large payments only",
    "Lotteries and sports betting have their own section",
    "The team of {b} watches over fair play",
    "The list of popular games changes every week",
    "Free spins are given for activity",
    "Limits on bets are set in your profile",
    "Card games are gathered in one category",
    "The site speaks several languages",
    "Club rules forbid more than one account",
    "Loading time does not depend on the device",
)
# Languages that no template of the training part speaks: what the engine makes of words it was never shown.
_PT_TITLES = (
    "{b} - O melhor cassino com saques imediatos do Brasil",
    "Entrar na {b}: cadastro, código promocional e aplicativo",
    "{b} é confiável? Análise completa das apostas",
    "Jogue roleta ao vivo na {b} | Ganhe giros grátis",
    "Plataforma {b} | Crash, bingo e raspadinha",
    "Novo endereço da {b} para jogadores brasileiros",
)
_PT = (
    "O cadastro na {b} leva menos de um minuto",
    "Cada caça-níquel pode ser testado sem depósito",
    "Os saques chegam à conta em poucas horas",
    "O suporte responde dia e noite pelo bate-papo",
    "Novos jogadores recebem um presente no primeiro depósito",
    "O endereço atual da {b} funciona em qualquer aparelho",
    "O catálogo reúne mais de três mil títulos",
    "Torneios diários dividem um prêmio garantido",
    "Somente maiores de idade podem jogar a dinheiro",
    "As avaliações da {b} falam da rapidez dos pagamentos",
    "Mesas ao vivo de roleta ficam abertas o ano inteiro",
    "Os dados são guardados com criptografia",
    "O valor mínimo é de dez reais por pix",
    "A equipe da {b} cuida do jogo limpo",
    "Giros são dados a quem joga toda semana",
    "As regras proíbem mais de uma conta",
)
_PL_TITLES = (
    "{b} - polskie kasyno internetowe, bonus powitalny",
    "Kasyno {b}: logowanie, wypłaty i opinie graczy",
    "Zagraj w {b} | Darmowe obroty bez depozytu",
    "Nowy adres {b} działa dzisiaj",
    "{b} online | Automaty, ruletka na żywo i zakłady",
    "Recenzja {b}: licencja, metody płatności, aplikacja",
)
_PL = (
    "Rejestracja w {b} trwa krócej niż minutę",
    "Każdy automat można wypróbować bez wpłaty",
    "Wypłata trafia na konto w ciągu godziny",
    "Pomoc odpowiada całą dobę na czacie",
    "Nowi gracze dostają premię od pierwszej wpłaty",
    "Działający adres {b} otwiera się na każdym urządzeniu",
    "W ofercie jest ponad trzy tysiące tytułów",
    "Codzienne turnieje mają gwarantowaną pulę",
    "Grać mogą wyłącznie osoby pełnoletnie",
    "Opinie o {b} dotyczą głównie szybkości wypłat",
    "Krupierzy prowadzą stoły ruletki na żywo",
    "Dane klientów chroni szyfrowanie",
    "Najmniejsza wpłata to dziesięć złotych",
    "Zespół {b} dba o uczciwą grę",
    "Obroty rozdawane są za aktywność",
    "Regulamin zabrania kilku kont",
)
_MENUS = {
    "ru": "Игры Акции Турниры Лотереи Касса",
    "en": "Games Promotions Tournaments Lotteries Cashier",
    "pt": "Jogos Promoções Torneios Bingo Caixa",
    "pl": "Gry Promocje Turnieje Loteria Kasa",
}
_HEADINGS = {
    "ru": ("{b} казино онлайн", "Онлайн казино {c}", "Бонусы и слоты"),
    "en": ("{b} online casino", "Play at {b}", "Slots and bonuses"),
    "pt": ("{b} apostas online", "Jogue na {b}", "Bônus e promoções"),
    "pl": ("{b} kasyno online", "Zagraj w {b}", "Bonusy i turnieje"),
}
_TITLES = {"ru": _RU_TITLES, "en": _EN_TITLES, "pt": _PT_TITLES, "pl": _PL_TITLES}
_SENTENCES = {"ru": _RU, "en": _EN, "pt": _PT, "pl": _PL}
_TO_CYRILLIC = (("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("qu", "кв"), ("x", "кс"), ("w", "в"))
_LETTERS = dict(zip("abcdefghijklmnopqrstuvyz", "абкдефгхийклмнопкрстувиз", strict=True))


def cyrillic(name: str) -> str:
    """The name as it is spelled in Russian, roughly."""
    text = name.lower()
    for latin, letter in _TO_CYRILLIC:
        text = text.replace(latin, letter)
    return "".join(_LETTERS.get(letter, letter) for letter in text).capitalize()


@dataclass(frozen=True)
class CloneTemplate:
    """What all brands on one template share."""

    number: int
    language: str
    prefix: str
    games: tuple[str, ...]
    providers: tuple[str, ...]
    account: str
    email: str
    depth: int


@dataclass(frozen=True)
class CloneBrand:
    """What the mirrors of one brand share. `rich` 0 to 2: in how many places the name stands."""

    name: str
    second: str
    rich: int
    account: str
    handle: str
    email: str
    logo: str


def make_clone_template(number: int) -> CloneTemplate:
    """The template of that number."""
    random = Random(f"clone template {number}")
    key = make_name(random).split()[0].lower()[:5]
    return CloneTemplate(
        number=number,
        language=("ru", "en")[number % 2] if number < 100 else ("ru", "pl", "en", "pt")[number % 4],
        prefix=f"{key}-",
        games=tuple(
            f"{make_name(random)} {random.choice(('Fruits', 'Gold', 'Deluxe', 'Pirates', 'Wild', 'Quest'))}"
            for _ in range(90)
        ),
        providers=tuple(
            make_name(random).split()[0] + random.choice((" Gaming", " Play", "soft", " Studio")) for _ in range(14)
        ),
        account=random.choice(("", f"GTM-{key.upper()[:3]}{random.randrange(1000, 9999)}")),
        email=random.choice(("", "", f"partners@{key}-affiliates.example")),
        depth=random.randint(1, 4),
    )


_PLAIN_NAMES = (
    "Azimuth",
    "Meridian",
    "Lucky",
    "Emerald",
    "Comet",
    "Falcon",
    "Harbour",
    "Orbit",
    "Royal",
    "Sultan",
    "Frank",
    "Legend",
)


def make_clone_brand(seed: str) -> CloneBrand:
    """The brand of that seed. One in four is an everyday word, one in four has a trade's word behind it."""
    random = Random(f"clone brand {seed}")
    stem = make_name(random).split()[0].rstrip("0123456789")
    if random.random() < 0.25:
        stem = random.choice(_PLAIN_NAMES) + random.choice(("", stem.lower()[:4]))
    name = stem + random.choice(("", "", "", " Casino", " Vegas", " Bet"))
    key = stem.lower()
    return CloneBrand(
        name=name,
        second=cyrillic(stem),
        rich=random.choice((0, 1, 1, 2)),
        account="" if random.random() < 0.6 else f"{random.randrange(10**7, 10**8)}",
        handle="" if random.random() < 0.6 else f"https://t.me/{key}_play",
        email="" if random.random() < 0.6 else f"support@{key}.example",
        logo=random.choice(("/images/logo.svg", f"/images/{key}-logo.svg", "/i/logo.png")),
    )


def render_clone(template: CloneTemplate, brand: CloneBrand, mirror: int) -> str:
    """One mirror of the brand."""
    random = Random(f"clone {template.number} {brand.name} {mirror}")
    russian = template.language == "ru"
    label = "".join(c for c in brand.name.split()[0].lower() if c.isalnum())
    host = f"{label}{random.choice(('', '-casino', '-play', 'win', '-zerkalo', 'x'))}{random.choice(('', random.randrange(2, 999)))}.{random.choice(('example', 'test'))}"
    says = {"b": brand.name, "c": brand.second if russian else brand.name}
    pool = _SENTENCES[template.language]
    said = [line.format(**says) for line in random.sample(pool, round(len(pool) * 0.62))]
    if brand.rich == 0:
        said = [*[line for line in said if brand.name not in line][:-1], pool[0].format(**says)]
    title = random.choice(_TITLES[template.language]).format(**says)
    return _clone_head(template, brand, random, host, title, says) + _clone_body(
        template, brand, random, host, said, says
    )


def _clone_head(
    template: CloneTemplate, brand: CloneBrand, random: Random, host: str, title: str, says: dict[str, str]
) -> str:
    p = template.prefix
    metrica = brand.account if brand.account and random.random() < 0.5 else str(random.randrange(10**7, 10**8))
    site_name = (
        f'<meta property="og:site_name" content="{brand.name if random.random() < 0.7 else host}">'
        if brand.rich == 2
        else ""
    )
    description = (
        f'<meta name="description" content="{title}. {random.choice(_SENTENCES[template.language]).format(**says)}.">'
    )
    container = (
        f"<script>(function(w,d,s,l,i){{w[l]=w[l]||[];}})(window,document,'script','dataLayer','{template.account}');</script>"
        if template.account
        else ""
    )
    return (
        f'<!DOCTYPE html><html lang="{template.language}"><head><meta charset="utf-8"><title>{title}</title>{description}{site_name}'
        f'<link rel="canonical" href="https://{host}/"><meta property="og:url" content="https://{host}/">'
        f'<link rel="stylesheet" href="/themes/{p}main/css/app.css?v={random.randrange(99)}"><script src="/themes/{p}main/js/lobby.js"></script>'
        f"<script>window.{p[:-1]}Lobby={{currency:'RUB',perPage:24,lazy:true}};function {p[:-1]}Init(){{return window.{p[:-1]}Lobby}}</script>"
        f"<script>ym({metrica},'init',{{clickmap:true}});</script>{container}</head>"
    )


def _clone_body(
    template: CloneTemplate, brand: CloneBrand, random: Random, host: str, said: list[str], says: dict[str, str]
) -> str:
    p, russian = template.prefix, template.language == "ru"
    menu = _MENUS[template.language].split()
    alt = brand.name if brand.rich and random.random() < 0.8 else random.choice(("logo", ""))
    heading = random.choice(_HEADINGS[template.language]).format(**says)
    games = "".join(
        f'<div class="{p}game"><img src="/games/{n}.webp" alt=""><span>{game}</span></div>'
        for n, game in enumerate(random.sample(template.games, 40))
    )
    winners = "".join(f"<li>{make_name(random)[:3]}*** {random.randrange(100, 99999)} RUB</li>" for _ in range(8))
    text = "".join(f"<p>{'. '.join(said[n : n + 3])}.</p>" for n in range(0, len(said), 3))
    fields = '<input name="login" type="text"><input name="email" type="email"><input name="password" type="password"><select name="currency"><option>RUB</option><option>USD</option><option>EUR</option><option>KZT</option></select><input name="promo">'
    rights = (
        f"© 2026 {random.choice((brand.name, host))}. {'Все права защищены' if russian else 'All rights reserved'}"
        if brand.rich
        else ""
    )
    contact = (
        f'<a href="mailto:{brand.email}">{brand.email}</a>'
        if brand.email and random.random() < 0.7
        else f'<a href="mailto:support@{host}">support@{host}</a>'
        if random.random() < 0.4
        else ""
    )
    handle = f'<a href="{brand.handle}">Telegram</a>' if brand.handle and random.random() < 0.7 else ""
    partners = f'<a href="mailto:{template.email}">{template.email}</a>' if template.email else ""
    body = f'<section class="{p}lobby">{games}</section><ul class="{p}wins">{winners}</ul><article class="{p}seo"><h1>{heading}</h1>{text}</article>'
    for level in range(template.depth):
        body = f'<div class="{p}wrap{level}">{body}</div>'
    return (
        f'<body class="{p}body"><header class="{p}header"><a href="/" class="{p}logo"><img src="{brand.logo}" alt="{alt}"></a>'
        f"<nav>{''.join(f'<a href=/{n}>{item}</a>' for n, item in enumerate(menu))}</nav></header>"
        f'<form action="/api/v2/register" method="post" class="{p}reg">{fields}<button>OK</button></form>{body}'
        f'<footer class="{p}footer">{" ".join(template.providers)} {contact} {handle} {partners}<p>{rights}</p></footer></body></html>'
    )


def render_loyalty(operator: int, address: int) -> str:
    """A loyalty page of one operator: the same text under many hosts; the host's label stands in the title at most."""
    random = Random(f"loyalty {operator}")
    program, key = make_name(random).split()[0], make_name(random).split()[0].lower()
    lines = [line.format(b=program, c=program) for line in random.sample(_EN, 22)]
    own = Random(f"loyalty {operator} {address}")
    label = make_name(own).split()[0]
    host = f"{label.lower()}{own.randrange(99)}.example"
    title = (f"{program} rewards", label, f"{label} - {program} rewards", "Points and gifts")[operator % 4]
    fields = "".join(f'<input name="{key}_{name}">' for name in ("phone", "code", "city"))
    return (
        f'<html><head><title>{title}</title><link rel="canonical" href="https://{host}/"><script src="/{key}/points.js"></script></head><body class="{key}">'
        f'<div class="{key}-top"><form action="/{key}/check" method="post">{fields}<button>Check points</button></form></div>'
        f"{''.join(f'<div class={key}-row><p>{line}.</p></div>' for line in lines)}<div>{own.randrange(1000, 9999)}</div></body></html>"
    )
