//! What the columns of a list of events are called.

use ran_feed::search::fold_width;

/// A column by what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Number,
    Title,
    TitleEn,
    Kind,
    Start,
    StartTime,
    End,
    EndTime,
    TimeNote,
    Rule,
    Status,
    Mode,
    PlaceName,
    Address,
    Building,
    Prefecture,
    Town,
    Code,
    Lat,
    Lng,
    Access,
    Parking,
    Host,
    Programme,
    Themes,
    Audience,
    Fee,
    FeeDetail,
    FeeKind,
    Capacity,
    Deadline,
    DeadlineTime,
    HowToApply,
    SignUp,
    Url,
    Image,
    Summary,
    Description,
    Remark,
    ContactName,
    Tel,
    Extension,
    Email,
    Updated,
    /// Known, and nothing for visitors.
    Ignored,
}

use Column::*;

/// Each with the path of its field in the feed, and its headings without spaces: first that of the three standards for lists of
/// events (推奨データセット, the catalogue of the base registry, 自治体標準オープンデータセット), then what people write, then the
/// field's name.
const COLUMNS: &[(Column, &str, &[&str])] = &[
    (Id, "id", &["ID", "イベントID", "行事ID"]),
    (Number, "id", &["NO", "NO.", "番号", "項番"]),
    (Title, "title", &["イベント名", "イベント名称", "名称", "行事名", "タイトル", "件名", "title"]),
    (TitleEn, "title", &["イベント名_英語", "英語名", "名称_英語", "名称(英語)"]),
    (Kind, "kind", &["イベント種類", "種類", "種別", "カテゴリー", "カテゴリ", "kind"]),
    (Start, "start", &["開始日", "開催日", "日付", "日程", "日時", "開始日時", "開催日時", "start"]),
    (StartTime, "start", &["開始時間", "開始時刻", "時間", "時刻"]),
    (End, "end", &["終了日", "終了日時", "end"]),
    (EndTime, "end", &["終了時間", "終了時刻"]),
    (TimeNote, "time_note", &["開始日時特記事項", "日時特記事項", "開催日時特記事項", "time_note"]),
    (Rule, "rrule", &["繰り返し", "rrule"]),
    (Status, "status", &["状態", "開催状況", "ステータス", "status"]),
    (Mode, "mode", &["開催方法", "開催形式", "WEB開催", "オンライン", "mode"]),
    (PlaceName, "place.name", &["場所名称", "会場", "会場名", "場所", "開催場所", "place"]),
    (Address, "place.address", &["住所", "所在地_連結表記", "所在地", "会場住所", "address"]),
    (Building, "place.building", &["方書", "建物名等(方書)", "building"]),
    (Prefecture, "place.prefecture", &["都道府県名", "都道府県", "所在地_都道府県", "prefecture"]),
    (Town, "place.municipality_name", &["市区町村名", "市区町村", "所在地_市区町村", "municipality_name"]),
    (
        Code,
        "place.municipality",
        &["都道府県コード又は市区町村コード", "全国地方公共団体コード", "市区町村コード", "municipality"],
    ),
    (Lat, "place.lat", &["緯度", "lat"]),
    (Lng, "place.lng", &["経度", "lng"]),
    (Access, "place.access", &["アクセス方法", "アクセス", "交通アクセス", "access"]),
    (Parking, "place.parking", &["駐車場情報", "駐車場", "parking"]),
    (Host, "host", &["主催者", "主催団体", "主催", "host"]),
    (Programme, "programme", &["プログラム", "事業", "事業名", "programme"]),
    (Themes, "themes", &["テーマ", "themes"]),
    (Audience, "audience", &["対象者", "対象", "audience"]),
    (Fee, "fee", &["料金(基本)", "料金", "参加費", "費用", "fee"]),
    (FeeDetail, "fee", &["料金(詳細)", "料金詳細"]),
    (FeeKind, "price", &["料金種別"]),
    (Capacity, "capacity", &["定員", "募集人数", "capacity"]),
    (
        Deadline,
        "deadline",
        &["参加申込終了日", "申込期限日", "申込締切日", "申込締切", "申込期限", "締切", "締切日", "deadline"],
    ),
    (DeadlineTime, "deadline", &["参加申込終了時間", "参加申込終了時刻", "申込期限時刻"]),
    (HowToApply, "how_to_apply", &["参加申込方法", "申込方法", "how_to_apply"]),
    (SignUp, "sign_up", &["申込URL", "申込先URL", "申込フォーム", "申込先", "sign_up"]),
    (Url, "url", &["URL", "コンテンツURL", "ホームページ", "詳細URL"]),
    (Image, "image", &["画像", "画像URL", "image"]),
    (Summary, "summary", &["要約", "一言", "summary"]),
    (Description, "description", &["説明", "内容", "概要", "詳細", "description"]),
    (Remark, "description", &["備考", "注意事項"]),
    (ContactName, "contact.name", &["連絡先名称", "連絡先", "問合せ先", "問い合わせ先", "お問い合わせ先"]),
    (Tel, "contact.tel", &["連絡先電話番号", "電話番号", "電話", "tel"]),
    (Extension, "contact.extension", &["連絡先内線番号", "内線番号", "内線"]),
    (Email, "contact.email", &["連絡先メールアドレス", "メールアドレス", "メール", "email"]),
    (Updated, "updated", &["更新日", "最終更新日", "updated"]),
    (
        Ignored,
        "",
        &["イベント名_カナ", "名称_カナ", "画像_ライセンス", "公開日", "施設No.", "町字ID", "地方公共団体名"],
    ),
];

