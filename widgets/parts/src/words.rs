//! What the widgets say, in three languages.
//!
//! A [`Phrase`] is one thing to say. In やさしい日本語 it has its readings ([`readings`]), which are shown as furigana.

use ran_feed::model::Lang;
use ran_feed::model::readings;
pub use ran_feed::model::readings::without as without_readings;
use ran_view::html;
use yew::Html;

/// One thing to say, in three languages. [`phrase!`](crate::phrase) makes it.
///
/// They stand in one text, because a page carries three addresses and lengths for each phrase otherwise, and copies them
/// wherever it is said.
#[derive(Clone, Copy, Debug)]
pub struct Phrase(&'static str);

impl Phrase {
    /// Of a text in which the languages stand in the order of their type, each but the last with its end after it.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(languages: &'static str) -> Self {
        Self(languages)
    }

    /// The phrase in a language, with its readings as they are written.
    #[must_use]
    #[inline(never)]
    pub fn get(self, lang: Lang) -> &'static str {
        // By bytes: looking for a letter brings more code into the smallest page.
        let mut languages = self.0.as_bytes().split(|byte| *byte == 0);
        languages.nth(lang as usize).and_then(|own| std::str::from_utf8(own).ok()).unwrap_or_default()
    }

    /// The phrase as nodes, with its readings as furigana.
    #[inline(never)]
    pub fn html(self, lang: Lang) -> Html {
        with_furigana(self.get(lang))
    }

    /// The phrase without readings, for places that take no markup.
    #[must_use]
    pub fn plain(self, lang: Lang) -> String {
        without_readings(self.get(lang))
    }

    /// The phrase with `{}` replaced.
    #[must_use]
    pub fn filled(self, lang: Lang, value: &str) -> String {
        self.get(lang).replacen("{}", value, 1)
    }
}

/// A phrase: `phrase!("日本語", "English", "やさしい 日本語《にほんご》")`.
#[macro_export]
macro_rules! phrase {
    ($ja:literal, $en:literal, $easy:literal) => {
        $crate::Phrase::of(concat!($ja, "\0", $en, "\0", $easy))
    };
}

/// The phrases of a widget: `NAME = "日本語", "English", "やさしい 日本語《にほんご》";`, each a constant of the crate.
#[macro_export]
macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $ja:literal, $en:literal, $easy:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::Phrase = $crate::phrase!($ja, $en, $easy);)*
    };
}

/// A text with its readings as furigana.
pub fn with_furigana(text: &str) -> Html {
    if !text.contains('《') {
        return html! { {text.to_owned()} };
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, base, reading, after)) = readings::next(rest) {
        if !before.is_empty() {
            // A ruby is a thing of its own to a line: 「3時」 would be torn apart.
            let joined = before.ends_with(|letter: char| letter.is_ascii_digit());
            parts.push(html! { {[before, if joined { "\u{2060}" } else { "" }].concat()} });
        }
        parts.push(if base.is_empty() {
            html! { {format!("《{reading}》")} }
        } else {
            html! { <ruby>{base.to_owned()}<rp>{"（"}</rp><rt aria-hidden="true">{reading.to_owned()}</rt><rp>{"）"}</rp></ruby> }
        });
        rest = after;
    }
    parts.push(html! { {rest.to_owned()} });
    Html::from_iter(parts)
}

/// Phrases that every widget says.
pub mod common {
    use super::Phrase;

    /// While the feed is on its way.
    pub const LOADING: Phrase =
        crate::phrase!("読み込んでいます", "Loading", "今《いま》 読《よ》んで います");
    /// When it cannot be had.
    pub const FAILED: Phrase = crate::phrase!(
        "情報を読み込めませんでした。時間をおいて、もう一度お試しください。",
        "The information could not be loaded. Please try again later.",
        "情報《じょうほう》を 読《よ》む ことが できませんでした。少《すこ》し 待《ま》って、もう一度《いちど》 やって ください。"
    );
    /// The button beside it.
    pub const AGAIN: Phrase =
        crate::phrase!("もう一度読み込む", "Try again", "もう一度《いちど》 読《よ》む");
    /// Over a copy from before; the age follows in `{}`.
    pub const STALE: Phrase = crate::phrase!(
        "最新の情報を取得できないため、{}の情報を表示しています。",
        "The latest information is not available. Showing information from {}.",
        "新《あたら》しい 情報《じょうほう》を 読《よ》む ことが できませんでした。これは {}の 情報《じょうほう》です。"
    );
    /// An age in minutes.
    pub const MINUTES_AGO: Phrase = crate::phrase!("{}分前", "{} min ago", "さっき");
    /// In hours.
    pub const HOURS_AGO: Phrase = crate::phrase!("{}時間前", "{} h ago", "{}時間前《じかんまえ》");
    /// In days, two or more.
    pub const DAYS_AGO: Phrase = crate::phrase!("{}日前", "{} days ago", "何日《なんにち》か 前《まえ》");
    /// Over a feed that was cut off.
    pub const PARTIAL: Phrase = crate::phrase!(
        "情報の一部を読み込めませんでした。表示していない項目があります。",
        "Part of the information could not be loaded. Some entries are missing.",
        "情報《じょうほう》が 少《すこ》し 足《た》りません。見《み》えない ものが あります。"
    );
    /// The search field of a filter bar.
    pub const SEARCH: Phrase = crate::phrase!("キーワード", "Search", "ことば");
    /// What opens the choices of a filter bar.
    pub const FILTERS: Phrase = crate::phrase!("絞り込み", "Filter", "くわしく さがす");
    /// A choice that filters nothing.
    pub const ANY: Phrase = crate::phrase!("すべて", "All", "ぜんぶ");
    /// The button that takes all filters and words away.
    pub const CLEAR: Phrase =
        crate::phrase!("条件をすべて解除", "Clear all", "えらんだ ものを ぜんぶ 消《け》す");
    /// What the button of a single filter says to who does not see its cross.
    pub const TAKE_OFF: Phrase =
        crate::phrase!("{}の絞り込みを解除", "Remove the filter {}", "{}で さがすのを やめる");
    /// A filter that came from an address and is no choice of the feed.
    pub const UNLISTED: Phrase =
        crate::phrase!("選択肢にない条件", "Filter not listed here", "リストに ない もの");
    /// The button of a dialog.
    pub const CLOSE: Phrase = crate::phrase!("閉じる", "Close", "閉《と》じる");
    /// Said of a link that opens in a new tab to who does not see its mark.
    pub const NEW_TAB: Phrase = crate::phrase!(
        "新規タブで開きます",
        "opens in a new tab",
        "新《あたら》しい ページが 開《ひら》きます"
    );
    /// When the feed does not know the member that the page names.
    pub const NO_MEMBER: Phrase = crate::phrase!(
        "この会員の情報は、現在掲載されていません。",
        "There is no information about this member at present.",
        "この 会員《かいいん》の 情報《じょうほう》は、今《いま》 ありません。"
    );
}
