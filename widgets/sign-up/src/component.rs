//! The component: holds the state, hears the page, and does what the state answers.

use ran_feed::model::{Form, Url};
use ran_form::Patterns;
use ran_parts::browser::{Answered, Browser, Request};
use ran_parts::{Failure, Outgoing, Ready, WidgetProps, dates, frame, text};
use ran_view::html;
use yew::{AttrValue, Component, Context, Html, InputEvent, MouseEvent, NodeRef, SubmitEvent};

use crate::draft::{self, Draft};
use crate::page::{self, View};
use crate::sending::{Effect, Event, Spot, token_address};
use crate::state::{Act, Phase, Problem, State};
use crate::{listeners, words};

/// The sign-up form.
pub struct SignUp {
    state: State,
    /// Which form the state belongs to; none until its feed is here.
    identity: Option<[String; 3]>,
    /// Under which name the tab remembers it; none before a rendering shows where on the page it stands.
    name: Option<String>,
    focus: Option<Spot>,
    root: NodeRef,
}

/// What the component hears; only it can say what.
pub struct Heard(What);

enum What {
    Act(Act),
    Event(Event),
    /// What was typed before is here again, and what was sent is on its way again.
    Restored,
}

/// Regular expressions as the browser has them; on a server every text fits.
struct Expressions<'a>(Option<&'a dyn Browser>);

impl Patterns for Expressions<'_> {
    fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        self.0?.fits(pattern, text)
    }
}

/// The form that an element shows, with its feed.
fn form_of(props: &WidgetProps) -> Option<(&Ready, &Form)> {
    let ready = props.ready()?;
    // One of which no question can be read is none.
    let form = ready.feed.form(props.attributes.get("form")).filter(|form| !form.fields.is_empty())?;
    Some((ready, form))
}

/// Where the form is sent: as the element says, as the feed says, or to the receiver of the feed's own host.
fn endpoint(props: &WidgetProps, ready: &Ready, form: &Form) -> String {
    let own = Url::parse(props.attributes.get("endpoint")).ok().filter(Url::is_web);
    if let Some(own) = own {
        return own.as_str().to_owned();
    }
    let path = || Url::parse(&format!("/api/forms/{}/submissions", text::encoded(form.id.as_str()))).ok();
    let named = form.endpoint.clone().filter(Url::is_web).or_else(path);
    named.map_or(String::new(), |url| text::href(&url, &ready.address).to_string())
}

/// What the page's maker is told of a receiver that does not serve the form.
fn unserved(endpoint: &str, status: u16) -> String {
    match status {
        0 => format!(
            "{endpoint} gives no answer that this page may read. Check the address, that the receiver allows this page's \
             origin (`ran serve --allow-origin`), and that the page's policy allows the receiver (connect-src)."
        ),
        _ => format!("{endpoint} answers {status}. Its log says why."),
    }
}

impl SignUp {
    /// Begins with a form when it is first here, and with another one when it is another.
    fn settle(&mut self, props: &WidgetProps) {
        let identity = listeners::identity(props);
        if self.identity.as_ref().is_some_and(|settled| *settled != identity) {
            self.begin(State::default());
            self.identity = None;
        }
        let Some((ready, form)) = form_of(props) else { return };
        if self.identity.is_none() {
            self.state.sending.wants_token = token_address(&endpoint(props, ready, form)).is_some();
            self.identity = Some(identity);
            self.name = None;
        }
        self.state.shown(form, props.lang());
    }

    /// Puts a state into the place of the one before, whose questions' answers are not heard any more.
    #[inline(never)]
    fn begin(&mut self, state: State) {
        let before = std::mem::replace(&mut self.state, state);
        self.state.sending.round = before.sending.round + 1;
        self.state.sending.wants_token = before.sending.wants_token;
        self.state.lookup.round = before.lookup.round + 1;
    }

