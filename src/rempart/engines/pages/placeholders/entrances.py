"""Whether a page of few words only lets in, or only asks for consent.

An entrance need not ask for a password: it may ask for an address, a key or a code, or let another service say who
comes. And its title may name a server or a domain without being a placeholder's. A wall of consent speaks of cookies,
of consent, and of nothing else. Words are known by their beginnings, in some forty
languages; ``word=`` stands for the whole word alone.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from rempart.engines.pages.reading.markup import Form
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable, joined

ENTRANCE = 60  # words up to which a page may be an entrance, whatever it asks
LONG_DOOR = 250  # … and one that asks for a password
_CALLED = 6  # words of a title that is an entrance's, and of a line of buttons …
_SHORT_LINE = 60  # … of so many letters at most
_SHARE_OF_LONG = 0.045  # of the words of a page that asks for a password
_A_NUMBER_IN = 12  # words of what a field is called that asks for it
_SHARE = 0.16  # of its words, so many speak of signing in …
_TWICE = 2  # … and so many do that are not the same …
_SHARE_OF_MORE = 0.07  # … or more are, where an address stands below them
_WALL = 40  # words up to which a page may be a wall of consent …
_OF_CONSENT = 0.75  # … which so many of its words stand in a line of
_BUTTON = 4  # words of a line that is one
_LEAST = 3  # words, below which a line of consent is no page
_WRITTEN = frozenset({"text", "email", "tel", "number", "textarea", "password", ""})
_ENTERING = """
    login logins= logon= signin signon= sso= log-in authenticat authentifi authentik autentific autentific
    autentic anmeld einlogg login anmeldung zugangsdaten connexion connectez identifi iniciar= sesión identificarse=
    identifíquese acceder= ingresar= ingrese= accedi= accesso= autenticazione entrar= aceder= inloggen aanmelden
    zaloguj
    logowani loguj войти= вход= авторизац войдите увійти вхід= авторизаці přihlás prihlás bejelentkez
    belépés autentificare conectare= conectați giriş= oturum logg= logge= innlogging pålogg inlogg kirjaud
    sisäänkirjaut logi= sisene= sisselogi prisijung pieslēg ienākt vpis= prijava= prijavi= prijavite
    вписване пријава најава σύνδεση είσοδος masuk= đăng= تسجيل دخول الدخول ورود= כניסה התחבר passkey 로그인
    შესვლა avtoriz daxil= inicia= sessió= hyr= кіру= লগইন
"""
_ASKED_FOR = """
    password passwort kennwort passcode passphrase username userid user-id benutzername benutzerkennung
    nutzername token otp= 2fa= totp= pin= passe= utilisateur identifiant contraseña contrasena usuario
    senha= usuário utilizador utente wachtwoord gebruikersnaam hasło hasła haseł użytkownik пароль пароля
    логин= логін= heslo= hesla= uživatel používateľ jelszó felhasználónév parolă parola= utilizator şifre
    kullanıcı lösenord användarnamn adgangskode brugernavn passord brukernavn salasana käyttäjä parool
    kasutajanimi kasutaja slaptažod vartotoj parole= lietotāj geslo= uporabnišk lozinka korisničk парола
    потребител лозинка корисничко κωδικ χρήστη sandi= pengguna laluan= khẩu= 비밀번호 아이디 계정 პაროლ მომხმარებ
    istifadəçi contrasenya fjalëkalim përdorues құпия عبور= کاربری= المرور مرور= סיסמה סיסמא משתמש
    verification authenticator credentials zugangscode
"""
_WITHOUT_TEXT = """
    no= without= sans= ohne= kein= keine= sin= senza= sem= zonder= geen= bez= без= tanpa= fără= uten= uden= utan=
    ilman= không= nelkül= ilma= be= brez= χωρίς= بدون= ללא= בלי= optional yok=
"""
_UNSPACED_TEXT = """
    登录 登錄 登入 密码 密碼 用户名 用戶名 帐号 账号 帳號 帳戶 账户 アカウント ログイン サインイン パスワード ユーザー名
    เข้าสู่ระบบ รหัสผ่าน ชื่อผู้ใช้ लॉगिन पासवर्ड
