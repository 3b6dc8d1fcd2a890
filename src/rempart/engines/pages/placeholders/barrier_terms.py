"""Beginnings of words with which filters and courts bar a reader from what was asked for, and with which services and
machines say what is gone, late or not set up, in some fifty languages. Read beside others only (`plights`); ``word=``
is
the whole word, ``_`` stands for a space."""

# What the reader wanted: none but whoever stands between says so.
VISITED = """
    you_are_trying_to you_tried_to you_are_attempting you_attempted_to you_were_trying you_have_tried_to you_requested
    you_have_requested requested_page requested_site requested_url requested_website was_requested
    aufrufen_wollten aufrufen_mochten zu_besuchen_versuch zu_offnen_versuch aufgerufene_seite aufgerufene_website
    angeforderte_seite gewunschte_seite sie_besuchen_wollten vous_essayez_de vous_tentez_de vous_avez_tente
    vous_avez_essaye vous_souhaitez_acc vous_cherchez_a page_demandee site_demande que_intenta_ que_esta_intentando
    que_trata_de que_ha_intentado que_intentas que_solicit pagina_solicitada sitio_solicitado cui_si_sta_tentando
    stai_cercando_di stai_tentando cerca_di_acced sta_tentando ha_tentato_di pagina_richiesta sito_richiesto
    que_esta_tentando que_voce_tentou que_tentou que_pretende_aced que_esta_a_tentar pagina_solicitada die_u_tracht
    die_u_probeer die_u_wilt die_je_probeer die_je_wilt opgevraagde_pagina opgevraagde_site ktora_probujesz
    na_ktora_probujesz ktora_probowan zadana_strona do_ktorej_probuj kterou_se_pokou na_kterou_se_pokou
    kterou_chcete pozadovana_strank ktoru_sa_pokus ktoru_chcete pozadovana_strank amelyet_megprobal elerni_kivant
    megnyitni_kivant felkeresni_kivant pe_care_incerc pe_care_doriti pagina_solicitata който_се_опит която_се_опит
    исканата_страница който_искате который_вы_пыта которую_вы_пыта который_вы_хотите запрашиваем запрошенн
    який_ви_намага яку_ви_намага запитувани koju_pokusav kojoj_pokusav koji_pokusav kojem_pokusav
    trazena_stranica do_katere_poskus ki_jo_poskus που_προσπαθειτε που_ζητησατε erismeye_calis girmeye_calis
    ulasmaya_calis acmaya_calis talep_ettiginiz שאליו_ניסית שאליו_אתה_מנסה שניסית הדף_המבוקש האתר_המבוקש الذي_تحاول
    التي_تحاول الذي_طلبته الموقع_المطلوب الصفحة_المطلوبة که_قصد که_سعی مورد_درخواست जिस_साइट जिस_वेबसाइट आप_जिस
    ที่คุณพยายาม ที่คุณกำลังพยายาม ที่ท่านต้องการเข้า ban_dang_co ban_muon_truy ban_dang_truy ban_yeu_cau
    yang_anda_coba yang_ingin_anda yang_anda_akses yang_anda_cuba yang_anda_minta yang_dituju joka_yrit jolle_yrit
    jota_yrit johon_yrit pyytamasi du_forsoker du_forsoger du_prover du_begart du_prover_a du_forsokte
    mida_proovi millele_proovi kuru_mēģin kuru_megin kuri_bandote kuria_bandote sem_thu_reynir
    アクセスしようと 閲覧しようと 表示しようと 您访问的 您要访问 您请求的 您正在访问 您試圖 您訪問的 您要訪問 您尝试访问
    접속하려 접속하시려 접속하고자 방문하려 que_esta_intentant bisitatu_nahi
    u_heeft_getracht getracht_heeft die_u_opvra heeft_geprobeerd du_har_forsog du_har_prov du_har_forsok
    vous_avez_demande ha_intentado_acced intento_acceder ha_cercato_di voce_tentou tentou_aced ktora_chces ktora_chcial
    que_vous_avez_dem sie_haben_versucht sie_versuchen du_hast_versucht вы_пытаетесь вы_пытались вы_попытал
    ви_намагаєт ви_намагал pokusavate_otvor pokusavate_prist próbujesz probujesz_otw probujesz_wejsc
"""
# Why it is not shown.
BARRED = """
    blocked= block_list blacklist illegal= unlawful= court= law= legislation inappropriate unsuitable objectionable
    category= categories= categorised filter policy= prohibited banned= forbidden= not_allowed denied= harmful malware
    phishing licence license restricted rules= gesperrt blockiert illegal gesetz gericht ungeeignet verboten kategorie
    filter richtlinie schadlich bloque interdit illegal= illicite loi= legislation tribunal inapproprie categorie
    filtre politique bloquead bloqueó ilegal ley= legislacion juzgad juez inadecuad categoria filtro politica prohibid
    bloccat illegal legge tribunal autorita inibit inadatt vietat oscurat bloquead ilegal lei= judicial tribunal
    inadequad proibid geblokkeerd illegaal wet= wetgeving rechtbank rechter ongeschikt verboden categorie zablokowan
    nielegaln ustaw sad= sadu= nieodpowiedn zabronion kategori blokovan zablokovan nelegaln nezakon zakon= zakona
    soud= nevhodn zakazan blokkolt letilt torvenyt torveny= birosag nem_megfelel tiltott blocat ilegal lege= legea
    instant nepotrivit interzis блокиран незаконн закон съд забранен неподходящ заблокир запрещ суд= суда= роскомн
    заблоков заборон незаконн суду= blokiran nezakonit sud= suda= neprimjeren zabranjen prepovedan sodisc μπλοκ παρανομ
    νομο δικαστηρ αποκλε ακαταλληλ απαγορ engellen yasak yasa_ kanun mahkeme uygunsuz kategori חסום נחסם חוק בית_משפט
    לא_ראוי אסור محجوب حجب محظور قانون القانون محكمة غير_لائق ممنوع مسدود فیلتر غیرقانونی दायरा अवैध अवरुद्ध ब्लॉक
    न्यायालय
    ผิดกฎหมาย ถูกปิดกั้น ศาล ถูกระงับ ไม่เหมาะสม bi_chan phap_luat toa_an khong_phu_hop diblokir terlarang melanggar
    hukum=
    internet_positif pengadilan disekat undang-undang tidak_sesuai estetty lain= laiton oikeuden sopimat blockera lag=
    olaglig domstol olamplig blokeret ulovlig loven= fogedret upassende blokkert domstol retten blokeeritud seadus
    ebasobiv bloket likum tiesa= blokuoj istatym teismo netinkam lokad logum_ domstol ブロック 違法 法律 裁判所 不適切
    規制
    フィルタ カテゴリ 禁止 屏蔽 违法 違法 拦截 攔截 法院 法规 不良 过滤 차단 불법 법령 법원 유해 금지
"""
# What users put up, and who has it taken down.
THING = """
    profile= video= content= thread= topic= forum= board= channel= user= blog= profil profilen profiilin beitrag video
    inhalt thema kanal benutzer contenu sujet utilisateur chaine perfil contenido tema= usuario foro profilo contenuto
    utente perfil conteudo topico usuario profiel bericht= inhoud gebruiker tresc watek uzytkownik obsah vlakno uzivatel
    pouzivatel tartalom felhasznalo continut utilizator профил съдържани тема потребител профиль материал тема
    пользовател контент профіль допис користувач вміст профил садржај sadrzaj korisnik vsebin uporabnik προφιλ
    περιεχομεν χρηστ icerik kullanici profili פרופיל הפרופיל התוכן המשתמש الملف_الشخصي المحتوى المستخدم نمايه نمایه
    محتوا کاربر प्रोफ़ाइल प्रोफाइल सामग्री প্রোফাইল โปรไฟล์ เนื้อหา ho_so noi_dung nguoi_dung konten pengguna kandungan
    プロフィール コンテンツ 投稿 动画 動画 资料 資料 帖子 用户 用戶 视频 影片 프로필 게시물 콘텐츠 사용자 profiili
    sisalto
    profiil sisu= profils saturs profilis turinys innehall indhold innhold brukeren brugeren anvandaren profill efni=
    perfil contingut usuari profila edukia proifil= proffil
"""
GONE = """
    no_longer_shown no_longer_exists nicht_mehr_gezeigt existiert_nicht_mehr retire= retiree= se_retiro retirado
    retirada ritirat ingetrokken wycofan stazen visszavon retras оттегл снят= снята снято убран знято прибран povucen
    umaknj αποσυρθ yayindan_kald הוסר سحب poistanut poistettu trukket tilbagetrukket fjernet togs_bort tagits_bort
    削除 非公開 下架 내려 sildi= silindi= ลบ sterge torolte smazan uvoln izbrisal
"""
CANNOT_FIND = """
    unable_to_find unable_to_locate
    cannot_find can_not_find can't_find couldn't_find could_not_find wir_nicht_finden konnten_wir_nicht
    ne_trouvons_pas n'avons_pas_trouve pas_pu_trouver no_encontramos no_hemos_encontrado no_podemos_encontrar
    non_troviamo non_riusciamo_a_trov nao_encontramos nao_conseguimos_encon we_niet_vinden wij_niet_vinden
    nie_mozemy_znalezc nie_znalezlismy
    nemuzeme_najit nenasli nenasli_jsme nemozeme_najst nem_talaljuk nem_talaltuk nu_gasim nu_am_gasit не_намираме
    не_можем_да_намер не_можем_найти не_нашли не_можемо_знайти не_знайшли не_можам_знайсці ne_mozemo_naci
    ne_mozemo_pronaci nismo_pronasli nismo_nasli ne_najdemo не_можемо_да_наде nuk_e_gjejm δεν_βρισκουμε
    δεν_μπορουμε_να_βρ
    bulamadik bulamiyoruz tapa_bilm таба_алмад topa_olmad ვერ_ვპოულ չենք_գտ לא_מצאנו לא_הצלחנו_למצוא لم_نجد لا_نجد
    لم_نعثر پیدا_نکردیم یافت_نکرد नहीं_मिल_रहा खोज_नहीं ไม่พบสิ่ง หาไม่พบ khong_tim_thay tidak_menemukan
    tidak_dapat_menemu
    tidak_menjumpai 見つかりません 找不到 찾을_수_없 찾지_못 emme_loyda emme_loytan ei_leia ei_leidnud nevaram_atrast
    neatradam nerandame neradome hittar_inte kan_inte_hitta kan_ikke_finde finner_ikke kan_ikke_finne finnum_ekki
    no_trobem no_hem_trobat ezin_dugu_aurk non_atopamos
"""
# What a machine says on which nobody has set up anything, at least not under that name.
ON_A_MACHINE = """
    this_machine this_server this_host this_box dieser_maschine diesem_server diesem_rechner diesem_host cette_machine
    ce_serveur esta_maquina este_servidor questa_macchina questo_server esta_maquina este_servidor deze_machine
    deze_server dit_apparaat tej_maszynie tym_serwerze tomto_serveru tomto_stroji tomto_serveri ezen_a_gep
    ezen_a_kiszolg ezen_a_szerver acest_server aceasta_masina тази_машина този_сървър этой_машине этом_сервере
    этот_сервер цій_машині цьому_сервері ovom_serveru ovom_stroju ovom_racunalu ovoj_masini tem_strezniku овом_серверу
    αυτον_τον_διακομ αυτο_το_μηχαν bu_makine bu_sunucu bu_makinede במחשב_זה בשרת_זה בשרת_הזה هذا_الخادم هذه_الآلة
    این_سرور इस_सर्वर এই_সার্ভার เซิร์ฟเวอร์นี้ เครื่องนี้ may_chu_nay may_nay server_ini mesin_ini pelayan_ini
    このマシン
    このサーバ 这台机器 这台服务器 本服务器 此服务器 這台伺服器 이_서버 이_기계 talla_koneella talla_palvelim
    selles_serveris
    selles_masinas saja_serveri siame_server den_har_servern den_har_maskinen denne_server denne_maskin
    pa_denne_server thessum_thjon aquesta_maquina aquest_servidor makina_hon
"""
SET_UP = """
    set_up= setup= configur installed= served_by eingericht konfigur configure hinterlegt installe configurad instalad
    configurat installat ingesteld geconfigureerd skonfigur ustawion nastaven konfigurov nakonfigur beallit konfigural
    configurata настроен конфигур налашт configurirane podesen konfiguriran nastavljen подешен ρυθμισ εγκαταστ
    ayarlan yapilandir kurulma הוגדר הותקן اعداد إعداد تهيئة تكوين پیکربندی تنظیم कॉन्फ़िगर সেট ตั้งค่า cau_hinh
    dikonfigurasi diatur 設定 配置 安装 설정 구성 maaritet asennet seadist konfigureer iestatit konfigurets sukonfig
    nustatyt installerat satt_upp konfigurerat sat_op konfigureret satt_opp konfigurert stillt sett_upp configurat
    konfiguratu
"""
NOT_ANY = """
    nothing= no= not= none= nichts= kein keine= rien= aucun= pas= nada= ningun no= nulla= niente= nessun non= nenhum
    nao= niets= geen= niet= nic= nie= zadn zadny nincs semmi= nem= nimic= niciun nu= нищо няма не= ничего нет ни_одного
    нічого немає жодн nista= ni= nema nijedan nic= ништа нема τιποτα δεν= κανεν hicbir henuz_yok yok= שום לא= אין= لا=
    لم=
    لا_يوجد هیچ نشده कुछ_नहीं नहीं কিছু_নেই ยังไม่ ไม่มี khong= chua= tidak= belum= tiada= 何も まだ ません 尚未 没有
    沒有 无任何
    아무것도 않 ei= mitaan pole= midagi nav= nekas nera= nieko inget ingen inte ikke intet ingenting ekkert ekki cap=
    res=
    ez=
"""
THIS_FILE = """
    this_file this_page this_text diese_datei diese_seite ce_fichier cette_page este_archivo esta_pagina questo_file
    questa_pagina este_ficheiro este_arquivo dit_bestand deze_pagina ten_plik te_strone tento_soubor tuto_stranku
    tento_subor ezt_a_fajlt ezt_az_oldalt acest_fisier aceasta_pagina този_файл тази_страница этот_файл эту_страницу
    цей_файл цю_сторінку ovu_datoteku ovaj_fajl to_datoteko ову_датотеку αυτο_το_αρχειο bu_dosya bu_sayfay הקובץ_הזה
    קובץ_זה هذا_الملف این_فایل इस_फ़ाइल ไฟล์นี้ tep_nay tep_tin_nay berkas_ini fail_ini file_ini このファイル 此文件
    这个文件
    這個檔案 이_파일 taman_tiedoston selle_faili so_failu si_faila den_har_filen denne_fil denne_filen thessari_skra
    aquest_fitxer fitxategi_hau
"""
DELETES = """
    delete= remove= overwrite= replace= loschen_sie losche= ersetzen_sie ersetze= uberschreib effacez supprimez
    remplacez
    borra= borre= elimine= elimina= reemplac sustituy cancella= elimini= sostituisci apague= exclua= substitua
    verwijder vervang overschrijf usun= zastap skasuj smazte nahradte vymazte torolje csereld cserelje stergeti
    inlocuiti изтрийте заменете удалите замените видаліть замініть obrisite zamijenite zamenite izbrisite избришите
    διαγραψτε αντικαταστ silin= degistirin מחקו החליפו احذف استبدل حذف_کنید जایگزین हटाएँ หลบ ลบ xoa_ thay_the hapus_
    ganti_ padam 削除 置き換え 删除 替换 刪除 삭제 바꾸 poista korvaa kustuta asenda izdzes aizstaj istrinkite
    pakeiskite
    ta_bort ersatt slet= erstat slett erstatt eyddu skiptu esborreu suprimiu ezabatu
"""
UPLOADED = """
    upload your_own hochgelad eigene_datei eigene_seite depose deposer televers les_votres subido subir los_tuyos suyos
    caricat i_tuoi tuoi_file enviado enviar seus_arquivos geupload eigen_bestand wgra wlasne swoje nahraje vlastni
    nahrate vlastne feltolt sajat incarc propri качите собствен загруз свои= свой завантаж свої власн otprem ucita svoje
    nalozi svoje поставите своје ανεβασ δικα_σας yukle kendi= העל שלכם رفع ملفاتك بارگذاری अपलोड อัปโหลด tai_len cua_ban
    unggah muat_naik アップロード 上传 上傳 업로드 lataat omat ules_laadi oma= augsupiela savu ikelsite savo laddat_upp
    egna
    uploadet lagt_op egne lastet_opp hlad pujat penjat igo=
"""
# What took a server, or a reader with a form, too long.
TOO_LONG = """
    too_long= too_slow zu_lange zu_langsam trop_longtemps trop_de_temps trop_long demasiado_tiempo tardo_demasiado
    demasiado_en troppo_tempo troppo_a_lungo troppo_lento tempo_demais demorou_demais demorou_muito te_lang te_lange
    zbyt_dlugo za_dlugo prilis_dlouho prilis_dlho tul_sokaig tul_hosszu tul_sok_ido prea_mult_timp prea_mult
    твърде_дълго твърде_много_време слишком_долго надто_довго занадто_довго занадта_доўга predugo predolgo предуго
    shume_gjate παρα_πολυ cok_uzun יותר_מדי_זמן وقتا_طويلا بیش_از_حد_طول बहुत_देर बहुत_समय অনেক_সময় นานเกินไป qua_lau
    terlalu_lama 時間がかかりすぎ 时间过长 过久 時間過長 너무_오래 liian_kauan liian_pitk liiga_kaua parak_ilgi
    per_ilgai
    for_lang for_lange of_langan massa_temps luzeegi
"""
FORM = """
    form= session= page= formular sitzung formulaire formulario formulier modulo= formularz formular urlap formularul
    формуляр форма= форму форма obrazac obrazec φορμα form_ formu טופס النموذج الاستمارة فرم फ़ॉर्म ฟอร์ม bieu_mau
    formulir
    borang フォーム 表单 表單 양식 lomak vorm= veidlap forma= formularet skjemaet eydubla
"""
# That something has to be shown of who comes.
SHOWS = """
    show= prove= zeigen beweis montrer prouver demuestra demostrar mostrar dimostra provar mostrar tonen bewijs pokaz
    udowodn prokaz dokaz ukaz bizony mutass arat_ demonstr докаж показат доказат покаж довест доказ pokaz αποδειξ
    δειξ goster kanitla להוכיח להראות أثبت إثبات نشان ثابت साबित প্রমাণ พิสูจน์ chung_minh buktikan 証明 示して 示す
    证明 證明
    증명 보여 osoita todista bevisa visa_att vise_at vise_at bevis toesta naita pierad irodyt parodyt syna demostr
    erakutsi
"""
# On what that is shown.
TOUCHED = """
    slider button= box= piece= puzzle key= mouse= regler schieberegler knopf= taste= feld= kastchen bouton piece=
    curseur
    case= touche= boton casilla pieza deslizador control_desl pulsante casella tassello cursore botao caixa= peca=
    deslizante knop= vakje schuif suwak przycisk pole= klawisz posuvnik tlacitk poli policko posuvnik tlacidl gomb
    csuszk negyzet buton glisor caset плъзгач бутон ползун кнопк галочк повзун кнопк клавиш klizac dugme gumb kucic
    drsnik gumb slider ρυθμιστ κουμπι πλαισι surgu kaydir dugme kutu מחוון לחצן תיבה שריט زر المنزلق المربع دکمه لغزنده
    बटन स्लाइडर বোতাম ปุ่ม แถบ nut_ thanh_truot o_vuong tombol penggeser kotak butang スライダー ボタン チェック 滑块
    按钮 滑塊
    方框 슬라이더 버튼 painik liuku ruutu nupp liugur kast= slidni poga ruti slankikl mygtuk langel knapp reglage ruta=
    knap= skyder felt= glidebryter hnapp sledann boto= lliscant
"""
# Whom a check asks whether a person comes, and what it has done then.
ASKS_A_BOT = """
    are_you_a_robot are_you_a_bot are_you_human are_you_a_human du_ein_bot du_ein_roboter sie_ein_roboter sie_ein_mensch
    etes-vous_un_robot etes_vous_un_robot etes_vous_humain eres_un_robot es_usted_un_robot sei_un_robot voce_e_um_robo
    voce_e_um_bot je_een_robot bent_u_een_robot jestes_robotem jste_robot ste_robot robot_vagy on_robot esti_robot
    sunteti_robot робот_ли_си вы_робот ви_робот вы_робат jesi_li_robot jeste_li_robot si_robot a_jeni_robot
    ειστε_ρομποτ robot_musun האם_אתה_רובוט هل_انت_روبوت ربات_هستيد ربات_هستید ロボットですか 你是机器人吗 您是机器人吗
    你是機器人嗎 로봇입니까 ban_la_robot apakah_anda_robot oletko_robotti oled_robot vai_esat_robots ar_esate_robotas
    ar_du_en_robot er_du_en_robot ertu_velmenni
"""
GOES_ON = """
    continue= proceed= go_on= fortzufahren weiterzu weiter= continuer poursuivre continuar seguir= proseguire
    continuare= prosseguir verder_te door_te dalej= kontynuowac pokracuj pokracov folytat continua продълж продолж
    продовж працяг nastav nadalj prodolz vazhdo συνεχισ devam= להמשיך للمتابعة ادامه जारी ต่อ tiep_tuc melanjutkan
    lanjut
    続け 继续 繼續 계속 jatka jatkaaks jatkata turpinat testi= fortsatt fortsaet fortsett halda_afram
"""
# What holds what a site says, and that it is out of reach.
DATABASE = """
    database= databases= datenbank base_de_donnees la_base= base_de_datos base_dati banca_dati banco_de_dados
    base_de_dados databank gegevensbank baza_danych baza= baza bazy= databaz adatbazis baza_de_date база_данни
    база_даних
    базой базу_данных базы_данных база_данных базою baza_podataka bazom podatkovn βαση_δεδομενων veritaban מסד_הנתונים
    قاعدة
    پایگاه_داده डेटाबेस ฐานข้อมูล co_so_du_lieu basis_data pangkalan_data データベース 数据库 資料庫 데이터베이스
    tietokan
    andmebaas datubaz duomenu_baz databas gagnagrunn base_de_dades
"""
FAILED = """
    could_not_reach could_not_connect cannot_connect failed= nicht_erreichbar konnte_nicht fehlgeschlagen echoue=
    echoue n'a_pas_pu no_se_pudo fallo_la non_riusc impossibile_conn non_e_stato_poss nao_foi_possiv falhou kon_niet
    mislukt nie_udalo nepodarilo nem_sikerult nu_s-a_putut esuat неуспешн не_удалось не_удается не_вдалося не_ўдалося
    nije_moguce nije_uspe ni_uspel δεν_ηταν_δυνατ απετυχε kurulamadi basarisiz נכשל فشل تعذر ناموفق विफल ล้มเหลว
    that_bai
    khong_the_ket gagal 失敗 接続できません 失败 无法连接 無法連線 실패 epaonnistui ebaonnest neizdev nepavyk misslyckad
    mislykkede mistokst ha_fallat
"""
