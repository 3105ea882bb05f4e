//! A question with its control, in the order of DADS: label, support text, control, error.

use ran_feed::model::{Field, FieldKind, Lang, PrefectureCode};
use ran_form::Answer;
use ran_parts::text;
use ran_view::html;
use yew::{AttrValue, Html};

use crate::address::Said;
use crate::draft::date_parts;
use crate::page::View;
use crate::state::Problem;
use crate::words;

/// The question at a place.
pub(crate) fn field(view: &View<'_>, place: usize) -> Html {
    let field = &view.form.fields[place];
    let question = Question { view, field, place, invalid: view.state.problem(field.id.as_str()).is_some() };
    let inside = match field.kind {
        FieldKind::Radio | FieldKind::Checkboxes => question.group(question.options()),
        FieldKind::Date => question.group(question.date()),
        FieldKind::Consent => question.consent(),
        _ => html! {
            <>
                <label for={question.id("")}>{question.label()}</label>
                {question.support()}
                {question.control()}
            </>
        },
    };
    let class = if question.invalid { "field invalid" } else { "field" };
    html! {
        <div {class} part="field" key={field.id.as_str()}>
            {inside}
            {question.error()}
            if field.kind == FieldKind::Postcode { <p class="support" role="status">{question.address()}</p> }
        </div>
    }
}

/// Whether an answer is needed, after what is asked.
pub(crate) fn need(required: bool, lang: Lang) -> Html {
    let (class, word) = if required { ("need required", words::REQUIRED) } else { ("need", words::OPTIONAL) };
    html! { <span {class}>{word.html(lang)}</span> }
}

/// What is wrong with an answer, by the id that its control names.
pub(crate) fn error(id: String, problem: &Problem, view: &View<'_>) -> Html {
    let lang = view.lang;
    let sign = if lang == Lang::En { "* " } else { "＊" };
    html! { <p class="error" {id}>{sign}{text::shown(&problem.message(view.form, lang), lang)}</p> }
}

struct Question<'a> {
    view: &'a View<'a>,
    field: &'a Field,
    place: usize,
    invalid: bool,
}

