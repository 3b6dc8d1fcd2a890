"""Words that pages without a site never say: of land that is a domain too, and of what trades build and keep up.

A domain that has hectares, vines or a castle is none of the net; whoever builds and renovates houses, roofs or gardens
does not say that a site is under construction. In: words of a page. Never read where a host or a word of sites stands
beside: a wine-grower's site may be for sale, too.
"""

from collections.abc import Sequence

from rempart.engines.pages.placeholders.placeholder_terms import speaks_of_sites
from rempart.engines.pages.words.word_tables import WordTable

_LAND_TEXT = """
    hectare hektar hectáre ettar hektár gektar гектар εκτάρ hehtaar heaktar acre= acres= vineyard vine= vines= wine=
    wines= winery castle= farm= farms= farmhouse woods= meadow tasting tastings orchard estate= weingut weinberg
    weinbau wein= weine= bauernhof biohof hofladen schloss= burg= gutshof wald= wälder vignoble vigne= vignes= vins=
    vin= château châteaux chai= chais= domaines= viticol vigneron ferme= forêt œnolog dégustation viñedo viñedos
    vinos= vino= bodega castillo finca= fincas= cosecha vigneto vigneti vini= cantina= castello= tenuta= degustazion
    vinha= vinhos= vinho= quinta= castelo= adega= herdade wijngaard wijnen= kasteel landgoed boerderij winnic zamek=
    zamku= folwark gospodarstw vinic vinař zámek= zámku= statek= vinár szőlő borászat kastély vii= vinuri= castel=
    crama= vingård vingårdar slott= slottet= gård= gården= slot= виноградник винодел замок= замка= усадьб ферма=
    виноробн садиб маєт лозя замък= vinograd dvorac= šato= виноград bağ= bağları= şato= çiftlik αμπελ κάστρο κτήμα
    kebun= kastil lâu-đài مزرعة قلعة كروم هكتار هکتار باغ= קארם= יקב= כרם= דונם= 농장 포도
"""
_BUILT_TEXT = """
    plot= acres= land= grundstück baugrund terrain= terrains= terreno= terrenos= parcela działk pozemk pozemek telek=
    teren= tomt= tomter grund= tontti tontit arsa= участок участк ділянк kavel= bouwkavel οικόπεδ tanah= 売地 土地
    house= houses= bathroom kitchen= kitchens= roof= roofs= roofing garden= gardens= flat= flats=
    boiler heating= plumbing garage= fence fences= haus= häuser häusern dach= dächer dächern  bäder bädern küche
    garten= gärten heizung wohnung terrasse maison= maisons= toit= toits= toiture jardin= jardins= cuisine= cuisines=
    appartement chauffage plomberie façade baño= baños= casa= casas= tejado cocina= cocinas= jardín jardines=
    piso= pisos= vivienda calefacción fontaner bagno= bagni= tetto= tetti= cucina= cucine= giardin appartament
    riscaldament idraulic banheiro telhado cozinha jardim= jardins= apartament aquecimento huis= huizen= dak= daken=
    badkamer keuken tuin= tuinen= goten= verwarming domów= domu= domy= dach= dachy= dachów łazien kuchni= kuchnie=
    ogrod ogród mieszka ogrzewan dům= domů= domy= domov= rodinných střech koupel kuchyn kuchyň zahrad byt= bytů=
    bytov= strech kúpeľ záhrad ház= házak fürdőszob konyh tetőf kert= kertek lakás= lakások casă= case= acoperiș
    bucătăr grădin locuinț hus= villa= villor= badrum  kök= köket= trädgård lägenhet  badeværels køkken
    lejlighed kjøkken leilighet hage= talo= talot= talojen= katto= kattojen kylpyhuone keittiö puutarha asunto
    maja= majad majade katuse köök korter māj= mājas= jumt virtuv dārz namų= namai= stog virtuv квартир дом= дома=
    домов= крыш= крыши= ванн кухн сад= коттедж будинк дах= дахів покрівл къщ покрив бан= баня кућ кров kuća= kuće=
    krov= krovov kupaon kupatil  stanov= hiš= hiše= streh kopaln kuhinj ev= evler= çatı= banyo mutfak bahçe
    daire= σπίτι σπιτιών στέγη μπάνι κουζίν κήπο διαμερίσματ rumah= atap= dapur= taman= nhà= منزل= منازل= بيوت مطبخ
    حمام= شقق حديقة خانه= آپارتمان דירות= דירה= בתים= מטבח גינה 주택 아파트 욕실 shtëpi
"""
_LAND_UNSPACED = "公顷 公頃 葡萄园 ワイン 農園 城堡"
_BUILT_UNSPACED = "住宅 房屋 屋顶 屋頂 浴室 厨房 廚房 庭園 屋根 บ้าน घर"
_LAND, _BUILT = WordTable(_LAND_TEXT, _LAND_UNSPACED), WordTable(_BUILT_TEXT, _BUILT_UNSPACED)
_TWICE = 2  # words of land that are not the same: a list of searches may have one
_TRADE = 60  # words up to which a page of a trade may say nothing else


def is_of_land(words: Sequence[str]) -> bool:
    """Whether `words` speak of land by more than one word."""
    return sum(map(_LAND.has, set(words))) >= _TWICE


def is_of_buildings(words: Sequence[str]) -> bool:
    """Whether a page of few words, `words`, says what is built or kept up, and names no site."""
    return len(words) <= _TRADE and _BUILT.speaks(words) and not speaks_of_sites(words)
