//! What the map says of itself.

use ran_feed::model::{Lang, PrefectureCode};
use ran_parts::words::without_readings;
use ran_parts::{Phrase, labels};

ran_parts::phrases! {
    TITLE = "会員を探す", "Find a member", "会員《かいいん》を さがす";
    MAP = "地図と一覧", "Map and list", "地図《ちず》と リスト";
    LIST = "一覧のみ", "List only", "リストだけ";
    VIEWS = "表示の切り替え", "View", "見《み》かたを えらぶ";
    THEME = "テーマ", "Theme", "テーマ";
    SERVICE = "サービス", "Service", "できる こと";
    KIND = "団体の種類", "Kind of organisation", "団体《だんたい》の 種類《しゅるい》";
    TIER = "会員区分", "Membership", "会員《かいいん》の 種類《しゅるい》";
    PREFECTURE = "都道府県", "Prefecture", "都道府県《とどうふけん》";
    PROGRAMME = "取り組み", "Programme", "やって いる こと";
    NEAR = "お住まいの市区町村または郵便番号", "Your town or postcode", "住《す》んで いる 町《まち》か 郵便番号《ゆうびんばんごう》";
    NEAR_NOTE = "近い会員から順に並べます。入力内容は外部に送信しません。", "Lists the nearest members first. You can also type a municipality's name in Japanese. What you type stays on your device.", "近《ちか》い 会員《かいいん》から ならべます。書《か》いた ことは だれにも 送《おく》りません。";
    NEAR_FIRST = "{}に近い順", "nearest to {} first", "{}に 近《ちか》い じゅん";
    DISTANCE = "直線で約{}km", "about {} km in a straight line", "まっすぐ {}キロくらい";
    HERE_NAME = "現在地", "you", "今《いま》 いる 場所《ばしょ》";
    /// On the map.
    OWN = "あなたの場所", "Your place", "あなたの ところ";
    NEAR_PREFECTURE = "{}の会員を先頭に、その中央から近い順に並べています。", "Members in {} first, then by distance from its centre.", "{}の 会員《かいいん》から、まん中《なか》に 近《ちか》い じゅんに ならべました。";
    NEAR_UNKNOWN = "この地名では探せませんでした。都道府県名か郵便番号でお試しください。", "This place was not found. Try a prefecture or a postcode.", "この 町《まち》は 見《み》つかりません。県《けん》の 名前《なまえ》か 郵便番号《ゆうびんばんごう》を 書《か》いて ください。";
    /// A name, and the prefectures in which there is a place of the name.
    NEAR_SEVERAL = "「{}」は複数の都道府県（{}）にあります。都道府県名を付けてお試しください。", "There is more than one “{}” ({}). Type its prefecture before it, or a postcode.", "「{}」は いくつかの 県《けん》に あります（{}）。県《けん》の 名前《なまえ》から 書《か》いて ください。";
    NEAR_UNREAD = "地名の一覧を読み込めませんでした。都道府県名か郵便番号でお試しください。", "The list of place names could not be loaded. Try a prefecture or a postcode.", "町《まち》の 名前《なまえ》の リストが 読《よ》めませんでした。県《けん》の 名前《なまえ》か 郵便番号《ゆうびんばんごう》を 書《か》いて ください。";
    HERE = "現在地から探す", "Use my location", "今《いま》 いる 場所《ばしょ》から さがす";
    SHOW_FOUND = "{}団体を表示", "Show members: {}", "{}団体《だんたい》を 見《み》る";
    COUNT = "会員{}団体", "{} members", "会員《かいいん》は {}団体《だんたい》です";
    ONE = "会員1団体", "1 member", "会員《かいいん》は 1団体《だんたい》です";
    NONE = "会員なし", "no members", "会員《かいいん》は いません";
    FOUND_ALL = "全{}団体", "Members: {}", "会員《かいいん》は ぜんぶで {}団体《だんたい》です";
    /// How many of how many.
    FOUND = "{}団体中{}団体が該当", "Of {} members, {} found", "{}団体《だんたい》の 中《なか》で {}団体《だんたい》 見《み》つかりました";
    FOUND_NONE = "該当する会員はいません", "No member matches", "会員《かいいん》は 見《み》つかりませんでした";
    PARTLY = "「{}」のすべてに当てはまる会員はいません。一部に当てはまる会員を表示しています。", "No member matches all of “{}”. Shown instead: members that match some of it.", "「{}」の ぜんぶに 合《あ》う 会員《かいいん》は いません。少《すこ》し 合《あ》う 会員《かいいん》を 出《だ》して います。";
    PARTLY_NEAR = "「{}」のすべてに当てはまる会員はいません。一部に当てはまる会員を、{}に近い順に表示しています。", "No member matches all of “{}”. Shown instead: members that match some of it, nearest to {} first.", "「{}」の ぜんぶに 合《あ》う 会員《かいいん》は いません。少《すこ》し 合《あ》う 会員《かいいん》を、{}に 近《ちか》い じゅんに 出《だ》して います。";
    NEAREST_BY_THEME = "代わりに、同じテーマに取り組む近くの会員を表示しています。", "Shown instead: the nearest members with this theme.", "かわりに、同《おな》じ テーマの 近《ちか》い 会員《かいいん》を 出《だ》して います。";
    NEAREST = "代わりに、近くの会員を表示しています。", "Shown instead: the nearest members.", "かわりに、近《ちか》い 会員《かいいん》を 出《だ》して います。";
    NEAREST_TO = "代わりに、{}に近い会員を表示しています。", "Shown instead: the members nearest to {}.", "かわりに、{}に 近《ちか》い 会員《かいいん》を 出《だ》して います。";
    OTHERS = "代わりに、ほかの会員を表示しています。", "Shown instead: other members.", "かわりに、ほかの 会員《かいいん》を 出《だ》して います。";
    IN_VIEW = "{}団体のうち、地図の範囲内に{}団体", "Of {} members, {} on this part of the map", "{}団体《だんたい》の 中《なか》で、この 地図《ちず》に {}団体《だんたい》 います";
    AT_POINT = "{}団体のうち、この地点に{}団体", "Of {} members, {} at this point", "{}団体《だんたい》の 中《なか》で、ここに {}団体《だんたい》 います";
    SHOW_ALL = "すべての団体を表示", "Back to the whole list", "ぜんぶ 見《み》る";
    MORE = "さらに表示（残り{}団体）", "Show more ({} left)", "もっと 見《み》る（あと {}団体《だんたい》）";
    IN_PREFECTURE = "位置の情報がないため都道府県の中央に表示", "shown in the middle of the prefecture, as no position is given", "場所《ばしょ》が わからないので、県《けん》の まん中《なか》に あります";
    ABROAD = "所在地は日本国外", "Outside of Japan", "日本《にほん》の 外《そと》に あります";
    EMPTY = "会員の情報は、現在掲載されていません。", "There are no members at present.", "会員《かいいん》の 情報《じょうほう》は 今《いま》 ありません。";
    LABEL = "会員の地図", "Map of the members", "会員《かいいん》の 地図《ちず》";
    CONTROLS = "地図の操作", "Map controls", "地図《ちず》を 動《うご》かす";
    PREFECTURES = "都道府県の地図", "Map of prefectures", "都道府県《とどうふけん》の 地図《ちず》";
    /// Of that map, to who hears it.
    KEYS = "矢印キーで隣の都道府県へ移動し、Enterキーで絞り込みます。", "Arrow keys go to the neighbouring prefecture, Enter filters by it.", "矢印《やじるし》キーで となりへ 行《い》きます。Enterキーで えらびます。";
    MEMBERS = "地図上の会員", "Members on the map", "地図《ちず》の 会員《かいいん》";
    NEXT = "次の予定：{}", "Next event: {}", "次《つぎ》の 予定《よてい》：{}";
    CLOSER = "拡大", "Zoom in", "大《おお》きく する";
    FARTHER = "縮小", "Zoom out", "小《ちい》さく する";
    WHOLE = "全国を表示", "All of Japan", "日本《にほん》ぜんぶ";
    NORTH = "上へ移動", "Move up", "上《うえ》へ";
    SOUTH = "下へ移動", "Move down", "下《した》へ";
    WEST = "左へ移動", "Move left", "左《ひだり》へ";
    EAST = "右へ移動", "Move right", "右《みぎ》へ";
    WHEEL = "地図を拡大・縮小するには、Ctrlキー（Macは⌘キー）を押しながらスクロールしてください", "Hold Ctrl (⌘ on a Mac) and scroll to zoom the map", "Ctrlキー（Macは ⌘キー）を 押《お》しながら マウスの ホイールを まわすと、地図《ちず》の 大《おお》きさが 変《か》わります";
    TOUCH = "地図を動かすには、2本の指で操作してください", "Use two fingers to move the map", "2本《ほん》の 指《ゆび》で 動《うご》かして ください";
    NO_POSITION = "現在地を取得できませんでした。都道府県名か郵便番号を入力してください。", "Your location is not available. Please type your prefecture or postcode.", "今《いま》 いる 場所《ばしょ》が わかりません。県《けん》の 名前《なまえ》か 郵便番号《ゆうびんばんごう》を 書《か》いて ください。";
    MOVEMENT = "{}地域で取り組んでいます", "Under way in {} regions", "{}の 地域《ちいき》で やって います";
    /// What several regions hold as one, and in which.
    TOGETHER = "{}地域で同時開催：", "In {} regions at once: ", "{}地域《ちいき》で いっしょに します：";
    PERIOD = "{}〜{}", "{} – {}", "{}から {}まで";
    SAME_PROGRAMME = "同じ取り組みの会員を地図で見る", "Members of the same programme on the map", "同《おな》じ ことを して いる 会員《かいいん》を 地図《ちず》で 見《み》る";
    LEGEND = "目立つ色や太い線の都道府県に、会員がいます。", "Prefectures with members stand out by colour or a thicker line.", "色《いろ》や 線《せん》が 目立《めだ》つ ところに、会員《かいいん》が います。";
    MAP_DATA = "地図データ：{}", "Map data: {}", "地図《ちず》の データ：{}";
    SHARE = "この会員へのリンク", "Link to this member", "この 会員《かいいん》の リンク";
    COUNTERS = "ネットワークの広がり", "The network at a glance", "ネットワークの 広《ひろ》がり";
    AS_OF = "（{}現在）", " (as of {})", "（{}の 数《かず》）";
    MEMBER_COUNT = "会員", "Members", "会員《かいいん》";
    PREFECTURE_COUNT = "都道府県", "Prefectures", "都道府県《とどうふけん》";
    AND_OTHERS = "{}ほか", "{} and elsewhere", "{}など";
}

