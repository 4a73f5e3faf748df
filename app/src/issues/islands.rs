//! What comes to life in the browser. Each island draws something that works without it.

// the macro makes a struct of each island's properties, which carries no words of its own
#![allow(missing_docs)]

use super::actions::{hints, organisations, preview, set_backing};
use super::browser::{self, Draft};
use super::writing::markup::Markup;
use crate::i18n::{Locale, issues as t, mentions};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A text area (its child) that can show how its Markdown will look. `field` is the text area's id.
#[island]
pub fn Composer(
    /// Language.
    l: Locale,
    /// Id of the text area.
    field: String,
    /// Slug of the agreement whose organisations can be mentioned.
    agreement: String,
    /// The text area.
    children: Children,
) -> impl IntoView {
    let alive = RwSignal::new(false);
    let shown = RwSignal::new(false);
    let html = RwSignal::new(String::new());
    let message = RwSignal::new("");
    let id = StoredValue::new(field);
    let agreement = StoredValue::new(agreement);
    let sheet = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        alive.set(true);
        browser::hide_preview_button(&id.get_value());
    });
    let write = move |_| {
        shown.set(false);
        html.set(String::new());
        message.set("");
        browser::set_hidden(&id.get_value(), false);
    };
    let look = move |_| {
        shown.set(true);
        browser::set_hidden(&id.get_value(), true);
        message.set(t::preview_waits(l));
        spawn_local(async move {
            match preview(l, agreement.get_value(), browser::value_of(&id.get_value())).await {
                Ok(rendered) => {
                    message.set("");
                    html.set(rendered);
                }
                Err(_) => message.set(t::preview_failed(l)),
            }
        });
    };
    let pressed = move |on: bool| if shown.get() == on { "true" } else { "false" };
    let tools: Vec<_> = Markup::ALL
        .iter()
        .map(|markup| {
            let markup = *markup;
            let mark = move |_| browser::mark_up(&id.get_value(), markup, t::toolbar_words(l, markup));
            view! { <button type="button" title=t::toolbar_name(l, markup) aria-label=t::toolbar_name(l, markup) on:click=mark><span aria-hidden="true">{markup.sign()}</span></button> }
        })
        .collect();
    view! {
        <div class="composing" hidden=move || !alive.get()>
            <div class="segments" role="group" aria-label=t::view_mode(l)>
                <button type="button" aria-pressed=move || pressed(false) on:click=write>{t::write_mode(l)}</button>
                <button type="button" aria-pressed=move || pressed(true) on:click=look>{t::preview(l)}</button>
            </div>
            <div class="toolbar" role="group" aria-label=t::toolbar(l) hidden=move || shown.get()>
                {tools}
                <button type="button" title=mentions::button(l) aria-label=mentions::button(l) aria-haspopup="dialog" on:click=move |_| open(sheet)>
                    <span aria-hidden="true">{Markup::Mention.sign()}</span>
                </button>
            </div>
        </div>
        {children()}
        {mentioning(l, id, agreement, sheet)}
        <div class="preview prose" hidden=move || html.with(String::is_empty) inner_html=move || html.get()></div>
        <p class="quiet" role="status">{move || message.get()}</p>
    }
}

fn open(sheet: NodeRef<leptos::html::Dialog>) {
    if let Some(sheet) = sheet.get_untracked() {
        // it can only fail when it is open already
        let _ = sheet.show_modal();
    }
}

/// The sheet in which one looks for an organisation to mention. Its field belongs to no form, so that enter sends none.
fn mentioning(l: Locale, id: StoredValue<String>, agreement: StoredValue<String>, sheet: NodeRef<leptos::html::Dialog>) -> impl IntoView {
    const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);
    let found = RwSignal::new((String::new(), String::new()));
    let asked = StoredValue::new(String::new());
    let close = move || {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.close();
        }
    };
    let search = move |ev: leptos::ev::Event| {
        let words = event_target_value(&ev);
        asked.set_value(words.clone());
        let ask = move || {
            // more was typed, or an answer comes too late: only the latest question counts
            let is_latest = move |words: &String| asked.with_value(|latest| latest == words);
            if !is_latest(&words) {
                return;
            }
            spawn_local(async move {
                let answer = organisations(l, agreement.get_value(), words.clone()).await;
                if is_latest(&words) {
                    found.set(answer.unwrap_or_else(|_| (mentions::failed(l).to_string(), String::new())));
                }
            });
        };
        set_timeout(ask, PAUSE);
    };
    let choose = move |ev: leptos::ev::MouseEvent| {
        if let Some(handle) = browser::handle_of(&ev) {
            close();
            browser::mark_up(&id.get_value(), Markup::Mention, &handle);
        }
    };
    let of = move |part: &str| format!("{part}-{}", id.get_value());
    // enter takes the first
    let first = move |ev: leptos::ev::KeyboardEvent| {
        if ev.key() == "Enter"
            && let Some(handle) = browser::first_handle(&of("funna"))
        {
            ev.prevent_default();
            close();
            browser::mark_up(&id.get_value(), Markup::Mention, &handle);
        }
    };
    view! {
        <dialog class="sheet" aria-labelledby=of("namn") node_ref=sheet>
            <h2 class="h3" id=of("namn")>{mentions::button(l)}</h2>
            <div class="field"><label for=of("sok")>{mentions::search(l)}</label>
                <input type="text" enterkeyhint="done" id=of("sok") form=of("ingen") maxlength="100" autocomplete="off" on:input=search on:keydown=first /></div>
            <p role="status">{move || found.with(|(count, _)| count.clone())}</p>
            <div id=of("funna") inner_html=move || found.with(|(_, list)| list.clone()) on:click=choose></div>
            <p class="acts"><button type="button" class="button second" on:click=move |_| close()>{mentions::close(l)}</button></p>
        </dialog>
    }
}

