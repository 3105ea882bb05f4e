//! The root node of every widget, and its four states.
//!
//! | state | what is shown |
//! | --- | --- |
//! | loading | a skeleton, said to screen readers once |
//! | failed | what happened and a button; the page's own content stays beside it |
//! | stale, partial | a notice over the content |
//! | ready | the content; a widget with nothing to say uses [`empty`] |

use ran_feed::model::Lang;
use ran_view::{classes, html};
use yew::{Callback, Html};

use crate::Phrase;
use crate::widget::{FeedState, Notice, Outgoing, WidgetProps};
use crate::words::{self, common};

/// The root node of a widget: theme, language, and whatever the state of the feed asks for. `name` is what the widget is, by
/// which two of them that ask to be tried again are told apart, and `content` what it shows when there is a feed.
pub fn around(widget: &WidgetProps, name: Phrase, content: Option<Html>) -> Html {
    let lang = widget.lang();
    let theme = match widget.attributes.get("theme") {
        "light" => "light",
        "dark" => "dark",
        _ => "auto",
    };
    let again = {
        let emit = widget.emit.clone();
        Callback::from(move |_| emit.emit(Outgoing::Refresh))
    };
    let body = match &widget.feed {
        FeedState::Loading => html! {
            <div class="loading" role="status" part="loading">
                <span class="visually-hidden">{common::LOADING.plain(lang)}</span>
                <span class="skeleton"></span><span class="skeleton"></span>
            </div>
        },
        FeedState::Failed(_) => html! {
            // No alert: all widgets of a page fail with their feed, and none of them is why the visitor came.
            <div class="state" role="status" part="failed">
                <p>{common::FAILED.html(lang)}</p>
                <button type="button" onclick={again}>
                    {common::AGAIN.html(lang)}<span class="visually-hidden">{if lang == Lang::En { ": " } else { "：" }}{name.plain(lang)}</span>
                </button>
            </div>
        },
        FeedState::Ready(ready) => html! {
            <>
                if let Some(notice) = ready.notice {
                    <p class="notice" role="status" part="notice">
                        <span>{words::with_furigana(&notice_text(notice, lang))}</span>
                        <button type="button" onclick={again}>{common::AGAIN.html(lang)}</button>
                    </p>
                }
                {content}
            </>
        },
    };
    html! {
        <div class={classes!("ran", lang.tag())} lang={lang.tag()} data-theme={theme}>{body}</div>
    }
}

/// A widget has its feed and nothing to show of it: says so in words.
pub fn empty(text: Html) -> Html {
    html! { <div class="state" role="status" part="empty"><p>{text}</p></div> }
}

fn notice_text(notice: Notice, lang: Lang) -> String {
    match notice {
        Notice::Partial => common::PARTIAL.get(lang).to_owned(),
        Notice::Stale { minutes } => common::STALE.filled(lang, &age(minutes, lang)),
    }
}

/// An age in the largest unit of which it is more than one, or in minutes.
fn age(minutes: u32, lang: Lang) -> String {
    let (phrase, count) = match minutes {
        0..60 => (common::MINUTES_AGO, minutes.max(1)),
        60..2880 => (common::HOURS_AGO, minutes / 60),
        _ => (common::DAYS_AGO, minutes / 1440),
    };
    phrase.filled(lang, &count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_in_whole_units() {
        let check = |minutes, ja: &str, en: &str, easy: &str| {
            assert_eq!([Lang::Ja, Lang::En, Lang::JaEasy].map(|lang| age(minutes, lang)), [ja, en, easy]);
        };
        check(0, "1分前", "1 min ago", "さっき");
        check(59, "59分前", "59 min ago", "さっき");
        check(60, "1時間前", "1 h ago", "1時間前《じかんまえ》");
        check(2879, "47時間前", "47 h ago", "47時間前《じかんまえ》");
        check(2880, "2日前", "2 days ago", "何日《なんにち》か 前《まえ》");
        check(u32::MAX, "2982616日前", "2982616 days ago", "何日《なんにち》か 前《まえ》");
    }
}
