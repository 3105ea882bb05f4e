//! The review before sending (確認画面), with the purpose of use in full; and the thanks with the receipt.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Field, FieldKind, Lang, PrefectureCode};
use ran_form::Answer;
use ran_form::error::{AGREED, SHARING};
use ran_form::normalise::normalise_answer;
use ran_form::wire::{Accepted, ConsentReceipt};
use ran_parts::{dates, text};
use ran_view::html;
use yew::Html;

use crate::fields::{error as shown_error, need};
use crate::page::View;
use crate::state::Phase;
use crate::{slip, words};

/// Every answer as it will be kept, the purpose of use, and what is agreed to.
pub(crate) fn review(view: &View<'_>) -> Html {
    let steps = (0..view.steps.len()).filter(|step| view.steps[*step].iter().any(|place| view.asked[*place]));
    // What is on its way, or was without an answer, may be there.
    let is_unsent = view.state.phase != Phase::Sending && view.state.sending.sent.is_none();
    let space = if view.lang == Lang::En { " " } else { "" };
    html! {
        <>
            <p class="support">
                {words::CHECK.html(view.lang)}if is_unsent { {space}{words::NOT_SENT.html(view.lang)} }
            </p>
            <div part="review" class="review">{for steps.map(|step| answers(view, step))}</div>
            {consent(view)}
        </>
    }
}

fn answers(view: &View<'_>, step: usize) -> Html {
    let lang = view.lang;
    let asked = view.steps[step].iter().filter(|place| view.asked[**place]);
    let rows = asked.map(|place| {
        let field = &view.form.fields[*place];
        html! { <div><dt>{text::text(&field.label, lang)}</dt><dd>{answer(view, field)}</dd></div> }
    });
    html! {
        <section>
            <header>
                <@{view.level.tag(2)}>{view.step_title(step)}</@>
                <button type="button" data-do={format!("go {step}")}>
                    {words::CHANGE.html(lang)}<span class="visually-hidden">{if lang == Lang::En { ": " } else { "：" }}{view.step_title(step)}</span>
                </button>
            </header>
            <dl>{for rows}</dl>
        </section>
    }
}

/// An answer as it will be kept, in words.
fn answer(view: &View<'_>, field: &Field) -> Html {
    let lang = view.lang;
    let given = view.state.answers.get(field.id.as_str()).map(|answer| normalise_answer(field, answer));
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return html! { <span class="support">{words::NOTHING.html(lang)}</span> };
    };
    let option = |value: &str| {
        let option = field.options.iter().find(|option| option.value.as_str() == value);
        option.map_or_else(|| html! { {value.to_owned()} }, |option| text::text(&option.label, lang))
    };
    match (&given, field.kind) {
        (Answer::Choices(choices), _) => {
            html! { <ul>{for choices.iter().map(|choice| html! { <li>{option(choice)}</li> })}</ul> }
        }
        (Answer::Text(value), FieldKind::Select | FieldKind::Radio) => option(value),
        (Answer::Text(value), FieldKind::Prefecture) => {
            let name = PrefectureCode::parse(value).map(|code| code.name(lang).to_owned());
            html! { {name.unwrap_or_else(|_| value.clone())} }
        }
        (Answer::Text(value), FieldKind::Date) => {
            let date = CivilDate::parse(value).map(|date| dates::date(date, lang));
            text::shown(&date.unwrap_or_else(|_| value.clone()), lang)
        }
        (Answer::Text(_), FieldKind::Consent) => words::AGREED.html(lang),
        (Answer::Text(value), FieldKind::Textarea) => html! { <span class="lines">{value.clone()}</span> },
        (Answer::Text(value), FieldKind::Email) => {
            let slip = slip::meant(value).map(|host| words::SLIP.filled(lang, host));
            html! { <>{value.clone()}if let Some(slip) = slip { <span class="slip">{text::shown(&slip, lang)}</span> }</> }
        }
        (Answer::Text(value), _) => html! { {value.clone()} },
    }
}

