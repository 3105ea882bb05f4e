//! What the calendar says of itself.

use ran_feed::model::{EventStatus, Lang};
use ran_parts::Phrase;
use ran_parts::words::without_readings;

ran_parts::phrases! {
    CALENDAR = "予定カレンダー", "Event calendar", "予定《よてい》の カレンダー";
    MONTH = "月", "Month", "月《つき》";
    WEEK = "週", "Week", "週《しゅう》";
    AGENDA = "一覧", "List", "リスト";
    VIEWS = "表示の切り替え", "View", "見《み》かたを えらぶ";
    PERIOD = "期間の移動", "Period", "日《ひ》を えらぶ";
    PREVIOUS_MONTH = "前の月", "Previous month", "前《まえ》の 月《つき》";
    NEXT_MONTH = "次の月", "Next month", "次《つぎ》の 月《つき》";
    PREVIOUS_WEEK = "前の週", "Previous week", "前《まえ》の 週《しゅう》";
    NEXT_WEEK = "次の週", "Next week", "次《つぎ》の 週《しゅう》";
    TODAY = "今日", "Today", "今日《きょう》";
    /// The weekday's short form comes in `{}`.
    WEEKDAY = "{}曜日", "{}", "{}曜日";
    COUNT = "予定{}件", "{} events", "予定《よてい》が {}件《けん》";
    ONE = "予定1件", "1 event", "予定《よてい》が 1件《けん》";
    NONE = "予定なし", "no events", "予定《よてい》は ありません";
    MORE = "+{}件", "+{} more", "あと {}";
    MORE_LONG = "さらに{}件表示", "Show {} more", "もっと 見《み》る（{}件《けん》）";
    /// On paper, above what the grid has no room for.
    NO_ROOM = "上の表に入りきらない予定", "Events with no room above", "上《うえ》に 書《か》けなかった 予定《よてい》";
    /// On paper, under it, where a sheet has no room either.
    ELSEWHERE = "ほか{}件は、ウェブの「一覧」でご覧ください。", "{} more: see “List” on the web.", "ここに ない 予定《よてい》（あと {}件《けん》）は、インターネットの「リスト」で 見《み》て ください。";
    ALL_DAY = "終日", "All day", "一日中《いちにちじゅう》";
    EMPTY = "この期間の予定はありません。", "There are no events in this period.", "予定《よてい》は ありません。";
    /// The reasons come in `{}`, each in 「」.
    NO_MATCH = "{}に合う予定は、この期間にはありません。", "No events in this period match {}.", "{}に 合《あ》う 予定《よてい》は ありません。";
    /// Where all that there is has been.
    ALL_OVER = "この期間の予定はすべて終了しました。", "All events in this period are over.", "ここの 予定《よてい》は ぜんぶ 終《お》わりました。";
    EMPTY_DAY = "この日の予定はありません。", "There are no events on this day.", "この 日《ひ》の 予定《よてい》は ありません。";
    /// Where a rule gives more times than can be shown, or cannot be understood.
    INCOMPLETE = "一部の予定を表示できていない可能性があります。", "Some dates may be missing here.", "ここに ない 予定《よてい》が あるかもしれません。";
    NEXT = "次の予定：{}", "Next: {}", "次《つぎ》の 予定《よてい》：{}";
    SHOW_NEXT = "次の予定を表示", "Show next event", "次《つぎ》の 予定《よてい》を 見《み》る";
    /// Over the days of this month that are over.
    PAST = "これまでの予定（{}件）", "Earlier this month ({})", "もう 終《お》わった 予定《よてい》（{}件《けん》）";
    /// Over what comes after this month: the first month comes in `{}`.
    AHEAD = "{}以降の予定", "{} and later", "{}からの 予定《よてい》";
    SHOW_MONTH = "{}を表示", "Show {}", "{}を 見《み》る";
    UNDATED = "日程調整中", "Date to be announced", "日《ひ》は まだ 決《き》まって いません";
    /// A link names a day on which the series has nothing, or an event that is no longer in the feed.
    NEXT_INSTEAD = "リンクの日の開催はありません。次回の日時を表示しています。", "There is no session on the linked date. The next one is shown instead.", "リンクの 日《ひ》には ありません。これは 次《つぎ》の 日《ひ》です。";
    LAST_INSTEAD = "リンクの日の開催はありません。最終回の日時を表示しています。", "There is no session on the linked date. The last one is shown instead.", "リンクの 日《ひ》には ありません。これは 最後《さいご》の 日《ひ》です。";
    NOT_FOUND = "この予定は見つかりませんでした。掲載が終わったか、取り消された可能性があります。", "This event was not found. It may have been taken off the calendar or called off.", "この 予定《よてい》は ありません。もう 終《お》わったか、なくなったかもしれません。";
    SERIES = "シリーズ", "Series", "シリーズ";
    /// Which one of a series an event is.
    NUMBER = "第{}回", "No. {}", "{}回目《かいめ》";
    SUBSCRIBE = "予定表全体をカレンダーアプリに登録（自動更新）", "Subscribe to the whole calendar in your calendar app (updates automatically)", "この カレンダーの 予定《よてい》を ぜんぶ カレンダーアプリに 入《い》れる（新《あたら》しい 予定《よてい》も 入《はい》ります）";
    /// Beside it, where the calendar shows only some of them.
    SUBSCRIBES_TO_MORE = "この予定表にない予定も含まれます。", "It also has events that this calendar does not show.", "この カレンダーに ない 予定《よてい》も 入《はい》ります。";
    /// 予定 of a time or title that is not final.
    PROVISIONAL = "日程は未確定", "To be confirmed", "日《ひ》は まだ 決《き》まって いません";
    PROVISIONAL_TITLE = "仮題", "Working title", "名前《なまえ》は まだ 決《き》まって いません";
    MEMBERS_ONLY = "会員限定", "Members only", "会員《かいいん》だけ";
    OVER = "終了", "Over", "終《お》わりました";
    /// A time that the rule does not have, and one that it has at another time.
    EXTRA = "臨時開催", "Extra date", "いつもの ほかに ある 日《ひ》";
    MOVED = "日程変更", "Rescheduled", "日《ひ》が 変《か》わりました";
    /// In full, of a time that was another: a date, or a time of the same day.
    MOVED_FROM = "{}から変更", "Moved from {}", "{}から 変《か》わりました";
    CLOSED = "受付終了", "Applications closed", "もう 申《もう》しこめません";
    NATIONWIDE = "複数地域で同時開催", "Held in several places at once", "いろいろな 町《まち》で いっしょに します";

    FIND = "予定を探す", "Find events", "予定《よてい》を さがす";
    KIND = "種類", "Kind", "種類《しゅるい》";
    AUDIENCE = "対象", "Audience", "だれが 行《い》けますか";
    THEME = "テーマ", "Theme", "テーマ";
    PREFECTURE = "都道府県", "Prefecture", "都道府県《とどうふけん》";
    /// The same where events online are among those that are asked for.
    PREFECTURE_OR_ONLINE = "都道府県（オンラインを含む）", "Prefecture, or online", "都道府県《とどうふけん》（オンラインも あります）";
    HOST = "主催", "Host", "この 会《かい》を する 団体《だんたい》";
    PROGRAMME = "取り組み", "Programme", "やって いる こと";
    MODE = "開催方法", "Format", "場所《ばしょ》か オンラインか";
    WHEN = "日時", "When", "いつ";
    /// Of an event that is put off.
    WAS_WHEN = "当初の日時", "Original date", "はじめの 日《ひ》";
    YOUR_TIME = "お使いの地域の日時", "Your time", "あなたの ところの 時間《じかん》";
    /// Under the calendar, for who is abroad; the zone comes in `{}`.
    CLOCK = "時刻は{}の時刻です。予定を開くと、お使いの地域の日時も確認できます。", "Times are those of {}. Open an event to see it in your own time.", "時間《じかん》は {}の 時間《じかん》です。予定《よてい》を 開《ひら》くと、あなたの ところの 時間《じかん》も わかります。";
    LOCAL_TIME = "現地時間", "Local time", "その 国《くに》の 時間《じかん》";
    RULE = "繰り返し", "Repeats", "くりかえし";
    UPCOMING = "今後の開催", "Next dates", "次《つぎ》の 日《ひ》";
    WHERE = "場所", "Where", "どこ";
    SPEAKERS = "登壇者", "Speakers", "話《はな》す 人《ひと》";
    FEE = "参加費", "Fee", "お金《かね》";
    FREE = "無料", "Free", "お金《かね》は いりません";
    YEN = "{}円", "{} yen", "{}円《えん》";
    CAPACITY = "定員", "Capacity", "何人《なんにん》まで";
    PEOPLE = "{}名", "{} people", "{}人《にん》";
    DEADLINE = "申込締切", "Apply by", "申《もう》しこみは いつまで";
    APPLY = "申込方法", "How to apply", "申《もう》しこみかた";
    NOTE = "備考", "Note", "お知《し》らせ";
    SIGN_UP = "申し込む", "Apply", "申《もう》しこむ";
    NO_LONGER = "申し込みは締め切りました。", "Applications are closed.", "もう 申《もう》しこめません。";
    NO_ROOM_LEFT = "満席のため、申し込みを締め切りました。", "The event is full. Applications are closed.", "いっぱいなので、もう 申《もう》しこめません。";
    JOIN_ONLINE = "オンラインで参加", "Join online", "オンラインで 参加《さんか》する";
    PAGE = "イベントのページ", "Event page", "イベントの ページ";
    MAP = "地図を見る", "Map", "地図《ちず》を 見《み》る";
    LINK = "関連ページ", "Related page", "ほかの ページ";
    ADD = "カレンダーに追加", "Add to calendar", "カレンダーに 入《い》れる";
    SHARE = "この予定へのリンク", "Link to this event", "この 予定《よてい》の リンク";
    COPY = "リンクをコピー", "Copy link", "リンクを コピーする";
    COPY_SUBSCRIPTION = "登録用アドレスをコピー", "Copy subscription address", "カレンダーの アドレスを コピーする";
    COPIED = "コピーしました。", "Copied.", "コピーしました。";
    NOT_COPIED = "コピーできませんでした。リンクを長押し、または右クリックしてコピーしてください。", "The link could not be copied. Long-press or right-click it to copy.", "コピーできませんでした。リンクを 長《なが》く 押《お》して、コピーして ください。";
    APPLY_BY = "申込締切 {}", "Apply by {}", "申《もう》しこみは {}まで";
    /// A part in an event that has no name of its own here.
    INVOLVED = "関係団体", "Also involved", "いっしょに する 団体《だんたい》";
    SESSIONS = "プログラム", "Programme of the day", "すること";
    PARKING = "駐車場：{}", "Parking: {}", "車《くるま》を とめる ところ：{}";
    CONTACT = "お問い合わせ", "Contact", "わからない ときに 聞《き》く ところ";
    ICS = "iPhone・パソコンのカレンダー（.ics）", "iPhone or computer calendar (.ics)", "iPhoneや パソコンの カレンダー（.ics）";
    /// For who has an account of their work or school.
    OUTLOOK_OFFICE = "Outlook（職場・学校）", "Outlook (work or school)", "Outlook（会社《かいしゃ》・学校《がっこう》）";
}

