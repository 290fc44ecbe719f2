/**
 * What the guard knows of each language that a digest may be rewritten into: number words, the words that say what a
 * figure counts, doubts and denials. Words are regular expressions over folded words (`foldWord`). Languages that write
 * every noun with a capital, or have none, are missing: there no rule tells an invented name from a word.
 */
export interface Language {
  /** In English, for the model. */
  name: string;
  /** Whether an apostrophe belongs to its word (`п’ять`) or parts two (`d’un`). */
  apostropheWithin: boolean;
  /** Number words and their values; `*` multiplies what stands before. Negative ones are vague: "dozens", "hundreds". */
  cardinals: string;
  /** What may be an article: a figure where one is asked for, and none where not. */
  articles: string;
  /** Ordinals and fractions: they must be borne, but may be lost. */
  ordinals: string;
  /** Joins tens to units (`treinta y uno`) and parts clauses. */
  and: string;
  subjects: Record<Subject, string>;
  fates: Record<Fate, string>;
  bounds: Record<Bound, string>;
  doubts: string;
  denials: string;
  /** Words that may begin a sentence with a capital though the built text hasn't got them. */
  starters: string;
}

/** What a figure counts. */
export type Subject = 'killed' | 'injured' | 'drone' | 'missile' | 'rocket' | 'bomb';
/** What became of what is counted. */
export type Fate = 'launched' | 'intercepted';
/** How a figure is bounded; exact where nothing says. */
export type Bound = 'at_least' | 'up_to' | 'about';

export type LanguageCode = 'en' | 'es' | 'fr' | 'pl' | 'pt' | 'ru' | 'uk';

