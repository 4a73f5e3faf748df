//! Forms: one column, label above, help under the label, the error at the field, a summary that takes focus.
//!
//! A form posts to an axum route that calls the service. On an error the same page is rendered again as typed:
//! [`Problem::of`] sorts what can be mended there from what cannot.

use crate::context::Ctx;
use crate::error::{AppError, Faults, Result};
use crate::i18n::{Locale, common as t};
use crate::ids::OrganisationId;
use crate::ui::prelude::*;
use std::sync::{Arc, OnceLock};

/// What went wrong with a form that is shown again.
#[derive(Debug, Default, Clone)]
pub struct Problem {
    /// Faults at fields.
    pub faults: Faults,
    /// A sentence for the whole form.
    pub message: Option<String>,
    /// Address of what says the same already.
    pub earlier: Option<String>,
    /// The session acts for another organisation than the form was opened for.
    pub acting_changed: bool,
    /// Version that is stored now, when somebody else changed the thing meanwhile.
    pub stale: Option<i64>,
    /// HTTP status.
    pub status: http::StatusCode,
}

impl Problem {
    /// What of an error can be mended in the form; other errors are passed on.
    pub fn of(ctx: &Ctx, e: AppError) -> Result<Self> {
        let status = e.status();
        let l = ctx.locale;
        let base = Self { status, ..Self::default() };
        Ok(match e {
            AppError::Invalid(faults) => Self { faults, ..base },
            AppError::ActingChanged { .. } => Self { acting_changed: true, message: Some(t::problem_acting(l).into()), ..base },
            AppError::Stale { current } => Self { stale: Some(current), message: Some(t::problem_stale(l).into()), ..base },
            AppError::Refused(r) => Self { message: Some(t::refusal(l, r).into()), ..base },
            AppError::Repeated(path) => Self { message: Some(t::problem_repeated(l).into()), earlier: Some(ctx.href(path)), ..base },
            AppError::Underway(path) => Self { message: Some(crate::i18n::consensus::underway(l).into()), earlier: Some(ctx.href(path)), ..base },
            AppError::TooOften(seconds) => Self { message: Some(t::problem_too_often(l, t::wait(l, seconds))), ..base },
            other => return Err(other),
        })
    }
}

/// A form being drawn: it knows the language, the labels and what is wrong.
pub struct Form<'a> {
    l: Locale,
    problem: &'a Problem,
    label: fn(Locale, &str) -> &'static str,
    row: fn(Locale, &str) -> Option<String>,
}

/// How one field is drawn. Start from `Options::default()`.
#[derive(Default, Clone)]
pub struct Options {
    /// Help under the label.
    pub help: Option<String>,
    /// The field may stay empty.
    pub optional: bool,
    /// Longest text in characters.
    pub max: Option<usize>,
    /// Lines of a text area.
    pub rows: u32,
    /// `type` of an input; `text` when empty.
    pub kind: &'static str,
    /// `autocomplete` of an input.
    pub autocomplete: &'static str,
    /// Drawn narrow.
    pub short: bool,
    /// May stay empty, without a word about it: fields of rows.
    pub quiet: bool,
    /// Id of a `datalist` that suggests values of an input.
    pub list: &'static str,
}

impl<'a> Form<'a> {
    /// `label` gives the label of each field by its name.
    pub fn new(l: Locale, problem: &'a Problem, label: fn(Locale, &str) -> &'static str) -> Self {
        Self { l, problem, label, row: |_, _| None }
    }

    /// `row` tells in which row of the form a field stands, for the summary: several may have one label.
    pub fn with_rows(self, row: fn(Locale, &str) -> Option<String>) -> Self {
        Self { row, ..self }
    }

    /// Summary of what is wrong; takes focus when the page opens. Empty when all is well.
    pub fn summary(&self) -> Html {
        let l = self.l;
        let faults = &self.problem.faults.0;
        let earlier = self.problem.earlier.clone().map(|href| view! { " "<a href=href>{t::problem_repeated_link(l)}</a> });
        let message = self.problem.message.clone().map(|m| {
            view! { <div class="flash warning" role="alert"><p><strong>{t::problem_title(l)}</strong>" "{m}{earlier}</p></div> }
        });
        let items: Vec<_> = faults
            .iter()
            .map(|(field, fault)| view! { <li><a href=format!("#{field}")>{(self.row)(l, field).map(|row| format!("{row}, "))}{(self.label)(l, field).trim_end_matches('?')}": "{t::fault(l, fault)}</a></li> })
            .collect();
        let list = (!faults.is_empty()).then(|| {
            view! { <div class="errors" id="fel" role="alert" tabindex="-1" autofocus=true><h2>{t::faults(l, faults.len())}</h2><ul>{items}</ul></div> }
        });
        (message, list).into_html()
    }

