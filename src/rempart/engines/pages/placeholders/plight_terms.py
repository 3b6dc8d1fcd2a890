"""Beginnings of words with which pages of few words say what is the matter without naming a site, in some forty
languages. Read beside others only (`plights`); ``word=`` is the whole word, ``_`` stands for a space."""

SOUGHT = """
    asked_for= looking_for= seek were_after= are_after= searching_for= requested= you_want suchen gesucht cherch
    recherch busca buscas procur cerchi cercat cercando cercate zoek szuka hledat hleda hladat keres cautat cauta
    търси барат тражи ищете искали иск шука шукаєте трази trazi trazite isce iskali iescat iesko meklej otsi etsi
    etsim letar soker leder_efter soger leter leitar leter_etter ψαχν ζητ aradıg aradig تبحث تطلب جوييد جویید دنبال
    חיפשת שחיפשת מחפש お探し お求め 要找 要查找 查找的 寻找 找的 찾으시 찾는 찾고 ban_tim dang_tim anda_cari dicari
    สิ่งที่คุณค้นหา ที่ค้นหา กำลังมองหา ढूंढ खोज খুঁজ cerqueu bilatzen kerkoni ეძებთ փնտր axtar іздеген шукаец
    unachotafuta unalotafuta hinahanap aufgeruf
"""
MOVED = """
    moved= relocated= umgezogen verschoben verlegt deplac change_d'adresse ailleurs cambio_de cambiado movido
    trasladad spostat mudou movid verhuisd verplaatst przenies presunut premiest athelyez elkolto koltoz mutat
    премест премеще переех перемещ перенес переїх переміщ преместен przemieszcz premjest premakn premaknj perkelt
    perkelta parviet pārvieto kolinud teisaldat siirret muuttanut flytta flyttet fluttur faert μεταφερ μετακιν
    tasin نقل انتقل جابه منتقل הועבר עבר_ל 移動 移走 移动 移至 移除 옮겨 이동 chuyen dipindah ย้าย हटा সরান mogut
    mogud mudad lekuz_aldatu aldatu_da zhvendos გადატან տեղափոխ kocurul көшір перанес kimehamish inilipat
    премештен flutt= fluttur_ wedi_symud geskuif movita gereckel koʻchiril zmenil změnila zmenila zmienil hana_sürül
    dialihkan umehamishwa moveuse moveuse_ jabaja ከቦታ
"""
ABSENT = """
    never_existed does_not_exist doesn't_exist do_not_exist no_such= gibt_es_hier_nicht gibt_es_nicht
    existiert_nicht n'existe non_esiste no_existe nao_existe non_existe bestaat_niet nie_istnieje neexistuj
    nem_letez nu_exista не_съществува не_существует не_існує не_постои не_постоји ne_postoji ne_obstaja nera_ nav=
    pole_olemas ei_ole_olemassa finns_inte findes_ikke finnes_ikke er_ekki_til δεν_υπαρχει yok_ yoxdur
    لم_يعد_موجود غير_موجود وجود_ندارد לא_קיים 存在しない 不存在 없거나 없습니다 khong_ton_tai tidak_ada
    tidak_wujud ไม่มีอยู่ मौजूद_नही নেই no_existeix ez_dago nuk_ekziston არ_არსებობს գոյություն_չուն жоқ няма=
    hakipo
    no_esta_aqui nao_esta_aqui non_e_qui non_si_trova_qui n'est_pas_ici ist_nicht_hier is_hier_niet nie_ma_tu tu_nie_ma
    neni_zde nie_je_tu isn't_here is_not_here gibt_es_bei_uns_nicht gibt_es_leider_nicht
"""
ADDRESS = """
    address spelling= adresse adress adres= adresu= adresa= adresę= direccion indirizzo endereco enderezo adreca
    adreça cimet= адрес адресата адресу naslov adrese osoite osoitt aadress slod vefslod διευθυν عنوان العنوان
    نشاني نشانی כתובת הכתובת アドレス 地址 网址 주소 dia_chi alamat ที่อยู่ पता ঠিকানা helbide მისამართ հասցե
    unvan мекенжай anwani
"""
LINK = """
    token= jeton=
    link= links= linket= lanken= lenken= lenk= lien= enlace= enlace collegamento= ligacao= hiperligacao= link
    verwijzing odnosnik odkaz hivatkozas legatur връзка връзкат ссылк посилан poveznic povezav veza= nuoroda
    saite= linkki lankki συνδεσμ baglanti الرابط رابط رابطا پيوند پیوند הקישור קישור リンク 链接 鏈接 連結 링크
    lien_ket duong_dan tautan pautan ลิงก์ लिंक লিঙ্ক enllac esteka lidhj ბმულ հղում kecid сілтем спасылк
"""
ENDED = """
    expired= no_longer_valid not_valid invalid= malformed= broken= already_used abgelaufen nicht_mehr_gultig
    ungultig expire= expiré plus_valable plus_valid non_valid invalide= caducad ya_no_es_valid no_es_valid
    vencido= invalido= scadut non_e_piu_valid expirad ja_nao_e_valid verlopen niet_langer_geldig ongeldig wygasl
    niewazn nie_jest_juz_wazn nieprawidlow vyprsel neplat uz_neplati lejart nem_ervenyes mar_nem_ervenyes expirat
    nu_mai_este_valabil изтекл изтече невалид устарел истек недействит больше_не_действит застаріл недійсн
    більше_не_дійсн istekl ne_vrijedi vise_ne_vrijedi nevazec potekl ne_velja negalioj pasibaig nederig beidz
    aegun kehtetu vanhentun ei_ole_enaa_voimassa gatt_ut galler_inte ogiltig udlob galder_ikke gjelder_ikke
    ugyldig utlop utrunn εληξ ισχυει_πλεον gecersiz gecerli_degil eskimis suresi_dol انتهت_صلاحي لم_يعد_صالح
    غير_صالح منقضي منقضی نامعتبر פג_תוקף לא_תקף 無効 期限切れ 失效 过期 過期 不再有效 已失效 无效 無效 만료
    유효하지 het_han khong_hop_le kedaluwarsa tidak_berlaku tidak_sah หมดอายุ ไม่ถูกต้อง अमान्य caducat skaduar
    e_pavlefshme ვადაგასულ ժամկետանց etibarsiz жарамсыз
    no_longer_work not_work_any_more does_not_work funktioniert_nicht_mehr ne_vazi vise_ne_vazi не_важи повеќе_не_важи
    nuk_vlen δεν_ισχυει ใช้ไม่ได้ मान्य_नही nav_deriga vairs_nav_deriga nebegalioj nebeveik
"""
ACCOUNT = """
    account= accounts= webspace customer hosting konto= kontoen kontot kunden kundens kundes client= cliente=
    compte= cuenta= conta= klant klient zakaznik zakaznika ucet= ugyfel fiok= cont= clientului клиент профил
    аккаунт акаунт обліков площадк майданчик korisnik racun= strank paskyra kontas konts kunde kundi asiakkaan
    tili= kund= reikning λογαριασμ πελατ hesap hesabi musteri الحساب حساب العميل החשבון לקוח アカウント お客様
    账户 帐户 客户 계정 고객 tai_khoan khach_hang akun pelanggan akaun บัญชี खाता llogari ანგარიშ հաշիվ hesab
    φιλοξενι barindirm hostingul hebergement alojamiento= hospedagem= gazduir хостинг tarhely webhotel gostovan majutus
"""
OFF = """
    switched_off= on_hold= turned_off= deactivat disabled suspend closed= abgeschaltet stillgelegt gesperrt coupe
    desactiv ferme= suspendu dado_de_baja desactivad spento disattiv sospes desligad desativad suspens uitgezet
    uitgeschakeld afgesloten wylaczon zablokowan zawieszon vypnut pozastaven kikapcsol felfuggeszt oprit
    dezactivat suspendat изключен спрян отключ выключен приостановл заблокир вимкн призупин заблок iskljucen
    искључен izklop isjungt izsleg valja_lulitat kytketty_pois poissa_kaytosta suljettu avstangt avslag slukket
    lukket stengt slatt_av lokad απενεργοποι εκλεισ kapatil أغلق متوقف إيقاف مغلق تعليق بسته مسدود הושבת כובה נחסם
    停止 关闭 停用 중지 정지 bi_khoa da_tat dimatikan ditutup ถูกระงับ निलंबित apagat desactivat mbyllur გათიშ
    անջատ baglanib өшіріл
    διακοπ ανασταλ durduruldu zastaven zaustavljen ugasen wstrzyman
    αναστολ
"""
UNPAID = """
    unpaid= overdue= bill= bills= invoice outstanding arrear payment rechnung zahlung impaye facture paiement
    paga= pago= sin_pagar impag fattur pagament falta_de_pagamento fatura facturas facturi onbetaal openstaand
    rekening betaling niezaplac zaleg faktur nezaplac kifizetetlen szaml szamla neplatit неплат неоплач счет
    несплач рахунк neplacen racuna neapmok saskait neapmaks rekin maksmata arve maksamattom lasku obetald ubetalt
    regning ogreidd απληρωτ πληρωμ odenmemis فاتور فواتير مدفوع پرداخت شולמו שולמ תשלום 未払い 未納 欠费 欠費 未付
    미납 요금 chua_thanh_toan hoa_don belum_dibayar tagihan ค้างชำระ भुगतान impagad factures papaguar გადაუხდ
    չվճար odenilm төленбе
    οφειλ borc debts= dlug= dluh= dlh= dugovan hutang utang= 欠款 tunggakan
"""
APPLICATION = """
    application= service= session= app= anwendung dienst= sitzung l'application session aplicacion aplicacao
    sesion sessao servicio= servizio= servico= applicazione sessione applicatie sessie aplikacj uslug sesj aplikac
    sluzb relac alkalmazas szolgaltatas munkamenet aplicati serviciul sesiun приложени услуг сесия сервис сессия
    сеанс застосун послуг aplikacij usluga storitev programel paslaug sesija pakalpojum lietotn rakendus teenus
    istung sovellus palvelu istunto applikation programmet tjanst tjenest okten forrit thjonust εφαρμογ υπηρεσι
    συνεδρι uygulama hizmet oturum التطبيق الخدمة الجلسة برنامه سرويس سرویس היישום השירות アプリケーション
    サービス セッション 应用 服务 服務 会话 애플리케이션 서비스 세션 ung_dung dich_vu phien aplikasi layanan
    perkhidmatan แอปพลิเคชัน บริการ एप्लिकेशन सेवा aplicacio servei aplikacioni
"""
STILL = """
    ended= beendet= not_available unavailable not_respond isn't_respond no_longer_respond has_ended= timed_out
    nicht_erreichbar nicht_verfugbar antwortet_nicht antwortet_zurzeit_nicht wurde_beendet abgelaufen indisponib
    ne_repond n'est_pas_disponib terminee= pris_fin no_disponib no_responde no_esta_disponib ha_caducado
    finalizado= non_disponib non_risponde momento_non_rispond scaduta= terminata= indisponiv nao_esta_a_responder
    nao_responde nao_disponiv expirou= niet_bereikbaar niet_beschikbaar reageert verlopen niedostepn
    nie_jest_dostepn nie_odpowiada wygasla= neni_dostupn neodpovid nedostupn nie_je_dostupn neodpoveda
    nem_elerheto nem_valaszol lejart nu_este_disponib nu_raspunde indisponibil недоступ не_отвеча не_доступ истек
    не_відповіда недоступн nije_dostup ne_odgovara ni_na_voljo se_ne_odziva neprieinam neatsako nav_pieejam
    neatbild pole_saadaval ei_vasta ei_ole_kaytettav ei_ole_saatavill svarar_inte inte_tillganglig otillganglig
    svarer_ikke ikke_tilgjengelig ikke_tilgaengelig utilgaengelig svarar_ekki δεν_ειναι_διαθεσιμ δεν_ανταποκριν
    μη_διαθεσιμ kullanilami yanit_vermi غير_متاح لا_يستجيب لا_تستجيب در_دسترس_نيست در_دسترس_نیست אינו_זמין לא_זמין
    利用できません 応答していません 応答しません 不可用 无响应 没有响应 没有回应 사용할_수_없 응답하지
    khong_kha_dung khong_phan_hoi tidak_tersedia tidak_merespons ไม่พร้อม ไม่ตอบสนอง उपलब्ध_नही no_esta_disponible
    no_respon nuk_eshte_i_disponue
"""
PREPARE = """
    preparing at_work_behind= building_something working_on_something prepar bereiten gezimmert gebaut basteln
    zimmern werkeln preparon bricol preparando trabajando stiamo_preparand allestend estamos_a_prepar timmer
    bouwen_hier werken_hier szykuj przygotowuj budujem chysta pripravuj stavime keszul keszit epul pregati
    construim подготв готвим готов строим створю будуємо спрема pripremam gradimo pripravlj ruosia kuriam gatavo
    buvej valmib ehitame valmistam valmistell rakenn snickra bygg snekrer i_smidum undirbu ετοιμαζ φτιαχν hazirl
    yapiyoruz نحضر نجهز نعد_ آماده_كردن آماده_کردن ساختن מכינים בונים 作成して 準備して 制作して 作って 准备 準備
    打造 만들고 준비하고 chuan_bi xay_dung menyiapkan membangun เตรียม สร้างสรรค์ तैयार তৈরি preparant preparem
    pergatis amzad ვამზად պատրաստ hazirlay дайында рыхтуем
"""
RETURN = """
    come_back= look_in= check_back= come_again= visit_us_again= drop_by= schauen_sie wieder_vorbei vorbeischauen
    kommen_sie revenez repassez vuelva vuelve regrese visitenos_de torna= tornate passa_a volte= regresse kom_over
    kom_terug keer_terug zajrzyj wroc odwiedz vratte vratit navrat vrat nezzen_vissza terjen_vissza jojjon revenit
    reveniti върнете наминете загляните возвращай зайдите завітайте поверн зазирніть vratite svratite vrnite
    oglasite grizk uzsuk atgriez ieskat tule_ tulge palaa= palatkaa titta_in kom_tillbaka valkommen_ater kig_forbi
    kom_tilbage kom_tilbake stikk_innom komdu επιστρεψ περαστε ugray tekrar_gel yeniden_gel عد_بعد عودوا زورونا
    سر_بزنيد سر_بزنید بازگرد חזרו בקרו お越し お立ち寄り 再来 再來 回来看 다시_방문 다시_찾아 quay_lai ghe_lai
    kembali kunjungi_lagi กลับมา देखें आएं torneu kthehuni დაბრუნდ վերադարձ qayidin оралы вярта
"""
PAGES = """
    pages= seiten= auftritt paginas= pagina's= pagini= pagine= strony= stron= strany= stranky= stranic
    strani= oldal страниц сторін puslapi lapas= lapam= lapu= lehte sivu sidor sider= sidene= sidurnar σελιδ sayfa
    صفح דפים ページ 页面 頁面 페이지 trang halaman laman หน้า पृष्ठ পাতা pagines faqe გვერდ էջ sehifa бет= старонк
"""
REPLACE = """
    replace put_ ersetz legen_sie lege_ remplac deposez deposer sustituy reemplaz copie suba sostituisc sostituir
    copia_ carica substitu vervang zet_ plaats zamien podmien wgraj umiesc nahrad vlozte nahraj csereld toltse
    inlocui incarc замен сменете качете загруз помест замін завантаж замени zamijeni postavi zamenja nalozi
    pakeisk ikel aizstaj ievieto asenda pane_ korvaa vie_ ersatt lagg_ erstat laeg_ bytt_ut legg_ skiptu
    αντικαταστ ανεβασ degistir yukley استبدل ضع_ ارفع جايگزين جایگزین החליפו העלו 置き換え 配置して 替换 替換 放入
    上传 바꾸 올려 thay_the tai_len ganti unggah letakkan แทนที่ बदलें substituiu poseu
"""
FILES = """
    file= files= pages= datei startdatei seiten= fichier pages archivo paginas ficheiro pagine bestand pagina's
    plik strony= soubor stranky subor fajl oldalai fisier файл страниц сторінк datotek strani failu puslapi lapas
    faili lehed tiedosto sivut filen sidor sider fila αρχει dosya sayfa الملف ملفات فايل فایل הקובץ ファイル 文件
    파일 tap_tin berkas ไฟล์ फाइल fitxer
"""
PLACE = """
    public_folder= start_page= home_page= document_root= ordner startseite startdatei dossier_public
    page_d'accueil carpeta pagina_de_inicio cartella pagina_iniziale pasta_ pasta= pagina_inicial map= startpagina
    folder strone_startowa slozk priecinok uvodni mappa kezdolap dosar pagina_de_pornire папк стартовой стартову
    начална mapa= mapu= mape= pocetn aplank katalog kausta kansio etusivu mappen startsida startside mappe φακελο
    klasor ana_sayfa مجلد پوشه תיקי フォルダ 目录 文件夹 首页 폴더 시작_페이지 thu_muc trang_chu โฟลเดอร์ फ़ोल्डर
"""
TERM = """
    reservation= registration= lease= term= laufzeit registrierung reservation enregistrement registro registo
    registrazione prenotazione reserva registratieperiode registratie rejestracj registrac regisztraci inregistrar
    регистрац реєстрац registracij registreering rekisterointi registrering skraning καταχωρ kayit التسجيل ثبت
    רישום 登録 注册 註冊 등록 dang_ky pendaftaran จดทะเบียน पंजीकरण registre regjistri რეგისტრაცი գրանց qeydiyyat
    тіркеу
"""
OVER = """
    ran_out has_ended lapsed= is_over= zu_ende abgelaufen beendet terminee pris_fin echue terminado vencid
    finalizad al_termine scadut conclus chegou_ao_fim terminad voorbij verlopen verstreken dobiegl_konca wygas
    minal skoncil uplynul veget_ert lejart incheiat expirat изтекл приключ закончил истек закінчи завершил zavrsil
    istekla isteklo potekl baigesi pasibaige beidzies loppenud loppunut paattynyt gatt_ut lopt_ut udlobet utlopt
    runnin εληξ sona_er انتهى انتهت پايان پایان הסתיי פג 終了 切れ 到期 结束 만료 끝났 het_han berakhir สิ้นสุด
    समाप्त acabat ka_perfunduar ամավարտ bitib аяқталды
"""
HOLDER = """
    holder owner inhaber titulair titular titolare detent houder eigenaar abonent wlascicie drzitel majitel
    vlastnik tulajdonos titularul собственик владел власник vlasnik imetnik savinink ipasniek omanik haltija
    omistaj innehavar agare indehaver ejer innehaver eier eigand κατοχ sahib صاحب مالك דارنده مالک בעל 所有者
    持ち主 持有人 소유자 chu_so_huu pemilik เจ้าของ स्वामी pronar მფლობელ սեփական иесі
"""
MACHINE = """
    machine= panel= space= maschine rechner platz verwaltung espace panneau maquina panel espacio macchina
    pannello spazio painel espaco paneel ruimte maszyn przestrze panelu stroj= prostor gep= panoul spatiul машин
    панел площадк пространств машина sustav racunal masina sprendim stroj masin kone= maskin utrymm panelen plads
    plass vel= μηχαν makine alan panele الخادم اللوحة ماشين پنل מכונה לוח マシン サーバー パネル 机器 服务器 面板
    서버 패널 may_chu mesin เครื่อง मशीन espai
"""
THIS = """
    this= dieser= dieses= ce= cet= este= esta= questo= deze= dit= ten= ta= ten_ tento= toto= ez= ez_a acest= този=
    тази= эта= ця= це= ova= ovaj= ta_ ši= si= sis= see= tama= denna= denne= dette= αυτος αυτο bu_ هذا اين= این הזה
    זה この 此 该 這個 이_ lien_ket_nay tautan= tautan_ini นี้ यह এই aquest hau= kjo= ეს այս бұл гэтая
    овој= овај= kjo= αυτος= šī=
"""
# In one sentence that ends there: that something went wrong.
WRONG = """
    something_went_wrong something_has_gone_wrong something_is_wrong something_broke etwas_schief etwas_ist_schief
    algo_salio_mal algo_ha_salido_mal algo_ha_ido_mal algo_fallo= algo_deu_errado algo_correu_mal algo_de_errado
    algo_saiu_mal alguna_cosa_ha_anat qualcosa_e_andato qualcosa_non_ha_funz qualcosa_non_va= quelque_chose_s'est_mal
    une_erreur_est_surv un_probleme_est_surv un_probleme_s'est quelque_chose_ne_va iets_mis= iets_fout=
    iets_misgegaan iets_verkeerd cos_poszlo_nie_tak cos_nie_zadzial cos_sie_popsulo wystapil_problem neco_se_pokaz
    neco_se_nepov nieco_sa_pokaz nastala_chyba valami_elroml valami_hiba valami_felres ceva_nu_a_mers ceva_n-a_mers
    nagot_gick_fel nagot_har_gatt nagot_blev_fel noget_gik_galt noe_gikk_galt jokin_meni_piel jokin_meni_vik
    jotain_meni jotakin_meni midagi_laks_val midagi_laks_viltu kaut_kas_nogaj kaut_kas_nav kazkas_nutik
    kazkas_ne_taip eitthvad_for_ur что-то_пошло_не что-то_сломал щось_пішло_не щось_зламал нещо_се_обърка
    нешто_је_пошло nesto_je_poslo nesto_nije_u_redu nekaj_je_slo_narobe bir_seyler_ters bir_seyler_yanlis
    bir_sorun_olus κατι_πηγε_στραβα κατι_πηγε_λαθος ada_yang_salah ada_masalah= ralat_berlaku xay_ra_loi
    co_gi_do_khong حدثت_مشكلة مشکلی_پیش משהו_השתבש 問題が発生 不具合が発生 出错了 出了点问题 出了點問題 走丢了 走丟了
    문제가_발생 문제가_생겼 कुछ_गलत มีบางอย่างผิดพลาด diqka_shkoi_keq რაღაც_შეცდომა რაღაც_არასწორ ինչ-որ_բան_սխալ
    nese_xeta algo_foi_mal algo_va_mal algo_no_va_bien qualcosa_e_andato_storto algo_nao_esta_certo
    quelque_chose_c'est_mal нешта_пайшло chuaigh_rud_eigin ocorreu_algo_de_errado сталися_якісь nesto_nije_kako
    chuir_rud aeth_rhywbeth dic_shkoi bir_sorun_cikti bir_seyler_var io_misfunkci нимәлер_яңылыш noe_stemmer
    algo_non_esta_ben jotain_on_mennyt irgendetwas_stimmt 何か問題 뭔가가_올바르지 nekaj_ni_v_redu κατι_δεν_παει
    zerbait_oker doslo_k_urcit 出了些问题 iets_gaat_hier שיء_غير_صحيح شيء_غير_صحيح משהו_כאן_לא eitthvad_for_urskeidis
    kazkas_nepavyko valami_nincs_rendben ஏதோ_தவறு
"""
# That an error happened, or that what a reader asked for was not done: a page of few words says nothing else then.
HAPPENED = """
    there_was_an_error there_has_been_an_error there_was_a_problem_with_your there_was_a_problem_proc
    an_error_occurred_ an_error_has_occurred could_not_process_your couldn't_process_your unable_to_process_your
    cannot_process_your es_gab_einen_fehler es_ist_ein_fehler_auf ein_fehler_ist_auf fehler_aufgetreten
    konnte_nicht_verarbeitet konnten_ihre_anfrage_nicht konnten_deine_anfrage_nicht il_y_a_eu_une_erreur
    une_erreur_s'est_prod n'avons_pas_pu_traiter n'a_pas_pu_etre_trait hubo_un_error ha_habido_un_error
    se_ha_producido_un_error se_produjo_un_error no_pudimos_procesar no_hemos_podido_procesar no_se_pudo_procesar
    houve_um_erro ocorreu_um_erro nao_foi_possivel_processar nao_conseguimos_processar c'e_stato_un_errore
    si_e_verificato_un_errore impossibile_elaborare_la_rich er_is_een_fout er_was_een_fout er_heeft_zich_een_fout
    konden_je_verzoek_niet konden_uw_verzoek_niet kon_niet_worden_verwerkt wystapil_blad doszlo_do_bledu
    nie_moglismy_przetworzyc doslo_k_chybe vyskytla_se_chyba vyskytla_sa_chyba nepodarilo_se_zpracovat
    nepodarilo_sa_spracovat hiba_tortent a_aparut_o_eroare s-a_produs_o_eroare произошла_ошибк возникла_ошибк
    не_удалось_обработать сталася_помилка виникла_помилка не_вдалося_обробити възникна_грешка настъпи_грешка
    дошло_је_до_грешке doslo_je_do_greske doslo_je_do_pogreske prislo_je_do_napake ett_fel_har_intr ett_fel_uppst
    ett_fel_intr der_opstod_en_fejl der_er_opstaet_en_fejl det_oppstod_en_feil det_har_oppstatt_en_feil
    tapahtui_virhe on_tapahtunut_virhe ilmnes_viga tekkis_viga radas_kluda ivyko_klaida παρουσιαστηκε_σφαλμα
    προεκυψε_σφαλμα bir_hata_olus bir_hata_meydana terjadi_kesalahan ralat_telah_berlaku da_xay_ra_loi co_loi_xay_ra
    حدث_خطا خطایی_رخ אירעה_שגיאה 错误发生 发生错误 發生錯誤 エラーが発生 오류가_발생 เกิดข้อผิดพลาด алдаа_гарлаа
    қате_пайда қате_орын hi_ha_hagut_un_error s'ha_produit_un_error houbo_un_erro errore_bat_gertatu villa_kom_upp
    tharla_earraid bu_gwall xeta_bas_verdi der_er_sket_en_fejl ha_succeit_un_error s'ha_produit produciuse_un_erro
    doslo_k_interni doslo_k_intern ett_internt_fel prislo_je_do_not radusies_nepar nje_gabim_ka_ndodh
    er_is_iets_misgegaan terjadi_galat e_feeler_ass i_puta_he_hapa stodte_pa_en_uventet uventet_fejl uventet_feil
    произошел_сбой there_was_a_problem_load there_was_a_problem_with_this_page a_problem_occurred_
    a_problem_has_occurred ein_problem_ist_auf es_ist_ein_problem_auf es_gab_ein_problem_beim un_probleme_est_surv
    un_probleme_s'est_prod il_y_a_eu_un_probleme si_e_verificato_un_problema c'e_stato_un_problema
    hubo_un_problema_al ha_ocurrido_un_problema se_produjo_un_problema houve_um_problema_ao ocorreu_um_problema
    er_is_een_probleem_opg er_was_een_probleem_bij wystapil_problem doslo_k_problemu nastal_problem
    vyskytol_sa_problem vyskytl_se_problem problema_tortent a_aparut_o_problema возникла_проблем произошла_проблем
    виникла_проблем сталася_проблем възникна_проблем doslo_je_do_problema ett_problem_uppst ett_problem_intraff
    der_opstod_et_problem det_oppstod_et_problem on_tapahtunut_ongelma bir_sorun_olus bir_sorun_meydana
    terjadi_masalah da_xay_ra_su_co حدثت_مشكلة مشکلی_رخ מתרחשה_בעיה אירעה_בעיה 問題が発生 发生问题 發生問題
    문제가_발생 page_crashed page_has_crashed seite_ist_abgest page_a_plante pagina_se_ha_bloq
    pagina_e_andata_in_crash pagina_is_gecrasht pagina_travou strona_ulegla_awarii stranka_spadla stranka_havarovala
    oldal_osszeoml страница_аварийно страница_не_отвечает страница_се_срина sayfa_coktu sidan_kraschade siden_krasjet
    siden_gik_ned sivu_kaatui このページはクラッシュ 页面已崩溃 頁面已損毀 페이지에_오류 الصفحة_لا_تستجيب
    trang_nay_da_bi_loi
"""
# What something is called that is down.
IS_DOWN = """
    is_down is_currently_down is_temporarily_down is_offline is_currently_offline is_temporarily_offline ist_offline
    ist_derzeit_offline ist_nicht_erreichbar est_hors_ligne est_indisponible esta_caid esta_fora_do_ar e_offline
    is_uit_de_lucht jest_offline jest_niedostepn je_offline je_nedostupn er_nede ligger_nere ligger_nede
    on_poissa_kaytosta nem_elerheto este_offline не_работает не_доступен недоступен= не_працює не_работи ne_radi
    ne_deluje calismiyor sedang_offline ダウン中
"""
# Who is to be asked, by whom alone what is the matter can be changed, and that a reader is to ask.
KEEPER = """
    administrator admin= webmaster sysadmin system_admin site_owner server_owner administrateur administrador
    amministratore beheerder administratorem administratora spravc rendszergazd adminisztr администратор адміністратор
    skrbnik správc yonetici diachirist διαχειριστ pengelola quan_tri المسؤول مدير مدیر מנהל 管理员 管理員 管理者
    관리자 yllapi haldur administrataur jarjestelmanval ผู้ดูแล
"""
ASKS = """
    contact= contact kontakt wenden_sie ansprechen ask= notify= inform= let_us_know prevenez adressez pongase
    comunique comuniquese entre_em_contato contate hubungi neem_contact skontaktuj zglos обратитесь свяжитесь
    зверніться obratte kontaktuj fordulj keresse iletisim επικοινων lien_he اتصل تواصل تماس פנה פנו צור_קשר 联系 聯絡
    聯繫 連絡 問い合わせ 문의 ota_yhteytta vota_yhendust poorduge susisiek sazinieties ติดต่อ
"""
# What whoever set a program up is asked for: it is not, or is switched off.
SWITCHED_OFF = """
    unconfigured not_configured isn't_configured not_yet_configured misconfigured is_disabled are_disabled not_set_up
    has_been_disabled not_been_configured nicht_konfiguriert nicht_eingerichtet deaktiviert non_configur
    n'est_pas_config pas_ete_config desactiv no_esta_config no_ha_sido_config nao_esta_config nao_configur
    nao_foi_config non_e_config non_configurat disattiv niet_geconfig uitgeschakeld nie_jest_skonfig nie_skonfig
    wylaczon neni_nakonfig nie_je_nakonfig nincs_beallitva nincs_konfigur nu_este_config не_настроен не_налаштован
    отключен вимкнен nije_konfig ni_konfig yapilandirilmam devre_disi belum_diatur belum_dikonfig tidak_dikonfig
    chua_duoc_cau δεν_εχει_ρυθμιστει غير_مهيا پیکربندی_نشده לא_הוגדר 未配置 未設定 設定されていません 설정되지
    inte_konfig ikke_konfig ei_ole_maaritetty pole_seadistatud nesukonfig nav_konfig
"""
# What a reader has not, as a page of hardly a line says: a right to it.
RIGHTS = """
    permission permit privileg access= authoriz authoris berechtig rechte= recht= zugang zugriff droit autoris acces
    permis autoriz acceso accesso permessi permiss acesso toestemming toegang rechten uprawnien dostep pozwolen praw=
    opravnen pristup pristupu prava= pravo= povolen jogosults joga hozzafer engedel privil dreptul δικαιωμ προσβασ
    αδεια разреш прав= права= доступ привилег дозвол право= прыві дазвол yetki izn izin hakk erisim hak= akses
    kebenaran quyen اذن صلاحي الحقوق حق_ وصول مجوز دسترسي دسترسی הרשא גישה 権限 アクセス権 권한 액세스할 权限 權限
    สิทธิ behorighet rattighet atkomst tilgang adgang rettighed rettighet tillatelse oikeu paasy kayttooik oigus
    juurdepaas piekluv tiesib leidim dozvol dopusten dovoljenj pravic dostop leje= privilegj icaze haqqiniz рұқсат
    құқығ baimen sarbid heimild adgang aðgang cead ganiatad დაშვებ უფლებ წვდომ թույլտվ permisaun эрх=
"""
HAS_NOT = """
    no= not don't cannot nicht= kein= keine= keinen= keinerlei pas= n'avez n'as aucun no_tien no_tenes sin= non_hai
    non_si= non_ha= nao_tem nao_possui sem= niet= geen= nie_masz nie_posiad brak= bez= nemate nemas= nema= nejste
    nemam= nemaju nincs= nem= nu_ai nu_ave fara= δεν= χωρις нет= не_имеете недостат не_ма немае нямате нямаш немате
    nemaš nemas yok= yoktur degil= sahip_deg tidak= tiada= khong= ليس لا_ ندار نيست אין 없습니다 없 无 無 没有 沒有
    ありません ไม่มี saknar inte= ikke= ikkje= ej= ei= eivat puudub pole= nav= neturi nera= nimate nimas= nuk= yoxdur
    жоқ ez_duzu ez_daukaz hefur_ekki hofur_ekki nil= nid= არ_გაქვ ვერ չունե la_iha laiha nemaju няма не_разполаг
    ไม่สามารถ no_teniu no_tens ne_rasp няма_
"""
# … said to this reader in one word.
YOU_HAVE_NOT = """
    you_don't_have you_do_not_have sie_haben_nicht sie_haben_kein du_hast_nicht du_hast_kein vous_n'avez tu_n'as
    no_tienes no_tiene_ no_teniu no_tens non_tes non_ten_ non_hai non_avete nao_tem nao_tens nie_masz nie_posiad
    nemate nemas nemáte nimate nincs_jog nincs_eng nincs_hozz nincs_meg nincs_elég nincs_eleg nu_aveti nu_ai_ nu_av
    δεν_εχετε δεν_εχεις у_вас_нет у_вас_недост вы_не_имеете не_маєте не_имате нямате не_разполагате немате немаш
    neturite jums_nav sinulla_ei teil_ei sul_pole teil_pole du_har_ikke du_har_inte du_saknar du_manglar u_heeft_niet
    u_heeft_geen je_hebt_geen je_hebt_niet אין_לך אין_לכם ليس_لديك شما_اجازه sahip_degilsiniz yetkiniz_yok
    izniniz_yok hakkiniz_yok icazeniz_yox haqqiniz_yox tidak_memiliki_izin khong_co_quyen 権限がありません
    権がありません 您没有 您無 無權 无权 권한이_없 nuk_keni ez_duzu thu_hefur_ekki nid_oes_gennych
"""
# What a server keeps of a reader for a while; what a reader reads by, and that it is not one for this page.
SESSION = """
    session sitzung= sesion sessione sessao sessie sesja relac munkamenet seja= sesiunea сесси сесия сеанс сесія
    сесії oturum συνεδρι phien= الجلسة جلسة نشست הסשן ההפעלה セッション 세션 会话 會話 session已 okten= sesjonen
    sesjon istunto sessioon seans sesija sesi= seans_ සැසිය სესი
"""
SESSION_ENDED = """
    expir abgelaufen scadut verlopen wygasl vyprsel lejart potekl ka_skaduar истек истекл закінч изтекл изтече
    udlobet utlopt gatt_ut εληξε doldu het_han انتهت berakhir 만료 过期 過期 期限切れ aegunud vanhentun beidzas
    beigus baigesi pasibaig isteklo istekla aiaqtaldy caducad vencid a_vencut ha_vencut caducou пратэрмін
"""
BROWSER = """
    browser navigat navegador prohlizec prehliadac bongesz przegladark браузер браузър прегледач tarayici peramban
    pelayar trinh_duyet المتصفح متصفح مرورگر דפדפן ブラウザ 浏览器 瀏覽器 브라우저 webblas nettles selain brauser
    parluk narsykl preglednik brskalnik περιηγησ ბრაუზერ ब्राउज़र ब्राऊझर ব্রাউজার เบราว์เซอร์ kivinjari બ્રાઉઝર
    ਬ੍ਰਾਊਜ਼ਰ konsol= لمتصفحك متصفحك navigate= براؤزر
"""
UNSUPPORTED = """
    not_support isn't_support no_longer_support unsupported not_compatible nicht_unterst nicht_mehr_unterst
    n'est_pas_support n'est_plus_support n'est_pas_pris n'est_plus_pris pas_compatible no_esta_soport no_es_compat
    no_compat no_soporta non_e_support non_supportat non_e_compat nao_e_compat nao_e_suport nao_suport
    niet_ondersteun niet_meer_ondersteun nie_jest_obslug nieobslug neni_podpor nie_je_podpor nepodpor nem_tamogat
    nu_este_support nu_este_accept не_поддерж не_підтрим не_се_поддърж није_подрж nije_podrz ni_podprt desteklenm
    didukung= tidak_didukung khong_duoc_ho_tro غير_مدعوم پشتیبانی_نمی پشتيباني_نمي לא_נתמך אינו_נתמך 対応していません
    サポートされていません 不支持 不支援 지원되지 지원하지 stods_inte stottes_ikke understottes_ikke ei_tueta
    ei_toetata netiek_atbalst nepalaikom δεν_υποστηρ არ_არის_მხარდაჭ समर्थित_नह รองรับ halitumiki સમર્થિત_નથી
    ਸਮਰਥਿਤ_ਨਹੀਂ pa_ka_sipote سپورٹ_نہیں no_esta_support
"""
# What a program is set up by, and what a reader wanted of it.
SETTINGS = """
    configuration config= settings konfigur einstellungen parametres configuracion impostazioni configurazione
    configurac instellingen konfiguracj ustawien nastaven beallitas setari configurare настройк конфигурац налаштуван
    postavk nastavitv ayarlar yapilandir konfigurasi pengaturan cau_hinh الإعدادات الاعدادات تنظیمات הגדרות 設定 配置
    설정 การตั้งค่า ρυθμισ installningar indstillinger innstillinger asetukset seaded iestatijum nustatym
"""
DEED = """
    operation= operation action= aktion= vorgang= operacion accion operazione azione operacao acao actie= handeling=
    czynnosc operacji akce= akciu= akci= operaci muvelet actiune operatiun действи операци действие дія дії operaciju
    radnju dejanj islem tindakan operasi hanh_dong thao_tac الاجراء العملية عملیات פעולה 操作 動作 작업 atgard
    handling toiminto tegevus toimingu darbib veiksm ενεργεια
"""
# What is to be done then.
AGAIN = """
    try_again try_it_again try_later retry= reload refresh= come_back_later back_to_home take_me_home go_home=
    laden_sie neu_laden erneut versuchen_sie spater_noch_einmal reessay recharg actualis rafraich plus_tard=
    intentalo intentelo intente_de_nuevo intenta_de_nuevo vuelve_a_intent vuelva_a_intent mas_tarde tente_novamente
    tente_de_novo tente_mais mais_tarde torna-ho_a riprov piu_tardi ricaric probeer later_opnieuw sprobuj
    odswiez pozniej zkuste znovu= obnovte skuste neskor probalja probald kesobb frissits reincerc
    incercati incearca mai_tarziu forsok ladda_om senare= prov_igen prov_igjen senere= last_siden yrita uudelleen
    myohemmin lataa proovi_uuesti proovige hiljem= meginiet velak bandykite veliau reyndu_aftur попробуйте обновит
    повторит позже= спробуйте онов пізніше опитайте презаредете по-късно покушајте касније pokusajte kasnije
    osvjezite osvezite poskusite kasneje tekrar_den yeniden_den sonra= sayfayi_yenil δοκιμασ προσπαθησ αργοτερα
    ανανεωσ coba_lagi silakan_coba cuba_lagi sila_cuba thu_lai tai_lai_trang حاول المحاولة لاحقا تحديث_الصفحة
    دوباره= مجددا נסו נסה רעננו 再度= もう一度 再度お試し お試しください 再読み込み 稍后 稍後 重试 重試 刷新 再试
    다시_시도 새로고침 나중에 बाद_में पुन: फिर_से ลองใหม่ ลองอีกครั้ง provoni_perseri სცადეთ փորձեք yeniden_cehd
    кейінірек
    aftur= jaribu_tena subukan_muli
"""
SERVICE = """
    service= this_service site= website= page= shop= store= dienst= seite= webseite= webshop= boutique= sitio=
    servicio= tienda= servizio= sito= negozio= servico= loja= winkel= uslug= usluga= serwis= strona= sklep= sluzba
    stranka= stranky= obchod= szolgaltatas= oldal= aruhaz= serviciul= site-ul= magazinul= tjansten sidan= butiken
    tjenesten siden= butikken palvelu= sivusto= kauppa= teenus= leht= pood= pakalpojums= lapa= paslauga= svetaine=
    сервис сайт= магазин послуга сервіс услугата сайтът usluga= stranica= storitev= spletna hizmet= site= magaza=
    υπηρεσι ιστοσελιδα layanan= situs= perkhidmatan= dich_vu trang_web الخدمة الموقع المتجر سرویس سایت השירות האתר
    サービス サイト 服务 服務 网站 網站 서비스 사이트
"""
# That hardly anything is left to do until somebody's site is there, as whoever keeps the machine says to him.
ALMOST = """
    almost_there almost_ready almost_done nearly_there nearly_ready a_few_steps few_more_steps one_step_away
    steps_away first_steps next_steps here's_how_to here_is_how_to how_to_publish how_to_put_your now_you_can nur_noch
    fast_fertig fast_geschafft fast_so_weit wenige_schritte ersten_schritte nachsten_schritte so_geht_es_weiter
    plus_que_quelques quelques_etapes presque_pret presque_termine prochaines_etapes premieres_etapes falta_poco
    falta_muy_poco ya_casi casi_listo proximos_pasos primeros_pasos pocos_pasos falta_pouco quase_pronto quase_la
    proximos_passos primeiros_passos poucos_passos manca_poco ci_siamo_quasi quasi_pronto prossimi_passi primi_passi
    pochi_passi bijna_klaar bijna_zover nog_een_paar volgende_stappen eerste_stappen juz_prawie prawie_gotow
    kilka_krokow nastepne_kroki pierwsze_kroki uz_jen_krok uz_jen_par temer_hotov dalsi_kroky prvni_kroky uz_len_par
    takmer_hotov dalsie_kroky mar_csak majdnem_kesz kovetkezo_lepes elso_lepes mai_ai_doar aproape_gata urmatorii_pasi
    primii_pasi осталось_совсем осталось_нем осталось_ещё почти_готов несколько_шагов следующие_шаги первые_шаги
    залишилось_зовсім залишилось_небаг майже_готов кілька_кроків наступні_кроки почти_готов следващи_стъпки
    jos_samo skoro_gotov sljedeci_koraci se_malo= prvi_koraci skoraj_pripravljen neredeyse_hazir birkac_adim
    az_kaldi sonraki_adim ilk_adim σχεδον_ετοιμ επομενα_βηματα πρωτα_βηματα nastan_klar nasta_steg forsta_stegen
    naesten_klar naeste_trin forste_skridt nesten_klar neste_steg forste_steg melkein_valmis seuraavat_vaiheet
    peaaegu_valmis jargmised_sammud sedikit_lagi hampir_selesai hampir_siap langkah_selanjut langkah_berikut
    langkah_seterus sap_xong chi_con_vai buoc_tiep_theo buoc_dau
    あと少し もうすぐ 次のステップ 即将完成 还差一步 接下来 下一步 거의_완료 다음_단계 อีกไม่กี่ขั้นตอน ขั้นตอนต่อไป
"""
YOUR_SITE = """
    your_site your_website your_web_site your_page your_homepage your_own_site your_new_site your_new_website
    your_online ihre_website ihre_webseite ihre_seite ihre_homepage ihr_webauftritt ihrer_website ihrer_webseite
    ihrer_homepage deine_website deine_webseite deine_seite deiner_website deiner_webseite votre_site ton_site
    votre_page tu_sitio tu_web tu_pagina su_sitio su_web su_pagina seu_site teu_site sua_pagina seu_website tuo_sito
    vostro_sito suo_sito je_website jouw_website uw_website je_site uw_site twoja_strona twojej_stron twoja_witryn
    swoja_stron swojej_stron vas_web vase_stranky vasich_stran vasej_stran vasa_stranka weboldalad weboldala
    honlapja webhelye site-ul_dvs site-ul_tau site-ul_dumn ваш_сайт вашего_сайта свой_сайт твой_сайт вашого_сайту
    свій_сайт вашия_сайт сайтът_ви vasa_stranica vase_stranice vas_sajt vasa_spletna siteniz web_siteniz sitenizi
    ιστοσελιδα_σας ιστοτοπος_σας ιστοτοπο_σας din_webbplats din_hemsida dit_website din_hjemmeside nettstedet_ditt
    din_nettside sivustosi kotisivusi sinu_veebileht teie_veebileht situs_anda website_anda laman_anda
    trang_web_cua_ban website_cua_ban サイトを あなたのサイト 您的网站 你的网站 您的網站 귀하의_웹사이트 사이트를
    เว็บไซต์ของคุณ
"""
# What there is to do then, with what hosts of sites give for it.
TO_DO = """
    install_wordpress wordpress site_builder website_builder sitebuilder file_manager upload_your_files upload_files
    ftp= sftp= cpanel plesk control_panel customer_panel customer_area client_area web_space webspace install_a_cms
    joomla homepage-baukasten baukasten dateimanager kundenbereich kundencenter verwaltungsbereich installer_wordpress
    constructeur_de_site espace_client gestionnaire_de_fichiers creador_de_sitios creador_web constructor_de_sitios
    panel_de_control area_de_cliente area_de_clientes administrador_de_archivos criador_de_site construtor_de_site
    painel_de_controle painel_do_cliente area_do_cliente gerenciador_de_arquivos costruttore_di_siti pannello_di_contr
    area_clienti sitebuilder bestandsbeheer klantenpaneel kreator_stron panel_klienta menedzer_plik spravce_soubor
    klientsk zakaznick webove_rozhrani oldalszerkeszto ugyfelkapu tarhely конструктор_сайт панель_управл панели_управл
    личный_кабинет личном_кабинет файловый_менедж файловым_менедж панель_керув особистий_кабінет контролен_панел
    korisnicki_panel upravljacka kontrol_paneli site_olusturucu dosya_yonetic πινακα_ελεγχου webbplatsbyggare
    kontrollpanel hjemmesideprogram kontrolpanel kotisivukone panel_kontrol cpanel trinh_quan_ly サーバーパネル
    ファイルマネージャ コントロールパネル 控制面板 文件管理器 建站 제어판 แผงควบคุม
"""
