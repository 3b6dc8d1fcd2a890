"""Phrases and marks of pages that say nothing about who is behind a host, in the languages they are met in.

A phrase is matched against whole words in lower case. Weight 3 and more decides a short page alone.
"""

from collections.abc import Mapping

from rempart.engines.pages.placeholders.programs import BROUGHT_ALONG
from rempart.engines.pages.placeholders.refusals import REFUSED
from rempart.engines.pages.words.text import without_accents, words_of


def _rows(by_weight: Mapping[float, str]) -> tuple[tuple[str, float], ...]:
    """Phrases between semicolons, listed under their weight; those with accents once more without."""
    rows = [(" ".join(words_of(phrase)), weight) for weight, text in by_weight.items() for phrase in text.split(";")]
    return tuple(dict.fromkeys([*rows, *((without_accents(phrase), weight) for phrase, weight in rows)]))


# A site that is away says so with a verb: such a sentence is of the site even where no word of sites stands beside it.
_AWAY = {
    4.7: """
        is down for maintenance ; temporarily down for maintenance ; currently down for maintenance ; is undergoing
        maintenance ; service is under maintenance ; maintenance ongoing ;
        is currently undergoing maintenance ; undergoing planned maintenance ; undergoing scheduled
        maintenance ; offline for maintenance ; planlı bakım çalışması ; bakım çalışması yapılmaktadır ; проводим
        техническое обслуживание ; sedang dalam pemeliharaan ; pracujeme na přípravě této stránky ; メンテナンス中です ;
        只今メンテナンス中 ; ただいまメンテナンス中
    """,
    3.25: "strona zablokowana ; serwis został zamknięty ; sklep został zamknięty",
}
PHRASES: dict[str, tuple[tuple[str, float], ...]] = {
    "parked": _rows(
        {
            5.1: """
                parked by ; domain parked by ; parked at ; is parked on ; webpage is parked ; web page is parked ; page
                is parked ; hostname is parked ; this domain is available ; domain is available for ; domain may be
                available ; still be available ; is still available ; buy this website ; this website is for sale ;
                check domain availability ; this premium domain ; domain has been purchased ; domain name has been
                purchased ; domain name was registered ; domain was registered ; domain is registered with ; registered
                by means of ; registered via ; was recently registered ; domain is reserved ; domain is not active ;
                domain is inactive ; domain not active ; domain name is not in use ; domain is not in use ; domain is
                currently not ; domain pending ; pending renewal or deletion ; pending ICANN verification ; whois
                verification ; domain is pending ; expired domain ; domain auction ; domain marketplace ; domains for
                sale ; get your own domain ; acquire this domain ; domain owner can ; owner of this domain ; nom de
                domaine a été réservé ; nom de domaine a été acheté ; domaine est réservé ; domaine est disponible ;
                domaine enregistré ; domaine a été enregistré ; domaine n est pas encore ; ce domaine est à vendre ;
                acheter ce domaine ; domain wurde soeben ; domain wurde gerade ; domain wurde bereits ; domain wurde
                reserviert ; domain ist reserviert ; domain zu verkaufen ; domain ist zu verkaufen ; domain günstig ;
                domain ist noch nicht ; diese domain kaufen ; domain kann gekauft ; dominio ha sido registrado ; dominio
                registrado por ; dominio ya ha sido ; dominio reservado ; dominio se vende ; dominio está disponible ;
                compre este dominio ; dominio registrato da ; dominio è registrato ; dominio è parcheggiato ; dominio è
                scaduto ; dominio scaduto ; compra questo dominio ; domínio foi registrado ; domínio registado ; domínio
                foi registado ; comprar este domínio ; domein is gereserveerd ; domeinnaam is gereserveerd ; domein is
                geparkeerd ; domeinnaam is niet ; deze domeinnaam ; domena jest zaparkowana ; domena została ; kup tę
                domenę ; domena wygasła ; этот домен ; данный домен ; домен куплен ; домен выставлен ; домен свободен ;
                домен не привязан ; домен не настроен ; домен только что ; домен истек ; домен зарегистрирован в ;
                купить этот домен ; домен цей ; цей домен ; bu alan adı ; alan adınız ; domeen on ; domeen ei ole ; see
                domeen on ; domeninimi ; domänen är ; den här domänen ; dette domænet ; dette domæne ; domænet er ; tämä
                verkkotunnus ; verkkotunnus on ; tato doména ; doména byla ; táto doména ; ez a domain ; domain név ;
                acest domeniu ; domeniul a fost ; domain ini ; šis domēns ; šis domenas ; ta domena je ; ova domena ;
                domena je ; domain is parked ; is parked free ; parked free courtesy of ; domain is for sale ; domain
                name is for sale ; ce nom de domaine est à vendre ; nom de domaine est à vendre ; diese domain steht zum
                verkauf ; dominio está en venta ; questo dominio è in vendita ; este domínio está à venda ; dit domein
                is te koop ; domena jest na sprzedaż ; домен продается ; домен продаётся ; домен припаркован ; домен не
                прилинкован ; домен продається ; alan adı satılıktır ; bu alan adı satılık ; domeen on müügis ; domeen
                on müüa ; domeen on pargitud ; domänen är till salu ; domænet er til salg ; domenet er til salgs ;
                verkkotunnus on myytävänä ; doména je na prodej ; doména je parkována ; domeniul este de vânzare ;
                domain ini dijual ; dominio ha sido reservado ; domínio foi reservado ; dominio è stato riservato ;
                domaine a été réservé
            """,
            # Of a page of few words, the word itself is mark enough: sites hardly speak of their own address.
            2.2: """
                alan adının ; domini està ; domini ha estat ; domain ; ce domaine ; votre domaine ; este dominio ; su
                dominio ; questo dominio ; tuo dominio ; este domínio ; seu domínio ; dit domein ; uw domein ; домен ;
                домена ; domena ; domeen ; domeeni ; domeinnaam ; doména ; domeniu ; domeniul ; domän ; domänen ;
                domænet ; domenet ; domänennamen ; verkkotunnus ; alan adı ; 域 名 ; ド メ イ ン ; nom de domaine ; tên
                miền
            """,
            1.7: """
                is owned by ; ta domena ; bu domain ; domein is niet ; domain ist nicht ; doména je ; domínio está ;
                domenet er ; nama domain ; domain is under ; доменное имя ; site is for sale ; name is for sale ;
                recently registered ; sponsored links ; lease to own ; transfer this domain ; gereserveerd ; 此 域 名 ;
                该 域 名
            """,
            4.5: """
                may be for sale ; might be for sale ; buy this domain ; domain has expired ; domain name has expired ;
                domaine est à vendre ; ce domaine est parqué ; domain steht zum verkauf ; diese domain ist geparkt ;
                dominio en venta ; dominio estacionado ; dominio aparcado ; dominio in vendita ; domínio à venda ;
                domínio estacionado ; domein is te koop ; domeinnaam is te koop ; domena na sprzedaż ; domena
                zaparkowana ; домен на продаж ; satılık alan adı ; domain eladó
            """,
            4.0: """
                parked domain ; this domain name has been registered ; this domain name is registered ; domain for
                sale ; is available for purchase ; is available for sale ; purchase this domain ; interested in this
                domain ; interested in buying this domain ; inquire about this domain ; enquire about this domain ;
                this domain expired ; has expired and is pending renewal ; neither the service provider nor the domain
                owner ; domaine à vendre ; ce nom de domaine a été enregistré ; nom de domaine est réservé ; domaine a
                expiré ; domain ist bereits registriert ; este dominio está registrado ; comprar este dominio ;
                dominio è stato registrato ; deze domeinnaam is geregistreerd ; dit domein is geregistreerd ; domena
                została zarejestrowana ; domena jest utrzymywana ; alan adı park ; domeen on registreeritud ; domeeni
                parkimine ; domänen är registrerad ; verkkotunnus on rekisteröity ; doména je zaregistrována ; a
                domain foglalt ; 域 名 出 售 ; 域 名 可 以 转 让 ; ド メ イ ン パ ー キ ン グ
            """,
            3.5: """
                brand name for sale ; business name for sale ; domain name for sale ; this domain is registered ; domain
                has been registered ; this domain has been registered ; sponsored listings ; get this domain ; domain
                expired ; disclaims any relationship with third party ; ce domaine est enregistré ; domain wurde
                registriert ; domain ist registriert ; продажа домена ; домен зарегистрирован ; срок регистрации домена
                ; this premium name
            """,
            3.0: """
                private holding page ; domain holding page ; holding page for a domain ; this page is the temporary home
                for ; temporary home for www ; newly registered domain ; domain parking ; parking page ; is for sale ;
                own this domain ; domaine réservé ; steht zum verkauf ; срок действия домена
            """,
            2.5: """
                related searches ; make an offer ; make me an offer ; premium domain ; the owner of this domain ;
                domain kaufen ; dominio registrado ; dominio registrato ; domínio registrado ; купить домен ; see
                domeen ; こ の ド メ イ ン
            """,
            2.0: """
                domain name registered ; buy domain ; make offer ; domain broker ; renew your domain ; site is coming
                soon ; diese domain wurde
            """,
            1.2: "domain owner",
            0.8: "buy now",
            0.5: "listed on",
        }
    ),
    "default": _rows(
        {
            **_AWAY,
            3.3: """
                en cours de maintenance ; đang bảo trì ; được bảo trì ; bảo trì hệ thống ; ปิดปรับปรุง ; unavailable for
                maintenance ; unavailable due to maintenance ; currently under maintenance ; currently unavailable due ;
                temporarily down ; temporarily offline ; indisponible pour maintenance ; temporairement indisponible ;
                maintenance en cours ; momentanément indisponible ; wegen wartungsarbeiten ; vorübergehend nicht ;
                derzeit nicht erreichbar ; zurzeit nicht erreichbar ; temporalmente fuera ; fuera de servicio ; no
                disponible por mantenimiento ; temporalmente no disponible ; temporaneamente non ; non disponibile per
                manutenzione ; temporariamente indisponível ; indisponível para manutenção ; tijdelijk niet beschikbaar
                ; tijdelijk niet bereikbaar ; tijdelijk onbereikbaar ; website op onderhoud ; chwilowo niedostępna ;
                tymczasowo niedostępna ; trwają prace ; временно недоступен ; временно не работает ; тимчасово
                недоступний ; tillfälligt otillgänglig ; midlertidigt utilgængelig ; midlertidig utilgjengelig ;
                tilapäisesti pois ; ajutiselt suletud ; dočasně nedostupné ; dočasně nedostupný ; dočasne nedostupná ;
                dočasne nedostupné ; átmenetileg nem ; temporar indisponibil ; privremeno nedostupna ; privremeno
                nedostupno ; sementara tidak ; currently offline for ; offline for a planned
            """,
            3.2: """
                example product ; your product name ; product title ; talk about your brand ; my store ; your store name
                ; add your text ; your text here ; edit this text ; click to edit ; click here to edit ; this is your
                first post ; your site title ; store opening soon ; shop opening soon
            """,
            5.1: f"""
                {BROUGHT_ALONG} ;
                please be aware that this page will not be shown if you turn off debug ; página inicial temporária ;
                domain setup completed ; domain setup complete ; default welcome page ; default index page ; default
                page of ; this is the default ; default html page ; test the correct operation ; test page for ; tomcat
                successfully ; successfully installed tomcat ; powered by jetty ; placeholder page ; this is a
                placeholder ; just a placeholder ; have a homepage yet ; have a website yet ; put up any web pages yet ;
                has not put up ; replace this page with ; has not been set up ; not yet been set up ; website has not
                been ; site has not been ; website is not configured ; site is not configured ; web server is up and
                running ; server is up and running ; web hosting account ; all set to go ; upload your website files ;
                congratulations your site ; congratulations your website ; your domain is now ; your domain has been ;
                has just been created ; site has been created ; website has been created ; website successfully created
                ; domain has been successfully ; hosting control panel ; site under construction ; page under
                construction ; website under construction ; site is under development ; site coming soon ; website
                coming soon ; new website coming ; page coming soon ; we are coming soon ; we ll be here soon ; check
                back soon ; check back later ; scheduled maintenance ; down for maintenance ; site maintenance ;
                undergoing maintenance ; no content here ; welcome to your site ; directory listing ; directory listing
                for ; install worked successfully ; welcome to django ; welcome to ruby on rails ; yay you re on rails ;
                get started by editing ; welcome to codeigniter ; edit src app ; welcome to your new ghost ; welcome to
                joomla ; welcome to drupal ; no front page content ; félicitations ! votre ; votre domaine a bien été ;
                en cours de construction ; en cours de création ; site bientôt disponible ; page d attente ;
                internetpräsenz ; neue internetpräsenz ; website im aufbau ; seite im aufbau ; webseite im aufbau ; hier
                entsteht eine ; webseite entsteht ; sitio en construcción ; página en construcción ; web en construcción
                ; web en mantenimiento ; sito in costruzione ; sito in manutenzione ; sito in allestimento ; in
                allestimento ; site em construção ; site em manutenção ; website in aanbouw ; wordt aan gewerkt ; strona
                w budowie ; serwis w budowie ; strona w trakcie ; сайт в процессе ; сайт готовится ; страница в
                разработке ; страница по умолчанию ; если вы видите эту страницу ; вы видите эту страницу ; добро
                пожаловать в nginx ; ведутся технические ; ведутся работы ; site yapım ; kodulehte ei ; welcome to
                express ; welcome to sveltekit ; welcome to the world of catalyst ; my yii application ; actionhero
                server is working ; start with ionic ui components ; building web apps with asp net core ; powered by
                caprover ; officially spun up your ember app ; any content yet ; no content deployed ; domain does not
                map to an existing ; congratulations your app is running ; powered by li3 ; gerade freigeschaltet ; noch
                keine inhalte ; this page is used to test the proper operation ; iis windows server ; welcome to
                openresty ; welcome to wordpress this is your first post ; сайт только что создан ; welcome to nginx
            """,
            1.7: """
                sắp ra mắt ; notre nouveau site ; neue website ; nueva web ; nuevo sitio ; nuovo sito ; novo site ;
                nieuwe website ; nowa strona ; новый сайт ; ny hemsida ; our new website ; in kürze ; control panel ; up
                and running ; deploy now ; laravel ; something new is ; nothing here ; come back soon ; мы скоро
            """,
            3.1: """
                tuleb varsti ; uus veebileht ; uus koduleht ; varsti avame ; has not published ; not published any
                content ; has not been published ; no content yet ; nothing here yet ; site is empty ; empty site ; new
                website is on its way ; we are working on it ; we are working on something ; working hard ;
                launching our new ; nouveau site arrive ; neue webseite entsteht ; site in progress ; work in progress
                ; be right back ; be back soon ; we ll be
                back ; temporarily closed ; opening soon ; your website is ready ; binnenkort online ; bald online ;
                bientôt en ligne ; pronto online ; presto online ; em breve online ; wkrótce online ; hamarosan online ;
                snart online ; brzy online ; čoskoro online ; something cool will be ; algo incrível ; back up and
                running shortly ; back up and running soon ; mimo provoz ; seite ist noch leer ; webseite ist noch leer
                ; website ist noch leer ; seite ist umgezogen ; website ist umgezogen ; webseite ist umgezogen ; seite
                ist bald ; website ist bald ; webseite ist bald ; veebileht on tegemisel
            """,
            1.6: """
                hébergement ; webserver ; web server ; сервер ; хостинг ; serwer ; servidor ; majutus ; veebimajutus ;
                webhotell ; webhotel ; webmaster ; server is running ; no website ; web hosting by ; delete this file ;
                public html ; em breve ; сайт создан ; сайт успешно ; tulekul
            """,
            4.5: "http server test page ; mail in a box ; eine internetpräsentation",
            4.0: """
                setup configuration file ; rails version ; app is running resources ; asp net is a free web framework
                for building ; peace of mind from prototype to production ; 值 得 信 赖 的 php 框 架 ; no published
                content ; contain any published content ; website startup guide ; page is being generated ; apache2
                default page ; default web site page ; if you can read this page it means that ; internet information
                services ; welcome to caddy ; caddy works ; future home of ; no web site is configured ; there is no
                website configured ; mise à jour est en cours ; pagina di cortesia ; platzhalterseite ; página de
                cortesía ; courtesy page ; page d attente ; domyślna strona ; výchozí stránka ; página padrão ; pagina
                predefinita ; varsayılan sayfa ; страница по умолчанию ; page par défaut ; página por defecto ; strona
                domyślna ; сайт находится в разработке ; koduleht on valmimisel
            """,
            3.5: """
                website is sleeping ; website is currently sleeping ; default app ; default web page ; default website
                page ; test page for the ; intentionally left blank ; left blank intentionally ; under construction ;
                ispconfig ; hestia control panel ; vesta control panel ; cyberpanel ; aapanel ; fastpanel ;
                site en construction ; hier entsteht ; сайт в разработке ; сайт на реконструкции ; сайт у розробці ;
                yapım aşamasında ; leht on valmimisel ; under
                uppbyggnad ; under konstruktion ; stránky ve výstavbě ; apache tomcat
            """,
            3.0: """
                usługa została zablokowana ; konto zostało zablokowane ; site bloqué par ; default server page ; just
                another wordpress site ; parent directory ; coming soon ; launching soon ; under maintenance ;
                maintenance mode ; website is being built ; upload your website ; directadmin ; xampp ; bientôt
                disponible ; wartungsmodus ; standardseite ; en construcción ; in costruzione ; em construção ; in
                aanbouw ; onder constructie ; w budowie ; strona w przygotowaniu ; ve výstavbě ; în construcție ;
                segera hadir ; 建 设 中
            """,
            2.5: """
                default page ; web server is working ; opening soon ; website is not yet ; has not been configured ;
                replace this file ; replace this page ; plesk ; en construction ; en maintenance ; votre site n est pas
                encore ; im aufbau ; wartungsarbeiten ; en mantenimiento ; in manutenzione ; em manutenção ; przerwa
                techniczna ; prace techniczne ; prace konserwacyjne ; технічні роботи ; технически работи ; технички
                радови ; tehnički radovi ; techniniai darbai ; tehniskie darbi ; tehnilised tööd ; lucrări tehnice ;
                vzdrževalna dela ; texniki işlər ; техникалық жұмыстар ; ტექნიკური სამუშაოები ; akan datang ; скоро
                открытие ; скоро здесь ; технические работы ; çok yakında ; hooldustööd ; webbplatsen är under ; tulossa
                pian ; 準 備 中 ; under development ; nothing to see here ; sample product ; something awesome ; expect
                to be back ; is currently being prepared
            """,
            2.0: """
                successfully installed ; successfully deployed ; welcome to your new ; hello world ; website coming ;
                not configured ; cpanel ; phpinfo ; congratulations your ; félicitations votre ; próximamente ; 恭 喜
            """,
            # Nothing can be had now: come or try again later.
            1.8: """
                prossimamente ; try again later ; später erneut ; versuchen sie es später ; später noch einmal ;
                réessayer plus tard ; réessayez plus tard ; inténtelo más tarde ; inténtalo más tarde ; riprova più
                tardi ; riprovare più tardi ; tente novamente mais tarde ; probeer het later ; spróbuj ponownie później
                ; spróbuj później ; попробуйте позже ; зайдите позже ; повторите попытку ; спробуйте пізніше ; zkuste to
                později ; skúste to neskôr ; daha sonra tekrar ; حاول مرة أخرى ; بعدا مراجعه ; quay lại sau ; thử lại
                sau ; ภายหลัง ; coba lagi nanti ; próbálja később ; nézzen vissza később ; προσπαθήστε αργότερα ;
                δοκιμάστε αργότερα ; опитайте отново ; отново по късно ; reveniți mai târziu ; încercați mai târziu ;
                försök igen senare ; prøv igjen senere ; prøv igen senere ; yritä myöhemmin uudelleen ; 잠시 후 다시 ;
                しばらくしてから ; 後ほど再度 ; 稍后再 ; 稍後再 ; 稍后访问 ; 稍后重试 ; come back later ; website will
                be ; geçici olarak ; sample page
            """,
            1.2: """
                hosting account ; hosting package ; prochainement ; demnächst ; lorem ipsum ; in development ; stay
                tuned ; hosting ; webhosting ; your logo ; add a description
            """,
            1.0: """
                upload your files ; just another ; learn react ; something great ; blog at wordpress ; webspace ;
                binnenkort ; yakında ; bakım
            """,
            0.6: "getting started",
            0.8: "maintenance ; construction ; hosted by ; powered by vercel ; хостинг ; peagi",
        }
    ),
    "error": _rows(
        {
            6.5: "请 使 用 域 名 访 问 ; direct ip access not allowed ; 没 有 绑 定 域 名 ; 未 绑 定 域 名",
            4.7: """
                has been deactivated due to ; subscription has been deactivated ; workspace has been deleted ; team
                has been deleted ; page is currently inactive ; page is inactive ; site is currently inactive ;
                account is inactive ; compte a été suspendu ; compte est suspendu ; site a été suspendu ; site est
                suspendu ; cuenta ha sido suspendida ; cuenta está suspendida ; sitio ha sido suspendido ; conta foi
                suspensa ; account è stato sospeso ; telah expired ; looks like something s not working ; weblog niet
                gevonden ; blog niet gevonden ; denne side er blokeret ; spærre for adgangen ; spærring af adgangen ;
                menutup akses ke situs ; πρόσβαση στον δικτυακό τόπο που θέλετε
            """,
            # "There is no such page", whatever stands around it.
            3.8: f"""
                {REFUSED} ; page does not exist ; page doesn t exist ; page you requested ; page you are looking for ;
                page you were looking for ; page you re looking for ; page that you requested ; page cannot be found ;
                page can t be found ; page could not be found ; page was not found ; page no longer exists ; page is
                missing ; no such page ; nothing was found ; nothing found here ; cette page n existe ; page n existe
                plus ; page n existe pas ; page demandée ; page que vous recherchez ; page que vous cherchez ; seite
                existiert nicht ; seite wurde nicht gefunden ; seite konnte nicht gefunden ; seite konnte leider nicht ;
                angeforderte seite ; gesuchte seite ; aufgerufene seite ; página no existe ; página que buscas ; página
                que busca ; página que estás buscando ; página solicitada ; no se ha encontrado la página ; no se
                encuentra la página ; pagina non esiste ; pagina richiesta ; pagina che stai cercando ; pagina cercata ;
                página não existe ; página que procura ; página que você procura ; página que você está procurando ;
                pagina bestaat niet ; pagina die u zoekt ; pagina kan niet ; pagina kon niet ; opgevraagde pagina ;
                strona nie istnieje ; podstrona nie istnieje ; taka strona nie istnieje ; strona o podanym adresie ;
                adresie nie istnieje ; brak strony ; nie odnaleziono ; nie znaleziono strony ; strony nie znaleziono ;
                szukana strona ; strona której szukasz ; nie ma takiej strony ; страница не существует ; страницы не
                существует ; такой страницы нет ; такой страницы не существует ; запрашиваемая страница ; запрошенная
                страница ; сторінка не існує ; сторінки не існує ; такої сторінки ; aradığınız sayfa ; böyle bir sayfa ;
                sayfa mevcut değil ; sidan finns inte ; sidan du söker ; siden findes ikke ; siden du leder efter ;
                siden finnes ikke ; siden du leter etter ; siden ble ikke funnet ; siden blev ikke fundet ; sivua ei ole
                ; sivua ei löytynyt ; hakemaasi sivua ; lehekülge ei ole ; lehekülge ei leitud ; sellist lehte ; otsitud
                lehte ; stránka neexistuje ; stránka nebyla nalezena ; stránka nebola nájdená ; požadovaná stránka ;
                požadovanú stránku ; az oldal nem található ; keresett oldal ; pagina nu există ; pagina căutată ;
                pagina solicitată ; halaman tidak ada ; halaman yang anda cari ; không tìm thấy trang ; trang không tồn
                tại ; puslapis nerastas ; lapa nav atrasta ; stranica nije pronađena ; stranica ne postoji ; stran ne
                obstaja ; stran ni bila najdena ; страницата не е намерена ; страницата не съществува ; σελίδα δεν
                βρέθηκε ; σελίδα δεν υπάρχει ; ペ ー ジ が 見 つ か り ; ペ ー ジ は 見 つ か り ; 页 面 不 存 在 ; 頁
                面 不 存 在 ; 找 不 到 页 面 ; 找 不 到 頁 面 ; resource you requested ; resource you are looking for ;
                resource you re looking for ; page you were trying to reach ; page you are trying to reach ; page you
                tried to reach ; page you are trying to access ; page you are trying to view ; cannot find page ; can t
                find page ; cannot find the page ; can t find the page ; couldn t find the page ; couldn t find that
                page ; can t find that page ; can t find this page ; can t seem to find
            """,
            # What stands in a site's place because an authority or a court had it blocked, or it broke down.
            4.2: """
                has been blocked ; this website is blocked ; this site is blocked ; this page is blocked ; access to
                this website has been ; access to this site has been ; blocked by order ; blocked under ; blocked in
                accordance ; by court order ; high court order ; accès à ce site est ; accès à ce site a été ; site a
                été bloqué ; ce site est bloqué ; bloqué sur décision ; bloqué sur ordre ; zugang zu dieser website ;
                diese seite wurde gesperrt ; seite ist gesperrt ; acceso a este sitio ha sido ; acceso a esta página ha
                sido ; sitio ha sido bloqueado ; web ha sido bloqueada ; bloqueado por orden ; sito è stato oscurato ;
                sito è stato sequestrato ; sito sequestrato ; sito oscurato ; sito bloccato ; provvedimento dell
                autorità ; acesso a este site foi ; site bloqueado ; foi bloqueado por ; site foi bloqueado ; toegang
                tot deze website is ; website is geblokkeerd ; website die u tracht te bezoeken ; als illegaal ; strona
                została zablokowana ; dostęp do strony został ; сайт е блокиран ; ресурс заблокирован ; доступ к ресурсу
                ; доступ ограничен ; доступ к запрашиваемому ; доступ заборонено ; erişime engellenmiştir ; erişim
                engellenmiştir ; adgang til en hjemmeside ; adgangen til siden ; blokere for adgang ; spærring af
                adgangen ; tilgang til denne siden er ; webbplatsen är blockerad ; sivusto on estetty ; pääsy estetty ;
                veebileht on blokeeritud ; web byl zablokován ; stránka byla zablokována ; přístup na stránky byl ;
                prístup na stránku bol ; hozzáférés megtagadva ; accesul la acest site a fost ; site ul a fost blocat ;
                situs ini diblokir ; situs diblokir ; internet positif ; pristup stranici je ; πρόσβαση στη σελίδα ;
                koruma tedbiri ; hakkında verdiği karar ; iletişim kurumu tarafından ; 5651 sayılı
            """,
            2.8: """
                サービスは利用できません ; tidak dapat diakses ; không thể truy cập ; technical difficulties ; sorry
                there is a problem ; difficultés techniques ; technische störung ; technische probleme ; technischen
                problemen ; technischer fehler ; problemas técnicos ; dificultades técnicas ; problemi tecnici ;
                technische moeilijkheden ; technische problemen ; technisch probleem ; technische storing ; problemy
                techniczne ; technicznych problemów ; технические неполадки ; технические проблемы ; технічні проблеми ;
                teknik sorun ; tekniska problem ; tillfälligt avbrott ; tekniske problemer ; teknisiä ongelmia ;
                tehnilised probleemid ; technické potíže ; technické problémy ; technikai okok ; probleme tehnice ;
                error has occurred ; application is not available
            """,
            4.1: """
                has been disabled ; website disabled ; site disabled ; website is offline ; site is offline ; site
                temporarily unavailable ; temporarily unavailable ; domain not configured ; no such site ; not been
                activated ; site désactivé ; site inaccessible ; webseite nicht verfügbar ; sitio no disponible ; sito
                non disponibile ; strona niedostępna ; сайт временно недоступен ; leht ei ole saadaval ; deceptive
                site ; blocked by ; this site has been blocked ; application error ; not acceptable
            """,
            5.0: """
                access through untrusted domain ; domain has been seized ; domain name has been seized ; website has
                been seized ; site has been seized ; domain wurde beschlagnahmt ; webseite wurde beschlagnahmt ; 404
                not found ; 403 forbidden ; access to this resource on the server is denied ; 500 internal server
                error ; 502 bad gateway ; 400 bad request ; account suspended ; this account has been suspended ;
                bandwidth limit exceeded ; there isn t a github pages site here ; error establishing a database
                connection ; there has been a critical error
            """,
            4.5: """
                suspected phishing ; unknown read the docs ; website expired ; site is currently private ; do you want
                to register ; error 404 ; you don t have permission to access ; 503 service ; 504 gateway ; 401
                unauthorized ; 410 gone ; 421 misdirected ; 301 moved permanently ; 302 found ; 300 multiple choices ;
                303 see other ; 304 not modified ; 307 temporary redirect ; 308 permanent redirect ; 402 payment
                required ; 405 method not allowed ; 406 not acceptable ; 407 proxy authentication required ; 408
                request timeout ; 409 conflict ; 411 length required ; 412 precondition failed ; 413 payload too large
                ; 413 content too large ; 413 request entity too large ; 414 uri too long ; 414 request uri too large
                ; 415 unsupported media type ; 416 range not satisfiable ; 416 requested range not satisfiable ; 417
                expectation failed ; 418 i m a teapot ; 422 unprocessable entity ; 422 unprocessable content ; 423
                locked ; 424 failed dependency ; 425 too early ; 426 upgrade required ; 428 precondition required ;
                429 too many requests ; 431 request header fields too large ; 451 unavailable for legal reasons ; 501
                not implemented ; 505 http version not supported ; 506 variant also negotiates ; 507 insufficient
                storage ; 508 loop detected ; 510 not extended ; 511 network authentication required ; website
                suspended ; site suspended ; site not found ; site can t be reached ; no such app ; there s nothing
                here yet ; shop is currently unavailable ; sorry you have been blocked ; page introuvable ; page non
                trouvée ; permission denied ; insufficient permission ; insufficient permissions ; don t have enough
                permissions ; couldn t serve this page ; erreur 404 ; erreur 403 ; compte suspendu ; seite nicht
                gefunden ; fehler 404 ; página no encontrada ; cuenta suspendida ; pagina non trovata ; página não
                encontrada ; conta suspensa ; pagina niet gevonden ; strona nie została znaleziona ; страница не
                найдена ; ошибка 404 ; сторінку не знайдено ; sayfa bulunamadı ; lehte ei leitud ; sidan hittades inte
                ; sidan kunde inte hittas ; sivua ei löydy ; stránka nenalezena ; pagina nu a fost găsită ; halaman
                tidak ditemukan
            """,
            4.0: """
                usługa została zawieszona ; error processing your request ; error log record number ; deployment has
                failed ; error code explanation ; page not found ; 404 error ; access denied ; internal server error ;
                error 521 ; error 522 ; error 523 ; web server is down ; invalid ssl certificate ; store is unavailable
                ; this shop is unavailable ; the requested url was not found ; invalid hostname ; unknown domain ; accès
                interdit ; accès refusé ; site suspendu ; zugriff verweigert ; acceso denegado ; accesso negato ; доступ
                запрещен ; доступ запрещён ; аккаунт заблокирован ; сайт отключен ; hesap askıya ; veebileht on suletud
            """,
            3.5: """
                bad gateway ; service unavailable ; service temporarily unavailable ; gateway time out ; document has
                moved ; connection timed out ; has been suspended ; repository not found ; site is not available ;
                website is unavailable ; database error ; erreur interne ; сайт заблокирован ; link has expired ; link
                is expired ; lien a expiré ; link ist abgelaufen ; enlace ha caducado ; enlace ha expirado ; link è
                scaduto ; link expirou ; link is verlopen ; link wygasł ; ссылка устарела ; срок действия ссылки
            """,
            3.0: """
                error response ; nothing is here yet ; moved permanently ; error 1000 ; error 1001 ; fatal error ; an
                error occurred ; invalid url ; unknown host ; service indisponible ; something went wrong ; not
                authorized to access ; not authorized to view ; not authorised to view ; not authorised to access
            """,
            2.5: """
                account has expired ; you re lost ; you seem to be lost ; nada para ver aqui ; bad request ; is not
                available in your ; unexpected error ; nicht gefunden ; nie znaleziono ; do not have permission to
                access ; do not have permission to view ; don t have permission to access ; don t have permission to
                view
            """,
            2.0: """
                not found ; forbidden ; 503 service unavailable ; error code 52 ; no longer available ; сайт недоступен
            """,
            1.2: "404",
            1.0: "403",
            10.0: """
                http status 404 ; http status 500 ; http status 403 ; http status 400 ; http status 401 ; http status
                503 ; type status report
            """,
        }
    ),
    "consent": _rows(
        {
            5.0: """
                making sure you re not a bot ; checking your browser ; verify you are human ; verifying you are human ;
                enable javascript and cookies to continue ; needs to review the security of your connection ; please
                wait while your request is being verified ; vérification de votre navigateur ; made us think you were a
                bot ; prove that you are human ; confirm that you re a human ;
                complete the security check ; complete the challenge ; solve the challenge ; anti ddos filter ; confirm
                you are human ; check if you are a human ; protection against online attacks ; verify to continue ;
                bot detection please
            """,
            4.5: "verify that you are human ; проверка браузера ; подтвердите что вы не робот",
            4.0: """
                just a moment ; are you a robot ; ddos protection by ; you are about to visit ; served for free through
            """,
            3.5: """
                attention required ; before you continue ; are you over 18 ; confirm your age ; avez vous plus de 18
                ans
            """,
            3.0: """
                i am over 18 ; vérification de l âge ; type the characters you see ; enter the characters you see ;
                enter the characters as they are shown ; unusual traffic from your ; saisissez les caractères ; geben
                sie die zeichen ; introduce los caracteres ; escribe los caracteres ; inserisci i caratteri ; digite os
                caracteres ; voer de tekens ; wpisz znaki ; введите символы ; zadejte znaky ; 请输入验证码 ; 文字を入力
                ; security verification ; browser check ; vercel security checkpoint ; you must be 18 to enter
            """,
            2.5: "we value your privacy ; nous respectons votre vie privée",
            2.2: "one moment please ; age verification",
            2.0: "accept all cookies ; accepter et continuer ; i m not a robot",
            1.8: """
                we use cookies ; nous utilisons des cookies ; wir verwenden cookies ; usamos cookies ; utilizziamo i
                cookie ; мы используем файлы cookie
            """,
            1.5: """
                accept all ; reject all ; manage your choices ; confirm that you are ; tout accepter ; tout refuser ;
                alle akzeptieren ; alle ablehnen ; ihre privatsphäre ; aceptar todo ; rechazar todo ; accetta tutto ;
                aceitar todos ; alles accepteren ; zaakceptuj wszystko ; принять все
            """,
            1.2: "manage cookies ; your consent ; you must be 18",
            1.0: "cookie settings ; usamos cookies para ; kabul et ; küpsised",
            3.8: """
                you re not a robot ; you are not a robot ; you re not a bot ; you are not a bot ; you aren t a robot ;
                you aren t a bot ; vous n êtes pas un robot ; vous n êtes pas un bot ; sie kein bot sind ; sie kein
                roboter sind ; du kein roboter bist ; du kein bot bist ; que no eres un robot ; que no es un robot ; que
                usted no es un robot ; non sei un robot ; você não é um robô ; não és um robô ; je geen robot bent ; u
                geen robot bent ; nie jesteś robotem ; nie jesteś botem ; вы не робот ; ви не робот ; nejste robot ; nie
                ste robot ; ön nem robot ; nu sunteți un robot ; nu ești un robot ; du inte är en robot ; du ikke er en
                robot ; et ole robotti ; sa ei ole bott ; sa ei ole robot ; bukan robot ; bạn không phải là bot ; bạn
                không phải là robot ; 您不是机器人 ; 你不是机器人 ; 您不是機器人 ; 你不是機器人 ; ロボットではない ;
                로봇이 아님을 ; crowdsec captcha
            """,
        }
    ),
    "login": _rows(
        {
            4.0: """
                site is currently private
            """,
            2.0: """
                forgot password ; forgot your password ; lost your password ; mot de passe oublié ; passwort vergessen
                ; забыли пароль
            """,
            1.2: """
                sign in ; log in ; login ; remember me ; se connecter ; connexion ; anmelden ; iniciar sesión ; войти ;
                zaloguj ; logi sisse ; accedi ; giriş
            """,
        }
    ),
}

AWAY = frozenset(phrase for phrase, _ in _rows(_AWAY))
