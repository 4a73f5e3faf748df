//! Hiding a question, with a reason in the public log; it is never deleted.

use super::read::{FloorView, managing};
use super::{begin, managed};
use crate::context::Ctx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::floor::store::{self, Question};
use crate::floor::token::Token;
use crate::i18n::{Locale, floor as t};
use crate::jobs::{self, Mail};
use crate::ui::form::{HideForm, check_acting};
use crate::{idempotency, paths};

/// Scope of the idempotency key.
const SCOPE: &str = "hide_question";

/// A question about to be hidden or shown.
#[derive(Debug)]
pub struct Hiding {
    /// The meeting.
    pub seen: FloorView,
    /// The question.
    pub question: Question,
}

/// The page on which a question is hidden or shown again.
pub async fn hiding(ctx: &Ctx, agreement: &str, number: i64, question: i64) -> Result<Hiding> {
    let seen = managing(ctx, agreement, number).await?;
    let question = seen.floor.questions.iter().find(|q| q.number == question).cloned().ok_or(AppError::NotFound)?;
    Ok(Hiding { seen, question })
}

/// Hides a question, or shows it again. Whoever asked is mailed the reason.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `NotFound`, `Refused(Already)`, `Invalid` at `reason`.
pub async fn hide(ctx: &Ctx, agreement: &str, number: i64, question: i64, form: &HideForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let person = Some(ctx.signed_in()?.person_id);
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut locked = begin(ctx, &agreement, number, &Token::default()).await?;
    if idempotency::earlier(&mut locked.tx, SCOPE, &form.key, person).await?.is_some() {
        return Ok(());
    }
    let q = store::question(&mut locked.tx, locked.head.id, None, question).await?.ok_or(AppError::NotFound)?;
    let show = !form.show.is_empty();
    if q.hidden_at.is_some() != show {
        return Err(Refusal::Already.into());
    }
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    let hidden = (!show).then_some((ctx.now(), reason.as_str(), lang.code()));
    store::hide_question(&mut locked.tx, q.id, hidden).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(locked.head.id),
        reason: reason.clone(),
        lang: Some(lang),
        payload: serde_json::json!({ "number": question }),
        ..NewEvent::default()
    };
    let event = record(&mut locked.tx, ctx, if show { EventKind::QuestionRestored } else { EventKind::QuestionHidden }, event).await?;
    if let Some((to, locale)) = store::mailbox_of_question(&mut locked.tx, q.id).await? {
        let (l, head) = (Locale::from_code(&locale), &locked.head);
        let link = paths::localised(l, paths::meeting_part(&agreement.slug, number, &head.slug, "nu"));
        let link = format!("{}{link}", ctx.app.settings.public_url);
        let (subject, text) = if show {
            (t::mail_shown_subject(l, &head.title), t::mail_shown_text(l, &head.title, &q.text, &reason, link))
        } else {
            (t::mail_hidden_subject(l, &head.title), t::mail_hidden_text(l, &head.title, &q.text, &reason, link))
        };
        jobs::enqueue_about(&mut locked.tx, ctx, event, Mail { to, locale: l, subject, text, end_url: None }).await?;
    }
    idempotency::keep(&mut locked.tx, ctx, SCOPE, &form.key, person, "").await?;
    locked.tx.commit().await
}