/// The regions (地方) with the last code of each, after which the next begins.
const REGIONS: [(u8, Phrase); 8] = [
    (1, ran_parts::phrase!("北海道", "Hokkaido", "北海道《ほっかいどう》")),
    (7, ran_parts::phrase!("東北地方", "Tohoku", "東北地方《とうほくちほう》")),
    (14, ran_parts::phrase!("関東地方", "Kanto", "関東地方《かんとうちほう》")),
    (23, ran_parts::phrase!("中部地方", "Chubu", "中部地方《ちゅうぶちほう》")),
    (30, ran_parts::phrase!("近畿地方", "Kinki", "近畿地方《きんきちほう》")),
    (35, ran_parts::phrase!("中国地方", "Chugoku", "中国地方《ちゅうごくちほう》")),
    (39, ran_parts::phrase!("四国地方", "Shikoku", "四国地方《しこくちほう》")),
    (
        47,
        ran_parts::phrase!("九州・沖縄地方", "Kyushu and Okinawa", "九州《きゅうしゅう》・沖縄《おきなわ》"),
    ),
];

/// The name of a prefecture; empty for what is no code.
pub(crate) fn prefecture(code: u8, lang: Lang) -> &'static str {
    PrefectureCode::new(code).map_or("", |code| code.name(lang))
}

