"""The sentence patterns and words of the invented posts, by language."""

PATTERNS: dict[str, tuple[str, ...]] = {
    "en": (
        "Finally saw the {a} at {name}, worth every one of the {number} steps.",
        "Does anybody in {name} still have a {a} or a {b}?",
        "My neighbour swapped a {a} for a {b} and calls it {name}.",
        "{number} minutes late again, and all because of the {a} near {name}.",
        "I keep thinking about the {a} that {name} told us about.",
        "The {b} was fine, the {a} less so.",
        "New rule in our house: no {a} before the {b}.",
        "{name} makes the best {a} this side of the river.",
        "Who decided that a {a} costs {number} now?",
        "Reading about the {a} of {name} while the {b} boils.",
        "Tomorrow: {a}, {b}, and then nothing until {name}.",
        "Nobody warned me about the {b} in {name}.",
    ),
    "es": (
        "Por fin vi el {a} de {name}, y valió los {number} escalones.",
        "¿Alguien en {name} tiene todavía un {a} o un {b}?",
        "Mi vecino cambió un {a} por un {b} y lo llama {name}.",
        "{number} minutos tarde otra vez por culpa del {a} de {name}.",
        "No dejo de pensar en el {a} del que habló {name}.",
        "El {b} estuvo bien, el {a} no tanto.",
        "Regla nueva en casa: nada de {a} antes del {b}.",
        "¿Quién decidió que un {a} cuesta ahora {number}?",
        "Leyendo sobre el {a} de {name} mientras hierve el {b}.",
        "Mañana {a}, {b} y nada más hasta {name}.",
    ),
    "pt": (
        "Enfim vi o {a} de {name}, valeu cada um dos {number} degraus.",
        "Alguém em {name} ainda tem um {a} ou um {b}?",
        "O vizinho trocou um {a} por um {b} e chama isso de {name}.",
        "{number} minutos de atraso outra vez por causa do {a} de {name}.",
        "O {b} foi bom, o {a} nem tanto.",
        "Quem decidiu que um {a} custa agora {number}?",
        "Amanhã {a}, {b} e mais nada até {name}.",
    ),
    "fr": (
        "Enfin vu le {a} de {name}, il valait bien {number} marches.",
        "Quelqu'un à {name} a-t-il encore un {a} ou un {b} ?",
        "Mon voisin a échangé un {a} contre un {b}, il appelle ça {name}.",
        "Encore {number} minutes de retard à cause du {a} de {name}.",
        "Le {b} était bien, le {a} un peu moins.",
        "Qui a décidé qu'un {a} coûte maintenant {number} ?",
        "Demain {a}, {b}, et puis rien avant {name}.",
    ),
    "tr": (
        "Sonunda {name} tarafındaki {a} görüldü, {number} basamağa değdi.",
        "{name} semtinde hâlâ {a} ya da {b} olan var mı?",
        "Komşu bir {a} verip {b} aldı, adına {name} diyor.",
        "Yine {number} dakika geç, hepsi {name} yolundaki {a} yüzünden.",
        "Bugün {b} güzeldi, {a} o kadar değil.",
        "Bir {a} ne zaman {number} lira oldu?",
        "Yarın {a}, {b}, sonra {name} kadar hiçbir şey.",
    ),
    "ru": (
        "Наконец видел {a} в {name}, стоило {number} ступенек.",
        "У кого-нибудь в {name} ещё есть {a} или {b}?",
        "Сосед поменял {a} на {b} и называет это {name}.",
        "Опять опоздание на {number} минут, и всё из-за {a} у {name}.",
        "Сегодня {b} удался, а {a} не очень.",
        "Кто решил, что {a} стоит теперь {number}?",
        "Завтра {a}, {b}, а потом ничего до {name}.",
        "Читаю про {a} и {name}, пока кипит {b}.",
    ),
    "el": (
        "Επιτέλους είδα το {a} στο {name}, άξιζε {number} σκαλιά.",
        "Έχει κανείς στο {name} ακόμα {a} ή {b};",
        "Ο γείτονας άλλαξε {a} με {b} και το λέει {name}.",
        "Πάλι {number} λεπτά αργά για το {a} στο {name}.",
        "Το {b} ήταν καλό, το {a} όχι τόσο.",
        "Αύριο {a}, {b} και τίποτα άλλο ως το {name}.",
    ),
    "ar": (
        "أخيرا رأيت {a} في {name} بعد {number} درجة.",
        "هل بقي عند أحد في {name} {a} أو {b}؟",
        "جاري استبدل {a} بـ {b} وسماه {name}.",
        "تأخرت {number} دقيقة مرة أخرى بسبب {a} قرب {name}.",
        "كان {b} جيدا و{a} أقل من ذلك.",
        "غدا {a} ثم {b} ولا شيء حتى {name}.",
    ),
    "ja": (
        "やっと{name}の{a}を見た、{number}段のぼった甲斐があった。",
        "{name}でまだ{a}か{b}を持っている人いますか。",
        "隣の人が{a}を{b}に替えて{name}と呼んでいる。",
        "{name}の{a}のせいでまた{number}分おくれた。",
        "{b}はよかった、{a}はそうでもない。",
        "明日は{a}と{b}、あとは{name}まで何もない。",
    ),
    "ko": (
        "드디어 {name}에서 {a} 봤다, {number} 계단 오른 보람.",
        "{name}에 아직 {a} 아니면 {b} 있는 사람?",
        "이웃이 {a} 주고 {b} 받아서 {name} 이라고 부른다.",
        "{name} 앞 {a} 때문에 또 {number}분 늦었다.",
        "{b} 좋았고 {a} 그저 그랬다.",
        "내일은 {a}, {b}, 그리고 {name}까지 아무것도 없음.",
    ),
    "zh": (
        "终于在{name}看到了{a}，爬{number}级台阶也值得。",
        "{name}还有人有{a}或者{b}吗？",
        "邻居用{a}换了{b}，还给它取名{name}。",
        "又因为{name}的{a}晚到了{number}分钟。",
        "{b}还不错，{a}就一般了。",
        "明天是{a}和{b}，然后一直到{name}都没有事。",
    ),
    "hi": (
        "आखिर {name} में {a} देख लिया, {number} सीढ़ियाँ चढ़ना सफल रहा।",
        "क्या {name} में किसी के पास अब भी {a} या {b} है?",
        "पड़ोसी ने {a} देकर {b} लिया और उसका नाम {name} रखा।",
        "{name} के {a} की वजह से फिर {number} मिनट देर हुई।",
        "{b} अच्छा रहा, {a} उतना नहीं।",
        "कल {a}, फिर {b}, और {name} तक कुछ नहीं।",
    ),
    "th": (
        "ในที่สุดก็ได้เห็น{a}ที่{name} คุ้มกับบันได {number} ขั้น",
        "มีใครที่{name}ยังมี{a}หรือ{b}อยู่ไหม",
        "เพื่อนบ้านเอา{a}ไปแลก{b}แล้วตั้งชื่อว่า{name}",
        "สายไป {number} นาทีอีกแล้วเพราะ{a}แถว{name}",
        "{b}ก็ดี แต่{a}ไม่เท่าไร",
        "พรุ่งนี้มี{a}กับ{b} แล้วก็ไม่มีอะไรจนถึง{name}",
    ),
    "he": (
        "סוף סוף ראיתי את ה{a} ב{name}, שווה כל אחת מ־{number} המדרגות.",
        "למישהו ב{name} יש עדיין {a} או {b}?",
        "השכן החליף {a} ב{b} וקורא לו {name}.",
        "שוב איחור של {number} דקות בגלל ה{a} ליד {name}.",
        "ה{b} היה בסדר, ה{a} קצת פחות.",
        "מחר {a}, {b}, ואז כלום עד {name}.",
    ),
}