"""
_CONSENT_TEXT = """
    cookie cookies ciastecz ciasteczka кук куки consent zustimm einwillig consentement consentimiento
    consentimento consenso= zgoda zgody zgodę согласи згода souhlas súhlas hozzájárul consimțământ samtyck samtykke
    suostumus nõusolek sutikim piekrišan privolit soglasj съгласи συγκατάθεσ συναίνεσ rıza persetujuan
    الارتباط الكوكيز کوکی עוגיות בעוגיות бисквитк 쿠키 수락 동의
    accept accepter acceptez akzeptier annehmen aceptar acepto aceptas accett aceitar aceito accepteren akkoord
    akceptuj принять принимаю прийняти přijm prijať prihvać prihvat elfogad acceptă kabul= godkänn godta hyväksy nõus=
    nõustu sutinku piekrītu sprejm приемам αποδοχή αποδέχομαι terima= setuju= chấp= قبول موافق پذیرفتن אישור
    zustimmen ablehnen refuser rechazar rifiuta recusar weiger odrzuć отклонить odmítn odmietn decline= reject=
    agree= continuer= datenschutz privacy confidentialité privacidad privacidade prywatności конфиденциальности
"""
_NAMED_TEXT = """
    cookie ciastecz куки кукі кукис zustimm einwillig consentement consentimiento consentimento
    souhlas súhlas samtyck samtykke suostumus consent= الارتباط الكوكيز کوکی עוגיות בעוגיות бисквитк 쿠키
"""
_CONSENT_UNSPACED = "同意 隐私 隱私 接受 クッキー คุกกี้ ยอมรับ"
_NAMED_UNSPACED = "クッキー คุกกี้"


# What the field is called that asks for a code, and how many fields take one sign of it each.
_SENT = re.compile(
    r"(?:^|[^a-z])(?:otp|totp|2fa|mfa|tan|passcode|(?:one[-_ ]?time|sms|auth|login|verification)[-_ ]?code|"
    r"otp[-_]?\w{1,8}|(?:otp|totp|mfa|2fa|auth)[-_ ]?token|^token)(?![a-z])",
    re.IGNORECASE,
)
_SIGNS = range(4, 9)
# What only a customer or a member has, in words of two kinds …
_MEMBERS_TEXT = """
    customer client= member patient subscriber contract account= employee student card= kunden mitglied vertrags
    patienten personal matrikel client adhérent abonné contrat cliente socio abonado contrato tessera contratto sócio
    klant klanten lid= lidnummer contract= klienta klient umowy członk zákazník zákazníka klienta smlouvy členské ügyfél
    tag= szerződés clientului client= contract= abonat клиент клиентски договор договора абонент член договору клієнта
    klijenta korisnika ugovora stranke člana клијента klientit πελάτη μέλους συμβολαίου müşteri üye sözleşme العميل
    العضو العقد عميل مشتری اشتراک לקוח מנוי asiakas jäsen kliendi liikme kliento klienta kund kundnummer medlem
    kunde kundenr medlems viðskiptamanns pelanggan anggota khách= 고객 회원 abonent
"""
_NUMBERS_TEXT = """
    number no= nr= id= code= nummer nummern numéro número numero código codigo codice num= numer numeru numerem číslo
    čísla szám száma ügyfélszám numărul număr cod= codul номер номера номером код number= broj broja številka številko
    αριθμός αριθμό κωδικός numara numarası numaranız رقم شماره מספר numero numeroa tunnus number numbri numuru numeris
    nummer kundnummer kundenummer medlemsnummer medlemsnr klantnummer lidnummer kundennummer mitgliedsnummer
    asiakasnumero jäsennumero ügyfélszámát số= nomor 번호 kennung
"""
_BOTH_TEXT = "会员番号 会員番号 お客様番号 客户编号 客戶編號 会员编号 會員編號 顧客番号 หมายเลขลูกค้า หมายเลขสมาชิก"
_BOTH_UNSPACED = joined(_BOTH_TEXT.split())
# What a hotel, a train or a town lets guests onto, and by what.
_NETWORKS = ("wi fi", "wifi", "wlan", "w lan", "hotspot", "hot spot", "guest network", "无 线 网 络")
_VOUCHERS = WordTable(
    """
    voucher vouchers code= codes= pin= ticket= ticketnummer zugangscode gutschein room= zimmernummer zimmer código bono=
    cupón vale= codice camera= ticket coupon bon= chambre= toegangscode kod= kodu= bilet pokoju код ваучер купон номер
    kód kupon kodunu oda= koodi kod koden kode kamar= kupong κωδικ δωμάτιο رمز קוד
    """,
    "验证码 房间号 コード 部屋番号 코드",
)
_OF_A_GUEST = 2  # fields: a code, or a room and a name
_CODES_TEXT = (
    "access code;passcode;entry code;zugangscode;code d accès;código de acceso;código de acesso;"
    "codice di accesso;codice d accesso;toegangscode;kod dostępu;přístupový kód;prístupový kód;belépőkód;cod de acces;"
    "код за достъп;код доступа;код доступу;pristupni kod;dostopna koda;κωδικός πρόσβασης;erişim kodu;קוד גישה;"
    "رمز الدخول;کد دسترسی;kode akses;mã truy cập;pääsykoodi;åtkomstkod;adgangskode;tilgangskode;アクセスコード;访问码;"
    "訪問碼;접속 코드"
)
_CODES = joined(_CODES_TEXT.split(";"))
# … where it is asked for by a page that is called their place.
_PLACES_TEXT = """
    area= area portal zone= zone bereich kundenbereich mitgliederbereich kundenportal kundencenter center centre
    corner= space espace zona área strefa zóna klientská kabinet кабинет кабінет зона портал
    клиентская πύλη περιοχή girişi bölgesi بوابة منطقة پورتال אזור פורטל alue portaali ala= portaal ledenportaal
    klantenportaal klantenzone omgeving
    sidor sidan kundsidor kundeområde medlemsside ügyfélkapu ügyfélzóna 센터 포털 ruang= kawasan cổng=
