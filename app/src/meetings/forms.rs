//! Forms of meetings: each calls the service, and on an error shows the same page again as typed.

use super::inputs::after::{AnswerForm, CorrectionForm, RecordingForm, RoundForm, StepForm};
use super::inputs::{CancelForm, DoneForm, Fields, MeetingForm, MinutesForm, SignUpForm, StateForm, TemplateForm};
use super::pages::{self, Again, number};
use super::rules::MeetingAct;
use super::service::{self, SignedUp};
use super::types::RegistrationState;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::ids::ActionId;
use crate::paths;
use crate::shell::{PageResult, redirect};
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;

type OfMeeting = Path<(String, String)>;
type OfOwn = Path<(String, String, String)>;
type Pairs = Body<Vec<(String, String)>>;

/// Announces a meeting.
pub async fn create(ctx: Ctx, Path(agreement): Path<String>, Body(pairs): Pairs) -> PageResult {
    let form = MeetingForm::from(Fields::from(pairs));
    // that the agenda is too long is said before it is saved, not instead
    if form.is_drawn_again() || form.is_to_be_warned() {
        return pages::plan_page(&ctx, &agreement, None, &form, &Problem::default()).await;
    }
    let said = match (form.is_draft(), form.repeat.is_empty()) {
        (_, false) => Notice::SeriesMade,
        (true, true) => Notice::MeetingDrafted,
        (false, true) => Notice::MeetingAnnounced,
    };
    match service::create(&ctx, &agreement, &form).await {
        Ok(m) => Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(said))),
        Err(e) => pages::plan_page(&ctx, &agreement, None, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(e: AppError) -> Result<AppError> {
    match e {
        AppError::Refused(crate::error::Refusal::NotAllowed) => Err(e),
        e => Ok(e),
    }
}

/// Changes a meeting.
pub async fn edit(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(pairs): Pairs) -> PageResult {
    let number = number(&part)?;
    let form = MeetingForm::from(Fields::from(pairs));
    if form.is_drawn_again() || form.is_to_be_warned() {
        return pages::plan_page(&ctx, &agreement, Some(number), &form, &Problem::default()).await;
    }
    match service::edit(&ctx, &agreement, number, &form).await {
        Ok(m) => {
            let said = match form.act.as_str() {
                "draft" => Notice::MeetingDrafted,
                "announce" => Notice::MeetingAnnounced,
                _ => Notice::Saved,
            };
            Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(said)))
        }
        Err(e) => pages::plan_page(&ctx, &agreement, Some(number), &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Cancels a meeting.
pub async fn cancel(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<CancelForm>) -> PageResult {
    let number = number(&part)?;
    match service::cancel(&ctx, &agreement, number, &form).await {
        Ok(m) => Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(Notice::MeetingCancelled))),
        Err(e) => pages::cancel_page(&ctx, &agreement, number, Some(&form), &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Moves a meeting on its way: opens sign-up, writes down what came of it, throws a draft away.
pub async fn state(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<StateForm>) -> PageResult {
    match service::move_on(&ctx, &agreement, number(&part)?, &form).await {
        Ok((MeetingAct::Drop, _)) => Ok(redirect(&ctx, paths::meetings(&agreement), Some(Notice::DraftDropped))),
        Ok((act, m)) => {
            let said = if act == MeetingAct::Open { Notice::SignUpOpened } else { Notice::MeetingFollowedUp };
            Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(said)))
        }
        Err(e) => {
            let problem = Problem::of(&ctx, mine(e)?)?;
            pages::meeting_page(&ctx, &agreement, &part, &Again { problem, state: Some(form), ..Again::default() }).await
        }
    }
}

/// Saves what the agenda of a kind of meeting begins with.
pub async fn template(ctx: Ctx, Path((agreement, kind)): OfMeeting, Body(pairs): Pairs) -> PageResult {
    let form = TemplateForm::from(Fields::from(pairs));
    if form.is_drawn_again() {
        return pages::template_again(&ctx, &agreement, &kind, &form, &Problem::default()).await;
    }
    match service::save_template(&ctx, &agreement, &kind, &form).await {
        Ok(()) => Ok(redirect(&ctx, paths::templates(&agreement), Some(Notice::TemplateSaved))),
        Err(e) => pages::template_again(&ctx, &agreement, &kind, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Publishes the minutes, sends them to be adjusted, or keeps a draft of them.
pub async fn minutes(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(pairs): Pairs) -> PageResult {
    let number = number(&part)?;
    let form = MinutesForm::from(Fields::from(pairs));
    if !form.signed_up.is_empty() {
        return pages::minutes_page(&ctx, &agreement, number, Some(&form), &Problem::default()).await;
    }
    let draft = !form.draft.is_empty();
    let send = !draft && !form.send.is_empty();
    let done = match (draft, send) {
        (true, _) => service::save_draft(&ctx, &agreement, number, &form).await,
        (_, true) => service::send(&ctx, &agreement, number, &form).await,
        _ => service::publish_minutes(&ctx, &agreement, number, &form).await,
    };
    match done {
        Ok(m) if send => Ok(redirect(&ctx, paths::meeting_part(&agreement, m.number, &m.slug, "protokoll"), Some(Notice::MinutesSent))),
        Ok(m) if draft => Ok(redirect(&ctx, paths::meeting_part(&agreement, m.number, &m.slug, "protokoll"), Some(Notice::DraftSaved))),
        Ok(m) => Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(Notice::MinutesPublished))),
        Err(e) => pages::minutes_page(&ctx, &agreement, number, Some(&form), &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Publishes minutes that were adjusted, or calls them back.
pub async fn round(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<RoundForm>) -> PageResult {
    let number = number(&part)?;
    let back = form.act == "call_back";
    let done = if back { service::call_back(&ctx, &agreement, number, &form).await } else { service::publish_adjusted(&ctx, &agreement, number, &form).await };
    match done {
        Ok(m) if back => Ok(redirect(&ctx, paths::meeting_part(&agreement, m.number, &m.slug, "protokoll"), Some(Notice::MinutesCalledBack))),
        Ok(m) => Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(Notice::MinutesPublished))),
        Err(e) => {
            let problem = Problem::of(&ctx, mine(e)?)?;
            // what was kept as a draft is the form that was sent
            pages::minutes_again(&ctx, &agreement, number, &problem).await
        }
    }
}

/// An adjuster's answer.
pub async fn adjust(ctx: Ctx, Path((agreement, part, token)): OfOwn, Body(form): Body<AnswerForm>) -> PageResult {
    let number = number(&part)?;
    match service::answer_minutes(&ctx, &agreement, number, &token, &form).await {
        Ok(approved) => {
            let said = if approved { Notice::MinutesApproved } else { Notice::MinutesChangeAsked };
            Ok(redirect(&ctx, format!("/{agreement}/moten/{part}"), Some(said)))
        }
        // a link that leads nowhere any more has a page that says so, and whoever has answered reads that
        Err(AppError::Refused(crate::error::Refusal::LinkSpent)) => pages::adjust_page(&ctx, &agreement, &part, &token, &form, &Problem::default()).await,
        Err(e) => pages::adjust_page(&ctx, &agreement, &part, &token, &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Publishes a correction.
pub async fn correct(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<CorrectionForm>) -> PageResult {
    let number = number(&part)?;
    match service::correct(&ctx, &agreement, number, &form).await {
        Ok(m) => Ok(redirect(&ctx, paths::meeting(&agreement, m.number, &m.slug), Some(Notice::MinutesCorrected))),
        Err(e) => pages::correct_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Keeps the address of a recording.
pub async fn recording(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<RecordingForm>) -> PageResult {
    let number = number(&part)?;
    match service::set_recording(&ctx, &agreement, number, &form).await {
        Ok(m) => Ok(redirect(&ctx, paths::meeting_part(&agreement, m.number, &m.slug, "dokumentation"), Some(Notice::Saved))),
        Err(e) => pages::documentation_page(&ctx, &agreement, number, Some(&form), None, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Tells how an action goes, moves its date, or ticks it off.
pub async fn action(ctx: Ctx, Path((agreement, number)): Path<(String, i64)>, Body(form): Body<StepForm>) -> PageResult {
    match service::step(&ctx, &agreement, number, &form).await {
        Ok(kind) => Ok(redirect(&ctx, paths::action(&agreement, number), Some(pages::told(kind)))),
        Err(e) => pages::action_page(&ctx, &agreement, number, &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Ticks off an action.
pub async fn action_done(ctx: Ctx, Path((agreement, part, id)): Path<(String, String, ActionId)>, Body(form): Body<DoneForm>) -> PageResult {
    match service::action_done(&ctx, &agreement, number(&part)?, id, &form).await {
        Ok(()) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}#atgard-{id}"), Some(Notice::ActionDone))),
        Err(e) => {
            let problem = Problem::of(&ctx, mine(e)?)?;
            pages::meeting_page(&ctx, &agreement, &part, &Again { problem, done: Some((id, form)), ..Again::default() }).await
        }
    }
}

/// Signs up. What follows is the same whether or not the address has a place already.
pub async fn sign_up(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<SignUpForm>) -> PageResult {
    let number = number(&part)?;
    let slug = paths::number_and_slug(&part).map(|(_, slug)| slug.to_string()).unwrap_or_default();
    match service::sign_up(&ctx, &agreement, number, &form).await {
        Ok(SignedUp::Mailed) => Ok(redirect(&ctx, paths::meeting(&agreement, number, &slug), Some(Notice::SignUpHeld))),
        Ok(SignedUp::Listed) => Ok(redirect(&ctx, paths::meeting(&agreement, number, &slug), Some(Notice::SignUpListed))),
        Ok(SignedUp::Again) => Ok(redirect(&ctx, paths::meeting(&agreement, number, &slug), Some(Notice::SignUpConfirmed))),
        Ok(SignedUp::AgainWaits) => Ok(redirect(&ctx, paths::meeting(&agreement, number, &slug), Some(Notice::SignUpWaiting))),
        Ok(SignedUp::Waits(token)) => Ok(redirect(&ctx, paths::own_registration(&agreement, number, &slug, &token), Some(Notice::SignUpWaiting))),
        Ok(SignedUp::Confirmed(token)) => Ok(redirect(&ctx, paths::own_registration(&agreement, number, &slug, &token), Some(Notice::SignUpConfirmed))),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::meeting_page(&ctx, &agreement, &part, &Again { problem, sign_up: Some(form), ..Again::default() }).await
        }
    }
}

/// A link that is spent has a page of its own, with no form to mend.
pub(super) fn mendable(ctx: &Ctx, e: AppError) -> Result<Problem> {
    match e {
        AppError::Refused(crate::error::Refusal::LinkSpent) => Err(e),
        e => Problem::of(ctx, e),
    }
}

/// Confirms the own sign-up.
pub async fn confirm(ctx: Ctx, Path((agreement, part, token)): OfOwn) -> PageResult {
    match service::confirm(&ctx, &agreement, number(&part)?, &token).await {
        Ok(state) => {
            let notice = if state == RegistrationState::Waiting { Notice::SignUpWaiting } else { Notice::SignUpConfirmed };
            Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/anmalan/{token}"), Some(notice)))
        }
        Err(e) => pages::own_page(&ctx, &agreement, &part, &token, None, &mendable(&ctx, e)?).await,
    }
}

/// Changes the own sign-up.
pub async fn change_own(ctx: Ctx, Path((agreement, part, token)): OfOwn, Body(form): Body<SignUpForm>) -> PageResult {
    match service::change_own(&ctx, &agreement, number(&part)?, &token, &form).await {
        Ok(()) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/anmalan/{token}"), Some(Notice::SignUpChanged))),
        Err(e) => pages::own_page(&ctx, &agreement, &part, &token, Some(&form), &mendable(&ctx, e)?).await,
    }
}

/// Gives the own place back.
pub async fn cancel_own(ctx: Ctx, Path((agreement, part, token)): OfOwn) -> PageResult {
    match service::cancel_own(&ctx, &agreement, number(&part)?, &token).await {
        Ok(()) => Ok(redirect(&ctx, format!("/{agreement}/moten/{part}/anmalan/{token}"), Some(Notice::SignUpCancelled))),
        Err(e) => pages::own_page(&ctx, &agreement, &part, &token, None, &mendable(&ctx, e)?).await,
    }
}
