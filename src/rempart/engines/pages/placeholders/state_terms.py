"""Beginnings of words with which pages in some fifty languages say that their site is away, gone or shut.

What each stands for is read beside another only (`states`), never alone. ``word=`` stands for the whole word.
"""


class Role:
    """What a word stands for: bits, of which one word may have several."""

    SITE, GONE, SHUT, KEPT, NOT, UPKEEP, NOW, UNDER, OF, AWAY, SOON, BACK = (1 << bit for bit in range(12))
    LATER, SORRY, TECHNICAL, TROUBLE, FAULT, CODE, CHECK, PERSON, INSTALLED, SUCCESS, IF = (
        1 << bit for bit in range(12, 23)
    )
    READY, UPLOAD, FILES, YET, NEW, CONTENT, HERE, CLOSED = (1 << bit for bit in range(23, 31))
    LINE, SAFE, OCCURRED, WORK, PORTAL, OTHERS = (1 << bit for bit in range(31, 37))


_THIS_TEXT = (
    "this diese dieser dieses ce cette cet este esta esto questo questa deze dit ten ta to tato tento této táto toto "
    "této эта этот данный данная это bu denna denne dette den det tämä see selle ez ovaj ova ta acest această цей ця "
    "це този ini acest šis šī šo αυτό αυτός το هذا این זה"
)
THIS = frozenset(_THIS_TEXT.split())

# A break of what is on the net: no trade calls its work so.
BREAKS_TEXT = """
    technical break ; technical maintenance ; scheduled maintenance ; site maintenance ; technische wartung ;
    technische pause ; wartungsarbeiten ; maintenance technique ; maintenance en cours ; mantenimiento técnico ;
    parada técnica ; manutenzione tecnica ; pausa tecnica ; manutenção técnica ; pausa técnica ; technisch onderhoud ;
    przerwa techniczna ; prace techniczne ; trwa przerwa techniczna ; trwają prace techniczne ; technická přestávka ;
    technická údržba ; technická odstávka ; műszaki karbantartás ; pauză tehnică ; tekniskt underhåll ;
    tekninen huolto ;
    huoltokatko ; tehniline paus ; hooldustööd ; технические работы ; технический перерыв ; технічні роботи ;
    технічна перерва ; техническа профилактика ; tehnička pauza ; tehnični premor ; teknik bakım ; τεχνική συντήρηση ;
    techninė pertrauka ; tehniskais pārtraukums ; tehniskā apkope ; bảo trì kỹ thuật ; perbaikan teknis
"""

