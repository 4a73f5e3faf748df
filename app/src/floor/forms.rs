//! Forms of a running meeting: each calls the service, and on an error shows the same page again as typed.

use super::pages::{self, Reading, number};
use super::rules::{Lead, Part};
use super::service::{self, AskForm, BallotForm, LeadForm, Led, PollForm};
use super::token::{self, Token};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::shell::{PageResult, redirect};
use crate::ui::form::HideForm;
use crate::ui::{Body, Notice, Problem};
use axum::extract::Path;
use http::header;
use serde::Deserialize;

type OfMeeting = Path<(String, String)>;

fn address(agreement: &str, part: &str, rest: &str) -> String {
    format!("/{agreement}/moten/{part}/{rest}")
}

/// A refusal by role has a page of its own; others are mended in the form.
fn mine(e: AppError) -> Result<AppError> {
    match e {
        AppError::Refused(Refusal::NotAllowed) => Err(e),
        e => Ok(e),
    }
}

/// Which button was pressed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Press {
    /// The button.
    pub gor: String,
}

/// Presses a button of those who take part.
pub async fn act(ctx: Ctx, token: Token, Path((agreement, part)): OfMeeting, Body(press): Body<Press>) -> PageResult {
    let named = press.gor == "ordet-med";
    let act: Part = if named { Part::Speak } else { press.gor.parse().map_err(|()| AppError::BadRequest("gor"))? };
    match service::act(&ctx, &agreement, number(&part)?, &token, act, named).await {
        Ok(()) => {
            let at = match act {
                Part::Vote(n) => format!("nu#fraga-{n}"),
                Part::Unvote(_) | Part::Withdraw(_) => "nu#ditt".into(),
                Part::Speak | Part::Hush => "nu".into(),
            };
            Ok(redirect(&ctx, address(&agreement, &part, &at), None))
        }
        Err(e) => pages::live_page(&ctx, &token, (&agreement, &part), &Reading::default(), &Problem::of(&ctx, e)?).await,
    }
}

/// Asks a question.
pub async fn ask(ctx: Ctx, token: Token, Path((agreement, part)): OfMeeting, Body(form): Body<AskForm>) -> PageResult {
    match service::ask(&ctx, &agreement, number(&part)?, &token, &form).await {
        Ok(n) => Ok(redirect(&ctx, address(&agreement, &part, &format!("nu#fraga-{n}")), Some(Notice::FloorAsked))),
        Err(e) => pages::ask_page(&ctx, &token, (&agreement, &part), &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Votes in a poll.
pub async fn cast(ctx: Ctx, token: Token, Path((agreement, part, poll)): Path<(String, String, i64)>, Body(form): Body<BallotForm>) -> PageResult {
    match service::cast(&ctx, &agreement, number(&part)?, &token, poll, &form).await {
        Ok(new) => Ok(redirect(&ctx, address(&agreement, &part, "nu"), Some(if new { Notice::FloorVoted } else { Notice::FloorVotedBefore }))),
        Err(e) => pages::poll_page(&ctx, &token, (&agreement, &part, poll), &form, &Problem::of(&ctx, e)?).await,
    }
}

/// Takes part by an own link: its secret is kept in a cookie.
pub async fn join(ctx: Ctx, Path((agreement, part, secret)): Path<(String, String, String)>) -> PageResult {
    service::join(&ctx, &agreement, number(&part)?, &secret).await?;
    let mut answer = redirect(&ctx, address(&agreement, &part, "nu"), None);
    if let Some(cookie) = token::cookie(&ctx, &secret) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// Presses a button of those who lead; what is written is kept in any case.
pub async fn lead(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<LeadForm>) -> PageResult {
    let item = form.item.parse().ok();
    match service::lead(&ctx, &agreement, number(&part)?, &form).await {
        Ok(led) => {
            let notice = match led {
                Led::Done if form.gor == "spara" => Some(Notice::Saved),
                Led::Done => None,
                Led::AlreadyStarted => Some(Notice::FloorStarted),
                Led::Beside => Some(Notice::FloorBeside),
            };
            // what was written is saved, and the box goes along with the meeting
            let along = led == Led::Done && matches!(form.gor.parse::<Lead>(), Ok(Lead::Start | Lead::Next(_) | Lead::Previous(_)));
            let at = item.filter(|_| !along).map_or_else(|| "nu/sekreterare".to_string(), |item: i64| format!("nu/sekreterare?punkt={item}"));
            Ok(redirect(&ctx, address(&agreement, &part, &at), notice))
        }
        Err(e) => {
            let problem = Problem::of(&ctx, mine(e)?)?;
            pages::desk_page(&ctx, (&agreement, &part), item, Some(&form), &problem).await
        }
    }
}

/// Opens a poll.
pub async fn open_poll(ctx: Ctx, Path((agreement, part)): OfMeeting, Body(form): Body<PollForm>) -> PageResult {
    match service::open_poll(&ctx, &agreement, number(&part)?, &form).await {
        Ok(_) => Ok(redirect(&ctx, address(&agreement, &part, "nu/sekreterare"), Some(Notice::FloorPollOpened))),
        Err(e) => pages::poll_form_page(&ctx, (&agreement, &part), &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}

/// Hides a question, or shows it again.
pub async fn hide(ctx: Ctx, Path((agreement, part, question)): Path<(String, String, i64)>, Body(form): Body<HideForm>) -> PageResult {
    match service::hide(&ctx, &agreement, number(&part)?, question, &form).await {
        Ok(()) => Ok(redirect(&ctx, address(&agreement, &part, &format!("nu/sekreterare#fraga-{question}")), Some(Notice::Saved))),
        Err(e) => pages::hide_page(&ctx, (&agreement, &part, question), &form, &Problem::of(&ctx, mine(e)?)?).await,
    }
}
