"""How people name the columns of posts in fifteen languages, for tables that no tool has made."""

OTHER_LANGUAGES: dict[str, str] = {
    "post_id": "idдопису idпосту idповідомлення idпоста idсообщения idзаписи 投稿id 投稿番号 ツイートid "
    "帖子id 推文id 貼文id 微博id 게시물id 트윗id معرفالمنشور معرفالتغريدة شناسهپست شناسهتوییت "
    "idposta idwpisu idtweeta gönderiid gönderikimliği tweetkimliği idpost idtweet iddopost "
    "iddapostagem idpublicación idpublicacion iddelapublicación idtuit idpublication "
    "iddelapublication iddupost iddutweet beitragsid beitragid iddelpost iddeltweet berichtid",
    "account_id": "idавтора idкористувача idпользователя idаккаунта ユーザーid アカウントid 投稿者id 用户id "
    "用戶id 作者id 사용자id 작성자id معرفالمستخدم معرفالحساب شناسهکاربر idautora idużytkownika "
    "idkonta kullanıcıid yazarid hesapid idusuario idusuário iddousuário iddelusuario idautor "
    "idutilisateur iddelutilisateur idauteur nutzerid benutzerid autorid kontoid idutente "
    "iddellutente idautore gebruikersid auteurid",
    "handle": "користувач імякористувача нікнейм имяпользователя аккаунт ник никнейм ユーザー名 投稿者 "
    "投稿者名 アカウント アカウント名 用户名 用戶名 用戶 作者 作者名 账号 帳號 发布者 사용자명 "
    "사용자이름 작성자 작성자명 계정 اسمالمستخدم الكاتب المؤلف الحساب صاحبالحساب کاربر نامکاربری "
    "نویسنده użytkownik nazwaużytkownika konto yazar kullanıcıismi hesap nomedeusuário "
    "nomeusuário utilizador conta nombredeusuario nombreusuario cuenta nomdutilisateur compte "
    "autorin kontoname nomeutente gebruiker gebruikersnaam",
    "display_name": "表示名 昵称 暱稱 닉네임",
    "created_at": "датаічас дататачас датапублікації часпублікації опубліковано створено час датапубликации "
    "времяпубликации датасоздания опубликовано 投稿日時 投稿日 投稿時間 作成日時 发布时间 "
    "發布時間 发布日期 发表时间 創建時間 创建时间 时间日期 日期时间 時間 작성일 작성일시 작성시간 "
    "게시일 게시일시 일시 تاريخالنشر وقتالنشر تاريخالإنشاء الوقت تاریخ تاریخوزمان تاریخانتشار "
    "زمان زمانانتشار dataiczas dataigodzina datapublikacji datautworzenia czas tarihsaat "
    "tarihvesaat yayıntarihi gönderitarihi zaman dataehora datadepublicação datadapublicação "
    "datapublicação fechayhora fechacreación fechacreacion datedepublication datepublication "
    "dateetheure veröffentlicht veröffentlichtam veröffentlichungsdatum datumundzeit "
    "datumunduhrzeit zeitpunkt dataeora datadipubblicazione datapubblicazione dataora datumentijd "
    "datumtijd tijdstip geplaatstop publicatiedatum",
    "text": "допис повідомлення вміст зміст тексти текстдопису текстпоста пост запись содержание テキスト "
    "投稿内容 投稿本文 内文 內文 內容 正文 博文 微博内容 본문 게시글 المحتوى نصالمنشور نصالتغريدة "
    "التغريدة متن محتوا توییت treść treśćwpisu tekst wpis wiadomość gönderi gönderimetni mesaj "
    "tweetmetni mensagem publicação publicación publication textedutweet nachrichtentext "
    "beitragstext messaggio testodelpost inhoud bericht",
    "hashtags": "хештеги хештег хештегі гештеги хэштеги хэштег хештэги ハッシュタグ 话题 話題 话题标签 標籤 "
    "标签 主题标签 해시태그 الهاشتاقات الهاشتاغات الهاشتاج هاشتاق هاشتاغ الوسوم هشتگ هشتگها "
    "hasztagi hasztag hashtagi etiketler etiket hashtagler motsdièse motsclics schlagwörter",
    "urls": "посилання лінк лінки урли ссылки ссылка リンク 链接 鏈接 連結 网址 網址 링크 الروابط الرابط "
    "روابط رابط پیوند پیوندها لینک لینکها linki łącza odnośniki bağlantılar bağlantı linkler "
    "enlaces enlace ligações liens lien verweise collegamenti collegamento koppelingen",
    "mentions": "згадки згадані упоминания упомянутые メンション 提及 멘션 언급 الإشارات إشارات اشارهها "
    "منشنها wzmianki bahsetmeler menções erwähnungen menzioni vermeldingen",
}  # fmt: skip
"""Our field -> names in small letters without blanks and signs: Ukrainian, Russian, Japanese, Chinese, Korean, Arabic,
Persian, Polish, Turkish, Portuguese, Spanish, French, German, Italian and Dutch."""