"""
_PLACES_UNSPACED = joined(["中心", "会员", "會員", "ページ", "マイページ"])
# A button that lets in by what another service knows of its reader.
_CONTINUE_WITH = (
    "continue with ;sign in with ;log in with ;weiter mit ;anmelden mit ;continuer avec ;continuar con ;"
    "continua con ;continuar com ;doorgaan met ;verder met ;kontynuuj przez ;kontynuuj z ;pokračovat přes ;"
    "pokračovať cez ;folytatás ;continuă cu ;продолжить с ;продовжити з ;fortsätt med ;fortsæt med ;fortsett med ;"
    "devam et;jatka ;συνέχεια με ;使用;で続ける;계속하기"
)
_OTHERS = tuple(_CONTINUE_WITH.split(";"))
_AGES = frozenset({"16", "18", "21"})
_AGED_TEXT = """
    age= older= over= years= adult adults alt= alter= älter jahre volljährig erwachsen ans= âge= majeur adulte
    mayor= mayores edad= años= adulto anni= età= maggiorenn maggiore= idade= maior= maiores anos= jaar= ouder
    leeftijd volwassen lat= wiek= pełnoletni osiemnaście лет= возраст совершеннолетн старше років= вік= повнолітн
    років
    години= възраст пълнолетн let= věk= plnolet dospěl rokov= vek= éves= életkor nagykorú felnőtt ani= vârst major
    år= ålder alder äldre vuotta vuotias ikä= täysi-ikä aastat vanus gadi= vecums metų= amžius godina= godine star=
    punoljet punolet yaş yetişkin ετών= ηλικία ενήλικ umur= tahun= tuổi= سنة= عمر العمر بالغ سال= سن= גיל= בן= 세 성인
