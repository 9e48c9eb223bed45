"""Words that pages carry around a text: buttons, menus, and labels that are nobody's name."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset("|".join(lines).split("|"))


# Controls that no digest says of itself, wherever they stand.
CONTROLS = _words(
    "メニュー|メニューを開く|メニューを閉じる|メニュー開閉|サイト内検索|サイトマップ|ログイン",
    "ログアウト|新規登録|会員登録|シェア|シェアする|この記事をシェア|この記事をシェアする|共有",
    "共有する|ツイート|ツイートする|ポスト|ポストする|つぶやく|lineで送る|lineでシェア",
    "facebookでシェア|xでシェア|xでポスト|はてなブックマーク|はてブ|ブックマーク|リンクをコピー",
    "urlをコピー|コピーしました|広告|スポンサーリンク|スポンサードリンク|pr|advertisement",
    "advertising|sponsored|印刷する|この記事を印刷|ページの先頭へ|ページトップへ",
    "ページの先頭へ戻る|トップへ戻る|トップに戻る|上へ戻る|先頭へ戻る|本文へ移動|本文へ",
    "本文へスキップ|本文に移動|本文へ進む|コンテンツへスキップ|すべて開く|すべて閉じる",
    "要約カードをすべて閉じる|要約カードをすべて開く|カードをすべて閉じる|カードをすべて開く",
    "すべてのカードを閉じる|すべてのカードを開く|目次を開く|目次を閉じる|開く|閉じる|続きを表示",
    "もっと見る|一覧を見る|前のページ|前のページへ|前のページを読む|要約カード|表示設定",
    "読み込み中|読み込み中…|お気に入り|フォロー|フォローする|いいね|いいね!|続きを自動で読み込む",
    "skip to content|skip to main content|skip to the text|back to top|menu|menu opener|open menu",
    "close menu|log in|login|sign in|sign up|share|tweet|print|copy link|open all|close all",
    "expand all|collapse all|close all cards|open all cards|open|close|expand|collapse|show more",
    "previous page|display settings|loading|loading…",
)

# Words of menus and of the line above a title; in the text they may be an answer or a heading.
MENU_WORDS = _words(
    "ホーム|トップ|トップページ|home|ニュース|news|記事|記事一覧|新着|新着記事|最新|最新記事|一覧",
    "検索|search|特集|連載|解説|ダイジェスト|コラム|話題|トピック|トピックス|カテゴリ|カテゴリー",
    "タグ|アーカイブ|archive|月別|ランキング|人気|人気記事|速報|動画|写真|経済|政治|社会|国際",
    "国内|科学|技術|文化|芸術|スポーツ|環境|自然|地域|地方|交通|医療|健康|教育|仕事|生活|暮らし",
    "くらし|宇宙|言葉|歴史|教養|学び|まち|街|旅|食|海外|世界|it|ai|ビジネス|エンタメ|テクノロジー",
    "サイエンス|ライフ|マネー|business|economy|politics|society|world|science|culture|sports",
    "technology|tech|life|topics|about|contact|お問い合わせ|運営会社|会社概要|利用規約",
    "プライバシーポリシー|このサイトについて|当サイトについて|サイトについて|english|日本語|en|ja",
    "訂正|訂正一覧|お知らせ|rss|ヘルプ|help|設定|ロゴ|logo|facebook|x|twitter|line|instagram",
    "youtube",
)

# What stands before a colon without being the name of a speaker.
NOT_SPEAKERS = _words(
    "注|注意|補足|結論|例|例えば|ポイント|答え|答|問|理由|まとめ|出典|参考|時間|場所|対象|期間",
    "追記|更新|訂正|写真|図|表|画像|日時|日付|方法|原因|結果|目的|背景|内容|料金|費用|住所|電話",
    "媒体|公開日|題名|副題|タグ|話題|説明|根拠|役割|備考|用語|定義|年表|引用|リンク|note|notes",
    "example|source|tags|topic|date|time|place|url|http|https|subtitle|title|warning|update",
)
