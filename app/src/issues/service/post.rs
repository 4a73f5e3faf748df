//! Posting an issue.

use crate::accounts::types::Actor;
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::ids::{AreaId, CommitmentId, EventId, ForumId, OrganisationId, PrincipleId, ThemeId};
use crate::issues::store::{self, NewIssue};
use crate::issues::types::IssueState;
use crate::mentions::{Mentions, Place, service as mentions};
use crate::restrictions::rules as restrictions;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, text};
use chrono::TimeDelta;
use serde::Deserialize;
use std::sync::Arc;

/// Scope of the idempotency key.
const SCOPE: &str = "post_issue";
/// Issues that one person may post within 24 hours.
pub const PER_DAY: i64 = 10;
/// The same in a demo, where everybody who tries it is one of a few people.
const PER_DAY_IN_DEMO: i64 = 200;
/// Days within which the kansli decides about an issue that waits.
pub const ACCEPT_WITHIN: i64 = 3;
/// Days within which the kansli takes the next step with an issue that was published at once.
pub const NEXT_STEP_WITHIN: i64 = 14;

/// The form for a new issue, and for changing one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct IssueForm {
    /// Idempotency key.
    pub key: String,
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// Title.
    pub title: String,
    /// What is wrong (Markdown, as the next three).
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// Whom it concerns.
    pub whom: String,
    /// What is asked for.
    pub ask: String,
    /// Slug of the forum; empty where the agreement has none.
    pub forum: String,
    /// Slugs of themes.
    pub themes: Vec<String>,
    /// Slugs of areas.
    pub areas: Vec<String>,
    /// Numbers of principles.
    pub principles: Vec<String>,
    /// Numbers of commitments.
    pub commitments: Vec<String>,
    /// Language it is written in; the interface's when empty.
    pub lang: String,
    /// Version that an edit began from.
    pub version: String,
    /// Not empty: show how it will look, and save nothing.
    pub preview: String,
    /// Whom a preview mentions; nothing that is typed.
    #[serde(skip)]
    pub mentions: Mentions,
}

/// What came of posting.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Posted {
    /// Number within the agreement.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Readable by all now; otherwise it waits for the kansli.
    pub published: bool,
    /// An edit changed nothing, and left no trace.
    #[serde(default)]
    pub unchanged: bool,
}

/// What an issue points at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    /// Themes.
    pub themes: Vec<ThemeId>,
    /// Areas.
    pub areas: Vec<AreaId>,
    /// Principles.
    pub principles: Vec<PrincipleId>,
    /// Commitments.
    pub commitments: Vec<CommitmentId>,
}

impl Tags {
    /// The ids of each kind with commas between: themes, areas, principles, commitments.
    pub fn lists(&self) -> [String; 4] {
        fn list<T: ToString>(ids: &[T]) -> String {
            ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
        [list(&self.themes), list(&self.areas), list(&self.principles), list(&self.commitments)]
    }
}

/// A form that was found fine.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Title on one line.
    pub title: String,
    /// What, why, whom, ask.
    pub texts: [String; 4],
    /// Language.
    pub lang: &'static str,
    /// Forum.
    pub forum: Option<ForumId>,
    /// What it points at.
    pub tags: Tags,
    /// Whom its texts mention; filled in once they were looked up.
    pub mentions: Mentions,
}

impl Checked {
    /// The texts in which organisations can be mentioned, by their fields.
    pub fn fields(&self) -> [(&'static str, &str); 4] {
        let [what, why, whom, ask] = &self.texts;
        [("what", what), ("why", why), ("whom", whom), ("ask", ask)]
    }
}

/// The organisation for which somebody may post: a representative of civil society or an officer, for the one they act for.
pub fn may_post(actor: &Actor) -> Option<OrganisationId> {
    actor.acting_as.filter(|organisation| actor.speaks_for(*organisation))
}

/// What the form for a new issue needs to know.
#[derive(Debug, Clone)]
pub struct NewIssueStart {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The actor may post for whom they act for.
    pub may_post: bool,
    /// Writes nothing here for a while.
    pub stopped: bool,
    /// It would be published at once.
    pub at_once: bool,
}

/// Opens the form for a new issue.
pub async fn start_new(ctx: &Ctx, agreement: &str) -> Result<NewIssueStart> {
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let Some(organisation) = may_post(actor) else { return Ok(NewIssueStart { agreement, may_post: false, stopped: false, at_once: false }) };
    let Ok(waits) = restrictions::waits(actor, &agreement) else { return Ok(NewIssueStart { agreement, may_post: true, stopped: true, at_once: false }) };
    let mut conn = ctx.read().await?;
    let at_once = store::is_trusted(&mut conn, agreement.id, organisation, ctx.today()).await? && !waits;
    Ok(NewIssueStart { agreement, may_post: true, stopped: false, at_once })
}

fn pick<T>(faults: &mut Faults, field: &'static str, chosen: &[String], max: usize, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut words: Vec<&str> = chosen.iter().map(|w| w.trim()).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() > max {
        faults.add(field, Fault::TooMany(max));
        return Vec::new();
    }
    let found: Vec<T> = words.iter().filter_map(|w| find(w)).collect();
    if found.len() < words.len() {
        faults.add(field, Fault::Choice);
    }
    found
}