/// The purpose of use in full, then the box for it; sharing apart, with a box of its own. Neither is ever ticked
/// beforehand.
fn consent(view: &View<'_>) -> Html {
    let Some(consent) = &view.form.consent else { return Html::default() };
    let (lang, base) = (view.lang, &view.ready.address);
    let label = text::shown(ran_form::consent::label(consent, lang), lang);
    let version = consent.version.as_ref().map(|version| words::VERSION.filled(lang, version.get(lang)));
    let policy = consent.privacy_policy.as_ref().map(|url| text::href(url, base));
    let (open, close) = if lang == Lang::En { (" (", ")") } else { ("（", "）") };
    html! {
        <div class="consent">
            <section>
                <@{view.level.tag(2)}>{words::PURPOSE.html(lang)}</@>
                {text::prose(&consent.purpose, lang, base)}
                if let Some(href) = policy {
                    <p><a {href} target="_blank" rel="noopener">{words::POLICY.html(lang)}{open}{ran_parts::words::common::NEW_TAB.html(lang)}{close}</a></p>
                }
                if let Some(version) = version { <p class="support">{text::shown(&version, lang)}</p> }
                {tick(view, "agreed", AGREED, view.state.agreed, true, label)}
            </section>
            if let Some(sharing) = &consent.sharing {
                <section>
                    <@{view.level.tag(2)}>{words::SHARING.html(lang)}</@>
                    {text::prose(&sharing.text, lang, base)}
                    {tick(view, "sharing", SHARING, view.state.shared, sharing.required, text::text(&sharing.label, lang))}
                </section>
            }
        </div>
    }
}

fn tick(view: &View<'_>, id: &'static str, field: &str, checked: bool, required: bool, label: Html) -> Html {
    let lang = view.lang;
    let problem = view.state.problem(field);
    let error = format!("{id}-error");
    html! {
        <div class={if problem.is_some() { "field invalid" } else { "field" }}>
            <label class="option">
                <input type="checkbox" {id} {checked} data-field={id} aria-invalid={problem.map(|_| "true")}
                    aria-describedby={problem.map(|_| error.clone())} />
                <span>{label}{" "}{need(required, lang)}</span>
            </label>
            if let Some(problem) = problem { {shown_error(error, problem, view)} }
        </div>
    }
}

/// What is said when the form was accepted, with the receipt to keep.
pub(crate) fn thanks(view: &View<'_>, accepted: &Accepted) -> Html {
    let lang = view.lang;
    let file = accepted.consent_receipt.as_ref().map(|receipt| {
        let written = receipt_file(view, &accepted.receipt, receipt);
        (
            format!("data:text/plain;charset=utf-8,{}", text::encoded(&written)),
            format!("{}.txt", accepted.receipt),
        )
    });
    html! {
        <div class="thanks" part="thanks">
            {view.step_heading(words::DONE.html(lang))}
            <p class="receipt">
                {words::RECEIPT.html(lang)}<strong>{accepted.receipt.clone()}</strong>
                <span class="support">{text::shown(&view.state.at, lang)}</span>
            </p>
            <p>{words::KEEP_NUMBER.html(lang)}</p>
            if let Some(thanks) = &view.form.thanks { {text::prose(thanks, lang, &view.ready.address)} }
            if let Some((href, name)) = file {
                <p><a class="download" {href} download={name}>{words::DOWNLOAD.html(lang)}</a></p>
            }
            <p class="buttons"><button type="button" data-do="anew">{words::ANEW.html(lang)}</button></p>
        </div>
    }
}

/// The consent receipt as a text that a person reads and any program opens.
fn receipt_file(view: &View<'_>, number: &str, receipt: &ConsentReceipt) -> String {
    let lang = Lang::from_tag(&receipt.lang).unwrap_or(view.lang);
    let yes_no = |yes: bool| if yes { words::AGREED } else { words::NOT_AGREED }.plain(lang);
    let title = view.form.title.plain(lang);
    // Nothing is said of what was not asked.
    let is_asked = view.form.consent.as_ref().is_some_and(|consent| consent.sharing.is_some());
    let rows = [
        (words::FORM, format!("{title} ({})", receipt.form)),
        (words::RECEIPT, number.to_owned()),
        (words::AT, receipt.at.clone()),
        (words::PURPOSE, yes_no(receipt.agreed)),
        (words::SHARING, if is_asked { yes_no(receipt.sharing) } else { String::new() }),
        (words::TEXT_VERSION, receipt.version.clone()),
        (words::TEXT_SHA256, receipt.sha256.clone()),
    ];
    let mut file = words::CONSENT_RECEIPT.plain(lang);
    file.push_str("\r\n\r\n");
    for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        file.push_str(&name.plain(lang));
        file.push_str(": ");
        file.push_str(&value);
        file.push_str("\r\n");
    }
    // The text as it was hashed, to the letter.
    file.push_str("\r\n----\r\n");
    file.push_str(&receipt.text);
    file.push_str("\r\n");
    file
}