"""
_MAJOR = WordTable(
    "volljährig majeur= majeure= mayor= maggiorenn volwassen= pełnoletni совершеннолетн повнолітн пълнолет plnolet "
    "nagykorú täysi-ikäinen punoljet punolet yetişkin ενήλικ adult= myndig",
    "成年",
)
_AGED_UNSPACED = "岁 歳 歲 成年 未满 未満 ปี อายุ साल वर्ष"
_ENTER, _SECRET, _WITHOUT = map(WordTable, (_ENTERING, _ASKED_FOR, _WITHOUT_TEXT))
_CONSENT, _NAMED = WordTable(_CONSENT_TEXT, _CONSENT_UNSPACED), WordTable(_NAMED_TEXT, _NAMED_UNSPACED)
_MEMBERS, _NUMBERS, _PLACES = map(WordTable, (_MEMBERS_TEXT, _NUMBERS_TEXT, _PLACES_TEXT))
AGED = WordTable(_AGED_TEXT, _AGED_UNSPACED)
_LET_IN_UNSPACED = joined(_UNSPACED_TEXT.split())
_FREE = joined(("不需要密码", "无需密码", "不用密码", "不需要密碼", "パスワードは不要", "パスワード不要"))
# Said in two words, of which neither says it alone.
_PHRASES_TEXT = (
    "sign in;log in;meld u aan;meld je aan;signed in;logged in;sign on;log on;welcome back;magic link;one time;"
    "access key;user name;"
    "access code;sign in code;mot de passe;se connecter;kata sandi;mật khẩu;log ind;logga in;logg inn;two factor;"
    "oturum aç;verification code;one time code;send code;código de acceso;código de acesso;code d accès;"
    "toegangscode;kod dostępu;přístupový kód;prístupový kód;код доступа;код доступу;organizational account;"
    "organisational account;organization account;work account;school account;company account;institutional account;"
    "compte professionnel;compte scolaire;cuenta institucional;cuenta corporativa;account aziendale;"
    "conta institucional;conta corporativa;konto służbowe;konto szkolne;"
    "codice di accesso;single sign;continue with google;continue with microsoft;guest wifi"
)
_PHRASES = tuple(_PHRASES_TEXT.split(";"))
# Each with its first word: of most a page does not even have that.
_BEGUN_WITH = tuple((phrase.partition(" ")[0], phrase) for phrase in (*_PHRASES, *_LET_IN_UNSPACED))


# What a cinema has, too, and a beach, and who collects coins: alone they let nobody in.
_MANIFOLD = frozenset(
    {"sesión", "sesion", "accesso", "acceso", "token", "tokens", "pin", "sisene", "vhod", "вход", "вхід"}
)


def lets_in(words: Sequence[str], title: Sequence[str]) -> str:
    """What the page that says `words` (lower case) under `title` says of letting in, "" where it says more of others.
    One word alone may stand in any menu."""
    if not 0 < len(words) <= ENTRANCE:
        return ""
    text = f" {' '.join([*title, *words])} "
    if _needs_no_secret(words, text):
        return ""
    told, times = _told(words, text)
    if _MANIFOLD.issuperset(told):
        return ""
    called = any(map(_ENTER.has, title))
    different = len(told) + called
    if different < _TWICE or times + called < (_SHARE if different == _TWICE else _SHARE_OF_MORE) * len(words):
        return ""
    return ", ".join(told)[:60]


def _told(words: Sequence[str], text: str) -> tuple[list[str], int]:
    """Which words and phrases of signing in stand among `words` and in `text`, and how many words they are."""
    found = {word for word in set(words) if _ENTER.has(word) or _SECRET.has(word)}
    said = {*text.split(" ")}
    phrases = [phrase for begins, phrase in _BEGUN_WITH if begins in said and f" {phrase} " in text]
    times = sum(map(found.__contains__, words)) + sum(2 * text.count(f" {phrase} ") for phrase in phrases)
    return [*sorted(found), *phrases], times


def names_an_entrance(head: Sequence[str]) -> bool:
    """Whether `head`, a title's part or a heading, speaks of signing in and of little else."""
    text = f" {' '.join(head)} "
    phrases = (*_PHRASES, *_LET_IN_UNSPACED)
    told = any(map(_ENTER.has, head)) or any(map(_SECRET.has, head)) or any(f" {said} " in text for said in phrases)
    return told and sum(len(word) > 1 for word in head) <= _CALLED


def asks_for_a_user(forms: Iterable[Form]) -> bool:
    """Whether what `forms` ask for is one text, called as what a user has is, and not as what a guest makes up."""
    asked = [item for form in forms for item in form.fields if item.kind in _WRITTEN]
    words = words_of(f"{asked[0].name} {asked[0].asks}".lower()) if len(asked) == 1 else []
    return any(_SECRET.has(word) or _ENTER.has(word) or word == "id" for word in words)


def asks_for_a_sent_code(forms: Iterable[Form]) -> str:
    """What the one text field of all `forms` is called that asks for a code which only a user is sent or shows
    ("otp"), or what as many fields for one sign each ask for together; "" for any other."""
    asked = [item for form in forms for item in form.fields if item.kind in _WRITTEN]
    if len(asked) == 1 and (found := _SENT.search(asked[0].name)):
        return found[0]
    signs = [item for item in asked if item.length == "1"]
    return f"{len(signs)} × 1" if len(signs) == len(asked) and len(asked) in _SIGNS else ""


def asks_for_a_member(forms: Iterable[Form], title: str, said: Sequence[str]) -> str:
    """What the one text field of all `forms` is called that asks for the number of a customer or a member, on a page
    whose `title` calls it their place, or for a code that lets in; "" for any other, as a shop's that sends wares."""
    asked = [item for form in forms for item in form.fields if item.kind in _WRITTEN]
    words = words_of(asked[0].asks.lower()) or [*said] if len(asked) == 1 else []  # its label stands beside it
    text, called = f" {' '.join(words)} ", words_of(title)
    if any(f" {code} " in text for code in _CODES) and len(words) <= _A_NUMBER_IN:
        return text.strip()
    if asked and len(asked) <= _OF_A_GUEST and _lets_onto_a_network([*called, *said, *words]):
        return " ".join(called) or " ".join(said[:_A_NUMBER_IN])
    numbered = any(map(_MEMBERS.has, words)) and any(map(_NUMBERS.has, words))
    if not (numbered or any(f" {term} " in text for term in _BOTH_UNSPACED)) or len(words) > _A_NUMBER_IN:
        return ""
    placed = any(map(_PLACES.has, called)) or any(f" {term} " in f" {' '.join(called)} " for term in _PLACES_UNSPACED)
    return " ".join(words) if placed and len(called) <= _CALLED else ""