    fn around(&self, name: &'static str, options: &Options, control: Html) -> Html {
        let class = if options.short { "field short" } else { "field" };
        view! { <div class=class>
            <label for=name>{(self.label)(self.l, name)}{options.optional.then(|| view! { " "<span class="opt">{t::optional(self.l)}</span> })}</label>
            {options.help.clone().map(|h| view! { <p class="help" id=format!("{name}-h")>{h}</p> })}
            {self.error(name)}
            {control}
        </div> }
        .into_html()
    }

    /// The error at a field, if it has one.
    pub fn error(&self, name: &'static str) -> Option<Html> {
        self.problem.faults.of(name).map(|f| view! { <p class="error" id=format!("{name}-e")>{t::fault(self.l, f)}</p> }.into_html())
    }

    fn described(&self, name: &str, options: &Options) -> Option<String> {
        let ids: Vec<String> = [(options.help.is_some(), "h"), (self.problem.faults.of(name).is_some(), "e")]
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, suffix)| format!("{name}-{suffix}"))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self, name: &str) -> Option<&'static str> {
        self.problem.faults.of(name).map(|_| "true")
    }

    /// A line of text.
    pub fn input(&self, name: &'static str, value: &str, options: Options) -> Html {
        let kind = if options.kind.is_empty() { "text" } else { options.kind };
        let control = view! {
            <input id=name name=name type=kind value=value.to_string() maxlength=options.max.map(|m| m.to_string())
                required=!(options.optional || options.quiet) list=(!options.list.is_empty()).then_some(options.list) autocomplete=(!options.autocomplete.is_empty()).then_some(options.autocomplete)
                aria-describedby=self.described(name, &options) aria-invalid=self.invalid(name) />
        }
        .into_html();
        self.around(name, &options, control)
    }

    /// Several lines of text.
    pub fn area(&self, name: &'static str, value: &str, options: Options) -> Html {
        self.area_in(name, value, options, |control| control)
    }

    /// The same, with something of its own around the control: an island.
    pub fn area_in(&self, name: &'static str, value: &str, options: Options, around: impl FnOnce(Html) -> Html) -> Html {
        let rows = if options.rows == 0 { 5 } else { options.rows };
        // leptos does not escape what stands between the tags of a text area: `</textarea><script>` would end it
        let text = crate::shell::escape(value);
        let control = view! {
            <textarea id=name name=name rows=rows maxlength=options.max.map(|m| m.to_string()) required=!(options.optional || options.quiet)
                aria-describedby=self.described(name, &options) aria-invalid=self.invalid(name) inner_html=text></textarea>
        }
        .into_html();
        self.around(name, &options, around(control))
    }

    /// One of several, in a list that opens. Choices are (value, label).
    pub fn select(&self, name: &'static str, value: &str, choices: Vec<(String, String)>, options: Options) -> Html {
        let items: Vec<_> = choices
            .into_iter()
            .map(|(v, label)| {
                let selected = v == value;
                view! { <option value=v selected=selected>{label}</option> }
            })
            .collect();
        let control = view! {
            <select id=name name=name aria-describedby=self.described(name, &options) aria-invalid=self.invalid(name)>{items}</select>
        }
        .into_html();
        self.around(name, &options, control)
    }

    /// The language that one writes in; that of the page unless somebody chose another.
    pub fn language(&self, value: &str) -> Html {
        let value = if value.is_empty() { self.l.code() } else { value };
        self.select("lang", value, t::languages(self.l), Options { short: true, ..Options::default() })
    }

    /// One of several, all in view (`many` false), or any number of them. Choices are (value, label, small print).
    pub fn choices(&self, name: &'static str, many: bool, chosen: &[String], choices: Vec<(String, String, String)>, options: Options) -> Html {
        let kind = if many { "checkbox" } else { "radio" };
        let items: Vec<_> = choices
            .into_iter()
            .enumerate()
            .map(|(i, (value, label, small))| {
                let checked = chosen.contains(&value);
                // the first one carries the field's id, so that the summary's link lands on it
                let id = if i == 0 { name.to_string() } else { format!("{name}-{i}") };
                view! {
                    <label class="choice"><input type=kind id=id name=name value=value checked=checked aria-invalid=self.invalid(name) />
                        <span>{label}{(!small.is_empty()).then(|| view! { " "<small>{small}</small> })}</span></label>
                }
            })
            .collect();
        view! {
            <fieldset class=if many { "choices many" } else { "choices" } aria-describedby=self.described(name, &options)>
                <legend>{(self.label)(self.l, name)}{options.optional.then(|| view! { " "<span class="opt">{t::optional(self.l)}</span> })}</legend>
                {options.help.clone().map(|h| view! { <p class="help" id=format!("{name}-h")>{h}</p> })}
                {self.error(name)}
                {items}
            </fieldset>
        }
        .into_html()
    }
}