impl Column {
    /// The column with this heading.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let heading = folded(heading);
        let alike = |known: &str| folded(known) == heading;
        COLUMNS
            .iter()
            .find(|(_, _, names)| names.iter().any(|known| alike(known)))
            .map(|(column, ..)| *column)
    }

    /// The path of its field in an event.
    pub(super) fn path(self) -> &'static str {
        COLUMNS.iter().find(|(column, ..)| *column == self).map_or("", |(_, path, _)| path)
    }
}

/// A heading without what tells no two apart: width and case of letters.
fn folded(heading: &str) -> String {
    fold_width(heading).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The guide's table of headings: those that stand there are known, and every column stands there.
    #[test]
    fn the_guide_names_the_columns() {
        let guide = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.ja.md");
        let guide = std::fs::read_to_string(guide).expect("the guide");
        let (_, section) = guide.split_once("| 見出し |").expect("the table of headings");
        let cells = section
            .lines()
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .filter_map(|line| line.split('|').nth(1));
        let named: Vec<Column> = cells
            .flat_map(|cell| cell.split('、'))
            .map(|heading| Column::of(heading.trim()).unwrap_or_else(|| panic!("{heading}")))
            .collect();
        for (column, _, names) in COLUMNS.iter().filter(|(column, ..)| *column != Ignored) {
            assert!(named.contains(column), "{names:?}");
        }
    }

    #[test]
    fn no_heading_means_two_things() {
        let headings: Vec<String> =
            COLUMNS.iter().flat_map(|(_, _, names)| names.iter().map(|name| folded(name))).collect();
        for (place, heading) in headings.iter().enumerate() {
            assert!(!headings[..place].contains(heading), "{heading}");
        }
    }

    #[test]
    fn width_and_case_make_no_other_heading() {
        for (heading, expected) in [
            ("料金（基本）", Some(Fee)),
            ("ＵＲＬ", Some(Url)),
            ("Ｎｏ．", Some(Number)),
            ("Web開催", Some(Mode)),
            ("イベント名＿カナ", Some(Ignored)),
            ("ｲﾍﾞﾝﾄ名", Some(Title)),
            ("駐輪場", None),
        ] {
            assert_eq!(Column::of(heading), expected, "{heading}");
        }
    }
}