/// Checks the form. `kept` are tags and forum that the issue already has: they stay allowed after they were retired.
pub fn check(agreement: &Agreement, locale: Locale, form: &IssueForm, kept: Option<(&Tags, Option<ForumId>)>) -> Result<Checked> {
    let mut faults = Faults::default();
    let title = faults.text("title", &text::clean_line(&form.title), 10, 120);
    let texts = [
        faults.text("what", &form.what, 30, 6000),
        faults.text("why", &form.why, 10, 3000),
        faults.text("whom", &form.whom, 3, 1000),
        faults.text("ask", &form.ask, 10, 3000),
    ];
    let had_forum = kept.and_then(|(_, forum)| forum);
    let has_forums = agreement.forums.iter().any(|f| !f.retired) || had_forum.is_some();
    let forum = agreement.forum(form.forum.trim()).filter(|f| !f.retired || Some(f.id) == had_forum).map(|f| f.id);
    if has_forums && forum.is_none() {
        faults.add("forum", if form.forum.trim().is_empty() { Fault::Required } else { Fault::Choice });
    }
    let had = |f: &dyn Fn(&Tags) -> bool| kept.is_some_and(|(tags, _)| f(tags));
    let tags = Tags {
        themes: pick(&mut faults, "themes", &form.themes, 5, |w| {
            agreement.theme(w).filter(|t| !t.retired || had(&|tags| tags.themes.contains(&t.id))).map(|t| t.id)
        }),
        areas: pick(&mut faults, "areas", &form.areas, 10, |w| {
            agreement.area(w).filter(|t| !t.retired || had(&|tags| tags.areas.contains(&t.id))).map(|t| t.id)
        }),
        principles: pick(&mut faults, "principles", &form.principles, 6, |w| agreement.principle(w.parse().ok()?).map(|p| p.id)),
        commitments: pick(&mut faults, "commitments", &form.commitments, 6, |w| agreement.commitment(w.parse().ok()?).map(|c| c.id)),
    };
    let lang = Locale::chosen(&form.lang).unwrap_or(locale).code();
    faults.done()?;
    Ok(Checked { title, texts, lang, forum, tags, mentions: Mentions::default() })
}

/// Posts an issue for the organisation acted for. A signatory's, a public body's of the agreement, and that of an organisation
/// whose issue the kansli has accepted before is published at once; another's waits for the kansli. Either way a clock of the kansli starts.
///
/// # Errors
/// `NotAllowed` for somebody who represents nobody; `Stopped`; `Invalid`; `TooOften` after ten in a day; `Repeated` where the
/// organisation has posted the same within a day.
pub async fn post(ctx: &Ctx, agreement: &str, form: &IssueForm) -> Result<Posted> {
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let organisation = may_post(actor).ok_or(Refusal::NotAllowed)?;
    let waits = restrictions::waits(actor, &agreement)?;
    let mut tx = ctx.write().await?;
    // one post of a person at a time: a second sending of the same form finds the first one's result
    store::lock_poster(&mut tx, actor.person_id, organisation).await?;
    if let Some(result) = idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await? {
        return Ok(serde_json::from_str(&result)?);
    }
    let mut checked = check(&agreement, ctx.locale, form, None)?;
    checked.mentions = mentions::checked(&mut tx, &agreement.slug, &checked.fields()).await?;
    let now = ctx.now();
    let day = TimeDelta::days(1);
    let most = if ctx.app.settings.demo { PER_DAY_IN_DEMO } else { PER_DAY };
    if let Some(at) = store::nth_latest_post(&mut tx, actor.person_id, now - day, now, most).await? {
        return Err(AppError::TooOften(u64::try_from((at + day - now).num_seconds()).unwrap_or(0).max(60)));
    }
    let published = store::is_trusted(&mut tx, agreement.id, organisation, ctx.today()).await? && !waits;
    let number = store::next_number(&mut tx, agreement.id).await?;
    // back and send again has a new key. Under the lock of the sequence: two of one organisation at once find each other
    if let Some((number, slug)) = store::posted_alike(&mut tx, agreement.id, organisation, &checked, now - day).await? {
        return Err(AppError::Repeated(paths::issue(&agreement.slug, number, &slug)));
    }
    let slug = text::slug(&checked.title);
    let issue = store::insert(
        &mut tx,
        &NewIssue {
            agreement: agreement.id,
            number,
            slug: slug.clone(),
            state: if published { IssueState::InForum } else { IssueState::Submitted },
            organisation,
            author: actor.person_id,
            created_at: now,
            published_at: published.then_some(now),
            checked: &checked,
        },
    )
    .await?;
    store::insert_tags(&mut tx, agreement.id, issue, &checked.tags).await?;
    let event = start(&mut tx, ctx, &agreement, issue, published).await?;
    mentions::keep(&mut tx, ctx, agreement.id, Place::issue(issue), &checked.mentions, published.then_some(event)).await?;
    let posted = Posted { number, slug, published, unchanged: false };
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), &serde_json::to_string(&posted)?).await?;
    tx.commit().await?;
    Ok(posted)
}

/// Records the event, and starts the kansli's clock.
async fn start(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: crate::ids::IssueId, published: bool) -> Result<EventId> {
    let (kind, days) = if published { (ClockKind::NextStep, NEXT_STEP_WITHIN) } else { (ClockKind::Acceptance, ACCEPT_WITHIN) };
    let due_on = ctx.today() + TimeDelta::days(days);
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(issue),
        next_on: Some(due_on),
        payload: serde_json::json!({ "published": published }),
        ..NewEvent::default()
    };
    let opened_by = events::record(tx, ctx, EventKind::IssuePosted, event).await?;
    clocks::open(
        tx,
        &NewClock { agreement: agreement.id, kind, thing: Thing::Issue(issue), owner: agreement.curator_id, side: Side::CivilSociety, due_on, opened_by },
    )
    .await?;
    Ok(opened_by)
}