    /// Takes up what the tab remembers of a form that has just been rendered. Whether there was anything.
    fn restore(&mut self, props: &WidgetProps) -> bool {
        let (None, Some((ready, form)), Some(browser)) = (&self.name, form_of(props), props.host.get())
        else {
            return false;
        };
        let place = listeners::place(props.attributes.get("form"), &self.root);
        let name = draft::name(&endpoint(props, ready, form), form.id.as_str(), place);
        let kept = browser.kept(&name).unwrap_or_default();
        let draft = draft::read(&kept)
            .map(|draft| Draft { step: browser.step_of(&name).unwrap_or(draft.step), ..draft });
        let received = draft::read_receipt(&kept, form);
        let is_kept = draft.is_some() || received.is_some();
        let draft = draft.unwrap_or_else(|| Draft { key: browser.new_id(), ..Draft::default() });
        self.begin(State::of(draft, form));
        if let Some((accepted, at)) = received {
            browser.went(&name, self.state.step, None);
            self.state.at = at;
            self.state.phase = Phase::Done(Box::new(accepted));
        }
        self.name = Some(name);
        self.state.shown(form, props.lang());
        is_kept
    }

    /// Goes to the step to which the visitor has gone by the browser's Back or Forward, if it is one of this form.
    fn heed(&mut self, ctx: &Context<Self>, before: &WidgetProps) {
        let props = ctx.props();
        let news = props.asked.as_ref().filter(|asked| Some(*asked) != before.asked.as_ref());
        let Some((step, name)) =
            news.filter(|asked| asked.method == "step").and_then(|asked| asked.argument.split_once(' '))
        else {
            return;
        };
        if let (Ok(step), Some((_, form))) = (step.parse::<usize>(), form_of(props))
            && self.name.as_deref() == Some(name)
            && self.state.step != step
        {
            let effects = self.state.act(Act::Go(step), form, &Expressions(props.host.get()));
            self.run(effects, ctx);
        }
    }

    /// Has the tab remember the draft, once something was typed.
    fn keep(&self, name: &str, browser: &dyn Browser) {
        if !self.state.answers.is_empty() {
            browser.keep(name, &draft::write(&self.state.draft()));
        }
    }

    fn run(&mut self, effects: Vec<Effect>, ctx: &Context<Self>) {
        let props = ctx.props();
        let (Some((ready, form)), Some(browser)) = (form_of(props), props.host.get()) else { return };
        let endpoint = endpoint(props, ready, form);
        let name = self.name.clone().unwrap_or_default();
        let round = self.state.sending.round;
        let then = |event: Event| ctx.link().callback(move |()| Heard(What::Event(event.clone())));
        let send = |request, round, event: fn(u32, Answered) -> Event| {
            let hear = move |answer| Heard(What::Event(event(round, answer)));
            browser.send(request, ctx.link().callback(hear));
        };
        for effect in effects {
            match effect {
                Effect::Keep => self.keep(&name, browser),
                Effect::Renew => self.state.sending.key = browser.new_id(),
                Effect::Forget => {
                    if let Some(name) = self.name.take() {
                        browser.forget(&name);
                    }
                    self.begin(State::default());
                    self.state.shown(form, props.lang());
                }
                Effect::Focus(spot) => self.focus = Some(spot),
                Effect::Choose(place, answer) => listeners::choose(place, &answer, &self.root),
                Effect::FindAddress => {
                    let address = browser.beside_kit(&self.state.lookup.file()).into();
                    send(Request { address, ..Request::default() }, self.state.lookup.round, Event::Found);
                }
                Effect::AskToken => {
                    let address = token_address(&endpoint).unwrap_or_default();
                    let request = Request { address: address.into(), ..Request::default() };
                    send(request, round, Event::Token);
                }
                Effect::Search => browser.after(0, false, then(Event::SearchOn(round))),
                Effect::Later(ms, spread, event) => browser.after(ms, spread, then(event)),
                Effect::WhenOnline(event) => browser.when_online(then(event)),
                Effect::Post => {
                    let submission = match self.state.submission(form, &Expressions(Some(browser))) {
                        Ok(submission) => submission,
                        Err(errors) => {
                            let errors = errors.into_iter();
                            self.state.show(errors.map(|error| Problem { error, said: None }).collect());
                            self.focus = Some(Spot::Summary);
                            continue;
                        }
                    };
                    let request = Request {
                        address: endpoint.clone().into(),
                        json: Some(submission.to_json()),
                        idempotency_key: Some(self.state.sending.key.clone()),
                    };
                    self.state.sending.sent = Some(submission);
                    self.keep(&name, browser);
                    send(request, round, Event::Answer);
                }
                Effect::Tell(receipt) => {
                    let lang = props.lang();
                    let at = props.now.map(|now| {
                        dates::with_time(&dates::date(now.date(), lang), &dates::time(now, lang), lang)
                    });
                    self.state.at = at.unwrap_or_default();
                    browser.went(&name, self.state.step, None);
                    if let Phase::Done(accepted) = &self.state.phase {
                        browser.keep(&name, &draft::write_receipt(accepted, &self.state.at));
                    }
                    props.emit.emit(Outgoing::Submit {
                        form: AttrValue::from(form.id.to_string()),
                        receipt: receipt.into(),
                    });
                }
                Effect::Refresh => props.emit.emit(Outgoing::Refresh),
                Effect::Complain(status) => {
                    let message = unserved(&endpoint, status);
                    props.emit.emit(Outgoing::Error(Failure::new("receiver", message)));
                }
            }
        }
    }
}