export const LANGUAGES: Record<LanguageCode, Language> = {
  en: {
    name: 'English',
    apostropheWithin: false,
    cardinals:
      'zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=*100 thousand=1000 million=1000000 billion=1000000000 dozen=*12 dozens|tens|scores=-10 hundreds=-100 thousands=-1000 millions=-1000000',
    articles: '',
    ordinals:
      'first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 half=0.5 quarter=0.25 twice|pair|couple|duo=2 trio=3 triple=3 double=2',
    and: 'and',
    subjects: {
      killed: 'kill\\w*|dead|deaths?|die[ds]?|dying|toll|fatal\\w*|lives|slain|slay\\w*',
      injured: 'injur\\w*|wound\\w*|hurt',
      drone: 'drones?|uavs?',
      missile: 'missiles?',
      rocket: 'rockets?',
      bomb: 'bombs?',
    },
    fates: {
      launched: 'launch\\w*|fir(?:ed|es|ing)|sent|unleash\\w*',
      intercepted: 'intercept\\w*|down(?:ed|ing)|destroyed|neutrali[sz]\\w*|shot',
    },
    bounds: {
      at_least: 'at least|more than|over|no fewer than|not less than|upwards of',
      up_to: 'up to|as many as|at most|no more than',
      about: 'about|around|some|roughly|approximately|nearly|almost',
    },
    doubts:
      'claim\\w*|alleg\\w*|suspect\\w*|reported|reportedly|accus\\w*|apparent\\w*|possibl\\w*|unconfirmed|may|might|could|says?|said|according',
    denials:
      'not|no|never|nobody|none|den(?:y|ies|ied|ying|ials?)|reject\\w*|dismiss\\w*|refus\\w*|false|without|nt',
    starters:
      'a an the in on at near after before during over across according as while there its his her their these this it they he she both officials authorities talks',
  },
  es: {
    name: 'Spanish',
    apostropheWithin: false,
    cardinals:
      'cero=0 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiun[oa]?=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien|ciento=100 doscient[oa]s=200 trescient[oa]s=300 cuatrocient[oa]s=400 quinient[oa]s=500 seiscient[oa]s=600 setecient[oa]s=700 ochocient[oa]s=800 novecient[oa]s=900 mil=1000 millon|millones=1000000 docena=*12 docenas|decenas=-10 cientos|cientas|centenares|centenas=-100 miles|millares=-1000',
    articles: 'un|una|uno=1',
    ordinals:
      'primer[oa]?s?=1 segund[oa]s?=2 tercer[oa]?s?=3 cuart[oa]s?=4 quint[oa]s?=5 mitad|medi[oa]=0.5 doble|par=2 triple=3',
    and: 'y|e',
    subjects: {
      killed:
        'muert\\w*|muri\\w*|mueren?|mat(?:a|an|o|ar|aron|ado|ados|ando)|fallec\\w*|victimas?|vidas|asesin\\w*',
      injured: 'herid\\w*|hirio|hieren?|hiriendo|lesionad\\w*',
      drone: 'dron(?:es)?',
      missile: 'misil(?:es)?',
      rocket: 'cohetes?',
      bomb: 'bombas?',
    },
    fates: {
      launched: 'lanz\\w*|dispar\\w*',
      intercepted: 'intercept\\w*|derrib\\w*|neutraliz\\w*|destruid\\w*',
    },
    bounds: {
      at_least: 'al menos|por lo menos|mas de|como minimo|no menos de',
      up_to: 'hasta|como maximo|no mas de',
      about: 'unos|unas|cerca de|alrededor de|aproximadamente|casi',
    },
    doubts:
      'afirm\\w*|asegur\\w*|alega\\w*|presunt\\w*|supuest\\w*|acus\\w*|segun|dice|dicen|dijo|dijeron|habria\\w*|posibl\\w*|sospech\\w*|denunci\\w*|reivindic\\w*',
    denials:
      'no|ni|nunca|nadie|ningun\\w*|nieg\\w*|neg(?:o|ar|aron|ado|ando)|desmi\\w*|rechaz\\w*|falso|falsa|sin',
    starters:
      'a al el la los las lo un una en de del tras segun por para con durante entre hay hubo este esta su sus cerca autoridades ataque ataques conversaciones reunion',
  },
  fr: {
    name: 'French',
    apostropheWithin: false,
    cardinals:
      'zero=0 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingts?=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90 cents?=*100 mille=1000 millions?=1000000 milliards?=1000000000 douzaine=*12 dizaine=10 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 centaine=100 millier=1000 dizaines|douzaines=-10 centaines=-100 milliers=-1000',
    articles: 'un|une=1',
    ordinals:
      'premiers?|premieres?=1 deuxiemes?|seconde?s?=2 troisiemes?=3 quatriemes?=4 cinquiemes?=5 moitie|demie?=0.5 double|paire=2 triple=3 tiers=3',
    and: 'et',
    subjects: {
      killed:
        'tu(?:e|es|ee|ees|ent|ant|er|a)|morts?|mortes?|mourir|meurent|deces|decedee?s?|victimes?|vies|bilan',
      injured: 'bless\\w*',
      drone: 'drones?',
      missile: 'missiles?',
      rocket: 'roquettes?',
      bomb: 'bombes?',
    },
    fates: {
      launched: 'lanc\\w*|tir(?:e|es|ees|er|ant)',
      intercepted: 'intercept\\w*|abatt?u\\w*|neutralis\\w*|detruit\\w*',
    },
    bounds: {
      at_least: 'au moins|plus de|pas moins de',
      up_to: 'jusqu a|au plus|pas plus de',
      about: 'environ|quelque|pres de|autour de|presque',
    },
    doubts:
      'affirm\\w*|assur\\w*|alleg\\w*|presume\\w*|suppose\\w*|soupconn\\w*|accus\\w*|selon|dit|disent|declar\\w*|aurai\\w*|possibl\\w*|revendi\\w*|signale\\w*',
    denials:
      'ne|n|pas|ni|jamais|aucune?|personne|nie|nient|niant|dement\\w*|rejet\\w*|refus\\w*|faux|fausse|sans',
    starters:
      'a au aux le la les l un une en dans de des du d apres selon par pour avec pendant entre il ils elle on ce cette ces son sa ses leurs lors pres autorites attaque attaques frappe frappes discussions reunion',
  },
  pl: {
    name: 'Polish',
    apostropheWithin: false,
    cardinals:
      'zero=0 dw(?:a|ie|och|om|u|oje|oma|iema)=2 trz(?:y|ech|em|ema|oje)=3 czter(?:y|ech|em|ema|oro)=4 pi(?:ec|eciu|ecioro)=5 sze(?:sc|sciu|scioro)=6 sied(?:em|miu|mioro)=7 os(?:iem|miu|mioro)=8 dziewi(?:ec|eciu)=9 dziesi(?:ec|eciu)=10 jedena(?:scie|stu)=11 dwana(?:scie)|dwunastu=12 trzyna(?:scie|stu)=13 czterna(?:scie|stu)=14 pietna(?:scie|stu)=15 szesna(?:scie|stu)=16 siedemna(?:scie|stu)=17 osiemna(?:scie|stu)=18 dziewietna(?:scie|stu)=19 dwadziescia|dwudziestu=20 trzydziesci|trzydziestu=30 czterdziesci|czterdziestu=40 piecdziesiat|piecdziesieciu=50 szescdziesiat|szescdziesieciu=60 siedemdziesiat|siedemdziesieciu=70 osiemdziesiat|osiemdziesieciu=80 dziewiecdziesiat|dziewiecdziesieciu=90 sto|stu=100 dwiescie|dwustu=200 trzysta|trzystu=300 czterysta|czterystu=400 piecset|pieciuset=500 szescset|szesciuset=600 siedemset|siedmiuset=700 osiemset|osmiuset=800 dziewiecset|dziewieciuset=900 tysiac=1000 milion\\w*=1000000 tuzin=*12 dziesiatki|dziesiatek|kilkadziesiat|tuziny=-10 setki|setek|kilkaset=-100 tysiace|tysiecy=-1000',
    articles: 'jed(?:en|na|no|nego|nej|ne|nym)=1',
    ordinals:
      'pierwsz\\w+=1 drug\\w+=2 trzeci\\w*=3 czwart\\w+=4 piat\\w+=5 polow\\w+|pol=0.5 obie|oboje|obaj|para|pare=2',
    and: 'i|oraz|a',
    subjects: {
      killed: 'zabi\\w*|zgin\\w*|smier\\w*|martw\\w*|ofiar\\w*|poleg\\w*|zmar\\w*',
      injured: 'ran(?:ny|na|ne|nych|nymi|nil\\w*|iono|iac|iony|iona|ione|ionych)|obrazen\\w*',
      drone: 'dron\\w*',
      missile: 'pocisk\\w*|rakiet\\w*',
      rocket: 'rakiet\\w* niekierowan\\w*',
      bomb: 'bomb(?:a|y|e|ami)?',
    },
    fates: {
      launched: 'wystrzel\\w*|odpal\\w*|wypuscil\\w*',
      intercepted: 'przechwy\\w*|zestrzel\\w*|stracon\\w*|zneutraliz\\w*|zniszczon\\w*',
    },
    bounds: {
      at_least: 'co najmniej|przynajmniej|ponad|wiecej niz|nie mniej niz',
      up_to: 'do|najwyzej|nie wiecej niz',
      about: 'okolo|blisko|prawie|mniej wiecej',
    },
    doubts:
      'twierd\\w*|rzekom\\w*|domniem\\w*|podejrz\\w*|oskarz\\w*|wedlug|mowi\\w*|powiedzi\\w*|podobno|mozliw\\w*|oswiadczy\\w*|poinform\\w*|utrzym\\w*',
    denials: 'nie|ani|nigdy|nikt|zad(?:en|na|ne|nych)|zaprzecz\\w*|odrzuc\\w*|falsz\\w*|bez|dementu\\w*',
    starters:
      'w we na po przed podczas wedlug z ze do od przy nad pod to ten ta jego jej ich atak ataki rozmowy spotkanie wladze',
  },
  pt: {
    name: 'Portuguese',
    apostropheWithin: false,
    cardinals:
      'zero=0 dois|duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 (?:cat|quat)orze=14 quinze=15 dez[ae]sseis=16 dez[ae]ssete=17 dezoito=18 dez[ae]nove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem|cento=100 duzent[oa]s=200 trezent[oa]s=300 quatrocent[oa]s=400 quinhent[oa]s=500 seiscent[oa]s=600 setecent[oa]s=700 oitocent[oa]s=800 novecent[oa]s=900 mil=1000 milhao|milhoes=1000000 duzia=*12 duzias|dezenas=-10 centenas=-100 milhares=-1000',
    articles: 'um|uma=1',
    ordinals:
      'primeir[oa]s?=1 segund[oa]s?=2 terceir[oa]s?=3 quart[oa]s?=4 quint[oa]s?=5 metade|mei[oa]=0.5 dobro|par=2',
    and: 'e',
    subjects: {
      killed: 'mort\\w*|morr\\w*|mat(?:a|am|ou|ar|aram|ado|ando)|vitimas?|vidas|obitos?|assassin\\w*',
      injured: 'ferid\\w*|fer(?:e|em|iu|iram|indo)',
      drone: 'drones?',
      missile: 'misse(?:l|is)',
      rocket: 'foguetes?',
      bomb: 'bombas?',
    },
    fates: {
      launched: 'lanc\\w*|dispar\\w*',
      intercepted: 'intercet\\w*|intercept\\w*|abat\\w*|neutraliz\\w*|destruid\\w*',
    },
    bounds: {
      at_least: 'pelo menos|ao menos|mais de|no minimo|nao menos de',
      up_to: 'ate|no maximo|nao mais de',
      about: 'cerca de|aproximadamente|uns|umas|quase|perto de',
    },
    doubts:
      'afirm\\w*|alega\\w*|suspeit\\w*|supost\\w*|acus\\w*|segundo|diz|dizem|disse|disseram|teria\\w*|possivel\\w*|alegad\\w*|reivindic\\w*',
    denials:
      'nao|nem|nunca|ninguem|nenhum\\w*|neg(?:a|am|ou|ar|aram|ado|ando)|desment\\w*|rejeit\\w*|recus\\w*|fals[oa]|sem',
    starters:
      'a o as os ao aos um uma em no na nos nas de do da dos das apos segundo por para com durante entre ha houve este esta seu sua perto autoridades ataque ataques conversas reuniao',
  },
  ru: {
    name: 'Russian',
    apostropheWithin: false,
    cardinals:
      'ноль=0 дв(?:а|е|ух|ум|умя|ое|оих)=2 тр(?:и|ех|ем|емя|ое|оих)=3 четыр(?:е|ех|ем|ьмя)|четверо=4 пят(?:ь|и|ью|еро|ерых)=5 шест(?:ь|и|ью|еро)=6 сем(?:ь|и|ью|еро)=7 вос(?:емь|ьми|емью)=8 девят(?:ь|и|ью)=9 десят(?:ь|и|ью)=10 одиннадцат(?:ь|и)=11 двенадцат(?:ь|и)=12 тринадцат(?:ь|и)=13 четырнадцат(?:ь|и)=14 пятнадцат(?:ь|и)=15 шестнадцат(?:ь|и)=16 семнадцат(?:ь|и)=17 восемнадцат(?:ь|и)=18 девятнадцат(?:ь|и)=19 двадцат(?:ь|и)=20 тридцат(?:ь|и)=30 сорока?=40 пят(?:ь|и)десят[аи]?=50 шест(?:ь|и)десят[аи]?=60 сем(?:ь|и)десят[аи]?=70 вос(?:емь|ьми)десят[аи]?=80 девяност[оа]=90 сто|ста=100 двести|двухсот=200 трист[аи]|трехсот=300 четырест[аи]|четырехсот=400 пят(?:ь|и)сот=500 шест(?:ь|и)сот=600 сем(?:ь|и)сот=700 вос(?:емь|ьми)сот=800 девят(?:ь|и)сот=900 тысяча=1000 миллион\\p{L}*=1000000 дюжин[аыу]=*12 десятк(?:и|ов|ами|ах)=-10 сотн(?:и|ями|ях)|сотен=-100 тысяч[иу]?|тысячами=-1000',
    articles: 'од(?:ин|на|но|ного|ной|ну|ному|ним)=1',
    ordinals:
      'перв\\p{L}+=1 втор(?:ой|ая|ое|ого|ую|ым|ом|ые|ых)=2 трет(?:ий|ья|ье|ьего|ью|ьем|ьи|ьих)=3 четверт\\p{L}+=4 пят(?:ый|ая|ое|ого|ую|ым|ом|ые|ых)=5 половин\\p{L}+=0.5 оба|обе|обоих|пар[аыу]|вдвое=2 трети=3',
    and: 'и|а',
    subjects: {
      killed:
        'погиб\\p{L}*|уби(?:т|та|то|ты|тых|ли|л|ла|ло|йств\\p{L}*)|умер\\p{L}*|смерт\\p{L}*|жертв\\p{L}*|мертв\\p{L}*',
      injured: 'ранен\\p{L}*|ранил\\p{L}*|пострада\\p{L}*|травм\\p{L}*',
      drone: 'дрон\\p{L}*|беспилотник\\p{L}*|бпла',
      missile: 'ракет\\p{L}*',
      rocket: 'снаряд\\p{L}*',
      bomb: 'бомб(?:а|ы|у|ами|е)?',
    },
    fates: {
      launched: 'запу[щс]\\p{L}*|выпу[щс]\\p{L}*',
      intercepted: 'перехва\\p{L}*|сби(?:т|та|то|ты|тых|ли|л)|уничтож\\p{L}*|нейтрализ\\p{L}*',
    },
    bounds: {
      at_least: 'по меньшеи мере|как минимум|не менее|более|больше|свыше|минимум',
      up_to: 'до|не более|максимум',
      about: 'около|примерно|почти|порядка',
    },
    doubts:
      'утвержда\\p{L}*|заяв\\p{L}*|якобы|предполага\\p{L}*|подозр\\p{L}*|обвин\\p{L}*|согласно|по словам|сообщ\\p{L}*|сказал\\p{L}*|возможно|по данным|говор\\p{L}*',
    denials:
      'не|ни|нет|никто|никогда|отриц\\p{L}*|опроверг\\p{L}*|опроверж\\p{L}*|отверг\\p{L}*|отказ\\p{L}*|лож\\p{L}*|без',
    starters:
      'в во на по после перед согласно из за к от у при над под это этот его ее их во время между удар удары атака атаки переговоры встреча власти',
  },
  uk: {
    name: 'Ukrainian',
    apostropheWithin: true,
    cardinals:
      'нуль=0 дв(?:а|і|ох|ом|оє|ома)=2 тр(?:и|ьох|ьом|оє|ьома)=3 чотир(?:и|ьох|ьом)|четверо=4 пят(?:ь|и|ьох|еро)=5 шіст(?:ь)|шести|шістьох|шестеро=6 сім|семи|сімох|семеро=7 вісім|восьми|вісьмох=8 девят(?:ь|и|ьох)=9 десят(?:ь|и|ьох)=10 одинадцят(?:ь|и)=11 дванадцят(?:ь|и)=12 тринадцят(?:ь|и)=13 чотирнадцят(?:ь|и)=14 пятнадцят(?:ь|и)=15 шістнадцят(?:ь|и)=16 сімнадцят(?:ь|и)=17 вісімнадцят(?:ь|и)=18 девятнадцят(?:ь|и)=19 двадцят(?:ь|и|ьох)=20 тридцят(?:ь|и|ьох)=30 сорока?=40 пятдесят|пятдесяти=50 шістдесят|шістдесяти=60 сімдесят|сімдесяти=70 вісімдесят|вісімдесяти=80 девяност[оа]=90 сто|ста=100 двісті|двохсот=200 триста|трьохсот=300 чотириста|чотирьохсот=400 пятсот|пятисот=500 шістсот|шестисот=600 сімсот|семисот=700 вісімсот|восьмисот=800 девятсот|девятисот=900 тисяча=1000 мільйон\\p{L}*=1000000 дюжин[аиу]=*12 десятк(?:и|ів|ами|ах)=-10 сотн(?:і|ями|ях)|сотень=-100 тисяч[іу]?|тисячами=-1000',
    articles: 'од(?:ин|на|не|но|ного|нієї|ну|ному|ним)=1',
    ordinals:
      'перш\\p{L}+=1 друг(?:ий|а|е|ого|ої|у|им|ому|і|их)=2 трет\\p{L}+=3 четверт\\p{L}+=4 пят(?:ий|а|е|ого|ої|у|им)=5 половин\\p{L}+=0.5 обидва|обидві|обох|пар[аиу]|вдвічі=2',
    and: 'і|й|та|а',
    subjects: {
      killed:
        'загин\\p{L}*|загибл\\p{L}*|вби(?:т|л)\\p{L}*|уби(?:т|л)\\p{L}*|помер\\p{L}*|смерт\\p{L}*|жертв\\p{L}*|мертв\\p{L}*',
      injured: 'поранен\\p{L}*|поранил\\p{L}*|постражда\\p{L}*|травм\\p{L}*',
      drone: 'дрон\\p{L}*|безпілотник\\p{L}*|бпла',
      missile: 'ракет\\p{L}*',
      rocket: 'снаряд\\p{L}*',
      bomb: 'бомб(?:а|и|у|ами|і)?',
    },
    fates: {
      launched: 'запу[щс]\\p{L}*|випу[щс]\\p{L}*',
      intercepted: 'перехоп\\p{L}*|зби(?:т|л)\\p{L}*|знищ\\p{L}*|нейтраліз\\p{L}*',
    },
    bounds: {
      at_least: 'щонаименше|принаимні|не менше|понад|більше|більш ніж',
      up_to: 'до|не більше|максимум',
      about: 'близько|приблизно|маиже',
    },
    doubts:
      'тверд\\p{L}*|стверджу\\p{L}*|заяв\\p{L}*|нібито|імовірно|підозр\\p{L}*|звинува\\p{L}*|згідно|за словами|повідом\\p{L}*|сказа\\p{L}*|можливо|за даними|каж\\p{L}*',
    denials:
      'не|ні|ані|немає|ніхто|ніколи|запереч\\p{L}*|спрост\\p{L}*|відкин\\p{L}*|відмов\\p{L}*|хибн\\p{L}*|без',
    starters:
      'у в во на по після перед згідно з із за до від при над під це цеи иого її їх під час між удар удари атака атаки переговори зустріч влада',
  },
};

/** A word as the tables have it: lower-case, without diacritics. */
export function foldWord(word: string): string {
  return bare(word.toLowerCase()).replaceAll('ł', 'l');
}

/** Without diacritics; patterns of the tables stay patterns. */
export function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** The language of a tag such as `pt-BR`, or null where rewriting can't be guarded in it. */
export function languageOf(tag: string): LanguageCode | null {
  const code = /^([a-z]{2})(?:-|$)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(LANGUAGES, code) ? (code as LanguageCode) : null;
}
