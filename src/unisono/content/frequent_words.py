"""The commonest words of large languages, which say how something is said and not what: no argument is made of them.

Articles, pronouns, prepositions, conjunctions, auxiliary verbs, and the few verbs and adverbs that are in every talk.
Without them, posts that share "if I were you" alone would be a claim. A language that is not listed keeps its own.
"""

from functools import cache

import polars as pl

_WORDS = (
    # English
    "a about above after all almost along already also although always am an and another any anybody anymore anyone "
    "anything are aren't around as at away back be because been before being below between both but by came can can't "
    "cannot come comes coming could couldn't did didn't do does doesn't doing don't done down during each either else "
    "enough even ever every everybody everyone everything few for from further gave get gets getting give gives go "
    "goes going gone gonna got gotta had hadn't has hasn't have haven't having he he'd he'll he's her here here's "
    "hers herself him himself his how how's however i i'd i'll i'm i've if in into is isn't it it'd it'll it's its "
    "itself just knew know knows let let's like look looks lot lots many may maybe me might mine more most much must "
    "my myself need needs no nobody none nor not nothing now of off often oh ok okay on once one only onto or other "
    "others our ours ourselves out over own perhaps put quite rather really said same saw say says see seen shall she "
    "she'd she'll she's should shouldn't since so some somebody someone something sometimes still such take takes "
    "than that that's the their theirs them themselves then there there's these they they'd they'll they're they've "
    "thing things think this those though thought through to too took toward towards try under until up upon us use "
    "used very via want wants was wasn't way we we'd we'll we're we've well went were weren't what what's when where "
    "whether which while who who's whoever whole whom whose why will with within without won't would wouldn't yeah "
    "yes yet you you'd you'll you're you've your yours yourself im dont cant didnt doesnt isnt thats youre ur u "
    "against keep "
    # Spanish, Catalan and Galician
    "a al algo alguien algún alguna algunas alguno algunos ante antes aquel aquella aquellos aquí así aún aunque "
    "bajo "
    "bien cada casi como cómo con contra cosa cosas creo cual cuál cuales cualquier cuando cuándo cuanto cuánto da "
    "dan dar de debe deben del desde después dice dicen dicho donde dónde dos durante e el él ella ellas ellos en "
    "entonces entre eran eres es esa esas ese eso esos esta está están estaba estamos estar estas este esto estos "
    "estoy fue fueron fui ha había habéis haber habrá hace hacen hacer hacia han has hasta hay haya he hecho hemos "
    "hoy iba ir la las le les lo los luego más me mejor menos mi mí mientras mis misma mismo mucha muchas mucho "
    "muchos muy nada nadie ni ningún ninguna no nos nosotras nosotros nuestra nuestras nuestro nuestros nunca o os "
    "otra otras otro otros para pero poco poder podemos por porque pues puede pueden puedo que qué quien quién "
    "quienes quiere quiero se sé sea sean ser será si sí sido siempre sino sobre sois solo sólo somos soy su sus tal "
    "también tampoco tanto te tener tenemos tenéis tengo ti tiene tienen toda todas todavía todo todos tu tú tus "
    "tuvo "
    "un una unas uno unos usted ustedes va vamos vas ve ver vez voy vosotros vuestra vuestro vuestros y ya yo amb "
    "això aquest aquesta dels els és i ja més molt na només pel per però quan què som són també vam veu xa moi máis "
    "non "
    # Portuguese
    "a agora ainda alguém algum alguma ao aos aquela aquele aqui as às assim até bem cada coisa com como da das de "
    "dela dele deles depois desde deve dia disse disso do dos e é ela elas ele eles em então entre eram essa esse "
    "esses esta está estamos estão estar estava este eu fala faz fazer fica foi foram há isso isto já lá lhe "
    "mais mas "
    "me mesmo meu meus minha muita muito muitos na não nas nem nenhum ninguém no nos nós nossa nosso num numa "
    "nunca o "
    "onde os ou outra outro outros para pela pelo pode podem pois por porque pra quais qual quando que quem quer "
    "sabe "
    "são se seja sem sempre ser será seu seus sim só sobre sou sua suas tá também tanto te tem têm tenho ter teve "
    "tinha toda todas todo todos tu tudo um uma uns vai vamos vão você vocês vez vou "
    # French
    "à ai aie ainsi alors après as au aucun aucune aujourd'hui aussi autre autres aux avait avant avec avez avoir "
    "avons bien bon c'est ça ce cela celle celles celui ces cet cette ceux chaque chez chose comme comment contre "
    "d'un d'une dans de déjà depuis des deux dire dit doit donc dont du elle elles en encore entre es est et étaient "
    "était êtes être eu eux faire fait fais faut fois font il ils j'ai je jamais jusqu'à l'on la là le les leur "
    "leurs "
    "lui ma mais me même mêmes mes moi moins mon n'a n'est ne ni non nos notre nous on ont ou où par parce pas "
    "pendant personne peu peut peuvent peux plus plusieurs pour pourquoi pouvoir qu'il qu'on qu'un quand que quel "
    "quelle quelles quelqu'un quelque quelques quels qui quoi rien s'est sa sans sait se sera ses si soi soit sommes "
    "sont sous suis sur ta te tes toi toujours tous tout toute toutes très tu un une va vais vas veut veux voici "
    "voilà voir vont vos votre vous vraiment y "
    # German and Dutch
    "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bis bist da dabei "
    "dafür "
    "damit dann daran das dass davon dazu dein deine dem denen denn der deren des dessen dich dies diese diesem "
    "diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einfach er es etwas euch euer eure "
    "für gab ganz gar geht gemacht gerade gesagt gibt habe haben habt hatte hatten heute hier hin ich ihm ihn ihnen "
    "ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jeden jeder jedes jemand jetzt kann kannst kein keine "
    "keinen können könnte machen macht mal mehr mein meine meinem meinen mich mir mit müssen muss muß nach nicht "
    "nichts nie niemand noch nun nur ob oder ohne schon sehr sei sein seine seinen seit selbst sich sie sind so soll "
    "sollen sollte sondern sonst über um und uns unser unsere unter viel viele vom von vor wann waren warum was weg "
    "weil weiter welche wenn wer werde werden wie wieder will wir wird wirklich wissen wo wohl wollen worden wurde "
    "wurden würde zu zum zur zwei zwischen aan al alleen altijd bent bij daar dan dat de deze dit doen door dus een "
    "eens en gaan gaat geen geweest goed had hadden hebben hebt heeft het hij hoe hun iets ik is je jij jou jouw "
    "jullie kan komt kunnen maar maken mag me meer met mij mijn moet moeten na naar niet niets nog nooit nou nu "
    "of om "
    "omdat ons onze ook op over te tegen toch toen tot uit veel voor waar waarom want wat we weer wel werd wij wil "
    "wordt zal ze zeer zich zij zijn zo zonder zou zullen "
    # Italian
    "a abbiamo ad agli ai al alla alle allo allora altra altri altro anche ancora avere aveva bene c'è che chi "
    "ci ciò "
    "come con cosa così cui da dagli dai dal dalla dalle davvero degli dei del dell della delle dello dentro deve di "
    "dire dobbiamo dopo dove due e è ecco ed erano essere fa fanno fare fatto fino fra già gli ha hai hanno ho i il "
    "in io l'ha la le lei li lo loro lui ma mai me meno mentre mi mia miei mio molti molto ne negli nei nel nella "
    "nelle nessuno niente no noi non nostra nostro nulla o ogni oggi ora per perché però più poco poi può prima "
    "proprio qua qualche quale quando quanti quanto quel quella quelle quelli quello questa queste questi questo qui "
    "quindi sarà se sei sempre senza si sì sia siamo siete solo sono sopra sotto sta stai stanno stare stata stati "
    "stato su sua sue sugli sul sulla suo suoi tanto te ti tra troppo tu tua tuo tutta tutte tutti tutto un una uno "
    "va vai viene voi vostro vuole "
    # Russian and Ukrainian
    "а без более больше будем будет будете будут будто бы был была были было быть в вам вами вас ваш ваша ваши вдруг "
    "ведь весь во вообще вот все всё всегда всего всем всех всю вся вы где да даже два для до его ее её ей если есть "
    "еще ещё ж же за зачем здесь и из или им ими иногда их к как какая какой какие когда ко конечно которая которого "
    "которое которые который которых кто куда ли либо лишь лучше между меня мне много может можно мой моя мои мы на "
    "над надо наш наша наши нам нами нас не него нее неё ней нельзя нет ни нибудь никогда никто ним них ничего но ну "
    "о об один одна они оно он она опять от очень перед по под пока после потом потому почему почти при про просто "
    "пусть раз разве с сам сама сами самый свой своего своей свои свою себе себя сегодня сейчас со совсем так также "
    "такая такие такого такое такой там тебе тебя тем теперь тех то тобой тогда того тоже той только том тот тут ты "
    "тысяч у уж уже хоть хочу хочет хотят чего чей чем через что чтоб чтобы чуть эта эти этих это этого этой этом "
    "этот эту я є але або адже б би був була були було бути вже ви від він вона вони воно всі дужеж завжди зі з і їх "
    "її йому його із інші й коли кому лише майже мене мені ми може навіть нема немає ні ніхто під поки саме свій "
    "своє "
    "свої собі сьогодні та такий також те тепер ти тим тільки тому хто це цей ця ці цього чи чим чого чому що щоб як "
    "яка яке який які якщо "
    # Polish
    "a aby albo ani bardzo bez bo być był była było byli by będzie będą chce ci cię co czy coś dla do dlaczego "
    "dobrze "
    "dzisiaj dziś gdy gdzie go i ich ile im inne iż ja jak jako jakie jaki jednak jego jej jest jestem jeszcze jeśli "
    "już każdy kiedy kto która które którego której który których którzy lub ma mam mają może można mi mnie mój moje "
    "my na nad nam nas nasz nawet nic nich nie niech nigdy nim niż no o od on ona one oni oraz po pod podczas "
    "ponieważ przed przez przy są się sobie swoje ta tak taki tam te tego tej teraz też to tu tutaj tych tylko "
    "tym ty "
    "u we więc wiem wszystkie wszystko wy z za ze że żeby "
    # Turkish
    "acaba ama ancak artık aslında az bana bazı belki benden beni benim bile bir biraz birçok biri biz bizi bizim "
    "bize böyle bu buna bunda bundan bunlar bunu bunun burada çok çünkü da daha de değil diye dolayı en gibi göre "
    "hala hâlâ hep hepsi her hiç için içinde ile ise işte kadar karşı kendi ki kimse lazım mı mi mu mü nasıl ne "
    "neden "
    "nerede niye o olan olarak oldu olduğu olmak olmaz olsun olur olup on ona onlar onları onu onun orada oysa öyle "
    "peki sadece sana senin siz sizi sizin sonra şey şimdi şu tüm üzere var ve veya ya yani yapan yok zaten "
    # Arabic, Persian and Urdu
    "ا أو أي أن إن إلى إلا إذا أنا أنت أنتم أنه أنها انه ان الا الى التي الذي الذين اللي الان الآن أيضا ايضا أكثر "
    "اكثر بعد بعض بل بن به بها بين تم تكون ثم جدا حتى حيث حين دون ذلك عن عند عندما على عليه عليها عليكم عليهم "
    "غير فإن "
    "فقط في فى فيه فيها قال قبل قد كان كانت كل كلها كم كما كنت كيف لا لأن لان لدى لقد لك لكم لكن لم لن لنا له "
    "لها لهم "
    "لو لي ليس ليش ما ماذا مثل مش مع معه من منه منها منهم مين نحن هذا هذه هؤلاء هل هم هنا هناك هو هي وهو وهي وقد ولا "
    "ولم وما ومن وفي وعلى وان وإن وأن ولكن وكان يا يتم يكون يوم اي او اذا انا انت شو شي فيك هيك يعني کل از است اگر "
    "اما ام آن آنها این اینکه با باشد باید بر برای بود بودند بی بیشتر تا تر ترین تو توی چرا چند چه چی چیزی حالا خود "
    "خودش خیلی داد دارد دارم دارند در دو دیگر را رو روی ست سر شد شده شما شود کرد کردن کرده کن کند کنم کنند که کی گفت "
    "می نمی نه نیست نیز ها های هر همه همین هنوز هیچ و وقتی ولی یا یک یکی آپ اب اس اسے اور ایسے ایک بھی بہت پر پھر تک "
    "تھا تھی تھے جا جاتا جب جس جو رہا رہی رہے سب سے صرف کا کب کچھ کر کرتے کرنا کرنے کریں کس کسی کو کوئی کون کہ کہا "
    "کیا کیوں کے گا گی گئی گیا گے لئے لیے لیکن مگر میرا میرے میں نہ نہیں نے وہ وہاں ہر ہم ہو ہوا ہوئی ہوتا ہوں "
    "ہی ہیں "
    "ہے یہ یہاں یہی "
    # Hindi
    "अगर अपना अपनी अपने अब अभी आज आप आपको आपके आपने इन इस इसका इसकी इसके इसलिए इसे उन उनका उनकी उनके उस उसका उसकी "
    "उसके उसे एक ऐसा ऐसे और कब कम कर करके करता करते करना करने करें कहा का काम कि कितना किया किस किसी की कुछ के केवल "
    "कैसे को कोई कौन क्या क्यों गई गए गया गे चाहिए जब जहां जा जाता जाए जिस जिसके जो ज्यादा तक तब तरह तुम तू तो था थी "
    "थे दिया दी दे दो द्वारा न नहीं ना ने पर पहले फिर बन बहुत बाद बात भी मगर मत मुझे में मे मेरा मेरी मेरे मैं मैंने "
    "यदि यह यहां यही या ये रहा रही रहे लिए लेकिन ले वह वहां वाला वाली वाले वे वो सब सभी साथ से हम हमें हमारे हर हाँ "
    "ही हुआ हुई हुए हूँ हूं है हैं हो होगा होता होती होते होना "
    # Indonesian and Malay
    "ada adalah agar aja akan aku anda apa apakah atau awak bagai bagi bahwa banyak baru begitu belum bila bisa "
    "boleh "
    "bukan cuma dah dalam dan dapat dari daripada dengan dgn di dia dong dulu gak ga guna hanya harus ia ini itu iya "
    "jadi jangan jika juga kalau kalo kamu kan karena kau ke kenapa kepada kita kok lagi lah lain lalu lebih maka "
    "masih mau memang mereka nak ni nih nya oleh pada paling para pernah pun punya saat saja sama sampai sangat saya "
    "se sebagai sebuah secara sedang sehingga sekarang semua seperti setelah siapa sih sudah supaya tak tapi telah "
    "tentang terus tetapi tidak tu udah untuk utk yang yg "
    # Chinese, as runs of characters
    "一个 一個 一些 一样 一樣 不是 不会 不會 不要 什么 什麼 他们 他們 你们 你們 我们 我們 她们 这个 這個 这些 "
    "這些 这样 這樣 这是 這是 那个 那個 那些 那么 那麼 就是 就会 可以 可能 因为 因為 "
    "所以 如果 但是 还是 還是 还有 還有 没有 沒有 已经 已經 自己 知道 的人 的是 都是 也是 怎么 怎麼 为什么 "
    "為什麼 之后 之後 现在 現在 今天 时候 時候 大家 真的 一起 "
    # Korean
    "그 그리고 그런 그냥 그래서 근데 나 난 내 내가 너 너무 네 다 더 또 를 많이 모두 바로 아니 안 없는 없다 여기 "
    "오늘 왜 우리 이 이거 이게 이런 이제 있는 있다 저 정말 제 제가 좀 진짜 지금 "
    "하는 하고 할 한 합니다 해 했다 것 거 게 건 수 잘 때 및 등 "
)
_HIRAGANA_ALONE = r"^[\u3041-\u309f]+$"
"""Between signs, hiragana alone bend and join words."""


@cache
def _table() -> pl.Series:
    return pl.Series(sorted(set(_WORDS.split())), dtype=pl.String)


def are_frequent(words: pl.Series) -> pl.Series:
    """Return whether each word, folded as terms are, is one of the commonest of its language.

    >>> are_frequent(pl.Series(["would", "クレーン", "です"])).to_list()
    [True, False, True]
    """
    return words.is_in(_table().implode()) | words.str.contains(_HIRAGANA_ALONE)