impl Question<'_> {
    /// The id of one of its nodes.
    fn id(&self, part: &str) -> String {
        format!("f{}{part}", self.place)
    }

    fn label(&self) -> Html {
        let lang = self.view.lang;
        html! { <>{text::text(&self.field.label, lang)}{" "}{need(self.field.required, lang)}</> }
    }

    /// How much may be answered.
    fn bound(&self) -> Option<String> {
        let (lang, field) = (self.view.lang, self.field);
        match (field.kind, field.min_length, field.max_length) {
            (FieldKind::Textarea, Some(least), Some(most)) => {
                let said = words::LETTERS.filled(lang, &least.to_string());
                Some(said.replacen("{}", &most.to_string(), 1))
            }
            (FieldKind::Textarea, _, Some(most)) => Some(words::MOST_LETTERS.filled(lang, &most.to_string())),
            (FieldKind::Checkboxes, ..) => {
                field.max_choices.map(|most| words::MOST_CHOICES.filled(lang, &most.to_string()))
            }
            _ => None,
        }
    }

    /// What to know for answering, an example, and bounds.
    fn support(&self) -> Html {
        if !self.has_support() {
            return Html::default();
        }
        let (lang, field) = (self.view.lang, self.field);
        html! {
            <div class="support" id={self.id("-help")}>
                if let Some(help) = &field.help { <p>{text::text(help, lang)}</p> }
                if let Some(example) = &field.example {
                    <p>{words::EXAMPLE.html(lang)}{text::text(example, lang)}</p>
                }
                if let Some(bound) = self.bound() { <p>{text::shown(&bound, lang)}</p> }
            </div>
        }
    }

    fn has_support(&self) -> bool {
        self.field.help.is_some() || self.field.example.is_some() || self.bound().is_some()
    }

    /// The nodes that describe the control, the error first.
    fn described_by(&self) -> Option<String> {
        let error = self.invalid.then(|| self.id("-error"));
        let help = self.has_support().then(|| self.id("-help"));
        match (error, help) {
            (Some(error), Some(help)) => Some(error + " " + &help),
            (error, help) => error.or(help),
        }
    }

    fn error(&self) -> Html {
        let problem = self.view.state.problem(self.field.id.as_str());
        problem.map_or_else(Html::default, |problem| error(self.id("-error"), problem, self.view))
    }

    /// What became of the postcode's address.
    fn address(&self) -> Html {
        let (lang, lookup) = (self.view.lang, &self.view.state.lookup);
        let said = lookup.said(self.place).map(|said| match said {
            Said::Filled => words::FILLED_IN,
            Said::Begun => words::FILLED_IN_STREET,
            Said::Nothing => words::NO_ADDRESS,
        });
        html! {
            <>
                if let Some(said) = said { {said.html(lang)}<br /> }
                if lookup.differs(self.place) { {words::LEFT.html(lang)} }
            </>
        }
    }

    fn answer(&self) -> &str {
        self.view.state.answers.text(self.field.id.as_str())
    }

    fn invalid(&self) -> Option<&'static str> {
        self.invalid.then_some("true")
    }

    fn group(&self, inside: Html) -> Html {
        html! {
            <fieldset>
                <legend>{self.label()}</legend>
                {self.support()}
                {inside}
            </fieldset>
        }
    }

    /// Radio buttons or boxes. NVDA does not read what describes a fieldset, so the first of them carries it.
    fn options(&self) -> Html {
        let (field, lang) = (self.field, self.view.lang);
        let kind = if field.kind == FieldKind::Radio { "radio" } else { "checkbox" };
        let answer = self.view.state.answers.get(field.id.as_str());
        let options = field.options.iter().enumerate().map(|(at, option)| {
            let first = at == 0;
            let id = if first { self.id("") } else { self.id(&format!("-{at}")) };
            let value = option.value.as_str();
            let checked = answer.is_some_and(|answer| answer.has(value));
            html! {
                <li>
                    <label class="option">
                        <input type={kind} {id} name={field.id.as_str().to_owned()} value={value.to_owned()} {checked}
                            data-field={self.place.to_string()} aria-invalid={self.invalid()}
                            aria-describedby={self.described_by().filter(|_| first)} />
                        <span>
                            {text::text(&option.label, lang)}
                            if let Some(help) = &option.help { <span class="support">{text::text(help, lang)}</span> }
                        </span>
                    </label>
                </li>
            }
        });
        // A box is unticked by hand; of radio buttons, one stays chosen whatever is pressed.
        let is_chosen = kind == "radio" && !field.required && answer.is_some_and(|answer| !answer.is_empty());
        html! {
            <>
                <ul class="options">{for options}</ul>
                if is_chosen {
                    <button type="button" class="link" data-do={format!("clear {}", self.place)}>{words::CLEAR.html(lang)}</button>
                }
            </>
        }
    }

    /// Three inputs for 年, 月 and 日: a calendar alone would keep people away who type or listen.
    fn date(&self) -> Html {
        let parts = date_parts(&self.view.state.answers, self.field.id.as_str());
        let names = [words::YEAR, words::MONTH, words::DAY];
        let tokens = ["bday-year", "bday-month", "bday-day"];
        let is_birthday = self.field.autocomplete.as_ref().is_some_and(|token| token.as_str() == "bday");
        let inputs = parts.into_iter().enumerate().map(|(part, value)| {
            let id = if part == 0 { self.id("") } else { self.id(&format!("-{part}")) };
            html! {
                <label class="part">
                    <input type="text" {id} class={if part == 0 { "year" } else { "day" }} inputmode="numeric" {value}
                        name={format!("{}-{part}", self.field.id)} autocomplete={is_birthday.then_some(tokens[part])}
                        data-field={self.place.to_string()} data-part={part.to_string()} aria-invalid={self.invalid()}
                        aria-describedby={self.described_by().filter(|_| part == 0)} />
                    <span>{names[part].html(self.view.lang)}</span>
                </label>
            }
        });
        html! { <div class="date">{for inputs}</div> }
    }

    fn consent(&self) -> Html {
        let checked =
            self.view.state.answers.get(self.field.id.as_str()).is_some_and(|answer| answer.has(Answer::YES));
        html! {
            <>
                {self.support()}
                <label class="option">
                    <input type="checkbox" id={self.id("")} name={self.field.id.as_str().to_owned()} value={Answer::YES} {checked}
                        data-field={self.place.to_string()} aria-invalid={self.invalid()} aria-describedby={self.described_by()} />
                    <span>{self.label()}</span>
                </label>
            </>
        }
    }

    fn control(&self) -> Html {
        let field = self.field;
        let id = self.id("");
        let name = field.id.as_str().to_owned();
        let place = self.place.to_string();
        let required = field.required.then_some("true");
        let autocomplete = autocomplete(field);
        let (invalid, described) = (self.invalid(), self.described_by());
        match field.kind {
            FieldKind::Textarea => html! {
                <textarea {id} {name} rows="6" value={self.answer().to_owned()} data-field={place} {autocomplete}
                    aria-required={required} aria-invalid={invalid} aria-describedby={described} />
            },
            FieldKind::Select | FieldKind::Prefecture => html! {
                <select {id} {name} data-field={place} {autocomplete}
                    aria-required={required} aria-invalid={invalid} aria-describedby={described}>
                    <option value="" selected={self.answer().is_empty()}>{words::CHOOSE.plain(self.view.lang)}</option>
                    {self.select_options()}
                </select>
            },
            kind => html! {
                <input type={if kind == FieldKind::Tel { "tel" } else { "text" }} {id} {name} class={width(field)}
                    value={self.answer().to_owned()} data-field={place} {autocomplete} inputmode={inputmode(field, self.view.lang)}
                    autocapitalize={is_code(kind).then_some("off")} spellcheck={is_code(kind).then_some("false")}
                    aria-required={required} aria-invalid={invalid} aria-describedby={described} />
            },
        }
    }

    fn select_options(&self) -> Html {
        let lang = self.view.lang;
        let option = |value: String, label: String| {
            let selected = value == self.answer();
            html! { <option {value} {selected}>{label}</option> }
        };
        if self.field.kind == FieldKind::Prefecture {
            return PrefectureCode::all()
                .map(|code| option(code.to_string(), code.name(lang).to_owned()))
                .collect();
        }
        let options = self.field.options.iter();
        options.map(|choice| option(choice.value.to_string(), choice.label.plain(lang))).collect()
    }
}