WORDS: dict[str, str] = {
    "en": "lamp ladder kettle orchard tram bakery lighthouse bicycle violin garden puddle sofa market ferry "
    "parrot blanket piano harvest puzzle tunnel bridge pigeon stove carpet mushroom window suitcase radio "
    "kitten balcony poster stairway teapot notebook cinema meadow goat pillow lantern helmet museum "
    "chimney postcard river sandwich",
    "es": "farol tranvía horno jardín faro violín mercado loro piano túnel puente sofá molino gato balcón "
    "cuaderno cine prado almohada casco museo bocadillo río paraguas tejado reloj sombrero pastel tambor "
    "barco espejo armario",
    "pt": "farol elétrico forno jardim violino mercado papagaio piano túnel sofá moinho gato caderno cinema "
    "prado capacete museu rio telhado relógio chapéu bolo tambor barco espelho armário",
    "fr": "phare tramway four jardin violon marché perroquet piano tunnel pont canapé moulin chat balcon cahier "
    "cinéma pré casque musée sandwich toit chapeau gâteau tambour bateau miroir placard",
    "tr": "fener tramvay fırın bahçe keman pazar papağan piyano tünel köprü koltuk değirmen kedi balkon defter "
    "sinema çayır yastık kask müze çatı saat şapka pasta davul tekne ayna dolap",
    "ru": "фонарь трамвай сад маяк рынок попугай рояль туннель мост диван кот балкон блокнот луг шлем музей "
    "зонт чайник шкаф барабан пирог велосипед ковёр гриб чемодан костёр",
    "el": "φανάρι τραμ φούρνο κήπο βιολί παπαγάλο πιάνο τούνελ καναπέ μύλο μπαλκόνι τετράδιο σινεμά λιβάδι "
    "μαξιλάρι κράνος μουσείο ποτάμι ρολόι καπέλο καθρέφτη",
    "ar": "مصباح ترام فرن بستان منارة سوق ببغاء بيانو نفق جسر مطحنة قط دفتر مرج خوذة متحف نهر سطح قبعة كعكة طبل قارب",
    "ja": "灯台 路面電車 庭 市場 自転車 橋 猫 傘 鏡 太鼓 博物館 手帳 屋根 時計 帽子 枕 窓 毛布 茶碗 階段 切手 汽車",
    "ko": "등대 전차 정원 시장 자전거 다리 고양이 우산 거울 북 박물관 수첩 지붕 시계 모자 베개 창문 담요 찻잔 계단",
    "zh": "灯塔 电车 花园 市场 自行车 桥 猫 雨伞 镜子 鼓 博物馆 笔记本 屋顶 钟 帽子 枕头 窗户 毯子 茶杯 楼梯 邮票 火车",
    "hi": "दीपक सीढ़ी केतली बगीचा पुल बाज़ार तोता कंबल पहेली सुरंग कबूतर चूल्हा मशरूम खिड़की संदूक छाता दर्पण ढोल टोपी तकिया नाव घड़ी",
    "th": "โคมไฟ บันได กาน้ำ สวน สะพาน ตลาด นกแก้ว ผ้าห่ม ปริศนา อุโมงค์ เตา เห็ด หน้าต่าง ร่ม กระจก กลอง หมวก หมอน เรือ นาฬิกา",
    "he": "מנורה סולם קומקום גן גשר שוק תוכי שמיכה חידה מנהרה יונה תנור פטריה חלון מטריה מראה תוף "
    "כובע כרית סירה שעון מוזיאון",
}
