//! The faults with their words: one place for each, where both languages stand beside each other.

use super::Fault;
#[cfg(feature = "messages")]
use super::Words;

/// The faults: for each its code, what is wrong and how to mend it in English, and the same in Japanese. What is wrong is
/// read after the value, but for the end of the file, where there is none.
macro_rules! faults {
    ($(#[$meta:meta])* $all:ident: $(
        $name:ident = $code:literal,
            $what:literal, $remedy:literal,
            $what_ja:literal, $remedy_ja:literal;
    )*) => {
        $(#[$meta])*
        pub(super) static $all: &[&Fault] = &[$(&$name),*];
        $(pub(crate) static $name: Fault = Fault {
            code: $code,
            #[cfg(feature = "messages")]
            en: Words { what: $what, remedy: $remedy },
            #[cfg(feature = "messages")]
            ja: Words { what: $what_ja, remedy: $remedy_ja },
        };)*
    };
}

faults! {
    FAULTS:
    // The text of the file.
    CUT_OFF = "cut-off",
        "this is where the file ends, in the middle of the feed: it was cut off", "Upload or download the whole file again.",
        "ここでファイルが終わっていて、フィードが途中で切れています。", "ファイルの全体を、もう一度アップロードまたはダウンロードしてください。";
    UNCLOSED = "unclosed-text",
        "has a text without its closing quote", "Put the quote where the text ends: \"…\".",
        "には、閉じるダブルクォーテーション（\"）のない文字列があります。", "文字列の終わりにダブルクォーテーション（\"）を付けてください（例: \"…\"）。";
    INVALID_UTF8 = "invalid-utf-8",
        "is not valid UTF-8", "Save the file as UTF-8, not as Shift_JIS or UTF-16.",
        "は、UTF-8の文字として読めません。", "ファイルをUTF-8で保存し直してください。Shift_JISやUTF-16では読めません。";
    UNEXPECTED_TEXT = "unexpected-text",
        "does not belong here in JSON", "Look for a missing quote, comma or bracket just before it.",
        "は、JSONではここに書けません。", "すぐ前に、ダブルクォーテーション（\"）、カンマ（,）、かっこの書き忘れがないか確かめてください。";
    WIDE_SIGN = "wide-sign",
        "is a sign of Japanese text or a curly quote, which JSON does not know", "Type it in half width, as on an English keyboard: \" : , { } [ ].",
        "は全角の文字か、曲がった引用符です。JSONの記号としては使えません。", "半角で入力し直してください。使える記号は \" : , { } [ ] です。";
    SINGLE_QUOTES = "single-quotes",
        "is in single quotes", "Use double quotes: \"…\".",
        "は、シングルクォーテーション（'）で囲まれています。", "ダブルクォーテーション（\"）で囲んでください（例: \"…\"）。";
    BARE_NAME = "bare-name",
        "is a name without quotes", "Put the name in double quotes: \"…\".",
        "は、ダブルクォーテーション（\"）で囲まれていません。", "ダブルクォーテーション（\"）で囲んでください（例: \"title\"）。";
    TRAILING_COMMA = "trailing-comma",
        "is a comma with nothing after it", "Delete the comma.",
        "のあとに何もないので、このカンマは余分です。", "カンマ（,）を消してください。";
    MISSING_COMMA = "missing-comma",
        "follows without a comma", "Put a comma before it.",
        "の前に、カンマ（,）がありません。", "すぐ前にカンマ（,）を入れてください。";
    MISSING_COLON = "missing-colon",
        "stands where a colon is expected", "Write a name, a colon and a value: \"name\": \"…\".",
        "がありますが、ここにはコロン（:）が必要です。", "項目名、コロン、値の順に書いてください（例: \"title\": \"…\"）。";
    COMMENT = "comment",
        "is a comment, which JSON does not have", "Delete the comment.",
        "はコメントです。JSONにコメントは書けません。", "コメントを消してください。";
    TEXT_AFTER_END = "text-after-end",
        "stands after the end of the feed and was not read", "Delete it, or look for a bracket closed too early.",
        "は、フィードの終わりよりあとにあるので、読み込んでいません。", "不要なら消してください。必要なら、手前に余分な閉じかっこがないか確かめてください。";
    BAD_NUMBER = "bad-number",
        "is not a number in JSON", "Write digits like 12 or 36.1, and anything else in double quotes.",
        "は、JSONの数値の書き方ではありません。", "数値は12や36.1のように半角で書いてください。数値でないものはダブルクォーテーション（\"）で囲んでください。";
    LEADING_ZERO = "leading-zero",
        "is a number that begins with zero", "Put codes in double quotes, so that their zeros are kept: \"042021\".",
        "は、0で始まる数値です。", "コードや番号は、先頭の0が消えないようにダブルクォーテーション（\"）で囲んでください（例: \"042021\"）。";
    NUMBER_RANGE = "number-range",
        "is too large a number", "Write a smaller number.",
        "は、数値として大きすぎます。", "もっと小さい数値を書いてください。";
    CONTROL_IN_STRING = "control-in-string",
        "has a line break or control character inside a text", "Write \\n for a line break.",
        "は、文字列の途中に入っている改行か制御文字です。", "文字列の中の改行は \\n と書いてください。";
    BAD_ESCAPE = "bad-escape",
        "is not an escape that JSON knows", "Write \\\\ for a backslash.",
        "は、JSONにはない「\\」の使い方です。", "「\\」という文字そのものは、\\\\ と2つ続けて書いてください。";
    LONE_SURROGATE = "lone-surrogate",
        "is half of a character", "Write the character itself instead of its \\u codes.",
        "は、1つの文字の半分だけです。", "\\uで始まる番号ではなく、文字をそのまま書いてください。";
    DUPLICATE_KEY = "duplicate-key",
        "is named twice in one object; the last one counts", "Keep one of the two.",
        "は、同じかっこの中に2回書かれています。あとに書かれたほうを使います。", "どちらか1つを消してください。";
    TOO_DEEP = "too-deep",
        "is nested too deeply and was skipped", "The feed needs no more than a few levels of brackets.",
        "は、かっこが何重にもなりすぎているので、読み飛ばしました。", "フィードに必要なかっこの重なりは数段だけです。余分なかっこがないか確かめてください。";
    TOO_LONG = "too-long",
        "is too long a text", "Shorten it, and link to a page with the rest.",
        "は、文字列として長すぎます。", "短くして、続きは別のページに載せ、そのアドレスを書いてください。";
    TOO_MANY = "too-many",
        "is one entry more than a list may have; the rest was skipped", "Split the feed, or raise the limit.",
        "は、一覧に入れられる件数を超えています。ここからあとは読み飛ばしました。", "フィードを分けるか、件数の上限を上げてください。";

    // The shape of a value.
    MISSING = "missing",
        "is missing", "Add it: without it the entry cannot be shown.",
        "がありません。", "書き加えてください。これがないと、この項目は表示できません。";
    NOT_TEXT = "not-text",
        "is not a text", "Write a text in double quotes: \"…\".",
        "は、文字列ではありません。", "ダブルクォーテーション（\"）で囲んで書いてください（例: \"…\"）。";
    NOT_WHOLE = "not-a-whole-number",
        "is not a whole number from zero up", "Write digits alone, without quotes: 12.",
        "は、0以上の整数ではありません。", "半角の数字だけを、ダブルクォーテーション（\"）で囲まずに書いてください（例: 12）。";
    NOT_NUMBER = "not-a-number",
        "is not a number", "Write digits, without quotes: 36.1.",
        "は、数値ではありません。", "半角の数字を、ダブルクォーテーション（\"）で囲まずに書いてください（例: 36.1）。";
    NOT_BOOL = "not-true-or-false",
        "is neither true nor false", "Write true or false, without quotes.",
        "は、trueでもfalseでもありません。", "trueかfalseを、ダブルクォーテーション（\"）で囲まずに書いてください。";
    NOT_LIST = "not-a-list",
        "is not a list; it was read as a list of one", "Put it in square brackets: [ … ].",
        "は、一覧になっていません。1件だけの一覧として読みました。", "角かっこ [ ] で囲んでください。";
    NOT_OBJECT = "not-an-object",
        "is not an object", "Write names and values in braces: { \"name\": … }.",
        "は、波かっこ { } で囲まれた項目ではありません。", "項目名と値を、波かっこで囲んで書いてください（例: { \"name\": … }）。";
    UNREADABLE = "unreadable",
        "is not of the kind that is expected here", "Compare it with the feed's schema.",
        "は、ここに書ける種類の値ではありません。", "フィードのスキーマ（feed.schema.json）と見比べてください。";
    EMPTY_TEXT = "empty-text",
        "is an empty text", "Leave the field out, or fill it in.",
        "は、空の文字列です。", "中身を書くか、項目ごと消してください。";
    HIDDEN_CHARACTERS = "hidden-characters",
        "has control or text-direction characters; they were taken out", "Type the text again, or paste it as plain text.",
        "に、目に見えない制御文字か、文字の向きを変える文字が入っていました。取り除いて読みました。", "入力し直すか、書式のないテキストとして貼り付け直してください。";
    UNKNOWN_VALUE = "unknown-value",
        "is not one of the known values", "Use one of the values of the feed's schema.",
        "は、ここに書ける値のどれでもありません。", "フィードのスキーマ（feed.schema.json）にある値から選んでください。";

    // Values that must mean something.
    BAD_ID = "bad-id",
        "is not an id", "Use up to 100 letters, digits, - _ . or :, without spaces.",
        "は、idとして使えません。", "文字、数字と - _ . : だけを使い、空白を入れずに100文字以内で書いてください。";
    URL_SCHEME = "url-scheme",
        "is not an address that the feed may use", "Use https, http, mailto, tel or a relative address.",
        "は、フィードに書ける種類のアドレスではありません。", "https、http、mailto、telのアドレスか、相対アドレスを書いてください。";
    BAD_URL = "bad-url",
        "is not a web address", "Copy the whole address from the browser: https://….",
        "は、ウェブのアドレスとして読めません。", "ブラウザーのアドレス欄から、https://… の全体をコピーしてください。";
    BAD_EMAIL = "bad-email",
        "is not an e-mail address", "Write it like name@example.jp.",
        "は、メールアドレスとして読めません。", "name@example.jp のように書いてください。";
    BAD_TEL = "bad-tel",
        "is not a telephone number", "Write it like 0263-00-0000 or +81-263-00-0000.",
        "は、電話番号として読めません。", "0263-00-0000 や +81-263-00-0000 のように書いてください。";
    BAD_POSTCODE = "bad-postcode",
        "is not a postcode", "Write seven digits: 399-0786.",
        "は、郵便番号として読めません。", "399-0786 のように、7桁の数字で書いてください。";
    BAD_PREFECTURE = "bad-prefecture",
        "is not a prefecture", "Use the code of JIS X 0401, \"01\" to \"47\", or the name: \"長野県\".",
        "は、都道府県ではありません。", "都道府県コード（\"01\"から\"47\"）か、\"長野県\" のような名前を書いてください。";
    BAD_MUNICIPALITY = "bad-municipality",
        "is not a municipality code", "Use the six digits of JIS X 0402: \"202151\".",
        "は、市区町村のコードではありません。", "6桁の全国地方公共団体コードを書いてください（例: \"202151\"）。";
    BAD_CORPORATE_NUMBER = "bad-corporate-number",
        "is not a corporate number (法人番号)", "Use the 13 digits as published.",
        "は、法人番号ではありません。", "公表されている13桁の数字を書いてください。";
    BAD_DATE = "bad-date",
        "is not a date of the calendar", "Write it like 2026-04-01.",
        "は、日付として読めません。", "2026-04-01 のように書いてください。";
    BAD_PARTIAL_DATE = "bad-partial-date",
        "is not a year, month or date", "Write it like 2026, 2026-04 or 2026-04-01.",
        "は、年、年月、日付のどれとしても読めません。", "2026、2026-04、2026-04-01 のどれかの形で書いてください。";
    BAD_TIME = "bad-time",
        "is not a date or time", "Write it like 2026-04-01, 2026-04-01T19:00 or 2026-04-01T19:00+09:00.",
        "は、日付や時刻として読めません。", "2026-04-01、2026-04-01T19:00、2026-04-01T19:00+09:00 のどれかの形で書いてください。";
    BAD_ZONE = "bad-time-zone",
        "is not the name of a time zone", "Use a name of the IANA list: Asia/Tokyo.",
        "は、タイムゾーンの名前ではありません。", "IANAの一覧にある名前を書いてください。日本は Asia/Tokyo です。";
    BAD_RRULE = "bad-rrule",
        "is not a rule of RFC 5545", "Write it like FREQ=MONTHLY;BYDAY=2TU.",
        "は、繰り返しの規則（RFC 5545）として読めません。", "FREQ=MONTHLY;BYDAY=2TU（毎月第2火曜日）のように書いてください。";
    BAD_DEGREES = "bad-degrees",
        "is not a latitude or longitude in degrees", "Write it like 36.115.",
        "は、緯度や経度として読めません。", "36.115 のように、度で書いてください。";
    BAD_COORDINATES = "bad-coordinates",
        "is not a point on the earth", "Write lat from -90 to 90 and lng from -180 to 180, both of them.",
        "では、地球上の位置が決まりません。", "lat（緯度）は-90から90、lng（経度）は-180から180で、両方を書いてください。";
    SWAPPED_COORDINATES = "swapped-coordinates",
        "looks like latitude and longitude exchanged; it was read the other way round", "Exchange lat and lng.",
        "は、緯度と経度が逆のようです。入れかえて読みました。", "lat（緯度）とlng（経度）を入れかえてください。";
    OUTSIDE_JAPAN = "outside-japan",
        "with its lng is a place outside of Japan, which the map of members does not show", "Correct lat and lng. If the member is abroad, all is well: it is in the list.",
        "とlng（経度）が指す場所は日本の外なので、会員の地図に出ません。", "lat（緯度）とlng（経度）を直してください。海外の会員なら、このままで構いません。一覧には出ます。";
    OTHER_PREFECTURE = "other-prefecture",
        "with its lng is a place in another prefecture than the one that is written", "Correct lat and lng, or the prefecture.",
        "とlng（経度）が指す場所は、書かれた都道府県の中にありません。", "lat（緯度）とlng（経度）か、都道府県を直してください。";
    BAD_TRANSLATION = "bad-translation",
        "is not a text in a known language", "Write \"…\" or { \"ja\": \"…\", \"en\": \"…\", \"ja-easy\": \"…\" }.",
        "は、文字列としても、言語ごとの文字列としても読めません。", "\"…\" か { \"ja\": \"…\", \"en\": \"…\", \"ja-easy\": \"…\" } の形で書いてください。";
    BAD_TOKEN = "bad-token",
        "is not a signed token", "Copy it as it was issued, without spaces or line breaks.",
        "は、署名の付いたトークンではありません。", "発行されたとおりに、空白や改行を入れずに貼り付けてください。";

    // How values stand to each other.
    NO_DATE = "no-date",
        "has neither start nor when, so that nobody could know when to come", "Add \"start\", or say the date as you would: \"when\": { \"label\": \"11月\" }.",
        "にはstartもwhenもないので、いつ来ればよいかわかりません。", "\"start\" を書き加えるか、時期を言葉で書いてください（例: \"when\": { \"label\": \"11月\" }）。";
    END_BEFORE_START = "end-before-start",
        "is before the start; it was left out", "Correct the end or the start.",
        "は開始より前なので、省きました。", "終了（end）か開始（start）を直してください。";
    NO_NAME = "no-name",
        "names neither an entry of the feed nor a name", "Add the id of an entry, or a name.",
        "には、フィードの中の項目のidも、名前もありません。", "フィードの中の項目のidか、名前を書いてください。";
    DUPLICATE_ID = "duplicate-id",
        "is the id of an earlier entry", "Give each entry an id of its own.",
        "は、前の項目がすでに使っているidです。", "idは、項目ごとに違うものにしてください。";
    DANGLING = "dangling-reference",
        "is no id of this feed", "Correct the id, or add the entry it names.",
        "というidは、このフィードにありません。", "idを直すか、そのidの項目を書き加えてください。";
    NO_VERSION = "no-version",
        "is missing; version 1 is assumed", "Add \"version\": 1.",
        "がありません。バージョン1として読みました。", "\"version\": 1 を書き加えてください。";
    BAD_VERSION = "bad-version",
        "is not a version number; version 1 is assumed", "Write \"version\": 1.",
        "は、バージョンの番号ではありません。バージョン1として読みました。", "\"version\": 1 と書いてください。";
    NO_CHOICES = "no-choices",
        "is a choice with nothing to choose from", "Add \"options\".",
        "は選ぶ質問ですが、選択肢がありません。", "選択肢（\"options\"）を書き加えてください。";
    MORE = "more-problems",
        "more problems were found and are not listed", "Mend the problems above and check again.",
        "件の問題がほかにもありますが、ここには表示していません。", "上の問題を直してから、もう一度点検してください。";
}

// What only the checker speaks of: first the rules of events.
#[cfg(any(test, feature = "check"))]
faults! {
    #[cfg_attr(not(test), expect(dead_code, reason = "the checker knows its words"))]
    CHECKER_FAULTS:
    RULE_SECOND = "rule-second",
        "has a BYSECOND that no minute has", "Write seconds from 0 to 59.",
        "のBYSECONDに、使えない値があります。", "秒は0から59までで書いてください。";
    RULE_MINUTE = "rule-minute",
        "has a BYMINUTE that no hour has", "Write minutes from 0 to 59.",
        "のBYMINUTEに、使えない値があります。", "分は0から59までで書いてください。";
    RULE_HOUR = "rule-hour",
        "has a BYHOUR that no day has", "Write hours from 0 to 23.",
        "のBYHOURに、使えない値があります。", "時は0から23までで書いてください。";
    RULE_MONTH = "rule-month",
        "has a BYMONTH that no year has", "Write months from 1 to 12.",
        "のBYMONTHに、使えない値があります。", "月は1から12までで書いてください。";
    RULE_MONTH_DAY = "rule-month-day",
        "has a BYMONTHDAY that no month has", "Write days from 1 to 31, or -1 for the last.",
        "のBYMONTHDAYに、使えない値があります。", "日は1から31までで書いてください。月の最後の日は -1 です。";
    RULE_WEEK = "rule-week",
        "has a BYWEEKNO that no year has", "Write weeks from 1 to 53.",
        "のBYWEEKNOに、使えない値があります。", "週は1から53までで書いてください。";
    RULE_YEAR_DAY = "rule-year-day",
        "has a BYYEARDAY that no year has", "Write days from 1 to 366.",
        "のBYYEARDAYに、使えない値があります。", "日は1から366までで書いてください。";
    RULE_POSITION = "rule-position",
        "has a BYSETPOS that is no position", "Write 1 for the first one, or -1 for the last.",
        "のBYSETPOSに、使えない値があります。", "何番目かを数で書いてください。最初は 1、最後は -1 です。";
    RULE_WEEKDAY = "rule-weekday",
        "has a day of the week that is none", "Write MO, TU, WE, TH, FR, SA or SU, with a number before it if need be: 2TU.",
        "に、曜日として読めないものがあります。", "曜日はMO（月）、TU（火）、WE（水）、TH（木）、FR（金）、SA（土）、SU（日）で書いてください。第2火曜日は 2TU です。";
    RULE_INTERVAL = "rule-interval",
        "has an INTERVAL that is none", "Write a whole number from 1 up, or leave it out.",
        "のINTERVALは、使えない値です。", "1以上の整数を書くか、INTERVALを消してください。";
    RULE_COUNT = "rule-count",
        "has a COUNT that nobody can count to", "Write a number up to 10000, or leave it out: a rule without an end needs none.",
        "のCOUNTは、使えない値です。", "10000までの数を書くか、COUNTを消してください。終わりのない繰り返しには必要ありません。";
    RULE_UNTIL = "rule-until",
        "has an UNTIL that is no date", "Write it like UNTIL=20270331.",
        "のUNTILが、日付として読めません。", "UNTIL=20270331 のように書いてください。";
    RULE_TOO_LONG = "rule-too-long",
        "is too long a rule to be followed", "Write a shorter rule, or the dates as \"rdate\".",
        "は、繰り返しの規則として長すぎます。", "規則を短くするか、日付を \"rdate\" に並べてください。";
    NEVER = "never",
        "gives no date at all, so that the event is never shown", "Correct its days, its COUNT or its UNTIL: no day is all that it asks for.",
        "では開催日が1日もないので、この行事は表示されません。", "日の指定、COUNT、UNTILを直してください。すべてに合う日がありません。";
    TOO_FREQUENT = "too-frequent",
        "gives more times than a calendar can show; some will be missing", "Write a rule of at most one time an hour, or a COUNT.",
        "では回数が多すぎて、カレンダーに出ない回があります。", "1時間に1回までの規則にするか、COUNTで回数を決めてください。";
    RULE_TIMES = "rule-times",
        "asks for times of a day, although the event takes whole days; they are ignored", "Leave out BYHOUR, BYMINUTE and BYSECOND, and write FREQ=DAILY or longer. Or give \"start\" a time.",
        "に時刻の指定がありますが、終日の行事なので無視します。", "BYHOUR、BYMINUTE、BYSECONDを消し、FREQはDAILY、WEEKLY、MONTHLY、YEARLYのどれかにしてください。時刻のある行事なら、\"start\" に時刻を書いてください。";

    STRAY_TIME = "stray-time",
        "is not a time of this event, so that none of its times is left out or changed", "Write a time that the rule gives.",
        "はこの行事の日時ではないので、どの回も休みや変更になりません。", "規則にある日時を書いてください。";
    START_OFF_RULE = "start-off-rule",
        "is not a time of the event's rule, so that it is not shown", "Write the first time that the rule gives, or add this one to \"rdate\".",
        "は繰り返しの規則にない日時なので、表示されません。", "規則にある最初の日時を書くか、この日時を \"rdate\" に加えてください。";
    NO_START = "no-start",
        "belongs to an event without a start, so that it has no effect", "Add \"start\", the first time at which the event takes place.",
        "はstartのない行事に書かれているので、使われません。", "最初の日時を \"start\" に書いてください。";
    CHANGED_TWICE = "changed-twice",
        "is changed by an earlier entry too, and that one counts", "Put all that changes into one entry.",
        "の回は、前の項目ですでに変更されています。前に書かれたほうを使います。", "変更を1つの項目にまとめてください。";
    ALL_LEFT_OUT = "all-left-out",
        "leaves out every time of the event, so that it is never shown", "Take out the times at which it takes place, or say that it does not: \"status\": \"cancelled\".",
        "ですべての回が休みになるので、この行事は表示されません。", "開催する日時を消すか、中止なら \"status\": \"cancelled\" と書いてください。";

    // What was meant otherwise.
    MISSPELT = "misspelt-name",
        "is not a name that the feed knows, and nearly one", "Compare it with the feed's schema.",
        "という項目名はフィードにありませんが、よく似たものがあります。", "フィードのスキーマ（feed.schema.json）と見比べてください。";
    HTML_TAG = "html-tag",
        "has a tag of HTML, which is shown as it stands", "Write Markdown: **bold**, [a link](https://…), an empty line between paragraphs.",
        "にはHTMLのタグがあり、そのまま文字として表示されます。", "Markdownで書いてください。太字は **太字**、リンクは [リンク](https://…)、段落の間は空行です。";
    NO_SCHEME = "no-scheme",
        "looks like a web address and leads to a file beside the feed", "Write it with https:// in front.",
        "はウェブのアドレスのようですが、このままではフィードと同じ場所のファイルを指します。", "先頭に https:// を付けてください。";
    NO_TOWN = "no-municipality-name",
        "is a municipality without its name, which is what people read and search", "Add the name beside it, for example \"municipality_name\": \"塩尻市\".",
        "は市区町村のコードだけです。人が読み、検索に使う名前がありません。", "名前も書いてください（例: \"municipality_name\": \"塩尻市\"）。";

    // What no answer to a form can meet.
    NO_SUCH_OPTION = "no-such-option",
        "is no option of the field that the condition names, and so it never holds", "Write the value of one of its options.",
        "は、条件になる項目の選択肢にない値です。この条件が満たされることはありません。", "その項目の選択肢のvalueを書いてください。";
    ENDLESS_DEADLINE = "endless-deadline",
        "is one deadline for a series without an end, which is closed from then on", "Write it into the override of the date that it is for, or end the series (COUNT, UNTIL).",
        "は、終わりのない繰り返しの締切です。この日を過ぎると、以後のすべての回が受付終了になります。", "overridesのその回に書くか、繰り返しに終わり（COUNT、UNTIL）を付けてください。";
    LATER_QUESTION = "later-question",
        "is no field before this one, so the condition does not work and this field is always shown", "Move the field that it names before this one.",
        "は、この項目より前にありません。条件は働かず、この項目はいつも表示されます。", "条件になる項目を、この項目より前に置いてください。";
    TOO_MUCH_ASKED = "too-much-asked",
        "is more than the field takes, and so no answer fits", "Write a smaller number, or allow more.",
        "は、この項目に入れられる数を超えています。どう答えても受け付けられません。", "小さい数に直すか、上限を増やしてください。";
    NOTHING_TAKEN = "nothing-taken",
        "leaves no room for the answer that the field requires, and so the form can never be sent", "Write a larger number, or take it out.",
        "では、必須の項目なのに何も答えられず、フォームを送信できません。", "大きい数に直すか、この行を消してください。";

    // Patterns of form fields.
    PATTERN_LOOKS_AROUND = "pattern-looks-around",
        "looks ahead or behind, which the receiver cannot: it takes whatever is sent", "Write it without (?= (?! (?<= and (?<!: [A-Z][A-Za-z0-9]{7,}.",
        "は前後の文字を先に見るパターンで、受付サーバーでは調べられません。どんな入力も受け付けてしまいます。", "(?= と (?! と (?<= と (?<! を使わずに書いてください（例: [A-Z][A-Za-z0-9]{7,}）。";
    PATTERN_REFERS_BACK = "pattern-refers-back",
        "refers back to what it has matched, which the receiver cannot: it takes whatever is sent", "Write it without \\1 and \\k<name>: what is meant, in full.",
        "は一致した部分をあとで使うパターンで、受付サーバーでは調べられません。どんな入力も受け付けてしまいます。", "\\1 や \\k<name> を使わず、求める文字をすべて書いてください。";
    PATTERN_TOO_LARGE = "pattern-too-large",
        "is too large a pattern for the receiver: it takes whatever is sent", "Write smaller numbers in its braces, or \"max_length\" beside it.",
        "は、受付サーバーで調べるには大きすぎるパターンです。どんな入力も受け付けてしまいます。", "波かっこ { } の中の数を小さくするか、\"max_length\" を加えてください。";
    PATTERN_UNREADABLE = "pattern-unreadable",
        "is no pattern that both browsers and the receiver can read: it takes whatever is sent", "Write it as in HTML's pattern attribute: each bracket closed, and \\- for a hyphen within: [0-9\\-]{13}.",
        "は、ブラウザーと受付サーバーの両方で読めるパターンではありません。どんな入力も受け付けてしまいます。", "HTMLのpattern属性と同じように書いてください。かっこは必ず閉じ、[ ] の中のハイフンは \\- と書きます（例: [0-9\\-]{13}）。";
}