/// What makes writing easier, under the fields of its form: issues that are alike, and how easy the text is to read. It looks when
/// somebody leaves a field or stops typing, says it politely, and moves nothing that one is looking at.
#[island]
pub fn WritingHelp(
    /// Language.
    l: Locale,
    /// Slug of the agreement; empty where nothing similar is looked for, and there is one text without a title.
    agreement: String,
    /// Number of the issue being changed; 0 for a new one.
    but: i64,
) -> impl IntoView {
    /// Id of its own element, from which it finds its form.
    const PLACE: &str = "skrivhjalp";
    let shown = RwSignal::new((String::new(), String::new()));
    let look = {
        let asked = StoredValue::new(String::new());
        move || {
            let (title, fields) = if agreement.is_empty() { ("", &["text"][..]) } else { ("title", &["what", "why", "ask"][..]) };
            let (title, text) = (browser::value_of(title), fields.iter().map(|f| browser::value_of(f)).collect::<Vec<_>>().join("\n\n"));
            let lang = browser::choice_of(PLACE, "lang").unwrap_or_else(|| l.code().to_string());
            let question = format!("{lang}{title}\n{text}");
            // what was asked is not asked again
            if asked.get_value() == question {
                return;
            }
            asked.set_value(question.clone());
            // one or two words say nothing yet; what was said of the ones that stood there is over
            if question.len() < 20 {
                shown.set(Default::default());
                return;
            }
            let agreement = agreement.clone();
            spawn_local(async move {
                // a hint that does not come is missed by nobody, and one that comes after the next question is too late
                if let Ok(hints) = hints(l, agreement, title, text, lang, but).await
                    && asked.get_value() == question
                {
                    shown.set(hints);
                }
            });
        }
    };
    Effect::new(move |_| browser::on_pause(PLACE, look.clone()));
    view! {
        <div class="writing" id=PLACE>
            <div role="status" inner_html=move || shown.with(|(alike, _)| alike.clone())></div>
            <div inner_html=move || shown.with(|(_, readability)| readability.clone())></div>
        </div>
    }
}

/// Keeps what is typed into the form around it in this browser, until it was sent.
#[island]
pub fn Drafts(
    /// Language.
    l: Locale,
) -> impl IntoView {
    /// Id of its own line, from which it finds its form.
    const LINE: &str = "utkast";
    let state = RwSignal::new(Draft::default());
    Effect::new(move |_| browser::keep_drafts(LINE, state));
    let fetch = move |_| browser::restore_draft(LINE, state);
    view! {
        <p class="quiet" role="status" id=LINE>
            {move || match state.get() {
                Draft::Saved => t::draft_saved(l),
                Draft::Restored => t::draft_restored(l),
                Draft::None | Draft::Offered => "",
            }}
            <button type="button" class="textlink" hidden=move || state.get() != Draft::Offered on:click=fetch>{t::draft_fetch(l)}</button>
        </p>
    }
}

/// Stands on the page after a form was saved: its draft is needed no more.
#[island]
pub fn DraftsSent() -> impl IntoView {
    Effect::new(move |_| browser::drop_sent_drafts());
}

/// Standing behind an issue, and taking it back, without leaving the page.
#[island]
pub fn BackingButton(
    /// Language.
    l: Locale,
    /// Address of the form.
    action: String,
    /// Slug of the agreement.
    agreement: String,
    /// Number of the issue.
    number: i64,
    /// Organisation that the page was opened for.
    acting: String,
    /// It stands behind it.
    backed: bool,
) -> impl IntoView {
    let now = RwSignal::new(backed);
    let busy = RwSignal::new(false);
    let message = RwSignal::new("");
    let who = StoredValue::new((agreement, acting.clone()));
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let on = !now.get_untracked();
        spawn_local(async move {
            let (agreement, acting) = who.get_value();
            match set_backing(agreement, number, acting, on).await {
                Ok(done) => {
                    now.set(done.backed);
                    message.set(if done.backed { t::now_backed(l) } else { t::now_unbacked(l) });
                    browser::set_text("backing-count", &done.count.to_string());
                    busy.set(false);
                }
                // the form's own way knows how to tell what is wrong
                Err(_) => browser::submit("backing-form"),
            }
        });
    };
    view! {
        <form method="post" action=action id="backing-form" on:submit=send>
            <input type="hidden" name="as" value=acting />
            <input type="hidden" name="on" value=move || if now.get() { "0" } else { "1" } />
            <button class=move || if now.get() { "button second" } else { "button" } aria-pressed=move || if now.get() { "true" } else { "false" }
                title=move || now.get().then(|| t::unback_hint(l)) aria-busy=move || busy.get().then_some("true")>
                {move || if now.get() { t::backed(l) } else { t::back(l) }}
            </button>
            <span class="vh" role="status">{move || message.get()}</span>
        </form>
    }
}

/// Says that others have written meanwhile. Nothing on the page moves until one asks for it.
#[island]
pub fn LiveContributions(
    /// Language.
    l: Locale,
    /// Address of the stream.
    stream: String,
    /// Address of the page.
    here: String,
) -> impl IntoView {
    let news = RwSignal::new(None::<(i64, i64)>);
    Effect::new(move |_| browser::follow(stream.clone(), news));
    view! {
        <p class="fresh" role="status" hidden=move || news.get().is_none()>
            <a class="button" href=move || news.get().map(|(_, first)| format!("{here}?nytt={first}#inlagg-{first}"))>
                {move || news.get().map(|(n, _)| t::new_contributions(l, n))}
            </a>
        </p>
    }
}