/// Hidden fields that every form of somebody signed in carries: a key so that it acts once, and for whom it was opened.
/// After the organisation was switched, the name that will be used is shown too.
pub fn hidden(ctx: &Ctx, key: &str, problem: &Problem) -> Html {
    let key = if key.is_empty() { ctx.rng.secret() } else { key.to_string() };
    let acting = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default();
    let name = ctx.actor.as_ref().map(|a| a.hat().map_or_else(|| a.name.clone(), |h| h.name.clone()));
    view! {
        <input type="hidden" name="key" value=key />
        <input type="hidden" name="as" value=acting />
        {problem.acting_changed.then(|| view! { <p class="tells">{t::acting_in_name_of(ctx.locale)}" "<strong>{name}</strong></p> })}
    }
    .into_html()
}

/// The form that hides what somebody wrote, or shows it again.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct HideForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Why, shown to all.
    pub reason: String,
    /// Language of that; the interface's when empty.
    pub lang: String,
    /// Not empty: show it again.
    pub show: String,
}

/// Checks that the session still acts for whom the form was opened. Services call this first.
///
/// # Errors
/// `SignInFirst`, or `ActingChanged`: the form is shown again and asks; nothing is ever posted under another name.
pub fn check_acting(ctx: &Ctx, opened_for: &str) -> Result<()> {
    let actor = ctx.signed_in()?;
    let opened_for: Option<OrganisationId> = opened_for.parse().ok();
    if opened_for == actor.acting_as { Ok(()) } else { Err(AppError::ActingChanged { opened_for, acting_as: actor.acting_as }) }
}

/// Takes out NUL, which PostgreSQL has no place for in any text; nobody types it.
fn without_nul(bytes: axum::body::Bytes) -> axum::body::Bytes {
    if !bytes.windows(3).any(|w| w == b"%00") && !bytes.contains(&0) {
        return bytes;
    }
    let mut text = String::from_utf8_lossy(&bytes).replace('\0', "");
    // taking one out may bring another together
    while text.contains("%00") {
        text = text.replace("%00", "");
    }
    text.into()
}

/// The form that a request posted, kept beside it: a page about a failure gives back what was typed.
#[derive(Clone, Default)]
pub struct Typed(Arc<OnceLock<axum::body::Bytes>>);

impl std::fmt::Debug for Typed {
    /// Without what was typed: that is for no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(…)")
    }
}

impl Typed {
    fn keep(&self, bytes: axum::body::Bytes) {
        // a request has one body
        let _ = self.0.set(bytes);
    }
    /// Keeps what was read of a form that came with a file.
    pub fn keep_fields(&self, fields: &[(&str, &str)]) {
        self.keep(url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into());
    }
    /// Names and values, in their order, but no passwords: those are in no page. Each of our fields for one ends in that word.
    pub fn fields(&self) -> Vec<(String, String)> {
        let shown = |(name, _): &(String, String)| !name.ends_with("password");
        self.0.get().map(|bytes| url::form_urlencoded::parse(bytes).into_owned().filter(shown).collect()).unwrap_or_default()
    }
}

/// The body of a posted form.
#[derive(Debug, Clone)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned> axum::extract::FromRequest<S> for Body<T> {
    type Rejection = AppError;
    async fn from_request(req: axum::extract::Request, state: &S) -> Result<Self> {
        let typed = req.extensions().get::<Typed>().cloned();
        let bytes = axum::body::Bytes::from_request(req, state)
            .await
            .map_err(|e| if e.status() == http::StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { AppError::BadRequest("body") })?;
        let bytes = without_nul(bytes);
        if let Some(typed) = typed {
            typed.keep(bytes.clone());
        }
        serde_html_form::from_bytes(&bytes).map(Self).map_err(|_| AppError::BadRequest("form"))
    }
}
