//! A page of the form: progress, what is to be mended, the questions or the review, and the way on.

use ran_feed::model::{Form, Lang, Text};
use ran_parts::heading::Level;
use ran_parts::words::with_furigana;
use ran_parts::{Phrase, Ready, WidgetProps, contact, text};
use ran_view::html;
use yew::Html;

use crate::state::{Phase, State, Trouble, steps};
use crate::{fields, review, words};

/// Everything that the views are made from.
pub(crate) struct View<'a> {
    pub(crate) ready: &'a Ready,
    pub(crate) form: &'a Form,
    pub(crate) state: &'a State,
    pub(crate) lang: Lang,
    pub(crate) level: Level,
    /// Places of the fields of each step.
    pub(crate) steps: Vec<Vec<usize>>,
    /// For each field whether it is asked.
    pub(crate) asked: Vec<bool>,
}

impl<'a> View<'a> {
    pub(crate) fn new(props: &'a WidgetProps, ready: &'a Ready, form: &'a Form, state: &'a State) -> Self {
        let level = Level::read(props.attributes.get("heading-level"));
        let asked = ran_form::validate::asked(form, &state.answers);
        Self { ready, form, state, lang: props.lang(), level, steps: steps(form), asked }
    }

    /// Whether the review is shown.
    pub(crate) fn is_review(&self) -> bool {
        self.state.step >= self.steps.len()
    }

    /// A heading one level below the title, which takes the focus when its page is shown; who hears it hears which step it is.
    pub(crate) fn step_heading(&self, inside: Html) -> Html {
        let is_step = !matches!(self.state.phase, Phase::Done(_));
        html! { <@{self.level.tag(1)} id="step" tabindex="-1" aria-describedby={is_step.then_some("place")}>{inside}</@> }
    }

    /// The title of a step; of a form without steps, what one does in it.
    pub(crate) fn step_title(&self, step: usize) -> Html {
        match self.form.steps.get(step) {
            Some(step) => text::text(&step.title, self.lang),
            None if step < self.steps.len() => words::FILL_IN.html(self.lang),
            None => words::REVIEW.html(self.lang),
        }
    }

    /// The whole.
    pub(crate) fn page(&self) -> Html {
        let lang = self.lang;
        let title = html! { <@{self.level.tag(0)} class="title" part="title">{text::text(&self.form.title, lang)}</@> };
        if let Phase::Done(accepted) = &self.state.phase {
            return html! { <>{title}{review::thanks(self, accepted)}</> };
        }
        let first = self.state.step == 0;
        let description = self.form.description.as_ref().filter(|_| first);
        let inside = if self.is_review() { review::review(self) } else { self.questions() };
        html! {
            <>
                {title}
                if let Some(description) = description {
                    {text::prose(description, lang, &self.ready.address)}
                }
                if first { {self.membership()} }
                {self.progress()}
                <form novalidate={true} key={self.state.step} aria-busy={(self.state.phase == Phase::Sending).then_some("true")}>
                    {self.summary()}
                    {self.step_heading(self.step_title(self.state.step))}
                    {inside}
                    {self.honeypot()}
                    {self.buttons()}
                    <p class="progress-note" role="status">{self.note()}</p>
                </form>
            </>
        }
    }

    /// Who may join with this form, and what they get.
    fn membership(&self) -> Option<Html> {
        let mut all = self.ready.feed.alliance.as_ref()?.memberships.iter();
        let own = all.find(|one| one.form.as_ref() == Some(&self.form.id))?;
        let who = own.eligibility.as_slice();
        if who.is_empty() && own.benefits.is_empty() {
            return None;
        }
        let row = |name: Phrase, texts: &[Text]| {
            let items = texts.iter().map(|one| html! { <li>{text::text(one, self.lang)}</li> });
            html! {
                if !texts.is_empty() {
                    <div><dt>{name.html(self.lang)}</dt><dd><ul>{for items}</ul></dd></div>
                }
            }
        };
        Some(html! {
            <dl>
                {row(words::ELIGIBLE, who)}
                {row(words::BENEFITS, &own.benefits)}
            </dl>
        })
    }

    fn progress(&self) -> Html {
        let lang = self.lang;
        let count = self.steps.len() + 1;
        let now = self.state.step.min(count - 1);
        let items = (0..count).map(|step| {
            let class = if step < now { "done" } else { "" };
            html! { <li {class} aria-current={(step == now).then_some("step")}>{self.step_title(step)}</li> }
        });
        let said = words::STEP.filled(lang, &format!("{}/{count}", now + 1));
        html! {
            <div class="progress" part="progress">
                <p id="place">{with_furigana(&said)}</p>
                <ol aria-label={words::STEPS.plain(lang)}>{for items}</ol>
            </div>
        }
    }