/// What keeps a visitor from an event, and how many of a day's events are so.
pub(crate) const AMISS: [(EventStatus, Phrase); 3] = [
    (
        EventStatus::Cancelled,
        ran_parts::phrase!("中止{}件", "{} cancelled", "中止《ちゅうし》の ものが {}件《けん》"),
    ),
    (
        EventStatus::Postponed,
        ran_parts::phrase!("延期{}件", "{} postponed", "延期《えんき》の ものが {}件《けん》"),
    ),
    (EventStatus::Full, ran_parts::phrase!("満席{}件", "{} full", "いっぱいの ものが {}件《けん》")),
];

/// The events of a day, and how many of them are amiss: 「予定3件、うち中止1件、満席1件」.
pub(crate) fn count_of_day(events: usize, amiss: [usize; AMISS.len()], lang: Lang) -> String {
    let mut said = count(events, lang);
    let joint = if lang == Lang::En { ", " } else { "、" };
    let mut first = if lang == Lang::Ja { "うち" } else { "" };
    for (count, (_, phrase)) in amiss.into_iter().zip(AMISS) {
        if count > 0 {
            said.push_str(joint);
            said.push_str(std::mem::take(&mut first));
            said.push_str(&phrase.filled(lang, &count.to_string()));
        }
    }
    said
}