/// What the browser may fill in: as the feed says, or as the kind implies.
fn autocomplete(field: &Field) -> Option<AttrValue> {
    if let Some(token) = &field.autocomplete {
        return Some(token.as_str().to_owned().into());
    }
    Some(AttrValue::from(match field.kind {
        FieldKind::Email => "email",
        FieldKind::Tel => "tel",
        FieldKind::Postcode => "postal-code",
        FieldKind::Prefecture => "address-level1",
        FieldKind::Url => "url",
        _ => return None,
    }))
}

/// Which keys a phone shows. The type stays `text` where the browser would take away what it thinks wrong: of an
/// e-mail address in full-width letters, `type=email` keeps nothing that the program could mend.
fn inputmode(field: &Field, lang: Lang) -> Option<&'static str> {
    let numeric = |pattern: &str| {
        let rest = pattern.replace("[0-9]", "").replace("\\d", "");
        rest.len() < pattern.len()
            && rest.bytes().all(|byte| byte.is_ascii_digit() || b"{},-".contains(&byte))
    };
    Some(match field.kind {
        FieldKind::Email => "email",
        FieldKind::Url => "url",
        FieldKind::Postcode => "numeric",
        FieldKind::Text if field.pattern.as_ref().is_some_and(|pattern| numeric(pattern.get(lang))) => {
            "numeric"
        }
        _ => return None,
    })
}

/// Answers that are no words of a language.
fn is_code(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Email | FieldKind::Url | FieldKind::Postcode | FieldKind::Tel)
}

/// How wide the control is: as wide as what belongs in it.
fn width(field: &Field) -> Option<&'static str> {
    Some(match field.kind {
        FieldKind::Postcode => "short",
        FieldKind::Tel | FieldKind::Email | FieldKind::Kana => "middle",
        FieldKind::Text if field.max_length.is_some_and(|most| most <= 60) => "middle",
        _ => return None,
    })
}
