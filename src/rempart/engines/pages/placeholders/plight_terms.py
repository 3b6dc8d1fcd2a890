"""Beginnings of words with which pages of few words say what is the matter without naming a site, in some forty
languages. Read beside others only (`plights`); ``word=`` is the whole word, ``_`` stands for a space."""

SOUGHT = """
    looking_for= seek were_after= are_after= searching_for= requested= you_want suchen gesucht cherch recherch
    busca buscas procur cerchi cercat cercando cercate zoek szuka hledat hleda hladat keres cautat cauta търси
    барат тражи ищете искали иск шука шукаєте трази trazi trazite isce iskali iescat iesko meklej otsi etsi etsim
    letar soker leder_efter soger leter leitar leter_etter ψαχν ζητ aradıg aradig تبحث تطلب جوييد جویید دنبال
    חיפשת שחיפשת מחפש お探し お求め 要找 要查找 查找的 寻找 找的 찾으시 찾는 찾고 ban_tim dang_tim anda_cari
    dicari สิ่งที่คุณค้นหา ที่ค้นหา กำลังมองหา ढूंढ खोज খুঁজ cerqueu bilatzen kerkoni ეძებთ փնտր axtar іздеген
    шукаец unachotafuta unalotafuta hinahanap
    aufgeruf
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
    something_went_wrong something_has_gone_wrong something_is_wrong something_broke etwas_schief
    etwas_ist_schief algo_salio_mal algo_ha_salido_mal algo_ha_ido_mal algo_fallo= algo_deu_errado algo_correu_mal
    algo_de_errado algo_saiu_mal alguna_cosa_ha_anat qualcosa_e_andato qualcosa_non_ha_funz qualcosa_non_va=
    quelque_chose_s'est_mal une_erreur_est_surv un_probleme_est_surv un_probleme_s'est quelque_chose_ne_va
    iets_mis= iets_fout= iets_misgegaan iets_verkeerd cos_poszlo_nie_tak cos_nie_zadzial cos_sie_popsulo
    wystapil_blad wystapil_problem neco_se_pokaz neco_se_nepov nieco_sa_pokaz doslo_k_chybe nastala_chyba
    valami_elroml valami_hiba valami_felres hiba_tortent ceva_nu_a_mers ceva_n-a_mers a_aparut_o_eroare
    s-a_produs_o_eroare nagot_gick_fel nagot_har_gatt nagot_blev_fel ett_fel_upps noget_gik_galt der_opstod_en_fejl
    noe_gikk_galt det_oppstod_en_feil jokin_meni_piel jokin_meni_vik jotain_meni jotakin_meni midagi_laks_val
    midagi_laks_viltu kaut_kas_nogaj kaut_kas_nav kazkas_nutik kazkas_ne_taip ivyko_klaida eitthvad_for_ur
    что-то_пошло_не что-то_сломал произошла_ошибк возникла_ошибк щось_пішло_не щось_зламал сталася_помилк
    нещо_се_обърка възникна_грешк настъпи_грешк нешто_је_пошло дошло_је_до_грешк nesto_je_poslo nesto_nije_u_redu
    doslo_je_do_gresk nekaj_je_slo_narobe prislo_je_do_napak bir_seyler_ters bir_seyler_yanlis bir_hata_olus
    bir_sorun_olus κατι_πηγε_στραβα κατι_πηγε_λαθος παρουσιαστηκε_σφαλμα terjadi_kesalahan ada_yang_salah
    ada_masalah= ralat_berlaku co_loi_xay_ra xay_ra_loi co_gi_do_khong حدث_خطا حدثت_مشكلة مشکلی_پیش خطایی_رخ
    משהו_השתבש אירעה_שגיאה 問題が発生 エラーが発生 不具合が発生 出错了 出了点问题 出了點問題 發生錯誤 发生错误
    走丢了 走丟了 문제가_발생 오류가_발생 문제가_생겼 कुछ_गलत เกิดข้อผิดพลาด มีบางอย่างผิดพลาด diqka_shkoi_keq
    რაღაც_შეცდომა რაღაც_არასწორ ինչ-որ_բան_սխալ nese_xeta xeta_bas_verdi қате_орын
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
