"""Beginnings of words with which pages of few words refuse a reader: a page was moved or deleted, a server is still, a
request was stopped, a country or a browser is not served. Read beside others only (`plights`), in some sixty languages;
``word=`` is the whole word, ``_`` stands for a space."""

from rempart.engines.pages.placeholders.plight_terms import THIS

# What is gone, as a page of it says: maybe so, and moved or deleted.
REMOVED = """
    deleted removed taken_down renamed erased geloscht entfernt umbenannt supprim efface retire borrad eliminad
    retirad quitad cancellat= rimoss eliminat tolta= tolto= apagad removid excluid verwijderd gewist hernoemd
    usuniet skasowan smazan odstranen vymazan zmazan torolt torolte sters stearsa eliminata изтрит премахнат
    удален удалил удалена убрали вилучен вилучил видален выдален выдалил obrisan uklonjen izbrisan odstranjen
    избрисан обрисан уклоњен отстранет fshire= hequr διαγραφ αφαιρεθ silinmis silindi kaldiril silinib жойылган
    ochirilgan oʻchirilgan өчүрүлгөн წაშლილ ջնջվել ջնջված נמחק הוסר حذفت حذف ازيلت حذف_شده ہٹا हटा_दिय हटाइ सरान
    সরানো মুছে நீக்கப்பட்ட తొలగించ നീക്കം ಅಳಿಸ કાઢી ਹਟਾ ඉවත් ลบ xoa= dihapus dipadam binura tinanggal umefutwa
    imefutwa ተሰርዞ 削除 删除 刪除 移除 삭제 устгагд poistettu kustutatud dzest dzesta istrint pasalint togs_bort
    tagits_bort borttagen slettet fjernet eytt= fjarlaeg scriosadh dileu ezabatu esborrat eliminada borrouse
    eliminouse geskrap verwyder tħassret mhassr thassr gelascht forigita លុប ລຶບ ဖျက်
    избришан izbrisan koʻchiril oʻchiril oʻchiri ezabatu_da លុប zmazana odstranena
    выдаліл выдален
"""
# What was asked for: a page, in the singular as a rule.
PAGE = """
    page= pages= file= seite= seiten= fichier= pagina= paginas= pagine= bladzijde= bladsy= strona= strony= strone=
    stronie= stranka= stranku= stranky= stranke= strance= strani= stran= oldal oldala pagina= pagini= paginii=
    страниц сторінк старонк stranic страница странице страницу faqe faqja faqen faqes σελιδ sayfa sehife səhifə бет
    бетті баракча sahifa გვერდ էջ הדף דף העמוד עמוד صفحة الصفحة صفحه صفحہ पेज पृष्ठ पान পৃষ্ঠা পাতা பக்க పేజీ
    പേജ് ಪುಟ પૃષ્ઠ ਪੰਨਾ පිටුව หน้า trang= halaman laman= pahina ukurasa ገጽ ገጹ ページ 页面 頁面 网页 網頁 페이지
    хуудас sivu= sivua= sivun= sivut= lehte= leht= lehed= lapa= lapu= lapas= puslap sida= sidan= side= siden= sida
    sidan siðan síðan sidunni sidu= leathanach tudalen dudalen orria orri= orri_ pagina páxina paxina il-pagna pagna
    sait= paĝo pago= paĝon ទំព័រ ໜ້າ စာမျက်နှာ d'sait s'ha_mogut
    မျက်နှာ adresse= address= endereco direccion indirizzo adres= adresa= адрес адреса osoite adress= 地址 アドレス 주소
"""
NOTHING = """
    nothing_here nothing_to_see is_empty= nichts= hier_nichts rien_ici rien= nada_aqui aqui_no_hay aqui_nao aqui_non
    niente_qui non_c'e_nulla niets= nic_tu_nie tu_nic tady_nic nincs_semmi nu_e_nimic nimic= няма_нищо ничего
    здесь_пусто нічого тут_порожньо нічога nema_nicega nema_nista nicesar нема_ничега нема_ништо asgje=
    δεν_υπαρχει_τιποτα τιποτα bir_sey_yok hec_ne ештене hech_narsa არაფერ ոչինչ כלום לא_נמצא_כאן لا_شيء چیزی_نیست
    کچھ_نہیں कुछ_नहीं কিছু_নেই எதுவும் ไม่มีอะไร khong_co_gi tidak_ada_apa tiada_apa walang_laman hakuna_kitu
    何もありません 什么都没有 什麼都沒有 아무것도 ei_ole_mitaan pole_midagi neka_nav nieko_nera finns_inget er_intet
    er_det_ingenting ekkert= rud_ar_bith dim_yma nid_oes_dim ez_dago_ezer no_hi_ha_res non_hai_nada is_niks naischt
    nenio=
    aqui_non_hai hakuna_kitu tidak_ada_apa-apa tiada_apa-apa nada_aqui no_esta_aqui nao_esta_aqui nic_nie_je kreis_nao
    niks_nie_
    dim_yma tu_nic_
"""
NOWHERE = """
    nowhere= nirgends nirgendwo nulle_part ninguna_parte ningun_lugar nessuna_parte lugar_nenhum parte_alguma nergens
    nigdzie nikde= sehol= nicaieri никъде нигде никуда ніде= нікуди nigde= nigdje nikamor nikjer askund πουθενα
    hicbir_yer לשום_מקום إلى_أي_مكان به_جایی ingenstans ingensteds ingen_steder missaan kuskil nekur= niekur hvergi
    enlloc inon_ nenie=
"""
SERVER = """
    server serveur servidor serwer kiszolgalo szerver сервер сервис posluzitelj streznik διακομιστ sunucu השרת שרת
    الخادم خادم سرور سرور سروری सर्वर सर्व्हर সার্ভার சேவையக సర్వర్ സെർവർ ಸರ್ವರ್ સર્વર ਸਰਵਰ เซิร์ฟเวอร์ may_chu
    pelayan= seva= serverul サーバー サーバ 服务器 伺服器 서버 palvelin server= serveris serveri tjener thjonn
    freastalai gweinydd zerbitzari bediener სერვერ սերվեր backend origin= upstream= host= node=
    þjonn
"""
NO_ANSWER = """
    not_respond not_responding not_answer no_answer no_response isn't_respond unreachable not_reachable
    nicht_erreichbar antwortet_nicht keine_antwort reagiert_nicht ne_repond pas_de_reponse injoignable no_responde
    no_contesta no_da_respuesta non_risponde nao_responde geen_antwoord reageert_niet antwoordt_niet nie_odpowiada
    neodpovida neodpoveda nem_valaszol nem_felel nu_raspunde не_отговаря не_отвечает не_отвеча не_відповідає
    не_адказвае ne_odgovara ne_odziva не_одговара nuk_pergjigjet δεν_απαντ δεν_ανταποκρ yanit_vermiyor cevap_vermiyor
    cavab_vermir жауап_берм javob_berma жооп_берб ҷавоб_намед არ_პასუხობ չի_պատասխան אינו_מגיב לא_מגיב אינו_עונה
    לא_עונה لا_يستجيب لا_يجيب لا_يرد پاسخ_نمی جواب_نمی جواب_نہیں जवाब_नहीं उत्तर_नहीं प्रतिसाद_देत_नाही সাড়া_দিচ্ছে_না
    பதிலளிக்கவில்லை స్పందించడం_లేదు പ്രതികരിക്കുന്നില്ല ಪ್ರತಿಕ್ರಿಯಿಸುತ್ತಿಲ್ಲ જવાબ_આપતું_નથી ਜਵਾਬ_ਨਹੀਂ ไม่ตอบสนอง
    khong_phan_hoi khong_tra_loi
    tidak_merespons tidak_menjawab tidak_bertindak_balas hindi_sumasagot haijibu 応答しません 応答していません
    応答がありません 没有响应 无响应 没有回应 沒有回應 無回應 응답하지 хариу_өг ei_vasta neatbild neatsako svarar_inte
    svarer_ikke svarar_ekki svarar_ikkje nior_fhreagair ddim_yn_ateb ez_du_erantzut no_respon antwoord_nie
    refused_the_connection
"""
# What a reader may not do, and with what.
FORBIDS = """
    you_may_not_ you_can_not_view you_cannot_view you_can't_view not_allowed_to not_permitted_to not_authori
    do_not_have_the_right don't_have_the_right do_not_have_permission don't_have_permission no_permission_to
    do_not_have_access don't_have_access not_have_sufficient fehlen_die_rechte fehlt_die_berechtigung
    keine_berechtigung nicht_berechtigt keine_rechte keinen_zugriff durfen_diese pas_les_droits pas_le_droit
    pas_autoris pas_acces pas_la_permission no_tienes_derecho no_tiene_derecho no_tienes_permiso no_tiene_permiso
    no_esta_autorizad no_tienes_acceso no_tiene_acceso non_hai_i_permess non_hai_il_permess non_hai_accesso
    non_sei_autorizz non_ha_i_permess nao_tem_permiss nao_tem_acesso nao_esta_autorizad geen_rechten geen_toegang_tot
    mag_deze niet_gemachtigd niet_bevoegd nie_masz_uprawn nie_mozesz_ogla nie_masz_dostep brak_uprawn nemate_pristup
    nemate_opravn nesmite_ nemate_opravnen nemozete_zobraz nincs_jogosultsag nincs_joga nem_tekintheti nu_aveti_dreptul
    nu_aveti_acces nu_aveti_permis нямате_прав не_можете_да_видите нямате_достъп нет_прав нельзя_смотреть
    нельзя_просм нет_доступа не_имеете_прав немає_прав не_можете_перегляд не_маєте_прав не_можаце_гляд няма_правоў
    ne_mozete_videti ne_mozete_vidjeti nemate_ovlast nemate_dozvol немате_дозвол не_можете_видети ne_smete_
    nimate_dovolj nimate_pravic nuk_keni_leje nuk_mund_ta_shih δεν_μπορειτε_να_δειτε δεν_εχετε_δικαιωμα
    δεν_εχετε_προσβαση goremezsiniz yetkiniz_yok yetkiniz_bulun erisiminiz_yok baxa_bilmez icazeniz_yox көре_алмайсыз
    рұқсатыңыз_жоқ kora_olmaysiz ruxsatingiz_yo ვერ_ნახავთ უფლება_არ չեք_կարող_դիտ אינך_רשאי אין_לך_הרשא אין_לך_גישה
    لا_يمكنك_عرض لا_يمكنك_الاطلاع ليس_لديك لا_تملك نمی‌توانید نمی_توانید اجازه_ندارید نہیں_دیکھ_سکتے اجازت_نہیں
    नहीं_देख_सकते देख_नहीं_सकते अनुमति_नहीं हेर्न_सक्नुहुन्न पाहू_शकत_नाही দেখতে_পারবেন_না অনুমতি_নেই பார்க்க_முடியாது
    అనుమతి_లేదు
    చూడలేరు കാണാൻ_കഴിയില്ല ไม่สามารถดู ไม่มีสิทธิ์ ไม่ได้รับอนุญาต khong_the_xem khong_co_quyen tidak_boleh_meli
    tidak_memiliki_izin tidak_punya_izin tidak_diizinkan hindi_mo_maaaring wala_kang_pahintulot huwezi_kuona
    huna_ruhusa ማየት_አይችሉም 見ることはできません 閲覧できません 閲覧する権限 権限がありません 不能查看 无权查看 沒有權限
    没有权限 无权访问 無權 볼_수_없습니다 권한이_없습니다 үзэх_боломжгүй et_voi_katsel ei_oikeutta ei_ole_oikeutta
    ei_ole_kayttooikeu ei_saa_seda oigust_seda pole_oigust nedrikstat nav_tiesibu neturite_teis negalite_ziur
    far_inte_se inte_behorig har_inte_behorig ma_ikke_se har_ikke_adgang har_ikke_tilgang ikke_rettighed mattu_ekki
    matt_ekki hefur_ekki_adgang hefur_ekki_leyfi ni_feidir_leat ni_allwch_weld ezin_duzu no_teniu_perm no_pots_veure
    non_tes_permiso mag_nie_hierdie ne_rajtas មិនអាចមើល ບໍ່ສາມາດເບິ່ງ ကြည့်၍မရ
    baxa_bilməz koʻra_olmay نمیتوانید
"""
AREA = """
    page= area= resource= directory= folder= content= site= section= seite= bereich= inhalt= cette_zone espace=
    contenu= esta_zona ver_esto ver_isto area= risorsa= zona= gedeelte= gebied= zasob= sekcj obszar zdroj= sekci
    tartalm teruletet zona раздел область ресурс розділ ресурс odjeljak odeljak oddelek περιοχη alan= bolum משאב
    אזור هذا_القسم المحتوى بخش محتوا क्षेत्र พื้นที่ khu_vuc area_ini konten= エリア 区域 區域 영역 콘텐츠 aluetta ala=
    sadala skilti skyrius omradet området innehall
    website= websites= web= url= webseite= internetseite= website webstek hjemmeside webbplats nettsted sivusto
    webova webhely siteul webu internetow вебсайт сайт ресурс sajt ιστοσελιδ ιστοτοπ האתר אתר الموقع سایت تارنما
    वेबसाइट साइट เว็บไซต์ เว็บ situs laman サイト 网站 網站 网址 網址 사이트 홈페이지
"""
# Which country or place is not served.
YOUR_COUNTRY = """
    your_country your_region your_location your_area your_territory deinem_land ihrem_land ihrer_region deiner_region
    votre_pays ton_pays votre_region su_pais tu_pais su_region tu_region tuo_paese suo_paese tua_regione seu_pais
    sua_regiao teu_pais jouw_land je_land uw_land uw_regio jouw_regio twoim_kraju twoim_regionie panstwa_kraju
    vasi_zemi vasem_regionu vasej_krajin orszagaban regiojaban tara_dumneav regiunea_dumneav вашата_страна
    вашия_регион вашей_стране вашем_регионе вашій_країні вашому_регіоні вашай_краіне vasoj_zemlji vasoj_drzavi
    vasoj_regiji vasi_drzavi вашој_земљи вашата_земја vendin_tuaj χωρα_σας περιοχη_σας ulkenizde bolgenizde
    olkenizde елінізде mamlakatingiz თქვენს_ქვეყან ձեր_երկր במדינה_שלך באזור_שלך בארצך مدينتك بلدك منطقتك کشور_شما
    منطقه_شما आपके_देश आपके_क्षेत्र আপনার_দেশে ประเทศของคุณ ภูมิภาคของคุณ quoc_gia_cua_ban khu_vuc_cua_ban negara_anda
    wilayah_anda kawasan_anda iyong_bansa nchi_yako お住まいの国 お住まいの地域 お客様の国 所在的国家 所在的地区
    您的国家 您的地区 所在國家 所在地區 您的國家 您的地區 귀하의_국가 귀하의_지역 거주_국가 해당_국가 maassasi
    alueellasi
    ditt_land din_region dit_land din_regio ditt_omrade sinu_riigis teie_riigis jusu_valsti jusu_salyje landinu_thinu
    vostre_pais seu_pais zure_herrialde jou_land
"""
UNSHOWN = """
    cannot_be_ can't_be_ could_not_be_ not_available unavailable isn't_available not_accessible not_offered
    not_supported blocked= restricted not_permitted nicht_verfugbar nicht_gezeigt nicht_angezeigt nicht_aufgerufen
    nicht_zuganglich nicht_abrufbar gesperrt pas_disponib indisponib pas_accessib ne_peut_pas_etre bloque
    no_esta_disponib no_disponib no_se_puede no_puede_most non_disponib non_e_disponib non_puo_essere non_e_accessib
    nao_disponiv nao_esta_dispon indisponiv nao_pode_ser niet_beschikbaar niet_toegank niet_getoond niedostepn
    nie_jest_dostep nie_mozna neni_dostupn nedostupn nie_je_dostupn nelze= nem_elerhet nem_erhet nu_este_dispon
    nu_poate_fi не_е_достъп не_е_налич недоступ не_доступ заблокир недоступн nije_dostup ni_na_voljo nuk_eshte_i_dispon
    δεν_ειναι_διαθ δεν_διατιθ kullanilam gosterilem erisilem mevcut_degil movcud_deyil қолжетімсіз מיוחדם אינו_זמין
    לא_זמין אינו_מוצג غير_متاح غير_متوفر لا_يمكن در_دسترس_نیست उपलब्ध_नहीं নেই ไม่พร้อม ไม่สามารถ ไม่มีให้บริการ
    khong_kha_dung khong_co_san khong_the tidak_tersedia tidak_dapat hindi_available haipatikani 利用できません
    ご利用いただけません 表示できません 視聴できません 不可用 无法 無法 不提供 이용할_수_없 사용할_수_없 볼_수_없
    제공되지 ei_ole_saatavill ei_ole_kaytett ei_voida inte_tillgang kan_inte_visas ikke_tilgaeng ikke_tilgjeng
    kan_ikke_vises pole_saadaval nav_pieejam neprieinam er_ekki_i_bodi no_esta_disponible ez_dago_eskur
"""
# What was asked of a server, and what stopped it.
REQUEST = """
    your_request this_request your_visit your_access your_connection request_looked ihre_anfrage deine_anfrage
    ihr_zugriff
    votre_requete votre_demande votre_acces su_peticion su_solicitud tu_peticion tu_solicitud su_acceso la_richiesta
    tua_richiesta sua_richiesta seu_pedido sua_solicit sua_requisic o_pedido uw_verzoek je_verzoek twoje_zadanie
    panstwa_zadanie zadanie= vas_pozadavek pozadavek= vasa_poziadavka a_kerese keresét kereset cererea_d cererea=
    вашата_заявка ваш_запрос ваш_доступ запрос= ваш_запит запит= vas_zahtev vas_zahtjev vasa_zahteva ваш_захтев
    kerkesa_juaj αιτημα_σας το_αιτημα isteginiz talebiniz sorgunuz сұрауыңыз sorovingiz მოთხოვნა ձեր_հարցում הבקשה_שלך
    בקשתך طلبك درخواست_شما आपका_अनुरोध আপনার_অনুরোধ คำขอของคุณ yeu_cau_cua_ban permintaan_anda リクエスト 您的请求
    您的請求 您的访问 您的訪問 요청 pyyntosi pyynto= din_begaran din_forfragan din_anmodning din_foresporg
    din_foresporsel
    forespørselen teie_paring sinu_paring jusu_piepras jusu_uzklaus beidnin beidni_ la_sol·licitud zure_eskaera
"""
STOPPED = """
    blocked= stopped= rejected= refused= denied= flagged= intercepted= dropped= filtered= blockiert abgewiesen
    abgelehnt gestoppt gesperrt bloque refuse rejet intercept bloquead bloqueo bloqueó rechaz detenid deneg bloccat
    respint fermat rifiutat bloquead rejeitad recusad barrad geblokkeerd tegengehouden geweigerd afgewezen zablokowa
    zatrzyma odrzuc zablokov zastavil zamitnut odmitnut zamietnut blokkol elutasit letilt blocat respins oprit
    блокиран спрян отхвърл заблокир остановлен отклон отброш заблоков зупинен відхил blokiran odbijen zaustavljen
    zavrnjen блокиран одбијен bllokua refuzua αποκλει απορρι μπλοκαρ engellen durdur reddedil бұғатт бөгелді bloklan
    დაბლოკ արգելափ נחסמה נחסם נדחתה חסמה تم_حظر حظر رفض مسدود रोक ब्लॉक ব্লক ถูกบล็อก ถูกปฏิเสธ bi_chan bi_tu_choi
    diblokir ditolak disekat ブロック 拒否 遮断 拦截 攔截 阻止 拒绝 拒絕 屏蔽 封鎖 차단 거부 estetty estettiin hylat
    blockera stoppa avvisa blokere afvist stoppet avvist blokeri blokee blokets bloket noraid uzblok atmest lokad
    stodvud bloquejad blokeatu
"""
SHIELD = """
    firewall waf= security= protection= suspicious dangerous malicious attack event= reference= incident= ray= rule=
    sicherheit verdachtig schutz angriff pare-feu parefeu securite suspect reference= cortafuegos seguridad sospechos
    codigo= sicurezza sospett protezione seguranca suspeit firewallen beveilig verdacht zapor bezpieczen kod=
    podejrzan zabezpec bezpec podezrel tuzfal biztonsag gyanus securitate suspect защитн защит стена сигурност
    подозр экран безопасн брандмауэр безпек підозр брандмауер sigurnos bezbednos sumnjiv vatrozid varnos pozarn sumljiv
    безбедн siguri ασφαλει τειχος υποπτ guvenlik duvar supheli қауіпсіз xavfsiz უსაფრთხ անվտանգ חומת_אש אבטחה חשוד
    جدار الأمان حماية مشبوه امنیت دیوار مشکوک सुरक्षा নিরাপত্তা ไฟร์วอลล์ ความปลอดภัย tuong_lua bao_mat keamanan
    mencurigakan keselamatan ファイアウォール セキュリティ 防火墙 防火牆 安全 방화벽 보안 palomuuri turvallis brandvagg
    sakerhet misstankt sikkerhed sikkerhet mistenkelig mistaenkelig tulemuur turva uguns drosib ugnia saug eldvegg
    oryggi tallafocs seguretat suhesi segurtasun
"""
# That whoever asks does so too often, or that too many do.
ASKING = """
    requests= request= visits= queries= attempts= angefragt anfragen anfrage= zugriffe aufrufe versuche requetes
    tentatives peticiones solicitudes intentos richieste tentativi pedidos solicitacoes requisicoes tentativas verzoeken
    aanvragen pogingen zadan prob= zapytan pozadavk pokus poziadav keres lekerdez probalkoz cereri incercari заявк
    опити запрос обращен попыт запит спроб zahteva zahtjeva pokusaja zahtev poskus барања kerkesa αιτημα προσπαθει
    istek deneme сұрау sorov მოთხოვნ հարցում בקשות ניסיונות طلبات محاولات درخواست अनुरोध অনুরোধ คำขอ yeu_cau permintaan
    percubaan リクエスト アクセス 请求 請求 访问 訪問 요청 접속 pyynto yritys begar forfragn forsok anmodning foresporg
    foresporsl paring katse pieprasij meginaj uzklaus bandym beidn tilraun sol·licitud eskaera
"""
TOO_MANY = """
    too_many= too_quickly too_fast= too_often= zu_viele zu_oft zu_schnell zu_haufig trop_de= trop_souvent trop_vite
    trop_rapid trop_nombr demasiad muy_rapido troppe= troppi= troppo_ muitas_ muitos_ demais rapido_demais te_veel
    te_snel te_vaak zbyt_wiel zbyt_szyb zbyt_czest za_duzo za_szyb za_czest prilis_mnoho prilis_rychl prilis_cast
    prilis_vela tul_sok tul_gyor tul_gyak prea_mult prea_repe prea_des твърде_ прекалено_ слишком_ забагато занадто_
    previse_ prebrz previše_ prevec_ prehitr премногу shume_shpejt παρα_πολλ υπερβολικ πολυ_γρηγορ cok_fazla cok_hizli
    cok_sik тым_көп juda_kop ძალიან_ბევრ չափազանց יותר_מדי מהר_מדי كثيرة_جدا عدد_كبير_جدا بیش_از_حد خیلی_زیاد बहुत_अधिक
    खूप अनेक_बार খুব_বেশি มากเกินไป บ่อยเกินไป qua_nhieu qua_nhanh terlalu_banyak terlalu_cepat terlalu_sering 多すぎ
    頻繁 集中 过多 过于频繁 太多 太快 太频繁 過多 過於頻繁 太頻繁 너무_많 너무_자주 너무_빠르 liian_mon liian_nop
    liian_usein for_manga for_snab for_ofta for_mange for_hurtig for_raskt for_ofte liiga_palju liiga_kiir liiga_tihti
    parak_ pernelyg per_daug per_greit of_mar of_hratt massa_ gehiegi
    sobra_
"""
WAITS = """
    wait= slow_down please_wait a_bit_later in_a_moment warten_sie gedulden patientez patienter espera espere esperar
    attend aguarde wacht_even wachten even_geduld poczekaj odczekaj prosze_czek pockejt pockajt varjon kis_turel
    asteptati изчакайте почакай подождите подожди зачекайте пачакай sacekajt pricekajt pocakajt pritni περιμενετε
    bekleyin gozley күтіңіз kuting დაელოდ սպասեք המתינו המתן انتظر صبر_کنید منتظر प्रतीक्षा অপেক্ষা กรุณารอ รอสักครู่
    vui_long_cho hay_cho tunggu sila_tunggu maghintay subiri お待ち 稍候 稍等 请等待 기다려 odota oota_ oodake uzgaid
    palauk vanta_ vent= vent_ bidid bidd itxaron espereu wag= कोशिश முயல ప్రయత్నించ ശ്രമിക്കുക प्रयत्न চেষ্টা પ્રયાસ
    ಪ್ರಯತ್ನಿಸಿ ਕੋਸ਼ਿਸ਼ कोसिस jaribu_tena subukan попытк паспрабуйце обидете_се provoni кўріңіз көріңіз urinib_ko
    аракет кӯшиш cehd_edin оролдоно saiatu_ probeer_weer cuba_lagi
    contact_your= contact_the= kontaktieren_sie contactez contacte= contatt neem_contact skontaktuj kontaktujte
    свяжитесь
"""
OVERLOADED = """
    overloaded too_busy= too_much_traffic heavy_load high_load heavy_traffic uberlastet uberlastung surcharg sature=
    saturad sobrecarg colapsad sovraccaric sobrecarregad overbelast przeciaz pretiz pretaz tulterhel suprasolicit
    supraincarc претовар перегруж перевантаж перагруж preopterec preobremen zagusen i_mbingarkuar υπερφορτ asiri_yuk
    yogun= haddinden cok_yogun yuklenib שעמוס עמוס= בעומס مثقل محمل ضغط_شديد زيادة_الضغط شلوغ بار_زیاد व्यस्त ব্যস্ত
    โหลดสูง ทำงานหนัก qua_tai terlalu_sibuk kelebihan_beban sesak_ 混み合 混雑 集中 繁忙 过载 負載 负载 忙碌 과부하 혼잡
    몰려 ylikuormit overbelastad overbelastet ulekoormat parslog perkraut yfirhlad sobrecarregat gainkargat oorlaai
"""
# Whose traffic, plan or time is used up.
ALLOWED = """
    disk= storage= speicherplatz espace_disque espacio_en_disco
    limit= limits= quota= bandwidth= traffic= allowance= kontingent datenvolumen limite limites cuota banda= quota=
    limiet limit limitu= limitem лимит квот трафик ліміт limita οριο kota= limiti מכסת مجاز الحد حصة 上限 容量 限额 流量
    限額 한도 트래픽 gioi_han batas= kuota raja= grans graense grense piirmaar ierobezoj riba=
"""
USED_UP = """
    full= voll= erschopft plein= lleno= pieno=
    reached= exceeded= used_up over_its exhausted erreicht uberschritten verbraucht aufgebraucht atteint depass epuis
    alcanzad alcanzo superad supero excedid agotad raggiunt superat esaurit atingi excedeu excedid esgotad bereikt
    overschreden opgebruikt przekroczon przekroczy wyczerpa osiagn prekroc vycerp tullep elert atins depasit epuizat
    достигнат надвишен изчерпан превыш достигнут исчерпан исчерпал перевищ вичерп prekorac iscrp prekorac presez
    υπερβ εξαντλ asti= asil doldu= dolmus חרגה נוצלה تجاوز استنفد تمام_شد 超え 超過 達しました 超出 用完 耗尽 達到 초과
    소진 vuot_qua het_ terlampaui habis= ylitt taynna overskrid natt_ nadd_ opbrugt ulet uletatud parsniegt virsyt
"""
THIS_SITE = """
    dieses_kontos de_ce_compte de_esta_cuenta
    this_site this_website this_account site's website's the_site this_server diese_seite diese_website dieser_seite
    dieses_kont ce_site ce_compte du_site este_sitio esta_web esta_cuenta questo_sito sito_ha este_site este_sitio
    esta_conta deze_site deze_website dit_account ta_strona tej_stron ten_serwis to_konto tento_web tohoto_webu
    tato_stran tuto_stran ez_a_webhely ez_az_oldal a_webhely acest_site acestui_site този_сайт сайтът этот_сайт
    этого_сайта сайт_превы этот_аккаунт цей_сайт цього_сайту ova_stranica ovaj_sajt ovog_sajta ta_stran αυτος_ο_ιστ
    ιστοτοπ bu_site bu_sitenin האתר_הזה אתר_זה هذا_الموقع این_سایت このサイト 当サイト 该网站 此网站 本站 該網站 此網站
    이_사이트 trang_web_nay situs_ini laman_ini sivusto= taman_sivus tama_sivus webbplatsen den_har_webb denne_hjemme
    hjemmesiden nettstedet see_leht si_vietne si_svetaine
"""
# What is private, and who lets in.
PRIVATE = """
    private= privat prive= privee= privad privat riservat particulier= besloten prywatn soukrom sukromn privat= zart=
    частен частн приватн закрыт закрит privatn zasebn ιδιωτικ ozel= gizli= פרטי خاص خصوصی 非公開 プライベート 私密 私人
    비공개 rieng_tu pribadi privat= yksityi lokuð lokud privats privatus pribatu
"""
# What lets in to it.
INVITED = """
    invit einlad permiss erlaub autoris genodigd uitnod zaprosz pozvan pozvank meghiv инвит покан приглаш запрош
    pozivnic povabil προσκλη davet הזמנ دعوة دعوت 招待 邀请 邀請 초대 loi_moi undangan kutsu inbjud invitation
    indbydel bod_ ask_the_owner request_access zugang_anfrag demander_l'acces solicitar_acceso richiedi poprosit
"""
VPN = "vpn= vpn-"
TURN_OFF = """
    turn_off switch_off disable deactivat ausschalt abschalt deaktivier schalten_sie desactiv desactive disattiv spegn
    desativ desligu schakel uitschakel wylacz vypn kikapcsol kapcsolja dezactiv opriti изключете отключите выключите
    вимкніть iskljuc izklop απενεργοπ kapat כבו בטלו أوقف عطل خاموش 無効 オフに 关闭 關閉 끄 해제 tat_ matikan nonaktif
    kytke poista_kayt stang_av sla_fra sla_av slaa_fra lulita izsledz isjunk
"""
ASLEEP = """
    asleep= sleeping= went_to_sleep waking_up wake_up= hibernat cold_start is_starting spinning_up starting_up
    spun_down
"""
AN_APP = "app= application= instance= container= space= preview= sandbox="
SEIZED = """
    seized= confiscated= beschlagnahmt saisi= saisie= incautad decomisad sequestrat apreendid beslag_genomen
    zajet zajeta zabaven lefoglal confiscat конфискув изъят арестован вилучен zaplijenj zaplenj κατασχ el_konul
    הוחרם صادر توقیف 差し押さえ 没收 查封 沒收 압수 bi_tich_thu disita= takavarik beslagtag beslaglagt konfisk
    konfiskeer
"""
A_NAME = """
    this_name this_domain this_site this_website this_address dieser_name diese_domain diese_seite diese_website
    ce_nom ce_domaine ce_site este_nombre este_dominio este_sitio questo_nome questo_dominio questo_sito este_dominio
    este_site esta_pagina deze_naam deze_site dit_domein ta_domena ta_strona tato_domena tento_web ez_a_domain
    acest_domeniu acest_site този_домейн този_сайт этот_домен этот_сайт цей_домен цей_сайт ova_domena ova_stranica
    αυτος_ο bu_alan bu_site הדומיין האתר_הזה هذا_النطاق هذا_الموقع این_دامنه این_سایت このドメイン このサイト 该域名
    此域名
    该网站 이_도메인 이_사이트 ten_mien_nay domain_ini situs_ini tama_verkko den_har_doman dette_domæne dette_domene
"""
# How a check of people has it shown, and on what.
TYPE_IN = """
    marque= marca= zet_een_vinkje zaznacz= zaskrtn поставте= поставьте= isaretleyin ضع= チェックを入れ 勾选 勾選 체크
    merkitse
    type= type_in enter= retype copy_ click= select= tick= slide= drag= press= solve= complete= tippen geben_sie gib_
    klick wahle wahlen_sie setze ziehe losen tapez saisissez recopiez cochez cliquez selectionn glissez resolv escrib
    introduzca introduce= marca= seleccion arrastra resuelv scrivi inserisci digita spunta selezion trascina digite
    marque= escreva arraste typ_ vul_ voer_ klik vink sleep_ wpisz przepisz zaznacz kliknij przesun opiste zadejte
    zaskrtn kliknet pretah opiste zadajte irja_be gepelje jelolj huzza scrieti introduceti bifati trageti въведете
    напишете отбележ введите впишите поставьте_гал нажмите перетащ введіть впишіть поставте натисн unesite upisite
    oznacite prevuc prepisite vpisite унесите внесете shkruani πληκτρ εισαγ επιλεξ συρετε yazin girin isaretley
    surukley енгізіңіз kiriting ჩაწერეთ մուտքագր הקלידו הזינו סמנו גררו اكتب أدخل اسحب ضع_علامة وارد_کنید بنویسید टाइप
    दर्ज চিহ্নিত พิมพ์ กรอก เลื่อน nhap_ keo_ danh_dau ketik masukkan geser pilih taipkan 入力 スライド 选 输入 滑动
    拖动
    輸入 滑動 입력 밀어 kirjoita syota merkitse vedae skriv ange_ bocka dra_ indtast skriv_ marker sisesta kirjuta
    ierakst ievadiet iveskite irasyk slaid_inn sladu escriviu idatzi
"""
LETTERS = """
    letters= characters= digits= puzzle captcha buchstaben zeichen= ziffern lettres= caracteres chiffres letras=
    digitos=
    lettere= caratteri= cifre= letters= tekens= cijfers liter= litery= znaki= cyfry pismena= znaky= cislice betuket
    karakterek szamjegy litere= caractere буквите буквы символы цифры букви літери символи slova= znakove znakov_ crke=
    γραμματα χαρακτηρ harfleri karakterleri rakam әріптер harflar ასოებ տառեր האותיות אותיות התווים الحروف الأحرف حروف
    अक्षर অক্ষর ตัวอักษร chu_cai ky_tu huruf karakter= aksara 文字 字符 字母 文字列 글자 문자 숫자 kirjaimet merkit
    bokstaver tecken= bogstaver tegn= tahed tahemark burtus simbolus raides simbolius stafina lletres letrak
"""
PICTURE = """
    picture image= pictures= images= below= bild= bilder= image l'image imagen imagenes immagine imagem imagens
    afbeelding plaatje obraz obrazk obrazek obrazku obrazku= kepen kep= imagine картинк изображ зображен slici sliki
    slika εικονα resim resimde gorsel сурет rasm სურათ նկար בתמונה תמונה الصورة تصویر चित्र ছবি ภาพ hinh_ anh_ gambar
    画像 图片 圖片 图中 이미지 그림 kuvassa kuva= bilden= billede bildet bildil pildil attela paveiksl myndinni imatge
    irudi
"""
# The rules of a network that lets its guests go on.
ACCEPT = """
    accept agree akzeptier zustimm stimme annehm accept acept accett aceit concord akkoord accepteer akceptuj zgadzam
    prijm suhlas prihvat elfogad accept прием съгласен принять принимаю приймаю погодж prihvac strinjam αποδεχ kabul
    אני_מסכים הסכימו أوافق اقبل قبول पذیر सहमत ยอมรับ dong_y setuju 同意 承諾 동의 hyvaksy godkann accepter godta
    nous= noustu piekrit sutinku samthykk accepteu onartu
"""
TERMS_OF_USE = """
    terms= conditions= rules= policy= nutzungsbedingung bedingung conditions d'utilisation condiciones terminos
    condizioni
    termini termos condicoes voorwaarden warunk regulamin podmink podmienk feltetel termeni conditii условия правил
    умови uvjet uslov pogoj ορους οροι kosullar sartlar תנאי الشروط شرایط शर्त เงื่อนไข dieu_khoan ketentuan syarat 規約
    条款 條款 약관 ehdot villkor vilkar betingelser tingimus noteikum salyg skilmal baldintz
"""
GOES_ONLINE = """
    wi-fi wifi= wlan= hotspot connect= go_online internet verbinden connecter connexion conectar connetti ligar-se
    verbind_ polacz pripojit csatlakoz conecta свърж подключ підключ povezi συνδεθ baglan להתחבר اتصال اتصل कनेक्ट
    เชื่อมต่อ ket_noi sambung hubung 接続 连接 連線 연결 yhdist anslut tilslut koble uhendu savieno prisijung tengj
"""
# What is made sure of whoever comes.
MAKES_SURE = """
    making_sure ensuring checking verifying confirming check_that check_if check_whether verify_that prufen
    uberprufen vergewissern verifions verifier verification assurons comprob verifica controll assicur kontroler
    controleren kijken_even sprawdz weryfik overuj overujeme kontroluj ellenor meggyoz verificam ne_asiguram провер
    убежд удостовер перевір переконує правяра проверава прoверав provera provjera preverja preverim kontrolloj ελεγχ
    βεβαιων kontrol_ed dogrul yoxla тексер tekshir ამოწმებ ვამოწმებთ ստուգ בודק מוודא נתאכד نتحقق نتأكد بررسی جانچ जाँच
    जांच
    देख_रहे যাচাই ตรวจสอบ kiem_tra xac_minh memastikan memeriksa sinusuri tinitiyak tunahakiki 確認 检查 确认 驗證 验证
    檢查 確認 확인 tarkist varmist kontrolli kontrollime parbaud tikrin kontroller tjekker sjekker athug egiaztatz
    comprovem comprobamos
"""
A_PERSON = """
    you_are_a_person you_are_human you_are_a_human you're_human you_are_not_a_robot you_are_not_a_bot you_aren't_a_bot
    sie_ein_mensch du_ein_mensch kein_roboter kein_bot vous_etes_humain etes_un_humain n'etes_pas_un_robot
    es_pas_un_robot
    eres_una_persona es_una_persona eres_humano es_humano no_eres_un_robot no_es_un_robot sia_una_persona
    sei_una_persona sei_umano sia_umano non_sia_un_robot non_sei_un_robot voce_e_human e_humano e_uma_pessoa
    nao_e_um_robo
    nao_e_um_bot je_een_mens u_een_mens geen_robot geen_bot jestes_czlowiek nie_jestes_robot nie_jest_robot jste_clovek
    nejste_robot si_clovek ste_clovek nie_ste_robot ember-e on_ember nem_robot sunteti_om sunteti_o_persoan esti_om
    nu_sunteti_robot дали_сте_човек че_сте_човек не_сте_робот вы_не_робот вы_человек что_вы_не ви_не_робот ви_людина
    вы_не_робат вы_чалавек ste_covek ste_čovjek ste_clovek jeste_li_covjek niste_robot сте_човек нисте_робот
    не_сте_робот jeni_njeri nuk_jeni_robot ειστε_ανθρωπ δεν_ειστε_ρομποτ insan_old robot_olmad insan_oldug robot_deyil
    робот_емес robot_emas არ_ხართ_რობოტ ადამიანი_ხართ մարդ_եք ռոբոտ_չեք אינך_רובוט אתה_אדם לא_רובוט לست_روبوت لست_روبوت
    أنك_إنسان أنك_بشر ربات_نیست انسان_هست روبوٹ_نہیں रोबोट_नहीं इंसान_हैं मनुष्य_हैं রোবট_নন মানুষ_কি ไม่ใช่หุ่นยนต์
    เป็นมนุษย์
    khong_phai_la_robot khong_phai_robot la_nguoi bukan_robot anda_manusia hindi_ka_robot si_roboti ロボットではない
    人間である 不是机器人 不是機器人 是真人 로봇이_아닌 사람인지 사람임을 ole_robotti olet_ihminen pole_robot
    oled_inimene
    neesat_robot esat_cilvek nesate_robot esate_zmogus inte_ar_en_robot ar_en_manniska ikke_er_en_robot er_et_menneske
    ert_ekki_velmenni ez_zarela_robot no_ets_un_robot ets_una_persona non_es_un_robot
"""
# What pages are called that check.
CHECKS = """
    captcha check security verif robot human prufung sicherheit verifi controle securite comprobacion seguridad verifica
    controllo sicurezza seguranca controle beveilig sprawdz weryfik zabezpiec kontrol overen ellenor biztons verificar
    проверк безопасн перевірк безпек проверка провера provjera preverjanje ελεγχος ασφαλεια dogrulama guvenlik yoxlama
    בדיקה אבטחה אימות تحقق الأمان بررسی امنیت जाँच सुरक्षा ตรวจสอบ xac_minh kiem_tra verifikasi pemeriksaan 確認 認証
    検証
    验证 驗證 安全 확인 보안 tarkistus kontroll kinnitus parbaude patikra
"""
# That it is this reader who asks.
OF_YOU = """
    you= your= ip= ihre= ihr= ihrer= sie= du= deine vous= votre ton= tu= su= usted sus= ha_enviado has_enviado tuo=
    tua= hai_inviato ha_inviato seu= sua= voce= u= uw= je= jij= twoj twoja wyslales wysylasz vas= vase= odesilate
    posielate
    kuldott on_tul ati_trimis dvs= dumneavoastra ви= ваш вы= твой tvoj vi= vas_= saljete posiljate σας στειλατε
    gonderdiniz yaptiniz sizin сіз siz= თქვენ դուք אתה שלך שלחת أنت لديك أرسلت شما आप আপনি คุณ ban= anda= ikaw= あなた
    您 你 귀하 olet= lahetat sinun du= din= dina= teie= sinu= jus= jusu zu= zure
"""
# Which one: a diary has "pages from nowhere", too.
THAT = f"{THIS} that= cette= diese= die= esa= aquella tamto= тая= ова= cea= ye_ hi_"
# What a program of a site is let, and for how long.
LICENCE = """
    license licence trial subscription plan= lizenz testphase testzeitraum abonnement abo= licence essai= licencia
    prueba= suscripc licenza prova= abbonament licenca teste= assinatur licentie proefperiod licencj okres_prob licenc
    zkusebn predplat skusobn probaidosz elofizet licent abonament лиценз абонамент пробн подписк ліценз підписк
    pretplat narocnin αδεια_χρη συνδρομη lisans deneme_sur abonelik רישיון מנוי ترخيص اشتراك مجوز اشتراک ライセンス 試用
    许可 授权 試用 试用 라이선스 구독 giay_phep lisensi langganan lisenssi tilau licens prenumer litsents litsens
"""
# Where that is so.
INSTALLED_HERE = f"{THIS_SITE} this_installation this_instance this_software diese_installation cette_installation"
# Who comes is no person.
A_BOT = """
    you_are_a_bot you_are_a_robot you're_a_bot you_may_be_a_bot sie_ein_bot du_ein_bot etes_un_robot eres_un_robot
    es_un_robot sei_un_robot sia_un_robot e_um_robo een_robot_bent jestes_robotem jste_robot ste_robot вы_робот ви_робот
    robot_olduğ ar_en_robot er_en_robot olet_robotti
"""
THINKS = """
    think= thought suspect believe detect glauben denken vermuten halten_sie pensons semble croyons creemos parece
    pensiamo sembra achamos parece denken vermoed wydaje podejrz zda_se domniv похоже кажется думаем схоже izgleda
    sanıyor dusunuyor tror_ mistenker luulemme
"""
