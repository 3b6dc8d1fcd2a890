"""What servers say beside the number of an error: the reason phrases of RFC 9110, 6585 and 7725 and of common servers,
and what they are called in other languages.

Unlike what a page says of itself, these are a closed list, which every maker of error pages puts into titles and
headings.
"""

from collections.abc import Sequence
from functools import lru_cache

from rempart.engines.pages.words.word_tables import spelt

_TEXT = """
    bad request ; unauthorized ; unauthorised ; authorization required ; authentication required ; payment required ;
    forbidden ; access denied ; access forbidden ; permission denied ; permission required ;
    insufficient permissions ; not authorized ; not found ; page not found ; file not found ; method not allowed ;
    not acceptable ; proxy authentication required ; request timeout ; request time out ; request timed out ;
    length required ; precondition failed ; payload too large ; content too large ; request entity too large ;
    request too large ; uri too long ; request uri too long ; request uri too large ; unsupported media type ;
    range not satisfiable ; requested range not satisfiable ; expectation failed ; i m a teapot ;
    misdirected request ; unprocessable entity ; unprocessable content ; failed dependency ; too early ;
    upgrade required ; precondition required ; too many requests ; request header fields too large ;
    unavailable for legal reasons ; client closed request ; internal server error ; server error ; internal error ;
    not implemented ; bad gateway ; service unavailable ; service temporarily unavailable ; gateway timeout ;
    gateway time out ; http version not supported ; version not supported ; variant also negotiates ;
    insufficient storage ; loop detected ; bandwidth limit exceeded ; not extended ;
    network authentication required ; web server is down ; connection timed out ; origin is unreachable ;
    a timeout occurred ; ssl handshake failed ; no response ; invalid request ; session expired ; page expired ;
    server connection closed ; connection refused ; rate limit exceeded ; rate limit reached ; unknown host ;
    dns lookup failed ; temporarily unavailable ; fehlerhafte anfrage ; ungültige anfrage ; falsche anfrage ;
    schlechte anfrage ; nicht autorisiert ; nicht angemeldet ; keine berechtigung ; zugriff verweigert ;
    zugriff verboten ; verboten ; nicht gefunden ; seite nicht gefunden ; methode nicht erlaubt ;
    zeitüberschreitung ; anfrage zeitüberschreitung ; zu viele anfragen ; interner serverfehler ; serverfehler ;
    nicht implementiert ; dienst nicht verfügbar ; authentifizierung erforderlich ; anmeldung erforderlich ;
    seite abgelaufen ; sitzung abgelaufen ; mauvaise requête ; requête incorrecte ; requête invalide ;
    requête erronée ; non autorisé ; accès non autorisé ; authentification requise ; accès refusé ; accès interdit ;
    interdit ; non trouvé ; page introuvable ; page non trouvée ; méthode non autorisée ; délai dépassé ;
    trop de requêtes ; erreur interne du serveur ; erreur serveur ; erreur du serveur ; erreur interne ;
    non implémenté ; mauvaise passerelle ; service indisponible ; session expirée ; page expirée ;
    solicitud incorrecta ; petición incorrecta ; solicitud inválida ; petición inválida ; no autorizado ;
    acceso no autorizado ; acceso denegado ; acceso prohibido ; prohibido ; no encontrado ; página no encontrada ;
    método no permitido ; tiempo de espera agotado ; demasiadas solicitudes ; demasiadas peticiones ;
    error interno del servidor ; error del servidor ; error interno ; no implementado ; servicio no disponible ;
    sesión expirada ; página expirada ; richiesta errata ; richiesta non valida ; non autorizzato ; accesso negato ;
    accesso vietato ; vietato ; non trovato ; pagina non trovata ; metodo non consentito ; troppe richieste ;
    errore interno del server ; errore del server ; errore interno ; servizio non disponibile ; sessione scaduta ;
    pagina scaduta ; requisição inválida ; pedido inválido ; solicitação inválida ; não autorizado ; acesso negado ;
    acesso proibido ; proibido ; não encontrado ; página não encontrada ; método não permitido ; muitas requisições ;
    muitos pedidos ; erro interno do servidor ; erro no servidor ; erro interno ; serviço indisponível ;
    serviço não disponível ; sessão expirada ; ongeldig verzoek ; ongeldige aanvraag ; foutief verzoek ;
    onjuiste aanvraag ; niet geautoriseerd ; geen toegang ; toegang geweigerd ; toegang verboden ; verboden toegang ;
    niet gevonden ; pagina niet gevonden ; methode niet toegestaan ; te veel verzoeken ; te veel aanvragen ;
    interne serverfout ; serverfout ; dienst niet beschikbaar ; service niet beschikbaar ; sessie verlopen ;
    pagina verlopen ; nieprawidłowe żądanie ; błędne żądanie ; złe żądanie ; nieautoryzowany ; brak autoryzacji ;
    brak dostępu ; nieautoryzowany dostęp ; odmowa dostępu ; dostęp zabroniony ; zabronione ; nie znaleziono ;
    strona nie znaleziona ; niedozwolona metoda ; zbyt wiele żądań ; wewnętrzny błąd serwera ; błąd serwera ;
    usługa niedostępna ; sesja wygasła ; chybný požadavek ; špatný požadavek ; neplatný požadavek ; neautorizováno ;
    neautorizovaný přístup ; přístup odepřen ; přístup zakázán ; zakázáno ; nenalezeno ; stránka nenalezena ;
    metoda není povolena ; příliš mnoho požadavků ; interní chyba serveru ; vnitřní chyba serveru ; chyba serveru ;
    služba nedostupná ; zlá požiadavka ; neplatná požiadavka ; neautorizovaný prístup ; prístup odmietnutý ;
    prístup zamietnutý ; stránka nenájdená ; interná chyba servera ; chyba servera ; hibás kérés ; hibás lekérdezés ;
    rossz kérés ; érvénytelen kérés ; nincs jogosultság ; jogosulatlan hozzáférés ; hozzáférés megtagadva ; tiltott ;
    nem található ; az oldal nem található ; túl sok kérés ; belső szerverhiba ; szerverhiba ; kiszolgálóhiba ;
    a szolgáltatás nem elérhető ; неверный запрос ; некорректный запрос ; плохой запрос ; ошибочный запрос ;
    не авторизован ; не авторизовано ; требуется авторизация ; неавторизованный доступ ; доступ запрещён ;
    доступ запрещен ; запрещено ; не найдено ; страница не найдена ; метод не разрешён ; метод не поддерживается ;
    слишком много запросов ; внутренняя ошибка сервера ; ошибка сервера ; сервис недоступен ; сервер недоступен ;
    сессия истекла ; невірний запит ; некоректний запит ; поганий запит ; доступ заборонено ; заборонено ;
    не знайдено ; сторінку не знайдено ; забагато запитів ; внутрішня помилка сервера ; помилка сервера ;
    неправилна заявка ; невалидна заявка ; достъпът е отказан ; отказан достъп ; забранено ; не е намерено ;
    страницата не е намерена ; вътрешна грешка на сървъра ; грешка в сървъра ; hatalı istek ; geçersiz istek ;
    kötü istek ; yetkisiz ; yetkisiz erişim ; yetkiniz yok ; erişim engellendi ; erişim reddedildi ; yasak ;
    bulunamadı ; sayfa bulunamadı ; çok fazla istek ; sunucu hatası ; iç sunucu hatası ; dahili sunucu hatası ;
    hizmet kullanılamıyor ; felaktig begäran ; ogiltig begäran ; felaktig förfrågan ; ej behörig ; obehörig ;
    åtkomst nekad ; förbjudet ; hittades inte ; sidan hittades inte ; för många förfrågningar ; internt serverfel ;
    serverfel ; tjänsten är inte tillgänglig ; ugyldig anmodning ; forkert anmodning ; ugyldig forespørsel ;
    dårlig forespørsel ; ikke autoriseret ; ikke autorisert ; uautoriseret ; uautorisert ; adgang nægtet ;
    ingen adgang ; ingen tilgang ; tilgang nektet ; forbudt ; ikke fundet ; ikke funnet ; siden blev ikke fundet ;
    siden ble ikke funnet ; for mange forespørgsler ; for mange forespørsler ; intern serverfejl ;
    intern serverfeil ; serverfejl ; serverfeil ; virheellinen pyyntö ; ei oikeuksia ; pääsy estetty ;
    pääsy kielletty ; kielletty ; ei löydy ; sivua ei löydy ; sivua ei löytynyt ; liian monta pyyntöä ;
    palvelinvirhe ; sisäinen palvelinvirhe ; palvelu ei ole käytettävissä ; vigane päring ; ligipääs keelatud ;
    lehte ei leitud ; serveri viga ; cerere greșită ; cerere invalidă ; neautorizat ; acces interzis ;
    acces refuzat ; interzis ; pagina nu a fost găsită ; eroare internă de server ; eroare de server ;
    neispravan zahtjev ; loš zahtjev ; neovlašten pristup ; pristup odbijen ; pristup zabranjen ; zabranjeno ;
    stranica nije pronađena ; greška poslužitelja ; neispravna zahteva ; dostop zavrnjen ; dostop prepovedan ;
    stran ni najdena ; napaka strežnika ; μη έγκυρο αίτημα ; εσφαλμένο αίτημα ; μη εξουσιοδοτημένη πρόσβαση ;
    απαγορεύεται ; δεν επιτρέπεται η πρόσβαση ; η σελίδα δεν βρέθηκε ; σφάλμα διακομιστή ; permintaan buruk ;
    permintaan tidak valid ; tidak diizinkan ; akses ditolak ; dilarang ; tidak ditemukan ; halaman tidak ditemukan ;
    terlalu banyak permintaan ; kesalahan server ; layanan tidak tersedia ; yêu cầu không hợp lệ ; không được phép ;
    truy cập bị từ chối ; không tìm thấy ; không tìm thấy trang ; lỗi máy chủ ; طلب غير صالح ; طلب خاطئ ; غير مصرح ;
    غير مصرح به ; ممنوع ; الوصول مرفوض ; غير موجود ; الصفحة غير موجودة ; خطأ في الخادم ; خطأ داخلي في الخادم ;
    درخواست نامعتبر ; دسترسی غیرمجاز ; دسترسی ممنوع ; صفحه یافت نشد ; خطای سرور ; בקשה שגויה ; אין הרשאה ;
    הגישה נדחתה ; אין גישה ; הדף לא נמצא ; לא נמצא ; שגיאת שרת ; 错误请求 ; 错误的请求 ; 请求错误 ; 无效请求 ;
    未授权 ; 未经授权 ; 没有权限 ; 无权访问 ; 权限不足 ; 禁止访问 ; 拒绝访问 ; 访问被拒绝 ; 不允许访问 ; 未找到 ;
    页面不存在 ; 页面未找到 ; 找不到页面 ; 请求超时 ; 请求过多 ; 请求过于频繁 ; 访问过于频繁 ; 服务器错误 ;
    服务器内部错误 ; 内部服务器错误 ; 服务不可用 ; 网关错误 ; 网关超时 ; 錯誤請求 ; 錯誤的請求 ; 未授權 ; 沒有權限 ;
    禁止訪問 ; 拒絕訪問 ; 禁止存取 ; 拒絕存取 ; 找不到網頁 ; 找不到頁面 ; 頁面不存在 ; 伺服器錯誤 ; 內部伺服器錯誤 ;
    服務無法使用 ; 不正なリクエスト ; 無効なリクエスト ; リクエストが不正です ; 認証が必要です ; 未認証 ;
    権限がありません ; アクセス拒否 ; アクセス権限がありません ; アクセスが拒否されました ;
    アクセスが禁止されています ; 見つかりません ; ページが見つかりません ; リクエストが多すぎます ; サーバーエラー ;
    サーバエラー ; 内部サーバーエラー ; サービス利用不可 ; 잘못된 요청 ; 인증 필요 ; 권한 없음 ; 권한이 없습니다 ;
    접근 거부 ; 접근 금지 ; 접근이 거부되었습니다 ; 찾을 수 없음 ; 페이지를 찾을 수 없습니다 ; 요청이 너무 많습니다 ;
    서버 오류 ; 내부 서버 오류 ; 서비스를 사용할 수 없음 ; คำขอไม่ถูกต้อง ; ไม่ได้รับอนุญาต ; ไม่มีสิทธิ์เข้าถึง ;
    ไม่พบหน้า ; ไม่พบหน้าที่ต้องการ ; เซิร์ฟเวอร์ขัดข้อง ; authentisierung fehlgeschlagen ;
    authentifizierung fehlgeschlagen ; zugriff nicht möglich ; objekt nicht gefunden ; fehlerhaftes gateway ;
    autorisation requise ; authentification échouée ; objet non trouvé ; service inaccessible ;
    autenticación requerida ; objeto no localizado ; petición errónea ; puerta de enlace errónea ;
    autenticação exigida ; autenticação necessária ; objeto não encontrado ; authenticatie nodig ;
    authenticatie vereist ; object niet gevonden ; server fout ; autentisering kreves ; autentisering krävs ;
    objektet ble ikke funnet ; ugyldig gateway ; požadována autentizace ; objekt nenalezen ; vyžadována autentizace ;
    služba není dostupná ; richiesta incomprensibile ; autenticazione richiesta ; oggetto non trovato ;
    cerere incomprensibilă ; autentificare necesară ; nie znaleziono obiektu ; wymagane uwierzytelnienie ;
    wymagana autoryzacja ; potrebna autentikacija ; hitelesítés szükséges ; tunnistautuminen vaaditaan ;
    kimlik doğrulama gerekli ; требуется аутентификация ; потрібна авторизація ; απαιτείται έλεγχος ταυτότητας ;
    rochtain neamh cheadaithe ; seirbhís doúsáidte ; geata míceart ; 접근이 거부됨 ; 인증이 필요합니다 ;
    認証に失敗しました ; 需要认证 ; 需要身份验证 ; 需要驗證 ; error establishing a database connection ;
    database connection failed ; authentication failure ; certificate authentication failure ;
    fehler beim aufbau einer datenbankverbindung ; datenbankfehler ; keine verbindung zur datenbank ;
    erreur de connexion à la base de données ; erreur de base de données ; connexion impossible ;
    error de conexión a la base de datos ; error de base de datos ; errore di connessione al database ;
    erro de conexão com o banco de dados ; fout bij verbinden met de database ; błąd połączenia z bazą danych ;
    błąd łączenia z bazą danych ; błąd łączenia się z bazą danych ; chyba připojení k databázi ;
    chyba pripojenia k databáze ; ошибка подключения к базе данных ; ошибка соединения с базой данных ;
    помилка підключення до бази даних ; adatbázis kapcsolódási hiba ; eroare de conectare la baza de date ;
    veritabanı bağlantı hatası ; σφάλμα σύνδεσης με τη βάση δεδομένων ; tietokantayhteyden virhe ; databasfel ;
    databasefejl ; databasefeil ; 数据库连接错误 ; 数据库连接失败 ; データベース接続エラー ; 데이터베이스 연결 오류 ;
    unhandled exception ; uncaught exception ; application error ; runtime error ; request rejected ;
    request blocked ; request denied ; connection failed ; failed to connect ; host not matched ; dead link ;
    dead end ; anfrage abgelehnt ; anwendungsfehler ; laufzeitfehler ; requête rejetée ; erreur d application ;
    solicitud rechazada ; error de aplicación ; richiesta rifiutata ; richiesta respinta ; pedido rejeitado ;
    verzoek afgewezen ; żądanie odrzucone ; żądanie zostało odrzucone ; błąd aplikacji ; požadavek zamítnut ;
    požadavek odmítnut ; kérés elutasítva ; cerere respinsă ; запрос отклонен ; запрос отклонён ; ошибка приложения ;
    запит відхилено ; istek reddedildi ; uygulama hatası ; begäran avvisad ; forespørsel avvist ; pyyntö hylätty ;
    permintaan ditolak ; yêu cầu bị từ chối ; 请求被拒绝 ; 請求被拒絕 ; 요청이 거부되었습니다 ; non se atopou ;
    મળ્યુ નથી ; nie gevind nie ; не знойдзена ; nije pronađeno ; nije nađeno ; پیدا نشد ; یافت نشد ; tidak ditemui ;
    no s ha trobat ; পাওয়া যায়নি ; nav atrasts ; nenájdené ; није пронађено ; introbable ; नहीं मिला ;
    ez da aurkitu ; inte hittad ; nerasta ; табылмады ; net fonnt ; fann ikkje ; ikkje funne ; ไม่พบข้อมูล ;
    nincs találat ; nuk u gjet ; s u gjet ; faqja s u gjet ; s u gjet faqe ; fannst ekki ; síða finnst ekki ;
    permissão negada ; přístup zamítnut ; přístup odmítnut ; tillstånd nekades ; izin verilmedi ;
    dovoljenje zavrnjeno ; baimena ukatuta ; nije dozvoljeno ; pääsy evätty ; ei käyttöoikeutta ; õigused puuduvad ;
    nekta tilgang ; heimild hafnað ; aðgangi hafnað ; adgang avslått ; neturite leidimo ; permís denegat ;
    accés denegat ; άρνηση δικαιώματος ; άρνηση πρόσβασης ; permisiunea a fost refuzată ; permisiune refuzată ;
    cead diúltaithe ; icazə verilmədi ; leje e mohuar ; hyrja nuk lejohet ; წვდომა აკრძალულია ; dim hawl ;
    denegouse o acceso ; մուտքն արգելված է ; ممنوع الوصول ; تم رفض الوصول ; không đủ thẩm quyền ; prístup zakázaný ;
    piekļuve liegta ; prieiga uždrausta ; juurdepääs keelatud ; hozzáférés elutasítva ; cerere incorectă ;
    cerere eronată ; dårlig anmodning ; petició errònia ; κακό αίτημα ; בקשה לא תקינה ; kërkesë e gabuar ;
    kërkesë e pavlefshme ; ógild beiðni ; درخواست نادرست ; malbona peto ; drochiarratas ; cais annilys ;
    slikta pieprasījums ; nederīgs pieprasījums ; netinkama užklausa ; bloga užklausa ; vigane taotlus ;
    loša zahteva ; neveljavna zahteva ; slab zahtevek ; eskaera okerra ; yanlış istek ; tjenerfeil ;
    intern tjenerfeil ; villa í netþjóni ; innvær villa í þjóni ; gwall ar y gweinydd ; gwall gweinydd mewnol ;
    servila eraro ; earráid freastalaí ; earráid freastalaí inmheánach ; gabim shërbyesi ;
    gabim i brendshëm shërbyesi ; gabim serveri ; fallu del sirvidor ; fallu internu del sirvidor ; galat peladen ;
    galat server ; error del servidor intern ; error intern del servidor ; errore do servidor ;
    zerbitzariaren errorea ; barneko zerbitzari errorea ; servera kļūda ; iekšēja servera kļūda ; serverio klaida ;
    vidinė serverio klaida ; serveri sisemine viga ; notranja napaka strežnika ; interna greška servera ;
    greška servera ; грешка на серверот ; грешка сервера ; памылка сервера ; унутраная памылка сервера ;
    სერვერის შეცდომა ; սերվերի սխալ ; server xətası ; сервер қатесі ; सर्वर त्रुटि ; सर्व्हर त्रुटी ;
    সার্ভার ত্রুটি ; சேவையக பிழை ; ข้อผิดพลาดของเซิร์ฟเวอร์ ; kesalahan peladen ; ralat pelayan ;
    feeler ass opgetrueden ; pagină inexistentă ; stránka sa nenašla ; stranica nije nađena ; nepostojeća stranica ;
    страница није пронађена ; страната не е пронајдена ; старонка не знойдзена ; бет табылмады ; бит табылманы ;
    səhifə tapılmadı ; η σελίδα δε βρέθηκε ; tudalen heb ei ganfod ; ní bhfuarthas an leathanach ;
    no s ha trobat la pàgina ; pàgina no trobada ; páxina non atopada ; orria ez da aurkitu ; lapa nav atrasta ;
    puslapis nerastas ; lehekülge ei leitud ; გვერდი ვერ მოიძებნა ; էջը չի գտնվել ; पृष्ठ नहीं मिला ;
    পৃষ্ঠা পাওয়া যায়নি ; İzin verilmedi ; İcazə verilmədi ; غير قابل دسترسي ; permisiunea refuzată ;
    رفضت الأذونات ; مشکل مجوز
"""
_LOCKED_TEXT = """
    authorization required ; authentication required ; unauthorized ; login required ; authentifizierung erforderlich ;
    anmeldung erforderlich ; authentification requise ; требуется авторизация ; 認証が必要です ; 인증 필요
"""
# Said without a number, these may be anything.
_NUMBERED_TEXT = "gone ; conflict ; locked ; weg ; fort ; blocked ; timeout ; found ; moved ; error ; closed ; denied"
_CODES_TEXT = (
    "400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 419 421 422 423 424 425 426 428 429 "
    "431 440 444 449 451 494 495 496 497 498 499 500 501 502 503 504 505 506 507 508 509 510 511 520 521 522 523 524 "
    "525 526 527 530 598 599"
)
CODES = frozenset(_CODES_TEXT.split())
_BESIDE_TEXT = (
    "error errors http status code the a an fehler erreur errore erro fout błąd chyba hiba ошибка помилка hata fel "
    "fejl feil virhe viga greška eroare oops whoops sorry"
)
_BESIDE = frozenset(_BESIDE_TEXT.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(spelt(text.split(" ; ")))


_REASONS = _phrases(" ".join(_TEXT.split()))
_LOCKED = _phrases(" ".join(_LOCKED_TEXT.split()))
_NUMBERED = _phrases(_NUMBERED_TEXT)
LONGEST = 9  # words


@lru_cache(maxsize=1024)
def _is_reason(words: tuple[str, ...]) -> bool:
    numbers = [word for word in words if word in CODES]
    said = " ".join(word for word in words if word not in CODES and word not in _BESIDE)
    return said in _REASONS or (bool(numbers) and said in _NUMBERED)


def is_status_line(words: Sequence[str]) -> bool:
    """Whether `words`, a title's or a heading's, are a reason phrase, with or without its number, and nothing else."""
    return len(words) <= (4 * LONGEST if all(len(word) == 1 for word in words) else LONGEST) and _is_reason(
        tuple(words)
    )


def is_numbered_status(words: Sequence[str]) -> bool:
    """Whether `words` are a number of an error and its reason, and nothing else."""
    return not CODES.isdisjoint(words) and is_status_line(words)


def is_locked(words: Sequence[str]) -> bool:
    """Whether `words`, a title's or a heading's, say that one has to log in: with a form for it, they are a door's."""
    return " ".join(words) in _LOCKED
