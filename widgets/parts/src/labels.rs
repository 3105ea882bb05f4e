//! What the words of the feed are called: kinds, tiers, forms, states and roles, in three languages; and prefectures,
//! with their readings.

use ran_feed::model::{
    Audience, EventKind, EventStatus, Lang, Leadership, LegalForm, LinkKind, MemberKind, Mode, Place,
    PopulationBand, PrefectureCode, RunState, SupportRole, Tier,
};

use crate::Phrase;

/// A word of a closed list that has a name for people.
pub trait Label: Copy {
    /// Its name; none for a word that says nothing to a visitor.
    fn label(self) -> Option<Phrase>;
}

/// How the prefectures are read, in the order of their codes, each without 都, 道, 府 or 県.
const PREFECTURES: &str = "ほっかい あおもり いわて みやぎ あきた やまがた ふくしま いばらき とちぎ ぐんま さいたま ちば \
    とうきょう かながわ にいがた とやま いしかわ ふくい やまなし ながの ぎふ しずおか あいち みえ しが きょうと おおさか \
    ひょうご なら わかやま とっとり しまね おかやま ひろしま やまぐち とくしま かがわ えひめ こうち ふくおか さが ながさき \
    くまもと おおいた みやざき かごしま おきなわ";

/// The name of a prefecture. In やさしい日本語 its reading follows in 《》.
#[must_use]
pub fn prefecture(code: PrefectureCode, lang: Lang) -> String {
    let name = code.name(lang);
    let (Lang::JaEasy, Some(reading)) = (lang, PREFECTURES.split(' ').nth(usize::from(code.number()) - 1))
    else {
        return name.to_owned();
    };
    let kind = match code.number() {
        13 => "と",
        1 => "どう",
        26 | 27 => "ふ",
        _ => "けん",
    };
    [name, "《", reading, kind, "》"].concat()
}

/// A line that begins with the name of the place's prefecture, which has its reading in やさしい日本語.
#[must_use]
pub fn with_reading(line: &str, place: &Place, lang: Lang) -> String {
    let code = place.prefecture().filter(|_| lang == Lang::JaEasy);
    let found = code.and_then(|code| Some((code, line.strip_prefix(code.name(lang))?)));
    match found {
        // Where a kanji follows, a reading may stand after it that is that of the whole.
        Some((code, rest)) if rest.is_empty() || rest.starts_with(' ') => prefecture(code, lang) + rest,
        _ => line.to_owned(),
    }
}

macro_rules! labels {
    ($($type:ident { $($variant:ident: $ja:literal, $en:literal, $easy:literal;)* })*) => {
        $(impl Label for $type {
            fn label(self) -> Option<Phrase> {
                match self {
                    $(Self::$variant => Some(crate::phrase!($ja, $en, $easy)),)*
                    Self::Other => None,
                }
            }
        })*
    };
}

