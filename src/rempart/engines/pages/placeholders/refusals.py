"""What services say to whom they refuse: readers in other countries, who has not paid, old invitations.

Between semicolons, as in `phrases`.
"""

REFUSED = """
    there is no site ; there is no website ; there is no web site ; there is no store ; no site is connected ; no
    website is connected ; no site is configured ; hier gibt es keine website ; hier ist keine website ; aucun site
    n est ; no hay ningún sitio ; nessun sito è ; nenhum site está ; er is geen website ; здесь нет сайта ;
    app is not running ; app isn t running ; project is not running ; project isn t running ;
    login to access this page ; log in to access this page ; вы не авторизованы ;
    specified bucket does not exist ; nosuchbucket ; nosuchkey ; specified key does not exist ; disallowedhost ;
    invalid http host header ; add it to allowedhosts ; add it to allowed hosts ; request unsuccessful ; host header
    required ; did not send a host ;
    cannot provide a secure connection ; can t provide a secure connection ;
    you are now in line ; you are in line ; you are in the queue ; you are now in the queue ; virtual waiting room ;
    sie befinden sich in der warteschlange ; sie sind in der warteschlange ; vous êtes dans la file d attente ;
    vous êtes en file d attente ; está en la fila virtual ; estás en la cola ; está en la cola ; sei in coda ;
    você está na fila ; está na fila ; je staat in de wachtrij ; u staat in de wachtrij ; jesteś w kolejce ;
    jste ve frontě ; вы в очереди ; ви в черзі ; sıradasınız ; 正 在 排 队 ; 排 队 中 ; 順 番 待 ち ; 대기열 ;
    请 完 成 安 全 验 证 ; website is on its way ; there s been a glitch ;
    were looking for doesn t exist ; were looking for does not exist ; are looking for doesn t exist ; are
    looking for does not exist ; looking for could not be found ; taken a wrong turn ; connection not allowed ;
    your connection is not private ; invite invalid ; considéré comme illégal ; systeemfout ; 出 错 啦 ; 出 错 了 ;
    your service has been suspended ; votre service a été suspendu ; su servicio ha sido suspendido ; servizio è
    stato sospeso ; hizmetiniz askıya ; hizmetiniz duraklatıldı ; not available in your country ; not available
    in your region ; not available in your location ; pas disponible dans votre pays ; no está disponible en tu
    país ; no está disponible en su país ; in deinem land nicht verfügbar ; in ihrem land nicht verfügbar ; non
    è disponibile nel tuo paese ; não está disponível no seu país ; niet beschikbaar in je land ; niedostępna w
    twoim kraju ; недоступен в вашей стране ; недоступно в вашей стране ; nedostupný ve vaší zemi ; ülkenizde
    kullanılamıyor ; お 住 ま い の 国 で は ; 国 内 で の み ご 利 用
"""
