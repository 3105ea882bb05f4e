//! What the sample's entries are called.

/// The themes of the network: id and label.
pub(super) const THEMES: [(&str, &str); 12] = [
    ("youth", "若者"),
    ("career-education", "高校生・キャリア教育"),
    ("senior", "シニア"),
    ("women", "女性"),
    ("foreign-workers", "外国人"),
    ("side-jobs", "複業・兼業"),
    ("migration", "関係人口・移住"),
    ("hiring", "採用"),
    ("retention", "定着・育成"),
    ("executives", "経営者・人事"),
    ("municipalities", "自治体連携"),
    ("succession", "事業承継"),
];

/// A sort of organisation: its kind and legal form in the feed, and its name around the place's, with the reading.
pub(super) struct Body {
    pub(super) kind: &'static str,
    pub(super) legal_form: &'static str,
    pub(super) name: [&'static str; 2],
    pub(super) kana: [&'static str; 2],
}

const fn body(
    kind: &'static str,
    legal_form: &'static str,
    name: [&'static str; 2],
    kana: [&'static str; 2],
) -> Body {
    Body { kind, legal_form, name, kana }
}

pub(super) const BODIES: [Body; 10] = [
    body(
        "association",
        "ippan-shadan",
        ["一般社団法人", "地域人事部"],
        ["いっぱんしゃだんほうじん", "ちいきじんじぶ"],
    ),
    body("npo", "npo-hojin", ["NPO法人", "しごとセンター"], ["えぬぴーおーほうじん", "しごとせんたー"]),
    body(
        "npo",
        "npo-hojin",
        ["NPO法人", "キャリア教育ネット"],
        ["えぬぴーおーほうじん", "きゃりあきょういくねっと"],
    ),
    body(
        "foundation",
        "ippan-zaidan",
        ["一般財団法人", "まちづくり財団"],
        ["いっぱんざいだんほうじん", "まちづくりざいだん"],
    ),
    body("company", "kabushiki-kaisha", ["株式会社", "人材開発"], ["かぶしきがいしゃ", "じんざいかいはつ"]),
    body("company", "godo-kaisha", ["合同会社", "はたらくラボ"], ["ごうどうがいしゃ", "はたらくらぼ"]),
    body(
        "association",
        "nini-dantai",
        ["", "若者就労支援ネットワーク"],
        ["", "わかものしゅうろうしえんねっとわーく"],
    ),
    body(
        "association",
        "nini-dantai",
        ["", "複業人材活用協議会"],
        ["", "ふくぎょうじんざいかつようきょうぎかい"],
    ),
    body(
        "association",
        "ippan-shadan",
        ["一般社団法人", "移住交流機構"],
        ["いっぱんしゃだんほうじん", "いじゅうこうりゅうきこう"],
    ),
    body(
        "foundation",
        "koeki-zaidan",
        ["公益財団法人", "産業人材育成財団"],
        ["こうえきざいだんほうじん", "さんぎょうじんざいいくせいざいだん"],
    ),
];

/// How often an event comes again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    Once,
    /// On the same weekday of each month: 第2火曜日.
    Monthly,
    /// So many months in a row.
    Months(u8),
    /// Each week, so many times.
    Weeks(u8),
}

/// A sort of event.
pub(super) struct Plan {
    pub(super) kind: &'static str,
    pub(super) title: &'static str,
    pub(super) themes: &'static [&'static str],
    pub(super) audience: &'static [&'static str],
    pub(super) rhythm: Rhythm,
    /// In minutes; 0 for the whole day.
    pub(super) length: u16,
}

const fn plan(
    kind: &'static str,
    title: &'static str,
    themes: &'static [&'static str],
    audience: &'static [&'static str],
    rhythm: Rhythm,
    length: u16,
) -> Plan {
    Plan { kind, title, themes, audience, rhythm, length }
}

use Rhythm::{Monthly, Months, Once, Weeks};

pub(super) const PLANS: [Plan; 24] = [
    plan("seminar", "採用力を高める人事担当者セミナー", &["hiring", "executives"], &["companies"], Once, 120),
    plan("seminar", "経営者のための人材戦略セミナー", &["executives"], &["executives"], Once, 90),
    plan("seminar", "複業人材の活かし方セミナー", &["side-jobs"], &["companies", "executives"], Once, 90),
    plan("seminar", "外国人材の受け入れ実務セミナー", &["foreign-workers"], &["companies"], Once, 120),
    plan("seminar", "シニア人材活躍セミナー", &["senior"], &["companies"], Once, 90),
    plan("consultation", "採用と定着の個別相談会", &["hiring", "retention"], &["companies"], Monthly, 180),
    plan("consultation", "移住としごとの相談会", &["migration"], &["public"], Monthly, 240),
    plan("consultation", "事業承継の個別相談会", &["succession"], &["executives"], Once, 180),
    plan("training", "ルーキーズカレッジ", &["youth", "retention"], &["young-workers"], Months(6), 180),
    plan("training", "仕事の魅力伝え方研修", &["career-education"], &["companies", "officials"], Once, 150),
    plan("training", "管理職のための育成面談研修", &["retention"], &["companies"], Once, 180),
    plan("training", "女性リーダー育成講座", &["women", "retention"], &["young-workers"], Weeks(4), 120),
    plan(
        "career-education",
        "高校生のための職業講話",
        &["career-education"],
        &["high-school", "educators"],
        Once,
        100,
    ),
    plan("career-education", "出前授業「地元ではたらく」", &["career-education"], &["high-school"], Once, 50),
    plan(
        "career-education",
        "若手社会人と高校生の対話の会",
        &["career-education", "youth"],
        &["high-school"],
        Once,
        100,
    ),
    plan("networking", "地域の人事担当者交流会", &["executives"], &["companies"], Once, 120),
    plan("networking", "関係人口でつながる夜", &["migration", "side-jobs"], &["public"], Once, 120),
    plan("meeting", "地域人事部 定例ミーティング", &["municipalities"], &["regional-hr"], Monthly, 90),
    plan(
        "conference",
        "地域の人材を考えるカンファレンス",
        &["municipalities", "executives"],
        &["regional-hr", "public"],
        Once,
        300,
    ),
    plan(
        "open-factory",
        "オープンファクトリー 工場見学会",
        &["youth", "hiring"],
        &["public", "high-school"],
        Once,
        0,
    ),
    plan(
        "briefing",
        "地域人事部の立ち上げ説明会",
        &["municipalities"],
        &["officials", "regional-hr"],
        Once,
        60,
    ),
    plan("briefing", "合同企業説明会", &["hiring", "youth"], &["university"], Once, 240),
    plan(
        "workshop",
        "しごと図鑑をつくるワークショップ",
        &["career-education"],
        &["high-school", "educators"],
        Once,
        150,
    ),
    plan("festival", "ものづくりフェスティバル", &["migration"], &["public"], Once, 0),
];

/// Rooms of a town, after the town's name.
pub(super) const VENUES: [&str; 6] =
    ["商工会館", "市民交流センター", "産業会館", "コワーキングスペース", "公民館", "駅前会議室"];

/// When events begin, on weekdays.
pub(super) const HOURS: [(u8, u8); 7] = [(9, 30), (10, 0), (13, 30), (14, 0), (15, 0), (18, 30), (19, 0)];