labels! {
    Tier {
        Alliance: "アライアンスメンバー", "Alliance member", "アライアンスメンバー";
        Ran: "RAN会員", "RAN member", "RAN会員《かいいん》";
    }
    MemberKind {
        Npo: "NPO", "Non-profit organisation", "NPO";
        Foundation: "財団", "Foundation", "財団《ざいだん》";
        Association: "社団・団体", "Association", "団体《だんたい》";
        Company: "企業", "Company", "会社《かいしゃ》";
        Municipality: "自治体", "Local government", "市役所《しやくしょ》など";
        School: "学校", "School", "学校《がっこう》";
        Chamber: "商工会議所・商工会", "Chamber of commerce", "商工会議所《しょうこうかいぎしょ》";
    }
    LegalForm {
        GodoKaisha: "合同会社", "Limited liability company", "会社《かいしゃ》";
        KabushikiKaisha: "株式会社", "Stock company", "会社《かいしゃ》";
        NpoHojin: "NPO法人", "Non-profit corporation", "NPO";
        IppanShadan: "一般社団法人", "General incorporated association", "団体《だんたい》";
        IppanZaidan: "一般財団法人", "General incorporated foundation", "団体《だんたい》";
        KoekiShadan: "公益社団法人", "Public interest incorporated association", "団体《だんたい》";
        KoekiZaidan: "公益財団法人", "Public interest incorporated foundation", "団体《だんたい》";
        NiniDantai: "任意団体", "Unincorporated association", "団体《だんたい》";
        Jichitai: "自治体", "Local government", "市役所《しやくしょ》など";
    }
    Leadership {
        Public: "行政主導", "Led by the administration", "役所《やくしょ》が 中心《ちゅうしん》です";
        Private: "民間主導", "Led by the private sector", "会社《かいしゃ》や 団体《だんたい》が 中心《ちゅうしん》です";
        Both: "官民連携", "Public–private partnership", "役所《やくしょ》と 会社《かいしゃ》が いっしょに して います";
    }
    PopulationBand {
        Under10k: "人口1万人未満", "population under 10,000", "住《す》んで いる 人《ひと》：1万人《まんにん》より 少《すく》ない";
        From10k: "人口1万〜5万人", "population 10,000–50,000", "住《す》んで いる 人《ひと》：1万人《まんにん》から 5万人《まんにん》";
        From50k: "人口5万〜10万人", "population 50,000–100,000", "住《す》んで いる 人《ひと》：5万人《まんにん》から 10万人《まんにん》";
        From100k: "人口10万〜20万人", "population 100,000–200,000", "住《す》んで いる 人《ひと》：10万人《まんにん》から 20万人《まんにん》";
        From200k: "人口20万〜50万人", "population 200,000–500,000", "住《す》んで いる 人《ひと》：20万人《まんにん》から 50万人《まんにん》";
        From500k: "人口50万人以上", "population over 500,000", "住《す》んで いる 人《ひと》：50万人《まんにん》より 多《おお》い";
    }
    EventKind {
        Seminar: "セミナー", "Seminar", "セミナー";
        Consultation: "相談会", "Consultation", "相談《そうだん》の 会《かい》";
        Training: "研修", "Training", "勉強《べんきょう》の 会《かい》";
        CareerEducation: "出前授業・職業講話", "Career education", "仕事《しごと》の 話《はなし》";
        Networking: "交流会", "Networking", "いろいろな 人《ひと》と 話《はな》す 会《かい》";
        Meeting: "定例ミーティング", "Regular meeting", "いつもの 会議《かいぎ》";
        Conference: "カンファレンス", "Conference", "大《おお》きな 会議《かいぎ》";
        OpenFactory: "オープンファクトリー", "Open factory", "工場《こうじょう》の 見学《けんがく》";
        Briefing: "説明会", "Briefing", "説明《せつめい》の 会《かい》";
        Workshop: "ワークショップ", "Workshop", "ワークショップ";
        Festival: "フェスティバル", "Festival", "お祭《まつ》り";
    }
    EventStatus {
        Scheduled: "開催予定", "Scheduled", "あります";
        Cancelled: "中止", "Cancelled", "中止《ちゅうし》（ありません）";
        Postponed: "延期", "Postponed", "延期《えんき》（日《ひ》が 変《か》わります）";
        Full: "満席", "Full", "もう いっぱいです";
    }
    Mode {
        Onsite: "会場開催", "On site", "会場《かいじょう》";
        Online: "オンライン", "Online", "オンライン";
        Hybrid: "会場とオンライン", "On site and online", "会場《かいじょう》と オンライン";
    }
    Audience {
        HighSchool: "高校生", "High-school students", "高校生《こうこうせい》";
        University: "大学生", "University students", "大学生《だいがくせい》";
        YoungWorkers: "若手社会人", "Young workers", "働《はたら》いて いる 若《わか》い 人《ひと》";
        Companies: "企業・人事", "Companies and HR", "会社《かいしゃ》の 人《ひと》";
        Executives: "経営者", "Executives", "社長《しゃちょう》など";
        Officials: "自治体・公共団体職員", "Public officials", "役所《やくしょ》の 人《ひと》";
        Educators: "教育関係者", "Educators", "学校《がっこう》の 人《ひと》";
        RegionalHr: "地域人事部の団体", "Regional HR departments", "地域人事部《ちいきじんじぶ》の 団体《だんたい》";
        Public: "一般", "Everyone", "だれでも";
    }
    RunState {
        Planned: "準備中", "In preparation", "準備《じゅんび》して います";
        Recruiting: "参加者募集中", "Recruiting", "参加者《さんかしゃ》を 集《あつ》めて います";
        Running: "実施中", "Running", "今《いま》 やって います";
        Paused: "休止中", "Paused", "休《やす》んで います";
        Ended: "終了", "Ended", "終《お》わりました";
    }
    LinkKind {
        Website: "ウェブサイト", "Website", "ウェブサイト";
        Report: "報告", "Report", "報告《ほうこく》";
        Archive: "記録", "Recording", "記録《きろく》";
        Video: "動画", "Video", "動画《どうが》";
        Document: "資料", "Document", "資料《しりょう》";
        Leaflet: "チラシ", "Leaflet", "チラシ";
        SignUp: "申し込み", "Sign-up", "申《もう》しこみ";
        Meeting: "オンライン会場", "Online meeting", "オンラインの 会場《かいじょう》";
        Social: "SNS", "Social media", "SNS";
        Article: "記事", "Article", "記事《きじ》";
    }
    SupportRole {
        Host: "主催", "Host", "この 会《かい》を する 団体《だんたい》";
        CoHost: "共催", "Co-host", "いっしょに する 団体《だんたい》";
        Patron: "後援", "Patron", "応援《おうえん》する 団体《だんたい》";
        Cooperator: "協力", "In cooperation with", "手伝《てつだ》う 団体《だんたい》";
        Sponsor: "協賛", "Sponsor", "お金《かね》などを 出《だ》す 団体《だんたい》";
        Organizer: "企画・運営", "Organiser", "準備《じゅんび》する 団体《だんたい》";
    }
}