    fn summary(&self) -> Html {
        let lang = self.lang;
        if let Phase::Failed(trouble) = self.state.phase {
            let said = match trouble {
                Trouble::Unreachable => words::UNREACHABLE,
                Trouble::Refused => words::REFUSED,
                Trouble::Received => words::RECEIVED,
            };
            // Where the secretariat can be reached, in its sentence.
            let (before, after) = said.get(lang).split_once("{}").unwrap_or((said.get(lang), ""));
            return html! {
                <div id="summary" class="summary" part="errors" role="alert" tabindex="-1">
                    <p>{with_furigana(before)}if !after.is_empty() { {self.secretariat()} }{with_furigana(after)}</p>
                </div>
            };
        }
        let problems = &self.state.problems;
        let Some(first) = problems.first() else { return Html::default() };
        let items = problems.iter().enumerate().map(|(place, problem)| {
            let message = text::shown(&problem.message(self.form, lang), lang);
            let leads = self.state.spot(problem, self.form).is_some();
            html! {
                <li>
                    if leads {
                        <button type="button" class="link" data-do={format!("mend {place}")}>{message}</button>
                    } else {
                        {message}
                    }
                </li>
            }
        });
        let of_fields = problems.iter().filter(|problem| !problem.error.field.is_empty()).count();
        let heading = match of_fields {
            // There is nothing to mend, only something to know.
            0 => first.message(self.form, lang),
            1 => words::MEND_ONE.get(lang).to_owned(),
            count => words::MEND.filled(lang, &count.to_string()),
        };
        html! {
            <div id="summary" class="summary" part="errors" role="group" aria-labelledby="mend" tabindex="-1">
                <p id="mend" class="heading">{text::shown(&heading, lang)}</p>
                if of_fields > 0 { <ul>{for items}</ul> }
            </div>
        }
    }

    /// The same in brackets.
    fn secretariat(&self) -> Option<Html> {
        let [open, close] = if self.lang == Lang::En { [" (", ")"] } else { ["（", "）"] };
        secretariat(self.ready).map(|link| html! { <>{open}{link}{close}</> })
    }

    fn questions(&self) -> Html {
        let step = self.form.steps.get(self.state.step);
        let help = step.and_then(|step| step.help.as_ref());
        let places = self.steps.get(self.state.step).into_iter().flatten();
        let asked = places.copied().filter(|place| self.asked[*place]);
        // Nodes of their own: in a fragment, Yew (0.23) makes every field anew when one more is asked, and the focus is
        // lost with the field that has it.
        html! {
            <div>
                if let Some(help) = help { <p class="support">{text::text(help, self.lang)}</p> }
                <div>{for asked.map(|place| fields::field(self, place))}</div>
            </div>
        }
    }

    /// A field that no person sees or reaches, for robots that fill in everything.
    fn honeypot(&self) -> Html {
        html! {
            <div class="website" aria-hidden="true">
                <label>{"Website"}<input type="text" name="website" tabindex="-1" autocomplete="off" data-field="website"
                    value={self.state.website.clone()} /></label>
            </div>
        }
    }

    fn buttons(&self) -> Html {
        let lang = self.lang;
        let sending = (self.state.phase == Phase::Sending).then_some("true");
        let stays = sending.filter(|_| !self.state.may_leave());
        let next = if self.is_review() {
            match &self.form.submit_label {
                Some(label) => text::text(label, lang),
                None => words::SEND.html(lang),
            }
        } else if self.next_is_review() {
            words::TO_REVIEW.html(lang)
        } else {
            words::NEXT.html(lang)
        };
        html! {
            <div class="buttons">
                if self.state.step > 0 {
                    <button type="button" data-do="back" aria-disabled={stays}>{words::BACK.html(lang)}</button>
                }
                <button type="submit" class="main" aria-disabled={sending}>{next}</button>
            </div>
        }
    }

    fn next_is_review(&self) -> bool {
        let later = self.steps.iter().skip(self.state.step + 1);
        !later.flatten().any(|place| self.asked[*place])
    }

    /// What happens while it is on its way.
    fn note(&self) -> Html {
        if self.state.phase != Phase::Sending {
            return Html::default();
        }
        let sending = &self.state.sending;
        let said = if sending.offline {
            words::OFFLINE
        } else if sending.is_retrying() {
            words::RETRYING
        } else if sending.resumed {
            words::RESUMED
        } else {
            words::SENDING
        };
        said.html(self.lang)
    }
}

/// Where the secretariat of a feed can be reached: its address, or else its telephone number.
pub(crate) fn secretariat(ready: &Ready) -> Option<Html> {
    let contact = ready.feed.alliance.as_ref()?.contact.as_ref()?;
    let (href, said) = match (&contact.email, &contact.tel) {
        (Some(email), _) => (contact::mailto(email), email.to_string()),
        (None, Some(tel)) => (contact::dialled(tel), tel.to_string()),
        (None, None) => return None,
    };
    Some(html! { <a {href}>{said}</a> })
}