def _lets_onto_a_network(words: Sequence[str]) -> bool:
    """Whether `words` speak of a network for guests and of the voucher, the code or the room that lets onto it: a
    café that has one asks for neither."""
    return names_a_network(words) and any(map(_VOUCHERS.has, words))


def names_a_network(words: Sequence[str]) -> bool:
    """Whether `words` name a network that devices are let onto without a cable."""
    text = f" {' '.join(words)} "
    return any(f" {network} " in text for network in _NETWORKS)


def leads_to_a_door(words: Sequence[str], heads: Sequence[Sequence[str]], lines: Iterable[str]) -> str:
    """What a page that asks for no password and says `words` says of signing in, if one of `heads`, the parts of its
    title, does, and not of what is asked for there, and one of its `lines`, of which none is a heading, is a button
    that does: sentences alone tell how to sign in elsewhere; or of which two let in by what other services know. "" for
    any other."""
    lines = [*lines]
    others = [line for line in lines if len(line) < _SHORT_LINE and line.lower().startswith(_OTHERS)]
    if len(set(others)) >= _TWICE:  # who signs in by what other services know chooses among them
        return others[0]
    entering = any(names_an_entrance(head) and not any(map(_SECRET.has, head)) for head in heads)
    return speaks_of_entering(words, ()) if entering and any(map(_is_a_button, lines)) else ""


def _is_a_button(line: str) -> bool:
    return len(line) < _SHORT_LINE and (names_an_entrance(words_of(line)) or line.lower().startswith(_OTHERS))


def speaks_of_entering(words: Sequence[str], heads: Sequence[Sequence[str]]) -> str:
    """What a page of some length that asks for a password, and says `words`, says of signing in, "" where it is about
    something else: neither is one of `heads`, its titles and headings, of that, nor much of its text."""
    if called := next((head for head in heads if names_an_entrance(head)), None):
        return " ".join(called)[:60]
    told, times = _told(words, f" {' '.join(words)} ")
    return ", ".join(told)[:60] if len(told) >= _TWICE and times >= _SHARE_OF_LONG * len(words) else ""


def _needs_no_secret(words: Sequence[str], text: str) -> bool:
    """Whether `words`, in `text`, say that no password is asked for."""
    needs = (word in _WITHOUT.whole and any(map(_SECRET.has, words[at + 1 : at + 3])) for at, word in enumerate(words))
    return any(needs) or any(f" {phrase} " in text for phrase in _FREE)


def asks_for_consent(blocks: Sequence[str], title: Sequence[str], size: int) -> str:
    """The line that speaks of cookies on a page whose `blocks`, of `size` words in all, speak of them or of consent, ""
    where they say more, or name what the page called `title` is."""
    if not _LEAST <= size <= _WALL:
        return ""
    lines = [words_of(block) for block in blocks]
    named = next((line for line in lines if _NAMED.speaks(line)), None)
    others = [line for line in lines if not _CONSENT.speaks(line)]
    if named is None or sum(map(len, others)) > (1 - _OF_CONSENT) * size:
        return ""
    return "" if title and not set(title).isdisjoint(chain(*others)) else " ".join(named)[:60]


def _is_of_majority(line: Sequence[str]) -> bool:
    """Whether a short line names the age that laws set without its number."""
    return len(line) <= _A_NUMBER_IN and (any(map(_MAJOR.has, line)) or " legal age " in f" {' '.join(line)} ")


def asks_for_an_age(blocks: Sequence[str], size: int) -> str:
    """The line that asks how old a reader is, on a page whose `blocks`, of `size` words in all, say little else: a
    number that laws set, beside a word of age or years, in a question or twice over."""
    if not _LEAST <= size <= _WALL:
        return ""
    lines = [words_of(block) for block in blocks]
    aged = [(line, "?" in block) for line, block in zip(lines, blocks, strict=True) if AGED.speaks(line)]
    asks = next((line for line, asked in aged if not _AGES.isdisjoint(line) or (asked and _is_of_majority(line))), None)
    doubly = len(aged) > 1 or any(asked or sum(map(AGED.has, line)) > 1 for line, asked in aged)
    if asks is None or not doubly:  # "18 years of trade"
        return ""
    others = [line for line in lines if line is not asks and len(line) > _BUTTON and not AGED.speaks(line)]
    return " ".join(asks)[:60] if sum(map(len, others)) * 2 <= size else ""
