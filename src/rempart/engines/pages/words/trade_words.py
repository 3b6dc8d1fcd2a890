"""Words that stand beside names in titles whatever the site is called: trades, invitations, places of the web.

They are left out of the search for a page's own name. Written as `plain_name` does: lower case, no accents, Cyrillic
in Latin letters. A word that is missing here is still caught by the background, if it is common.
Words may be added: what is read off a page changes with them, what a version of the verdict makes of it does not, since
each version keeps its own copy of this table.
"""

_TEXT = """
about access account accueil adult agency all and annonces app apps archive art article articles auto bank bar beauty
best bet bets betting bitcoin blog bonus bonuses book books boutique brand business buy call car card cards care casino
casinos center centre chat chats city cloud club code coffee com community company connect contact contacts copyright
corp cours credit crypto dating deals demo design dev digital directory discount documentation domain download
electronics email en enter entertainment entrance entry est eu event events exchange exclusive expert experts fashion
fast film films finance find fitness food for forum forums free fun furniture gallery gambling game games gaming gift
gold good group guide health help here hit hits home homepage hosting hot hotel house http https icon image images inc
index info information insurance international internet jackpot jeu jeux job jobs join kids landing latest law learn
legal les life link links list live local login logo logout lottery ltd mail main market marketing media medical member
members menu messenger mirror mirrors mobile money movie movies music my name navigation net network new news now
official offers on online open order org our page pages partner partners party payment photo photos play player players
poker police policy poll portal premium price prices privacy pro product products profile program project promo
promotion public quality radio real register registration rent rental reserved review reviews rights room rooms
roulette sale sales school score search secure security sell server service services shop shopping shops sign signin
signup site sites slot slots social software solution solutions source sport sports sportsbook start station store
stores stream streaming studio style support system systems team tech technology the theme ticket tickets time tool
tools top tour tours trade trading training travel tv university update updates user users vegas video videos vip
virtual visit vpn watch way web webshop website websites welcome win winner winners with work world www you your zone
accedez aide avis achat aller bienvenue bonjour connexion contactez cookies dans decouvrez des discussion discussions
droits du emploi enligne entreprise et fermeture france gratuit gratuite gratuits inscription jouer ligne livraison
maison marque meilleur meilleurs mentions messagerie monde nos notre nous nouveau nouvelle officiel officielle page par
paris personnel pour prix produits promotions propos propulse rencontre rencontres reserves salon salons sante sur tous
tout tribune un une vente ventes vie ville voir votre vous
aktuell alle anmelden anmeldung auf aus bei bestellen das der deutschland die einloggen fur geld gewinn herzlich ihr
ihre impressum kaufen kontakt kostenlos mehr mit neu nicht offizielle registrieren rechte seite shop sicher spiele
spielen startseite uber und unser vorbehalten von webseite wetten willkommen zu zum
acceder apuestas aqui bienvenido bienvenidos casa comprar con contacto de del derechos el en entrar es gana gratis
hola iniciar inicio jugar juego juegos los mas mejor mejores mundo noticias nuestro nuevo oficial para pagina por que
registro reservados ruleta sesion sitio su tienda todo todos tragamonedas tu ventas
accedi azienda benvenuti benvenuto chi cosa diritti gioca gioco giochi gratis il inizio italia la migliore negozio
notizie nostro nuovo online per prodotti riservati scommesse sito sui tutti tutto ufficiale vincere
acessar ao apostas bemvindo bem vindo casa comprar conta da direitos do entrar ganhe inicio jogar jogo jogos loja
melhor melhores mundo nova novo oficial pagina para reservados sua todos
aanmelden alle bij contact een het inloggen kopen nederland nieuw nieuws onze op over rechten spelen spellen van voor
voorbehouden welkom winkel
dla do gra gry graj jak kasyno konto logowanie najlepsze nasza nowe oficjalna polska rejestracja sklep strona witamy
witaj wszystkie zagraj zakupy zaloguj zastrzezone
apk besplatno bez bonusy bukmeker chto dengi dlya dobro dostup igr igra igrat igrovie igrovye igry igrovoi kazino kak
kabinet klub kompaniya kontakty kupit lichnyi licnyi luchsee luchshee luchshie magazin mir mobilnaya na nash novosti
oficialnyi oficialnoe onlain online otzyvy pozhalovat pokupka prava pri regishtraciya registraciya rabochee segodnya
sait saita sajt skachat sloty slot stavki vhod voiti versiya vse vsego vyigrat zaregistrirovatsya zerkalo zaschischeny
aktsya akcii aktsii avtomaty akkaunt aktualnoe zaimy kredit dom nedvizhimost rossiya rossii moskva ukraina ru
a ana bahis bonusu canli en giris guncel guvenilir hakkinda hemen hesap hos geldiniz ile kayit kumarhane musteri
oyna oyun oyunlari resmi site sitesi siteleri slotlar spor tum turkiye uye uyelik ve yeni
ja eesti avaleht kontakt meist pood uudised tere tulemast koduleht
agen daftar judi gacor link resmi situs terbaik terpercaya permainan bola
domu hlavni kontakty nase obchod vitejte vse zpravy
acasa bine ati venit despre magazin noi oferte
promokod promokody bezdepozitnyi bezdepozitnye fris frispiny frispinov depozit depozita depozitnyi vyvod vyvoda vyvodom
vyplaty vyplatami vyplat mgnovennymi mgnovennye dengi realnye rubli rublei rezhim prilozhenie prilozheniya mobilnoe
litsenzionnoe litsenzionnye licenzionnoe licenzionnye ruletka poker blekdzhek turniry loterei loterea loto dzhekpot
dzhekpoty provaidery reiting luchshih novye novyh proverennye nadezhnye bukmekerskaya kontora bukmekerskie stavok
politika konfidencialnosti konfidentsialnosti konfidencijnosti polzovatelskoe soglashenie usloviya polityka prywatnosci
regulamin privacidad privacidade privatezza riservatezza datenschutz datenschutzerklarung confidentialite politique
politica privacybeleid voorwaarden integritetspolicy personvern gizlilik politikasi adatkezelesi adatvedelmi ochrany
soukromi osobnich udaju zasady terminos condiciones termos condicoes termini condizioni conditions agb
nutzungsbedingungen tietosuoja
prognozy sport filmy film serialy serial smotret kachestve horoshem kino multfilmy anime torrent torrenty skachivat
muzyka knigi chitat podpiska zakaz zakazat dostavka katalog tovary magazina tsena ceny skidki otzyv igroki igrokov
avtomat avtomatov igrovyh igrovogo aktivnoe aktivnye aktualnye obzor obhod blokirovki dostupa segodnyashnii kabineta
slots gambling jackpots spins spin deposit deposits payout payouts withdrawal withdrawals mirror mirrors review trusted
real working legal licensed licence license instant demo dealers dealer roulette blackjack baccarat tournaments
tournament promotions lobby cashier vouchers voucher points rewards reward loyalty collect redeem miles cashback
watch movie series episode episodes subtitles season torrents magnet proxy unblocked subbed dubbed streams
bonos giros tragaperras juegos ruletas depositos retiros peliculas descargar temporada capitulos subtitulado
cassino bonus rodadas caca niqueis saques filmes assistir dublado legendado temporadas baixar
casinos jackpots tours machines sous regarder serie saison vostfr telecharger episode sorties
freispiele einzahlung auszahlung spielautomaten automaten filme serien kostenlos staffel folge anschauen
gratuitos gratuita gratuitas gratuitement gratuito kostenlose freie besten neuen alle
izle dizi filmleri bolum yabanci turkce dublaj indir bahisler casino giris yap adres adresi yeni
zaregistrirovatsya zaregistrirovat registratsiya registraciei registracii registraciyu vhoda vhodom zerkala zerkal
bakery garage dental flowers studio studios clinic restaurant salon barber plumbing construction repair services
kit kits theme themes template templates bootstrap dashboard responsive elements components widgets plugin plugins
consulting photography architects interior interiors rental rentals cleaning transport logistics security
haslo uzytkownik uzytkownika password passwort kennwort benutzer benutzername senha usuario contrasena motdepasse
utilisateur wachtwoord gebruikersnaam heslo uzivatel parol polzovatel sifre kullanici losenord anvandarnamn salasana
kayttajatunnus parool kasutajanimi jelszo felhasznalo parola utilizator username outlook webmail roundcube
amazon apple bluesky discord facebook github gitlab google instagram linkedin mastodon microsoft patreon paypal
pinterest reddit skype snapchat spotify steam telegram threads tiktok tumblr twitch twitter viber vimeo whatsapp
wikipedia wordpress youtube
datenschutzrichtlinie datenschutzrichtlinien datenschutzbestimmungen geschaftsbedingungen cookierichtlinie
confidentialidad confidencialidad kurallar kurallari nasil oynanir hukumler kosullar kosullari
1d 1h 1st 2d 2k 2nd 3d 3g 3rd 4g 4k 4th 5g 5k 8k 10k 12h 20k 24h 30d 50k 100k a3 a4 a5 b2 c1 c2 co2 f1 g8 h1 h2 h3 h264
mp3 mp4 p2p s3 v1 v2 v3 v4 x2 x3 x5 x10 w3
oops ups error errors erreur fehler errore erro blad chyba hiba virhe viga oshibka notfound sorry przepraszamy
index html htm php asp aspx default untitled document null undefined
january february march april may june july august september october november december
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
"""

TRADE_WORDS = frozenset(_TEXT.split())
