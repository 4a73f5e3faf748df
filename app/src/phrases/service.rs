//! Use cases of phrases.

use super::store::{self, NewPhrase, PhraseRow};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Result};
use crate::i18n::Locale;
use crate::idempotency;
use crate::ids::PhraseId;
use crate::issues::store::lock_poster;
use crate::text;
use crate::ui::Problem;
use crate::ui::form::check_acting;
use serde::Deserialize;
use std::sync::Arc;

/// Phrases that a body may have.
pub const MOST: usize = 100;
/// Longest name in characters.
pub const TITLE_MAX: usize = 60;
/// Longest text in characters: as long as a reason may be.
pub const TEXT_MAX: usize = 2000;

/// The phrases of the body that curates.
#[derive(Debug)]
pub struct Phrases {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// All of them, those that are used most first.
    pub all: Vec<PhraseRow>,
}

/// The phrases, for those who curate.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for everybody else (rule 1).
pub async fn list(ctx: &Ctx, agreement: &str) -> Result<Phrases> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let all = store::all(&mut conn, agreement.id, agreement.curator_id).await?;
    Ok(Phrases { agreement, all })
}

/// The form that adds a phrase, changes or removes one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PhraseForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// The phrase to change; empty: a new one.
    pub id: String,
    /// Version that was looked at.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Language; the interface's when empty.
    pub lang: String,
    /// Not empty: remove it.
    pub remove: String,
}

/// Adds a phrase, changes or removes one.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Stale`; `Invalid` at `title` and `text`, at `title` too when there are as
/// many as there may be, or another has that name.
pub async fn save(ctx: &Ctx, agreement: &str, form: &PhraseForm) -> Result<()> {
    const SCOPE: &str = "phrase";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let removes = !form.remove.is_empty();
    let mut faults = Faults::default();
    let title = text::clean_line(&form.title);
    let title = if removes { title } else { faults.text("title", &title, 2, TITLE_MAX) };
    let words = if removes { String::new() } else { faults.text("text", &form.text, 3, TEXT_MAX) };
    faults.done()?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale).code();
    let (id, new) = (form.id.parse::<PhraseId>().ok(), form.id.is_empty());
    if !new && id.is_none() {
        return Err(AppError::NotFound);
    }
    let mut tx = ctx.write().await?;
    lock_poster(&mut tx, person, agreement.curator_id).await?;
    // a new one waits for others that are added; one that exists is locked by itself. Decisions hold a phrase's row before the
    // agreement's sequence (they count its use, then commit), so that nobody may take the two the other way round
    if new {
        store::one_by_one(&mut tx, agreement.id).await?;
    }
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    // by their names they are told apart in the list
    let key = text::fold_key(&title);
    if !removes && store::all(&mut tx, agreement.id, agreement.curator_id).await?.iter().any(|p| Some(p.id) != id && text::fold_key(&p.title) == key) {
        let mut faults = Faults::default();
        faults.add("title", Fault::SameName);
        faults.done()?;
    }
    match id {
        Some(id) => change(&mut tx, &agreement, id, form, (&title, &words, lang)).await?,
        None => {
            if store::count(&mut tx, agreement.id, agreement.curator_id).await? >= MOST as i64 {
                let mut faults = Faults::default();
                faults.add("title", Fault::TooMany(MOST));
                faults.done()?;
            }
            let phrase = NewPhrase { agreement: agreement.id, body: agreement.curator_id, title: &title, text: &words, lang, by: person, at: ctx.now() };
            store::insert(&mut tx, &phrase).await?;
        }
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

async fn change(tx: &mut Tx, agreement: &Agreement, id: PhraseId, form: &PhraseForm, (title, words, lang): (&str, &str, &'static str)) -> Result<()> {
    let current = store::lock(tx, agreement.id, agreement.curator_id, id).await?.ok_or(AppError::NotFound)?;
    match form.version.parse::<i64>() {
        Ok(v) if v == current => {}
        Ok(_) => return Err(AppError::Stale { current }),
        Err(_) => return Err(AppError::BadRequest("version")),
    }
    if form.remove.is_empty() { store::update(tx, id, title, words, lang).await } else { store::delete(tx, id).await }
}

/// Counts that a phrase was chosen for a decision, in the decision's own transaction. Locks its row: call it before anything that
/// takes the agreement's sequence (a new number; events take theirs at the commit).
pub async fn count_use(tx: &mut Tx, agreement: &Agreement, chosen: &str) -> Result<()> {
    match chosen.parse() {
        Ok(id) => store::count_use(tx, agreement.id, agreement.curator_id, id).await,
        Err(_) => Ok(()),
    }
}

/// A form with a reason into which a phrase may be put.
pub trait TakesPhrase {
    /// What was chosen in the list, and whether the button that puts it in was pressed.
    fn wanted(&self) -> (&str, bool);
    /// Reason and language.
    fn reason(&mut self) -> (&mut String, &mut String);
}

/// Puts the chosen phrase at the end of a form's reason, as the button without script asks. An empty reason takes on the phrase's
/// language too. `None`: it was not asked for.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `Invalid` at `fras` when none of theirs was chosen.
pub async fn put_in<F: TakesPhrase + Clone>(ctx: &Ctx, agreement: &str, form: &F) -> Option<Result<F>> {
    let (chosen, pressed) = form.wanted();
    if !pressed {
        return None;
    }
    let phrase = match find(ctx, agreement, chosen).await {
        Ok(phrase) => phrase,
        Err(e) => return Some(Err(e)),
    };
    let mut filled = form.clone();
    let (reason, lang) = filled.reason();
    if reason.trim().is_empty() {
        *reason = phrase.text;
        *lang = phrase.lang;
    } else {
        *reason = format!("{}\n\n{}", reason.trim_end(), phrase.text);
    }
    Some(Ok(filled))
}

/// The form that is drawn again after [`put_in`], and what is wrong with it.
///
/// # Errors
/// What no form can mend.
pub fn drawn_again<F>(ctx: &Ctx, typed: F, filled: Result<F>) -> Result<(F, Problem)> {
    match filled {
        Ok(filled) => Ok((filled, Problem::default())),
        Err(e) => Problem::of(ctx, e).map(|problem| (typed, problem)),
    }
}

async fn find(ctx: &Ctx, agreement: &str, chosen: &str) -> Result<PhraseRow> {
    let all = list(ctx, agreement).await?.all;
    let id = chosen.parse::<PhraseId>().ok();
    all.into_iter().find(|p| Some(p.id) == id).ok_or_else(|| AppError::Invalid(Faults(vec![("fras", Fault::Choice)])))
}