impl Component for SignUp {
    type Message = Heard;
    type Properties = WidgetProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut this = Self {
            state: State::default(),
            identity: None,
            name: None,
            focus: None,
            root: NodeRef::default(),
        };
        this.settle(ctx.props());
        this
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &WidgetProps) -> bool {
        self.settle(ctx.props());
        self.heed(ctx, before);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        let Some((_, form)) = form_of(ctx.props()) else { return false };
        let browser = ctx.props().host.get();
        let before = self.state.step;
        let is_answer = matches!(heard.0, What::Act(Act::Answer(..) | Act::DatePart(..) | Act::Tick(..)));
        let effects = match heard.0 {
            What::Act(act) => self.state.act(act, form, &Expressions(browser)),
            What::Event(Event::Found(round, answer)) => {
                self.state.found(round, &answer.body, form, &Expressions(browser))
            }
            What::Restored if self.state.sending.sent.is_some() => self.state.resume(),
            What::Restored => return true,
            What::Event(event) => self.state.hear(event, browser.is_none_or(Browser::is_online)),
        };
        if let (Some(name), Some(browser)) = (&self.name, browser)
            && self.state.step != before
        {
            browser.went(name, before, Some(self.state.step));
        }
        // A search that goes on is nothing to see. An answer that is none is not rendered either: that would take away what
        // has come into another control without a word, and is read when the visitor goes on.
        let seen = effects != [Effect::Search] && !(is_answer && effects.is_empty());
        self.run(effects, ctx);
        seen
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let content = props.ready().map(|ready| match form_of(props) {
            None => {
                let lang = props.lang();
                let contact = page::secretariat(ready);
                frame::empty(html! {
                    <>
                        {words::NO_FORM.html(lang)}
                        if let Some(contact) = contact { <br />{words::ASK.html(lang)}{contact} }
                    </>
                })
            }
            Some((ready, form)) => {
                let view = View::new(props, ready, form, &self.state);
                let link = ctx.link();
                let hear = |act| Heard(What::Act(act));
                let oninput =
                    link.batch_callback(move |event: InputEvent| listeners::typed(&event).map(hear));
                let onclick =
                    link.batch_callback(move |event: MouseEvent| listeners::clicked(&event).map(hear));
                let onchange = link.batch_callback(move |event: yew::Event| listeners::changed(&event).map(hear));
                let root = self.root.clone();
                let onsubmit = link.batch_callback(move |event: SubmitEvent| {
                    event.prevent_default();
                    listeners::submitted(&root).into_iter().map(hear).collect::<Vec<_>>()
                });
                html! {
                    <div class="sign-up" part="form" ref={self.root.clone()} {oninput} {onchange} {onclick} {onsubmit}>
                        {view.page()}
                    </div>
                }
            }
        });
        frame::around(props, words::FORM, content)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if self.restore(ctx.props()) {
            // Rendered again before anybody sees it.
            ctx.link().send_message(Heard(What::Restored));
        }
        if let Some(spot) = self.focus.take() {
            listeners::move_focus(spot, &self.root);
        }
    }
}