SPACED: dict[int, str] = {
    Role.SITE: """
        siden= sivustolla lapai lapā zdroj= objekt= документ= özkaynak webauftritt internetauftritt sivumme
        sivustomme kotisivu kodulehe mājaslapa serveur= serveurs= poslužitelj palvelimel pelayan= בשרת სერვერ
        serveri= vietne vietnes backend= upstream= kodulehte koduleht suíomh سائٹ ویب= вэб= síða= síðan= faqja= faqe=
        tudalen= dudalen= pagjine= бит= бет= paĝo= staronk старонк orrialde säit páxin pàgin side= den_side
    """,
    # Not to be found, in one word.
    Role.GONE: """
        megszűnt introuvable inexistant unauffindbar bulunamad bulunmad bulunamıyor neexist nenalezen nenájden nerast
        nepronađen ненайден отсутствует відсутня відсутній löytynyt löydetty puudub= tapılmad табылма табылған
        олдсонгүй nepieejam hittades= hittas= saknas= olemassa haupatikan haujapatikan haikupatikan hakupatikan
        haukupatikan haipatikan vantar= ondokanta desaparecid eltűnt törölték pazudusi լգտնվ չգտնվ ვერ= misplaced
        nepostojeć nenašla= nenašlo= tabylmad
    """,
    Role.SHUT: """
        neveik nestrādā nedarbojas suspend suspended= suspendu suspendid suspens sospes gesperrt gelöscht
        blocked= blockiert bloqué bloquead bloccat geblokkeerd zablokowan blokovan zablokován zablokovan
        blokkert blokeret blockerad blokirana blokiran blocat letiltott letiltva estetty blokeeritud bloķēt
        užblokuot заблокирован заблокован блокиран engellen diblokir bloklan бұғатталған აკრძალული დაბლოკილ
        արգելափակ deactivated= disabled= deleted= terminated= unavailable unreachable indisponib désactiv
        supprimé désactivé deaktiviert deaktivert deaktiveret deaktivovan deaktiválva avaktiverad desactivad
        eliminad borrad disattivat rimoss eliminato desativad removid excluíd indisponív gedeactiveerd
        verwijderd geschorst opgeschort onbereikbaar unzugänglich nieaktywn usunięt zawieszon niedostępn
        wyłączon отключен отключён удален удалён удалена недоступ приостановлен деактивирован неактив вимкнен
        видален призупинен деактивован недоступн suspendován pozastaven pozastavený smazan zrušen vymazan
        nedostupn nepřístupn felfüggeszt törölve nedostupan suspendovan obustavljen ukinut onemogućen izbrisan
        dezactivat șters indisponibil poistettu suljettu= keskeytetty otillgänglig utilgængelig utilgjengelig
        slettet slettes nedlagt borttagen avstängd askıya= kapatılmış devre= silinmiş kullanılamıyor
        erişilemiyor ulaşılamıyor yayından= peatatud suletud kustutatud apturēt bloķēta išjungt pašalint
        sustabdyt laikinai αναστέλ ανεσταλ αναστολ απενεργοποι διαγραφ dinonaktifkan ditangguhkan dihapus
        ditutup= digantung nonaktif موقوف معلق معطل محذوف محجوب محظور المحظور معلّق مسدود مسدودة غیرفعال تعلیق
        حذف= موقت מושהה מושעה חסום חסומה נחסם נדחת הושעה הוסר נמחק imesimamishwa imefungwa imezuiwa imeondolewa
        nasuspinde dayandırıl deaktiv silinib тоқтатылған жойылған შეჩერებულ წაშლილ გათიშულ მიუწვდომელ կասեցված
        ջնջված անհասանելի forbidden= denied= restricted= verboten= interdit= denegad denegat negato= negado= geweigerd
        verweigert refusé= odmów odepřen zamietnut megtagad nekas= nekad= nægtet= avvist reddedil ditolak запрещ
        заборонен отказан απορρίφ мүмкін= 차단 중지 중단 정지 삭제 거부 금지 bị= disekat= suspès pezullu bllokua
        حجب إيقاف спрян суспендован ανασταλ suspes= suspès= duraklat
    """,
    # To be had, found, working: with a word of not.
    Role.KEPT: """
        kullanılabilir dispozici= dostępn accessible= reachable= reached= found= exist= exists= working= loaded=
        displayed= configured= published= activated= active= function= functioning= work= launched= disponib accessib
        existe= exister= trouv fonctionn disponível dispoñib existe existir encontrad encontramos encontrar localizad
        funciona= funcionando trovat trovare esiste esistente raggiungibile accedere acceder accéder acessív acessar
        verfügbar erreichbar gefunden existiert konfiguriert freigeschaltet erreicht aufrufbar zugänglich beschikbaar
        bereikbaar gevonden gevind bestaat toegankelijk geconfigureerd tilgængelig tilgjengelig tilgængeleg fundet=
        findes= finnes= finst= funnet fant= fann= fannst= fundin hittas= hittades= hitta= finns= tillgänglig nåbar
        saatavilla käytettävissä löydy löytynyt löytyny toimi= käytössä leitud leitav= saadaval kättesaadav toimi
        aktywn działa znalezion znaleźć istnieje доступ найден найти найдена существует работает доступна знайден
        знайти існує працює dostupn nalezen najít nájden existuje funguje pronađen postoji dostupan radi= obstaja
        najden najti mogoče voljo= elérhető található létezik működik találhat disponibil găsit găsi există
        funcționează accesibil намерен намери съществува достъп работи пронађен пронајден најдена постоји доступан
        mevcut bulunm erişilebilir ulaşılabilir διαθέσιμ βρέθηκε βρεθεί υπάρχει λειτουργ προσβάσιμ ενεργ tersedia
        ditemukan dijumpai ada= diakses dimuat aktif tồn= tìm= truy= khả= hoạt= متاح متاحة متوفر موجود موجودة العثور
        متاحه الوصول متوفرة دسترس یافت پیدا זמין זמינה קיים קיימת נמצא נמצאה פעיל ניתן zilizopatikana inapatikana
        patikan matagpuan natagpuan makita available magagamit tapıl mövcud əlçatan қолжетімд табыл ნაპოვნ მოიძებნა
        ხელმისაწვდომ მოძებნ հասանելի գտնվ գտնվեց pieejam atrasta atrast rasta rastas pasiekiam prieinam veikia atrod
        نعثر possible= allowed= erlaubt= möglich= posible= possível possibile= mogelijk mulig= tillatt= tillåten
        dozvoljen дозвољен поддържа możliw možn možné возможно= mümkün toegelaten permit autorisé gjet gjend aurkitu
        eskuragarri atopad atopou trobat trobar trobada trovita disponebla 찾을 이용 접속 표시 사용할 존재 연결 접근
        יכול namakał olemas olemassa availab avaliab nađen знойдзен finnst atopa atoparse cjatade nađena ganfod
    """,
    Role.NOT: """
        ingen= inget= inga= intet= žádn żadn nincs niciun= nicio= ningún ningun nessun nenhum טרם= not= t= no=
        cannot= non= ne= pas= n= aucun aucune= nicht= kein keine= nie= niet= geen= não= nao= nem= не= нет= нельзя=
        невозможно= немає= неможливо= není= nebyl nebol nelze= nejde= nije= nema= nisu= ni= nu= nici= ej= inte= ikke=
        ikkje= icke= ekki= ei= eivät= eikä= pole= nav= nevar= nėra= negali= nebuvo= değil= yok= δεν= μην= није= нису=
        нема= tidak= tak= tiada= belum= bukan= không= chưa= لا= لم= ليس= ليست= غير= لن= تعذر= تعذ= ما= نیست= نشد=
        نشده= نمی نمیباشد نگردید לא= אינו= אינה= אין= hai= haiku= haija= hakuna= hindi= hindî= wala= yoxdur= deyil=
        жоқ= емес= жок= არ= ვერ= չի= չէ= չեն= غیر= 없습니다 없음 없는 없어 않습니다 않는 못했습니다 불가 nuk= ez=
        ezin= niets= njeje= never= nothing= unable= impossible= unmöglich imposible= niemożliw nemožn nemogoče mogoče
        lehetetlen pois= mahdoton δε= netika= heb= nebylo= nebola=
    """,
    # Upkeep, building, renewal: said of what goes on, and of what trades offer.
    Role.UPKEEP: """
        voorbereid التحضير تحضير vorbereitung préparation= preparación preparazione preparação pregătire förbered
        forbered improvement verbesserung amélioration mejoras= miglioramenti melhorias= ulepszeni vylepšen javítás
        îmbunătățir förbättring forbedring улучшени покращенн подобрени iyileştirme βελτιώσ
        maintenance maintain construction development renovation reconstruction rebuild redesign refurbish upgrade
        update= updates= wartung instandhaltung aufbau umbau überarbeitung entwicklung bearbeitung entstehung
        entretien développement travaux refonte création mantenimiento construcción desarrollo construción remodelación
        actualización reforma manutenzione costruzione allestimento aggiornamento lavorazione sviluppo manutenção
        construção desenvolvimento atualização remodelação onderhoud aanbouw constructie ontwikkeling opbouw
        konserwac budowie przebudow przygotowan modernizac tworzeni obsług разработк обслуживан строительств
        реконструкц ремонт обновлен разработке розробц обслуговуван оновлен підготов údržb výstavb rekonstrukc
        přestavb úprav tvorb príprav výrob karbantart fejleszt átalakít építés szerkeszt felújít
        feltöltés vzdrževan izdelav
        prenov održavan izradi= izrada= izgradnj doradi= nadogradnj pripremi= construcție construcţie mentenanț
        mentenant întreținere dezvoltare lucru actualizare reconstrucție underhåll uppbyggnad konstruktion
        utveckling ombyggnad vedligehold opbygning ombygning udvikling vedlikehold oppbygging ombygging utvikling
        oppgradering huollo huolto rakenne rakenteilla kehity ylläpito päivity hooldus hooldustöö arendus ehitus
        uuendus valmimis loomis apkop izstrād uzlabo priežiūr atnaujin kūrim rengim tvarkym изграждане поддръжка
        профилактика разработка обновяване одржавањ изради= изградњ конструкциј bakım yapım güncelle inşa tadilat
        çalışma κατασκευ συντήρησ ανάπτυξ αναβάθμισ ανακατασκευ ενημέρωσ perbaikan pemeliharaan perawatan
        pengembangan pembangunan penyelenggaraan pembinaan konstruksi peningkatan perbaruan pembaruan pembaharuan
        pemutakhiran penambahbaikan diperbarui
        diperbaharui dikemas= kemaskini naiktaraf dinaik disempurnakan bảo= nâng= xây= sửa= phát= الصيانة
        صيانة للصيانة الإنشاء إنشاء التطوير تطوير التحديث تحديث التحديثات تحديثات البناء بناء التجهيز تعمیر ساخت
        توسعه بروزرسانی طراحی بازسازی احداث نگهداری روزرسانی بنا בניה בבניה בבנייה תחזוקה בתחזוקה שיפוצים בשיפוצים
        הקמה בהקמה עבודות שדרוג פיתוח בפיתוח matengenezo ujenzi marekebisho pagmamantine pagpapanatili ginagawa=
        təmir hazırlan yenilən қызмет құрылыс жөндеу техникалық შენდება მშენებლობ განახლებ მუშაობ ტექნიკური კეთდება
        կառուց մշակ թարմաց տեխնիկական manteniment construcció mantentze mantemento 점검 유지보수 공사 개편 업데이트
        리뉴얼 작업 mirëmbajtj ndërtim одржување viðhald
        budowy= koncepcj aktualizacj arbeit= розробки ndërtim mirëmbajt იმშენებ жөндеу
    """,
    # That it goes on now.
    Role.NOW: """
        cours= curso= corso= making= fazer= fazendo= haciendo= faisons= facendo=
        právě= prochází prochádza בתחזוקה בבניה בבנייה בשיפוצים בהקמה בפיתוח للصيانة mode= modus= modo= läuft=
        laufend scheduled= planned= planlı= programad programmat prévue= planmäßig geplant zaplanowan
        запланирован плановы планові plánovan tervezett planeret planlagt planerat planejad agendad dijadwal
        terjadwal dijadwalkan aşamas sürec halinde= üzerinde= yapılıyor yapılmakta yapılmaktadır yapıyoruz
        alatt= zajlik folyik alla= valmistelussa trwają= trwa= trwają ведутся ведутся= проводится проводятся
        проводим тривають тривають= probíhá probíhají prebieha prebiehajú poteka potekajo tijeku= toku= току=
        процес procese= wordt= werkt= arbeiten wartungsarbeiten bauarbeiten wartungsmodus
        instandsetzungsarbeiten přípravě= bakımda bakımdadır güncelleniyor hazırlanıyor yapım huollossa
        rakenteilla kehitteillä arbete= pågår= pågående= utför utfører utføres foregår undergoing= performing=
        ongoing= progress= currently= momentáln gerade= derzeit= zurzeit= momentan actualmente= actualment
        atualmente= attualmente= actuellement= obecnie= aktualnie= trenutno= trenutačno= сейчас= сега= наразі=
        зараз= şu= şuanda jelenleg parhaillaan praegu= hetkel= pašlaik= pašreiz šiuo= στιγμή= τώρα= αυτήν=
        sedang= tengah= đang= dang= hiện= حاليا حالياً حاليًا حال= كرنا הנוכחי כעת= כרגע= 중입니다 중이 중= 진행
        진행중 inaendelea kasalukuyang hazırda= қазір= მიმდინარეობს მიმდინარე ընթացքի այժմ= planifik programo
        планиран проводяться здійснюють stadijā пროцеს პროცეს vyksta жүргізіл aparılır realizando effettuando
        eseguendo realizzando udfører käynnissä käivad notiek fent= извършва bezig= besig= voeren= uitvoeren
        provádíme vykonávame végzünk végezzük efectuăm desfășurăm obavljamo provodimo izvajamo genomför foretager
        gjennomfør teostame teeme= veicam atliekame vykdome πραγματοποιούμε εκτελούμε melakukan dilakukan tiến=
        prowadzimy wykonujemy führen= durchgeführt effectuons procédons effettuiamo efetuando realizamos
    """,
    # Words before upkeep that goes on ("under construction"); after it, those of OF say whose it is.
    Role.UNDER: """
        under= undergoing= in= im= en= em= w= na= v= ve= на= в= у= під= под= în= on= på= alla= alas= dalam= sedang=
        sedang đang= dang= được= duoc= تحت= قيد= في= در= دست= به= زیر= ב= בשלבי= לרגל= بسبب= due= por= op= wegen=
        från= pga= zbog= zaradi= kvůli= kvôli= z= din= pentru= από= υπό= σε= για= pod= из= через= поради= kwa=
        kwenye= chini= ilalim= vid=
        në= trakcie= fase= w=
    """,
    Role.OF: """
        of= de= von= der= des= van= di= del= della= delle= dei= do= da= das= dos= av= af= systemów för= ab=
        price= preis prix= precio service= services= servis
    """,
    # Away for a while, in one word.
    Role.AWAY: """
        offline= temporarily= makeover= facelift= down= temporairement momentanément vorübergehend vorrübergehend
        kurzzeitig
        temporalmente momentáneamente provisionalmente temporaneamente momentaneamente temporariamente tijdelijk
        kortstondig tymczasowo chwilowo временно тимчасово dočasn přechodně átmenetileg ideiglenesen začasno
        privremeno temporar= provizoriu tillfälligt midlertidig tilapäisesti väliaikaisesti ajutiselt īslaicīgi
        laikinai привремено geçici προσωρινά sementara= مؤقتا مؤقتًا مؤقتاً موقتا موقتاً זמנית באופן= pansamantala
        müvəqqəti уақытша დროებით ժամանակավոր huolletaan 일시적 잠시 임시 준비중 공사중 점검중 개편중 작업중
        보수중 제작중 hivatalosan rakennetaan päivitetään
        gewartet überarbeitet aufgebaut renoviert ombygges oppdateres opdateres uppdateras byggs= bygges=
        vedligeholdes hooldatakse uuendatakse ehitatakse tatengenezwa készül= épül= megújul frissül nastaja=
        nastaje= buduje obnovuje vzniká= vytvára tworzymy powstaje= vznikají создается создаётся готовится
        обновляется ремонтируется створюється оновлюється готується изгражда обновява
        kuriama tobulinama hazırlanır әзірленуде eraikitzen thógáil tógáil hadeiladu adeiladu aanbou inajengwa хийгдэж
        ginagawa= зерттеуде vinnslu= изработка= زیر= eraikuntza
    """,
    # What goes on behind it: said of one's own site beside a word of it, and of much else without.
    Role.WORK: """
        working= redoing= refreshing= renewing= redesigning= rebuilding= revamping= improving= building= preparing=
        moving= giving=
        arbeiten= basteln= bauen= gestalten= erneuern= verbessern= entsteht= entstehen= bereiten= travaillons
        préparons rénovons refaisons refait= améliorons construisons trabajando= trabajamos= renovando= mejorando=
        preparando= construyendo= actualizando= rediseñando= estrenamos= lavorando= rinnovando= migliorando=
        aggiornando= aktualisieren= actualisons= actualizamos= aktualizujemy= aktualizujeme= nasazujeme= wdrażamy=
        frissítjük= actualizăm= uppdaterar= opdaterer= oppdaterer= päivitämme= värskendame= atjauninām= atnaujiname=
        ажурирамо= ažuriramo= posodabljamo= güncelliyoruz= güncelleniyor= αναβαθμίζουμε= updaten=
        costruendo= trabalhando= trabalhar= melhorando= construindo= atualizando= preparar= renovar=
        estem= treballant= werken= bouwen= vernieuwen= verbeteren= pracujemy= zmieniamy= przygotowujemy= budujemy=
        tworzymy= ulepszamy= odświeżamy= unowocześniamy= pracujeme= pracuje= připravujeme= tvoříme= vylepšujeme=
        pripravujeme= tvoríme= dolgozunk= készítjük= építjük= megújítjuk= fejlesztjük= lucrăm= pregătim= construim=
        îmbunătățim= arbetar= bygger= förbättrar= förnyar= arbejder= forbedrer= opgraderer= jobber= oppgraderer=
        fornyer= työskentelemme= teemme= rakennamme= uudistamme= parannamme= töötame= ehitame= uuendame=
        valmistame= strādājam= veidojam= gatavojam= dirbame= kuriame= ruošiame= tobuliname= работаем= готовим=
        обновляем= создаём= создаем= улучшаем= працюємо= готуємо= оновлюємо= створюємо= работим= подготвяме=
        изграждаме= обновяваме= радимо= припремамо= radimo= pripremamo= gradimo= delamo= pripravljamo=
        prenavljamo= çalışıyoruz= hazırlıyoruz= yeniliyoruz= geliştiriyoruz= εργαζόμαστε= δουλεύουμε=
        ετοιμάζουμε= ανανεώνουμε= bekerja= menyiapkan= memperbarui= membangun= نعمل= نجهز= نطور= نحضر=
        עובדים= מכינים= בונים= משפצים= punojmë= përgatisim= prestatzen= lanean= vinnum= unnið=
    """,
    # Whose site it is where an agency speaks.
    Role.OTHERS: """
        your= yours= you= client customer people= others= firms= companies= businesses= ihre= ihren= ihrer= ihres=
        kunde kunden euch= firmen= vos= votre= vôtre= clientèle entreprises= entreprise= tu= tus= su= sus= suya= tuya=
        cliente clienti empresas= tuo= tua= vostr imprese= aziende= seu= sua= klant klanten bedrijven= uw= jouw u=
        klient klienci firm= twoj twój twoja twoją wasz firem= zákazn zákazník váš= vaše= vám= tvoj ügyfél cégek
        clienții clienti firme= kund= kunder kunders din= ditt= dit= asiakk yrityks kliendi klienta klientu klientam
        клиент заказчик ваш ваша ваше клієнт strank stranke klijent πελάτ müşteri sizin= sizinki firmalar pelanggan
        anda= عملاء عميل לקוח 고객
    """,
    # Of the net by themselves, but a site may announce one beside itself.
    Role.PORTAL: """
        blog portal portail platform plattform plateforme plataforma piattaforma webshop eshop onlineshop блог
        портал платформ webwinkel webáruház netbutik nettbutikk verkkokaup e-pood
    """,
    Role.SOON: """
        axiña soon= shortly= vite= moment= minute minuten bald= kürze= demnächst gleich= bientôt prochainement brevement
        próximamente proximamente pronto= breve= brevemente presto= prossimamente binnenkort spoedig straks=
        wkrótce niebawem niedługo скоро= вскоре= совсем= незабаром= скоро brzy= brzo= čoskoro onedlho hamarosan
        rövidesen kmalu= uskoro curând curand snart= strax= pian= kohta= varsti peagi drīz drīzumā greitai
        netrukus наскоро ускоро набрзо yakında yakinda kısa= σύντομα segera= sebentar sớm= قريبا قريبًا قريباً
        بزودی زودی בקרוב= מיד= hivi= karibuni= karibu= malapit tezliklə жақында მალე շուտով aviat= laster
        laipsnišk subito= zaraz= hned= hneď= mindjárt= birazdan= instantes=  takoj= odmah=
        곧 조만간  shpejti= enseguida= seguida= luath= fuan= gou= удахгүй fljótlega جلد= mox=
    """,
    Role.BACK: """
        back= coming= launch launching= online= live= returning= return= again= zurück= wieder= online retour=
        revenons reviendr revient= ligne= volvemos volveremos regresamos regresaremos vuelta= estaremos estará=
        estarem torniamo torneremo voltamos voltaremos retorn regressamos terug= beschikbaar wracamy wrócimy
        powrócimy powróci wróci zapraszamy ruszamy startujemy вернемся вернёмся вернется откроемся откроется заработает
        появится будет=
        повернемось повернемося відкрит працюватиме zpět vrátíme spustíme späť vrátime visszatér visszajö indul
        nyitunk elérhető nazaj= vrnemo vraćamo povratak vratit revenim lansăm deschidem tillbaka= tilbage=
        tilbake= lansera lanseres palaamme takaisin= avaamme tagasi= avame= naasma atgriez atklās grįšim atidar
        връщаме върнем открива враћамо döneceğiz dönüyoruz sizlerleyiz sizlerle açılıyor açılacak yayında
        geliyoruz geri= επιστρέφουμε επιστρέψουμε κοντά= kembali= hadir= dibuka trở= ra= lại= نعود سنعود العودة
        الافتتاح عائدون باز= برمی בחזרה= נחזור נשוב tutarudi rudi= babalik qayıda დავბრუნდ დაბრუნ կվերադառն
        tornem 돌아오 찾아뵙 오픈 재개 만나 atsidarys გაიხსნ ашылады  estrenem estrena dostępna= dostępny=
        dostupné= dostupná= tillgänglig= tilgængelig= tilgjengelig= disponible= disponibile= disponível=
        verfügbar=
    """,
    # Come back, wait, try again.
    Role.LATER: """
        later= minute minutes= again= reload= refresh= retry= wait= später= spaeter= minuten= erneut= nochmal=
        nochmals= geduld= wieder= tard= instants= ultérieurement réessay patiente revenez tarde= minutos= nuevo=
        nuevamente intente inténtelo inténtalo intenta vuelva volveremos momento tardi= minuti= riprova riprovare
        torna= tornate= novamente volte= tente= opnieuw= probeer terug= później= ponownie minut= chwilę= позже=
        позднее= минут попробуйте пізніше= спробуйте хвилин пізніше později= znovu= minut neskôr= znova= minút perc=
        perce= percet= később= később újra= percek próbálja pozneje= kasneje= poskusite kasnije= ponovno= ponovo=
        pokušajte minuta= târziu minute= încercați reveniți curând senare= igen= minuter= försök senere= prøv=
        igjen= minutter myöhemmin uudelleen hetki hetken minuut kuluttua hiljem uuesti mõne= vēlāk vēlreiz mēģiniet
        minūtēm uzgaidiet vėliau palaukite bandykite късно отново опитайте минути касније поново покушајте минута
        подоцна повторно обидете sonra= tekrar= dakika deneyin αργότερα ξανά λεπτά πάλι δοκιμάστε προσπαθήστε nanti=
        lagi= coba= silakan kembali= sebentar= beberapa= semula= cuba= sau= lại= phút= لاحقا لاحقًا لاحقاً مجددا مجدداً
        مجددًا دقائق قليل أخرى بعد= بعدا بعداً بعدًا دقیقه دقایقی دوباره مجدد شکیبا صبر מאוחר= שוב= דקות= נסו= baadaye
        tena= muling= mamaya minuto= subukan yenidən dəqiqə кейінірек қайта მოგვიანებით ხელახლა წუთ სცადეთ ուշ=
        կրկին րոպե փորձեք torneu berriro beranduago minutu sërish vonë= 다시 후에 나중 잠시 기다려 이후
    """,
    Role.SORRY: """
        sorry= oops= apologi inconvenience unfortunately= entschuldig= entschuldigung entschuldigen tut= leider=
        bitten= désolé navré excus sentimos= disculpe disculpa lamentamos perdón= molestias spiacent scusate disagio
        scusiamo desculp transtorno incómodo pedimos= excuses= helaas= ongemak spijt= przepraszamy niestety
        niedogodności извинит извиня приносим= сожалению неудобства вибач вибачте жаль= незручності omlouv bohužel
        omluvte ospravedlň žiaľ= prepáčte sajnál elnézés sajnos oproščamo opravičujemo žal= ispričav žao= izvini
        oprostite scuze= regretăm păcate beklagar= tyvärr ursäkta beklager desværre dessverre undskyld pahoittel
        valitettavasti anteeksi vabanda kahjuks atvaino diemžēl atsipraš deja= съжаля извин жао= извини üzgün özür
        maalesef λυπ συγγνώμη ζητούμε maaf= mohon= xin= lỗi= rất= نأسف عذرا عذراً عذرًا آسفون المعذرة متاسف پوزش
        شرمنده عذر= معذرت מצטער מתנצל סליחה samahani kumradhi paumanhin pasensya təəssüf üzr= кешір өкініш ბოდიშ
        უკაცრავად ներող ցավում sentim= barkatu sentitzen ndjeni keq= жалиме þoku miður= 죄송 불편 양해 lamento 미안
        verständnis compréhension comprensi compreensão begrip zrozumien wyrozumiał понимани розумінн pochopen
        forståelse förståelse ymmärr megértés înțelegere razumevanj razumijevanj anlayış patience pacienc pazienz
        paciênc cierpliwo терпени терпінн trpěliv sabrın tålamod tålmod kärsivälli türelm răbdare strpljenj
        potrpljenj pengertian kesabaran bersabar
    """,
    Role.TECHNICAL: """
        technical technisch techni tecni técn tecn technic texnik техн тэхн technick technicz tehn tekni teknis
        τεχνικ فني فنية فنیة فنی تقني تقنية תכני טכני teknolog تکنیک техничк ტექნიკურ տեխնիկական tehni tècnic
        kiufundi teknikal технік 기술 interner= internal= system= server= teknikoak tehnic tehnilis τεχνικές טכניים
        طلبي التقنية
    """,
    Role.TROUBLE: """
        difficult problem issue issues= outage schwierigkeit störung stoerung panne difficulté dificultad difficolt
        dificuldad moeilijk storing trudności usterk awari неполадк проблем сбой затруднен труднощ несправн potíž
        závad ťažkost poruch nehézség hiba težav poteškoć smetnj dificultăț vansker fejl= problemer svårighet
        störning avbrott vaikeuks ongelm häiriö raskus probleem rike= traucējum grūtīb sunkum gedim неизправност
        затруднени потешкоћ тешкотии zorluk sorun arıza aksaklık δυσκολί πρόβλημα προβλήμ masalah kendala gangguan
        صعوبات صعوبة مشكل مشاكل عطل مشکل مشکلات اختلال תקלה בעיה קשיים tatizo matatizo hitilafu suliranin problema
        қиын ақау პრობლემ ხარვეზ խնդիր dificultat zailtasun vështirësi örðugleik 문제 장애 오류 dificult schwierigk
        moeilijkhe trudnośc δυσκολ kesulitan צקשיים صعوب trăsk vanskel тешкоћ arazo
    """,
    Role.FAULT: """
        error= errors= erreur fehler= errore= erro= fout= błąd= błędy= ошибк помилк chyba= chyby= hiba= virhe viga=
        tõrge fel= fejl= feil= klaida= kļūda eroare= hata= hatası greška= grešk napaka= σφάλμα kesalahan ralat= lỗi=
        خطأ خطا= خطای שגיאה kosa= hitilafu xəta қате შეცდომ սխալ gabim villa= kerfisvilla tjenerfeil serverfehler
        tenarfeil serverfeil грешка памылка хиба errorea 오류 에러 masalah= earráid serverfejl serverfel
        palvelinvirhe
    """,
    Role.OCCURRED: """
        occurred= happened= aufgetreten= passiert= produite= survenue= producido= ocurrido= verificato= verificata=
        ocorreu=
        opgetreden= wystąpił pojawił произошл возникл случил сталася виникл nastal došlo= vyskytl vyskytla történt=
        oluştu
        apărut= produs= inträffat= uppstod= opstod= opstået= oppstod= oppstått tapahtu tekkis= įvyko= radās= notika=
        възникн настъп дошло= pojavil prišlo= παρουσιάστηκε συνέβη προέκυψε حدث حدثت رخ= אירעה קרתה terjadi= xảy= 발생
    """,
    Role.CODE: """
        400= 401= 403= 404= 405= 408= 410= 429= 451= 500= 501= 502= 503= 504= 520= 521= 522= 523= 525= 530= ٤٠٤=
        ۴۰۴= ५००= ४०४=
    """,
    Role.CHECK: """
        verif verify= check= checking= prove= confirm= überprüf prüfen= prüfung= bestätigen= vérifi confirmez
        comprob verifica confirme verific controlla conferm controle= controleren bevestig sprawdz weryfik potwierdź
        проверк проверя подтверд перевір підтверд ověřen ověřuj ověřte= overov overenie potvrďte ellenőr erősítse
        tarkist vahvista bekræft bekreft bekräft kontroller kontrolleras provjer preveri потврд потвърд doğrula
        kontrol= επαλήθευ επιβεβαι periksa verifikasi sahkan xác= kiểm= تحقق التحقق تأكيد بررسی تأیید تایید בדיק
        אימות אמת= thibitisha patunay yoxla тексер შემოწმ ստուգ kontrolli kinnita pārbaud patikrin 확인 검증
    """,
    Role.PERSON: """
        human= humans= robot bot= bots= browser mensch menschen humain navigateur humano humana navegador umano
        umana menselijk mens= człowiek przeglądark человек людин робот браузер člověk prohlížeč človek prehliadač
        böngésző ember= selain= ihminen menneske människa webbläsare nettleser preglednik pregledač brskalnik čovjek
        čovek човек браузър прегледач tarayıcı insan= πρόγραμμα= περιήγησ άνθρωπ ρομπότ peramban manusia pelayar
        trình= người= إنسان متصفح المتصفح روبوت مرورگر انسان ربات דפדפן אנוש רובוט binadamu kivinjari tao= brauzer
        адам ბრაუზერ ადამიან բրաուզեր մարդ inimene brauser pārlūk cilvēk naršykl žmogus naršyklę 브라우저 사람 로봇
        captcha
    """,
    Role.INSTALLED: """
        geïnstall nainstal nainštal zainstal suinstal įdieg asenne воспостав installé install instal asenn paigald
        namest установк встановлен инсталац yükleme kurulum quruluş орнот التثبيت التنصيب نصب= התקנה ההתקנה telepít
        uzstādīš diegim εγκατάσταση pemasangan inštal инсталација o‘rnatish ўрнат орнат 설치 usakinishaji vendos
        nwụnye suiteáil
    """,
    Role.SUCCESS: """
        success congratulat succès félicitation éxito exitos felici èxit enhorabona éxit sucesso parabéns
        successo congratulazion erfolgreich glückwunsch gelukt succesvol gefeliciteerd pomyślnie gratulac
        gratuluj успешно поздравля успішно вітаємо úspěšn gratul úspešn sikeres uspešn uspješn čestit успешн
        succes felicit lyckad framgång grattis vellykket tillykke gratulerer onnistu onneksi toimi õnnestus
        õnne= sekmīgi apsveic pavyko sveikin поздравлен честит başarı tebrik επιτυχ συγχαρ berhasil berjaya
        selamat tahniah công= بنجاح تهانينا موفقیت تبریک בהצלחה mafanikio hongera tagumpay uğurla təbrik сәтті
        წარმატებ հաջող sukses zorionak arrakasta 성공 축하 muvaffaq enhorabuena מזל= გილოცავ urime= құттықта
    """,
    Role.IF: """
        if= when= whenever= si= quand= wenn= falls= sobald= cuando= quando= indien= wanneer= jeśli= jesli= gdy=
        kiedy= если= когда= якщо= коли= eğer= eger= om= när= hvis= når= jos= kun= kui= kad= když= pokud= keď= ak=
        dacă= când= jika= bila= apabila= kalau= nếu= khi= αν= εάν= όταν= ако= когато= amikor= ako= kada=
        jei= إذا= عندما= اگر= אם= kama= ikiwa= kung= əgər= егер= თუ= եթե= whether= ob=
    """,
    # That what was set up stands, and what is to be put there: said to whoever set it up.
    Role.READY: """
        ready= activ activ= active= running= live= prêt= prête= activé bereit= eingerichtet freigeschaltet listo= lista=
        activo= activa= attivo= attiva= pronto= pronta= ativo= ativa= klaar= actief= gotow uruchomion připraven aktivní
        pripraven aktívn elkészült aktív kész gata= activă готов активен подготов спреман spreman pripravlj aktivn klar=
        klart= redo= valmis= gatav paruošt έτοιμ ενεργ hazır= siap= sedia= sẵn= جاهز آماده מוכן מוכנה მზად hazırdır
        llest gati= дайын 준비
    """,
    Role.UPLOAD: """
        upload télécharg téléverse transf dépos hochlad hochgeladen laden= lade= subir= suba= sube= subido subi= caric
        enviar envie= carregu plaats= plaats wgraj wgra przesł nahraj nahrá feltölt töltse încărc загруз завантаж кач
        пошаљ послат prenesi prenes nalož ladda= last= laste= lataa ladata laadi laadige augšupielād įkel ανεβάσ yükle
        yükley unggah mengunggah muat= memuat tải= ارفع رفع آپلود העלו להעלות ატვირთ pugeu pujar ngarkoni жүктең 업로드
    """,
    Role.FILES: """
        files= file= content= fichiers dateien archivos arquivos ficheiros bestanden plik pliki soubor súbor fájl fișier
        файл файлове датотек datotek filer= filerna filerne filene tiedosto failid faile= failus αρχεί dosya berkas=
        fail= tệp= ملفات فایل קבצים הקבצים ფაილ fitxers skedar 파일
    """,
    Role.YET: """
        yet= encore= noch= todavía aún= ancora= ainda= nog= jeszcze še= még= טרם= zatím= ještě zatiaľ ešte încă= еще=
        ещё= пока= ще=
        още= још= ännu= endnu= ennå= ennu= vielä ακόμη ακόμα henüz belum= chưa= هنوز עדיין ჯერ hələ encara= әзірге
        아직 veel= gau=
    """,
    Role.CONTENT: """
        content= contents= contenu contenido contenuto conteúdo inhalt startseiteninhalt inhoud treści= zawartości=
        контент содержимо вміст obsah tartal conținut съдържание innehåll indhold innhold sisältö sisältöä sisu= içerik
        περιεχόμεν konten= المحتوى محتوى محتوا תוכן 콘텐츠
        posts= post= entries= articles= beiträge artikel= entradas= artículos= articoli= publicações postagens
        berichten= wpisów= wpisy= příspěvk príspevk записей= записи= публикаций публикации= дописів= bejegyzés articole=
        inlägg= indlæg= innlegg= julkaisuja kirjoituksia postitusi įrašų= ierakst yazı= gönderi= αναρτήσεις postingan=
        منشورات مقالات פוסטים 게시물 게시글
    """,
    Role.HERE: """
        here= hier= ici= aquí= aqui= qui= tutaj= tu= здесь= тут= zde= tady= itt= aici= burada här= her= täällä
        täälla siin=
        siia= šeit= čia= ovdje= ovde= tukaj= εδώ= هنا اینجا כאן= 여기 여기에 di= sini= đây= hapa= dito= აქ
    """,
    # Closed, of this site; doors of shops are closed, too.
    Role.CLOSED: """
        closed= geschlossen= eingestellt= fermé= fermée= cerrado= cerrada= chiuso= chiusa= fechado= fechada=
        encerrado=
        encerrada= gesloten= zamknięt закрыт закрита закрито zavřen ukončen zatvoren uzavret bezár bezárt megszűnt
        închis
        stängd= stängts= lukket= stengt= nedlagt suljettu= suletud slēgt uždaryt zaprt затворен kapatıl kapandı κλειστ
        έκλεισε ditutup= đóng= مغلق أغلق بسته= סגור נסגר 폐쇄 종료 saisi= saisie= seized= beschlagnahmt confisqu
        incautad
        sequestrat konfisk beslagtag beslaglagt zajęt изъят shut= shuttered discontinued= inhibé oscurat inibit
    """,
    # What a check looks at before it lets somebody in: that the line is safe.
    Role.LINE: """
        connection= verbindung connexion conexión conexion connessione conexão ligação= verbinding połączeni соединени
        подключени зʼєднанн з'єднанн підключенн spojení= připojení= pripojeni kapcsolat conexiune bağlantı forbindelse
        anslutning yhtey ühendus savienojum ryši veza= vezu= povezav връзка σύνδεσ اتصال الاتصال חיבור koneksi
        sambungan
        kết= 연결
    """,
    Role.SAFE: """
        secure= security= sicher= sicherheit sûre= sécurisé sécurité segura= seguro= sicura= sicurezza seguridad
        segurança
        veilig bezpieczn безопасн безпечн zabezpeč bezpečn biztonság sigur= securitate güvenli sikker säker
        turvalli turvali
        droš saug sigurn varn ασφαλ آمن أمان امن امنیت מאובטח aman= keamanan selamat= toàn= 안전
    """,
    Role.NEW: """
        new= nouveau= nouvelle= nouvel= neue neuer= nueva= nuevo= nuovo= nuova= novo= nova= nieuwe= nowa= nowy=
        nową= nowe= nový= nová= nové= novi= nove= novu= új= megújult nou= noul= noua= новый новая новое новую
        нов= нова= нови= ново= нові= нове= нову= ny= nye= nya= nytt= uusi= uudet= uus= uue= jauna= jaunā nauja=
        νέα= νέο= νέος yeni= baru= baharu= جديد الجديد جديدة جدید חדש החדש ახალი жаңа 새로운 새= odsłona
        odsłonę
    """,
}