/// The islands in the inset of a prefecture, of which 奄美 is another's. A picture has no room for readings.
pub(crate) fn inset(code: u8, lang: Lang) -> &'static str {
    match (code, lang) {
        (47, Lang::En) => "Okinawa, Amami",
        (47, Lang::JaEasy) => "おきなわ・あまみ",
        (47, _) => "沖縄・奄美",
        (_, Lang::En) => "Ogasawara",
        (_, Lang::JaEasy) => "おがさわら",
        _ => "小笠原",
    }
}

/// A phrase with what somebody has typed, and something else: braces in the former are no place for the latter.
pub(crate) fn quoting(phrase: Phrase, typed: &str, other: &str, lang: Lang) -> String {
    let (before, after) = phrase.get(lang).split_once("{}").unwrap_or_default();
    [before, typed, &after.replacen("{}", other, 1)].concat()
}

/// What some prefectures are called together, with readings: up to two by their names, more by their region, or the first and
/// others.
pub(crate) fn area(bits: u64, lang: Lang) -> String {
    // The bit of code 1 is the first one.
    let (first, last) = (bits.trailing_zeros() + 1, u64::BITS - bits.leading_zeros());
    let name = |code: u32| {
        PrefectureCode::new(code as u8).map_or(String::new(), |code| labels::prefecture(code, lang))
    };
    match bits.count_ones() {
        0 => String::new(),
        1 => name(first),
        2 if lang == Lang::En => format!("{} and {}", name(first), name(last)),
        2 => format!("{}・{}", name(first), name(last)),
        _ => {
            let region =
                |code: u32| REGIONS.iter().position(|(end, _)| code <= (*end).into()).unwrap_or_default();
            if region(first) == region(last) {
                REGIONS[region(first)].1.get(lang).to_owned()
            } else {
                AND_OTHERS.filled(lang, &name(first))
            }
        }
    }
}

