"""Beginnings of words of pages that stand where a court, an authority, a law, a provider or a household's filter has a
site barred, in some forty languages. Read beside others only (`blocks`); ``word=`` is the whole word, ``_`` stands for
a space."""

# What is barred. A "site" may be a place, too: it is one of the net only where it is blocked.
NET = """
    website websites= web= webpage web_site page= pages= url= urls= domain domains= internet webseite internetseite
    seite= seiten= webangebot page_internet page_web cette_page site_internet site_web pagina paginas pagine sitio_web
    website webpagina internetpagina strona= strony= witryn serwis stranka= stranky= stranku= webov web_ weboldal
    webhely oldal honlap страниц сайт сайта сайту ресурс страница сторінк вебсайт интернет інтернет веб stranic sajt
    spletn splet ιστοσελιδ ιστοτοπ δικτυακ internet_site sitesi siteye sitesine sayfa האתר אתר לאתר דף הדף الموقع موقع
    للموقع الصفحة صفحة الرابط المواقع سایت وب تارنما صفحه پایگاه वेबसाइट साइट यूआरएल पेज ওয়েবসাইট সাইট เว็บ ข้อมูล
    เนื้อหา หน้า trang_web website= noi_dung situs laman halaman konten サイト ページ 网站 網站 网页 網頁 网址 網址 站点
    내용 사이트 홈페이지 페이지 웹 sivusto sivusto sivu= verkkosivu webbplats webbsida hemsida sida= sidan= hjemmeside
    side= siden= webside nettsted nettside veebileht lehekulg lehel= leht= saidi vietne lapa= lapai= svetain interneto
    vefsid vefsvaed sidu= lloc_web webgune faqe= faqja content= resource= resources= inhalt contenido contenu contenuto
    conteudo inhoud tresc obsah tartalom continut контент
"""
PLACE = "site= sites= sito= siti= sitio= sitios= site-ul site-urile lloc sitet= siten="
ACCESS = """
    access accessing acces= accede zugang zugriff acceso accesso acesso toegang dostep pristup hozzafer accesul acces
    достъп доступ приступ dostop προσβασ erisim giris= גישה הגישה הכניסה الوصول الدخول الولوج وصول دخول دسترسی دسترسي
    پہنچ رسائی पहुंच पहुँच प्रवेश এক্সেস প্রবেশ เข้าถึง เข้าชม เข้าใช้ truy_cap akses capaian アクセス 閲覧 接続 访问
    訪問 存取 浏览 접속 접근 paasy juurdepaas ligipaas piekluv prieig atkomst adgang tilgang aðgang adgengi rochtain
    mynediad sarbide qasj кіру
"""
# That it is cut off, as is done to sites.
BLOCKED = """
    blocked= blocks= blocking= been_suspended is_suspended been_seized cut_off gesperrt blockiert sperrung sperre=
    gesperrten bloque= bloquee= bloques= bloquees= blocage bloquead bloqueo bloqueó suspendido= bloccat inibit oscurat
    oscurament sequestrat bloqueio geblokkeerd afgesloten blokkering zablokowan blokad zablokovan blokovan zablokovan
    blokovan blokkol letilt hozzaferhetetlen elerhetetlen blocat blocare блокиран спрян заблокирован блокиров
    внесен_в включен_в внесён включён заблокован блокуван внесено_до blokiran onemogucen onemogocen φραγη αποκλεισ
    μπλοκ engellen engelli koruma_tedbir idari_tedbir tedbir_uygul kapatil חסום חסומה נחסם נחסמה חסימת محجوب حجب حظر
    محظور مسدود فیلتر پالایش प्रतिबंधित अवरुद्ध ब्लॉक ব্লক অবরুদ্ধ ถูกระงับ ปิดกั้น ระงับการ ถูกปิด บล็อก ปิดเว็บ
    ปิดการ bi_chan
    bi_khoa chan_truy diblokir pemblokiran diblok= disekat sekatan ブロック 遮断 屏蔽 封锁 封鎖 拦截 攔截 차단 estetty
    blockera sparrad sparrats spaerr spaerret blokeret blokere blokering blokkert sperret blokeeritud tokestat
    suletud bloket blokuojam uzblok blokuot lokad lokud bloquejat blokeat bllokuar
    isn't_available is_not_available is_unavailable not_accessible inaccessible nicht_verfugbar nicht_abrufbar
    nicht_erreichbar n'est_pas_accessib n'est_pas_disponib n'est_plus_accessib no_esta_disponib no_es_accesib
    non_e_disponib non_e_accessib nao_esta_disponi indisponive niet_beschikbaar niet_bereikbaar niet_toegankelijk
    niedostepn nedostupn nem_elerheto недоступ δεν_ειναι_προσβασ δεν_ειναι_διαθ ikke_tilgaengelig ikke_tilgjengelig
    inte_tillganglig ei_ole_saatavill tidak_dapat_diakses tidak_bisa_diakses khong_the_truy ไม่สามารถเข้า ไม่สามารถแสดง
    ไม่สามารถเปิด غير_متاح غير_متوفر признан_экстрем запрещенн запрещён выведен_из
"""
# … or that it may not or cannot be had.
WITHHELD = """
    denied= restricted= barred= prohibited= forbidden= not_permitted not_allowed isn't_allowed disabled= closed=
    not_possible unavailable= not_available isn't_available verboten untersagt verweigert eingeschrankt nicht_moglich
    unterbunden nicht_gestattet nicht_erlaubt interdit restreint suspendu refuse= limite= n'est_pas_autoris
    n'est_pas_possible impossible= restringid prohibid denegad suspendid limitad no_esta_permitid no_es_posible
    interdett
    vietat negat= sospes limitat non_e_consentit non_e_possibil restrit proibid negado suspens nao_e_permitid
    nao_e_possivel verboden beperkt ontzegd niet_toegestaan niet_mogelijk ograniczon zabronion wstrzyman odmowion
    niedozwol niemozliw omezen zakazan odepren znemozn neni_povolen obmedzen zakazan odopret znemozn korlatoz megtagad
    tiltott tilos interzis restrictionat suspendat забранен ограничен отказан преустановен запрещ ограничен закрыт
    прекращ приостанов невозмож заборон обмежен закрит припинен ogranicen zabranjen uskracen omejen prepoved
    απαγορευ διακοπ περιορισ δεν_επιτρεπ kisitlan yasak durdurul מוגבל אסור נסגר ممنوع مقيد غير_مسموح غير_متاح موقوف
    ممنوع محدود امکان_پذیر امکانپذیر مقدور रोक निषिद्ध উন্মুক্ত_নয় নিষিদ্ধ বন্ধ ห้าม จำกัด ไม่อนุญาต bi_cam han_che
    tam_dung dibatasi ditutup dilarang terlarang dihalang tidak_dibenarkan 制限 禁止 停止 できません 限制 阻止 禁止 제한
    금지 rajoit kielletty suljettu ei_sallit begransad forbjud stangd nekad lukket forbudt begraens nektet stengt
    piirat keelatud aizliegt ierobezot slegt uzdraust ribojam bannad takmark
"""
WHO = """
    court= courts= court's judge= judicial judiciary tribunal police prosecut ministry minister= authority= authorities=
    regulator regulatory government law= laws= legislation decree by_order order_of orders_of injunction isp= isps=
    internet_provider internet_service service_provider parental_control family_filter content_filter web_filter
    network_administrator account_holder gambling_commission
    gericht= gerichts gerichtlich landgericht oberlandes amtsgericht polizei kriminalamt staatsanwalt ministerium behord
    gesetz anordnung verfugung beschluss netzbetreiber jugendschutz kindersicherung inhaltsfilter urteil
    justice= judiciaire gendarmerie ministere autorite loi= decret arrete= procureur gouvernement fournisseur_d'acces
    controle_parental jugement juzgad juez= policia ministerio autoridad ley= legislacion decreto orden_judicial
    orden_de fiscalia gobierno proveedor_de control_parental resolucion giudi procura polizia guardia_di_finanza
    ministero autorita legge= provvedimento ordinanza governo agcom monopoli controllo_parental juiz= autoridade lei=
    ordem_judicial determinacao_judicial decisao_judicial governo operadora provedor controle_parental rechter=
    rechtbank
    gerecht= politie ministerie overheid wet= wetgeving wettelijk bevel vonnis op_last kansspel ouderlijk sadu=
    sadow policj prokurat urzad ustaw wyrok decyzj postanowien kontroli_rodzic rejestr soud= soudu= soudni policie
    policii ministerst urad= uradu= zakon rozhodnut narizen sud= sudu= sudne policaj nariadeni birosag rendorseg
    miniszter hatosag torveny hatarozat vegzes= felugyelet instanta= instantei judecat politia= politiei minister
    autorit lege= legea legii
    ordin= ordinul hotarar decizi съд= съда= съдебн полиц министерств комисия агенция закон разпорежд прокур суд= суда=
    судом= судебн суду= судов минюст роскомн реестр реєстр органов органів госуд держав постановлен предписан решени
    рішенн указ= указу= поліці міністерств фз= провайдер оператор suda= sudsk policij ministarst nadlezn rjesenj resenj
    odluk sodisc ministrst odlocb δικαστ αστυνομ υπουργ αρχη= αρχης= αρχων= νομο νομου εισαγγελ αποφασ επιτροπη
    mahkeme savcilig baskanlig kurumu kurulu kanun karari kararin karariyla bakanlig emniyet hakimlig sayili בית_המשפט
    בית_משפט משטרה משטרת צו= משרד רשות החוק חוק محكمة المحكمة القضا الشرطة وزارة هيئة الهيئة قانون القانون الأنظمة
    أنظمة لأنظمة قرار الحكومة السلطات الجهات مزود دادگاه قضایی پلیس وزارت مقامات قانون کارگروه دستور مراجع न्यायालय
    अदालत पुलिस मंत्रालय सरकार कानून आदेश विभाग আদালত পুলিশ মন্ত্রণালয় আইন সরকার নির্দেশ ศาล ตำรวจ กระทรวง กฎหมาย
    พระราชบัญญัติ คำสั่ง สำนักงาน กสทช เจ้าหน้าที่ รักษาความสงบ ประกาศ อัยการ toa_an cong_an bo_thong_tin phap_luat
    co_quan quyet_dinh nha_mang
    pengadilan polisi kementerian kominfo pemerintah hukum= undang-undang peraturan perundang putusan mahkamah polis=
    suruhanjaya skmm kerajaan akta= seksyen 裁判所 警察 法律 法令 総務省 政府 当局 プロバイダ 保護者 法院 公安 法规 部门
    主管 警方 司法 監管 监管 运营商 법원 경찰 법률 법령 정부 심의 위원회 oikeuden oikeus= karajaoik poliisi ministerio
    viranoma laki= lain= lapsilukko domstol tingsratt polis= polisen myndighet enligt_lag lagen= foraldrakontroll ret=
    retten=
    rettens fogedret byret landsret handelsret politiet politi= spillemyndighed lov= loven= straffelov kendelse
    internetudbyder
    udbyder tingrett lagmannsrett kripos lotteritilsyn kohus kohtu politsei ministeerium ameti= amet= seadus tiesa=
    tiesas ministrij inspekcij likum lemum teism ministerij tarnyb istatym sprendim logbann sysluma jutjat auzitegi
    epaitegi polizia legea gjykat ligj= ligjit urdher
"""
# Whom a gate turns away by law, whose data a notice speaks of, and what a site forbids by it on its own behalf.
OTHERS = """
    minors= minor= copying reproduc copyright underage minderjahrig urheberrecht mineurs= mineur= menores menor= minori
    minorenni maloletn nieletni несовершеннолетн your_data ihre_daten vos_donnees sus_datos tus_datos i_tuoi_dati
    seus_dados uw_gegevens
"""
# Sites of others, of whoever speaks or of whoever reads, as a paper, a law firm or a library speaks of them.
ANYONES = """
    a_website= a_page= a_web_page= a_domain= websites= some_pages which_pages pages_are your_website= your_site=
    your_page= my_website= my_site= our_website= our_site= our_page= our_last our_old our_former our_first cookies=
    eine_webseite eine_website= eine_internetseite eine_seite= einer_webseite einer_website webseiten= internetseiten=
    ihre_webseite ihre_website= ihre_seite= meine_webseite meine_seite= unsere_webseite unsere_website= unsere_seite=
    unserer_webseite unserer_website deren_webseite deren_website= dessen_webseite dessen_website=
    un_site= d'un_site une_page= d'une_page des_sites= les_sites= quels_sites= certains_sites notre_site= notre_page=
    votre_site= votre_page= mon_site= leur_site= dont_le_site
    un_sitio= una_pagina= una_web= los_sitios= algunos_sitios nuestro_sitio nuestra_pagina nuestra_web= su_sitio
    su_pagina= mi_pagina= mi_sitio= un_sito= i_siti= alcuni_siti dei_siti= nostro_sito nostra_pagina tuo_sito
    suo_sito um_site= uma_pagina= os_sites= alguns_sites nosso_site nossa_pagina seu_site= sua_pagina=
    een_website= een_webpagina een_pagina= onze_website= onze_pagina uw_website= uw_pagina mijn_website=
"""
# … but for the one that a reader came to.
THIS_ONE = """
    this_website this_web this_page this_site this_domain this_url this_resource these_ diese_webseite diese_website
    diese_seite diese_internetseite dieser_webseite dieser_website dieser_seite dieser_internetseite dieses_webangebot
    cette_page ce_site= esta_pagina este_sitio este_site= esta_web questa_pagina questo_sito deze_website deze_pagina
    deze_site= deze_webpagina
"""
# What a reader asked for, but for how `barrier_terms` has it.
CALLED_UP = """
    فراخوانده مورد_نظر مورد_تقاضا درخواستی que_desea_acceder que_deseja_aced que_ha_solicitado den_onskade du_onsker_at
    du_vil_bes ที่ท่านร้องขอ ที่ท่านเรียก ที่ท่านพยายาม ที่ท่านต้องการ ที่คุณต้องการ ที่คุณร้องขอ yang_anda_tuju
    yang_diminta girmek_istediginiz erismek_istediginiz ulasmak_istediginiz المراد_زيارته المراد_الوصول التي_طلبتها
    u_wenst_te_bez u_probeert_te gewenste_site gewenste_website koju_zelite koji_zelite
"""
# What became of a reader who asked for what the law does not let be shown.
REDIRECTED = """
    you_have_been_redirected you_were_redirected you_are_redirected you_have_been_directed sie_wurden_auf_diese
    sie_wurden_umgeleitet sie_wurden_weitergel vous_avez_ete_redirig vous_avez_ete_dirig vous_etes_redirig
    ha_sido_redirig ha_sido_redirecc sei_stato_reindir e_stato_reindir foi_redirec foi_encaminh u_werd_omgeleid
    u_bent_omgeleid u_wordt_omgeleid u_werd_doorgestuurd u_bent_doorgestuurd u_wordt_doorverwez zostales_przekierow
    zostali_panstwo_przek byli_jste_presmer boli_ste_presmer atiranyitottuk at_lett_iranyitva ati_fost_redirec
    бяхте_пренасоч вы_были_перенаправ вас_перенаправ вас_було_перенаправ preusmjereni_ste preusmereni_ste
    preusmerjeni εχετε_μεταφερθ ανακατευθυνθ du_er_blevet_omdirig du_er_blevet_viderestil du_er_havnet
    du_har_blivit_omdirig du_har_omdirig du_ble_omdirig du_er_blitt_omdirig du_har_blitt_omdirig sinut_on_ohjattu
    teid_suunati yonlendirildiniz תם_הפנייתך הופנית تم_تحويلك تم_توجيهك هدایت_شد anda_dialihkan anda_diarahkan
    ban_duoc_chuyen
"""
ILLEGAL = """
    illegal unlawful unlicensed without_a_licence without_a_license without_authori prohibited= ungesetzlich
    rechtswidrig ohne_erlaubnis illicite= interdit sans_autoris ilegal ilicit sin_licencia senza_autoriz sem_licenca
    illegaal onwettig verboden zonder_vergunning nielegaln bezprawn nelegaln nezakon illegalis jogellenes torvenysert
    незакон нелегал запрещ заборон без_лиценз противоправ nezakonit protuzakonit παρανομ yasa_disi yasadisi kanunsuz
    בלתי_חוקי غير_قانون غير_مشروع غیرقانونی ผิดกฎหมาย bat_hop_phap trai_phap melanggar ilegal 違法 不法 违法 불법 laiton
    laittom olaglig ulovlig ulovleg ebaseadus nelikum neteiset
"""