/// So many events, as a cell says it and a heading shows it.
pub(crate) fn count(count: usize, lang: Lang) -> String {
    match count {
        0 => NONE.get(lang).to_owned(),
        1 => ONE.get(lang).to_owned(),
        _ => COUNT.filled(lang, &count.to_string()),
    }
}

/// The column of a weekday, for those who hear it.
pub(crate) fn weekday(name: &str, lang: Lang) -> String {
    without_readings(&WEEKDAY.filled(lang, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_says_how_many_of_its_events_are_amiss() {
        let check = |events, amiss, lang, expected: &str| {
            assert_eq!(without_readings(&count_of_day(events, amiss, lang)), expected);
        };
        check(2, [0, 0, 0], Lang::Ja, "予定2件");
        check(1, [1, 0, 0], Lang::Ja, "予定1件、うち中止1件");
        check(2, [0, 1, 0], Lang::Ja, "予定2件、うち延期1件");
        check(4, [1, 0, 2], Lang::Ja, "予定4件、うち中止1件、満席2件");
        check(4, [1, 0, 2], Lang::En, "4 events, 1 cancelled, 2 full");
        check(2, [0, 1, 0], Lang::En, "2 events, 1 postponed");
        check(4, [1, 0, 2], Lang::JaEasy, "予定が 4件、中止の ものが 1件、いっぱいの ものが 2件");
        check(2, [0, 1, 0], Lang::JaEasy, "予定が 2件、延期の ものが 1件");
    }
}
