"""Texts and wares with which builders and programs fill a page until its keeper does, in a few of their languages.

Between semicolons, as in `phrases`.
"""

SAMPLES = """
    example product ; example collection ; example blog post ; your product s name ; your collection s name ;
    product title ; collection title ; your product name ; your store name ; your store name here ; image with text
    pair text with ; pair text with an image ; use this text to share information about your brand ; talk about your
    brand ; share information about your brand ; welcome customers to your store ; describe a product make
    announcements ; doesn t currently include any content ; beispielprodukt ; beispiel für produkttitel ; exemple de
    titre de produit ; titre de produit ; ejemplo de título de producto ; título del producto ; esempio di titolo di
    prodotto ; título de produto ; voorbeeld van producttitel ; i m a paragraph ; i m a product ; i m a title ; i am
    a product ; click here to add your own text ; edit me it s easy ; this is a space to welcome visitors ; info
    mysite com ; ich bin ein absatz ; das ist ein textabschnitt ; je suis un paragraphe ; soy un párrafo ; sono un
    paragrafo ; sou um parágrafo ; it all begins with an idea ; maybe you want to launch a business ; starter
    template ; your site title ; add a short description ; your headline here ; click here to edit ; click to edit ;
    drag and drop to add ; your text here ; add your text ; edit this text ; add your heading text ; click edit
    button to change this text ; i am text block ; this is a sample text ; heading text here ; this is where you
    tell visitors ; let customers know what sets you apart ; there s much to see here so take your time ; this is
    some text inside of a div block ; your awesome title ; write an awesome description for your new site ; sample
    product ; sample page ; sample post ; sample 1 ; sample 2 ; sample 3 ; custom text block ; your company ; your
    logo ; hummingbird printed ; the best is yet to come ; mountain fox ; brown bear notebook ; brown bear cushion ;
    faded short sleeve ; printed chiffon dress ; printed summer dress ; printed dress ; joust duffle ; strive
    shoulder pack ; fusion backpack ; radiant tee ; breathe easy tank ; hero hoodie ; hoodie with logo ; hoodie with
    zipper ; beanie with logo ; t shirt with logo ; logo collection ; woo single ; woo album ; happy ninja ; ninja
    silhouette ; opencart your store ; powered by opencart your store ; ex tax ; everything about concrete ; demo
    store ; this is a demo ; default setup of ; for demonstrational purposes ; your first post ; got any book
    recommendations ; a short text to describe ; études is a pioneering firm ; études architectural solutions ;
    études newsletter ; études offers comprehensive consulting ; a commitment to innovation and sustainability ;
    welcome to the swedish museum of modern art ; the new umoma opens its doors ; the works of berthe morisot ;
    digital strategy for unique small businesses ; this is an example of a homepage section ; like flowers that
    bloom in unexpected places ; stay up to date with everything happening ; v neck t shirt ; hoodie with pocket ;
    long sleeve tee ; wordpress pennant ; this is a simple product ; this is a variable product ; this is an
    external product ; this is a grouped product ; a brand new site by ; things will be up and running here shortly
"""
# The first comment below a first post, and who wrote it.
FIRST_COMMENTS = """
    hi this is a comment ; to get started with moderating editing and deleting comments ; hallo dies ist ein
    kommentar ; bonjour ceci est un commentaire ; hola esto es un comentario ; ciao questo è un commento ; olá isso
    é um comentário ; olá isto é um comentário ; hoi dit is een reactie ; cześć to jest komentarz ; привет это
    комментарий ; привіт це коментар ; hej det här är en kommentar ; hej dette er en kommentar ; hei dette er en
    kommentar ; hei tämä on kommentti ; merhaba bu bir yorum ; salut acesta este un comentariu ; hai ini merupakan
    sebuah komentar ; xin chào đây là một bình luận ; こんにちは これはコメントです ; 您好 这是一条评论 ;
    ein wordpress kommentator ; un commentateur wordpress ; un comentarista de wordpress ; un commentatore di
    wordpress ; um comentador do wordpress ; komentator wordpress ; комментатор wordpress ; a wordpress commenter
"""
# Of the texts that are set where words will stand ("lorem ipsum"), as programs that make them bring them along.
_FILLER_TEXT = """
    a ac accumsan ad adipiscing aenean aliqua aliquam aliquet aliquip amet anim ante aptent arcu at auctor augue
    aute bibendum blandit cillum class commodo condimentum congue consectetuer consectetur consequat conubia
    convallis cras cubilia culpa cum cupidatat curabitur curae cursus dapibus deserunt diam dictum dictumst
    dignissim dis do dolor dolore donec dui duis ea efficitur egestas eget eiusmod eleifend elementum elit enim erat
    eros esse est et etiam eu euismod ex excepteur exercitation facilisi facilisis fames faucibus felis fermentum
    feugiat finibus fringilla fugiat fusce gravida habitant habitasse hac hendrerit himenaeos iaculis id imperdiet
    in incididunt inceptos integer interdum ipsum irure justo labore laboris laborum lacinia lacus laoreet lectus
    leo libero ligula litora lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris maximus metus
    mi minim mollis molestie montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non nostra nostrud
    nulla nullam nunc occaecat odio officia orci ornare parturient pellentesque penatibus per pharetra phasellus
    placerat platea porta porttitor posuere potenti praesent pretium primis proident proin pulvinar purus quam quis
    quisque reprehenderit rhoncus ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sint
    sit sociis sociosqu sodales sollicitudin sunt suscipit suspendisse taciti tellus tempor tempus tincidunt
    torquent tortor tristique turpis ullamco ullamcorper ultrices ultricies urna ut varius vehicula vel velit
    venenatis veniam vestibulum vitae vivamus viverra volutpat voluptate vulputate
"""
FILLER = frozenset(_FILLER_TEXT.split())