/// So many members, without readings.
pub(crate) fn count(count: u32, lang: Lang) -> String {
    match count {
        0 => NONE.plain(lang),
        1 => ONE.plain(lang),
        _ => without_readings(&COUNT.filled(lang, &count.to_string())),
    }
}

/// An area and how many members it has: 「長野県、会員12団体」.
pub(crate) fn area_count(bits: u64, members: u32, lang: Lang) -> String {
    let (area, count) = (without_readings(&area(bits, lang)), count(members, lang));
    match (area.is_empty(), lang) {
        (true, _) => count,
        (false, Lang::En) => format!("{area}: {count}"),
        (false, _) => format!("{area}、{count}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_say_what_they_are() {
        let bits = |codes: &[u8]| codes.iter().map(|code| ran_atlas::japan::bit(*code)).sum();
        let check = |codes: &[u8], count, lang, expected: &str| {
            assert_eq!(area_count(bits(codes), count, lang), expected);
        };
        check(&[20], 12, Lang::Ja, "長野県、会員12団体");
        check(&[20], 12, Lang::En, "Nagano: 12 members");
        check(&[20], 1, Lang::JaEasy, "長野県、会員は 1団体です");
        check(&[15, 20], 3, Lang::Ja, "新潟県・長野県、会員3団体");
        check(&[15, 20], 3, Lang::En, "Niigata and Nagano: 3 members");
        check(&[2, 4, 6], 5, Lang::Ja, "東北地方、会員5団体");
        check(&[1, 13, 47], 1000, Lang::Ja, "北海道ほか、会員1000団体");
        check(&[], 2, Lang::Ja, "会員2団体");
    }
}
