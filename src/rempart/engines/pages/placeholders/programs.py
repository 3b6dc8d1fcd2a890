"""What programs bring along and show until somebody writes: first posts, boards, pages and wares, in their languages.

Whoever sets up a blog, a wiki, a forum or a shop finds it there, under a name and a menu that are already the owner's.
Between semicolons, as in `phrases`.
"""

BROUGHT_ALONG = """
    ist dein erster beitrag ; ist ihr erster beitrag ; ceci est votre premier article ; esta
    es tu primera entrada ; questo è il tuo primo articolo ; is je eerste bericht ; esse é o seu primeiro post ; este é
    o seu primeiro artigo ; to jest twój pierwszy wpis ; это ваша первая запись ; це ваш перший запис ; är ditt första
    inlägg ; dette er dit første indlæg ; dette er ditt første innlegg ; tämä on ensimmäinen artikkelisi ; toto je váš
    první příspěvek ; ez az első wordpress bejegyzés ; bu sizin ilk yazınız ; acesta este primul tău articol ;
    こちらは最初の投稿です ; 这是您的第一篇文章 ; 이것은 첫 글입니다 ; bài viết đầu tiên của bạn ; ini adalah pos
    pertama anda ; هذه هي مقالتك الأولى ; αυτό είναι το πρώτο σας άρθρο ; זה הפוסט הראשון באתר ; این اولین نوشته شماست ;
    това е първата ви публикация ; mindblown a blog about philosophy ; aucun contenu n a été créé ; ce billet est votre
    premier billet ; mediawiki has been installed ; mediawiki wurde installiert ; mediawiki a été installé ; mediawiki
    se ha instalado ; mediawiki è stato installato ; mediawiki foi instalado ; mediawiki is geïnstalleerd ; mediawiki
    został zainstalowany ; mediawiki установлен ; mediawiki が インストールされました ; 已安装mediawiki ; your first
    category your first forum ; deine erste kategorie dein erstes forum ; votre première catégorie votre premier forum ;
    tu primera categoría tu primer foro ; a short text to describe your forum ; ein kurzer text um dein forum zu
    beschreiben ; welcome to phpbb3 ; welcome to smf ; talk about anything and everything in this board ; enjoy your new
    forum ; default welcome msg ; cms homepage content goes here ; posts you publish will show up here ;
    my new hugo site ; web site created using create react app ; welcome to jekyll ;
    great things are on the horizon ; something big is brewing ; website is empty
"""
