//! Everything that happened, through the services that people use.

mod after;
mod live;
mod meetings;
mod minutes;
mod proposals;
mod wishes;

use super::files::{self, Data, Moment};
use super::{Result, instant};
use app::accounts::store as accounts;
use app::agreements::types::Agreement;
use app::appeals::service::{AppealForm, appeal};
use app::appeals::service_decide::{DecideForm, decide};
use app::attachments::service::{self as attachments, AttachForm};
use app::attachments::upload;
use app::context::Ctx;
use app::curation::service_hide::{HideForm, hide_contribution};
use app::curation::service_publish::{PublishForm, publish_contribution};
use app::curation::service_split::{SplitForm, split};
use app::desk::service::efforts::{self, EffortAct, EffortForm};
use app::desk::service::views::{self, ViewForm};
use app::error::AppError;
use app::following::service::{self as following, FollowForm};
use app::following::store as following_store;
use app::ids::{OrganisationId, PersonId};
use app::issues::service::{BackingForm, Contributed, ContributionForm, IssueForm, back, contribute, post};
use app::meetings::inputs::{TemplateForm, TemplateRow};
use app::meetings::service::save_template;
use app::moderation::service::{self as moderation, AnswerForm, FlagForm, NoteForm};
use app::phrases::service::{self as phrases, PhraseForm};
use app::restrictions::service::{RestrictForm, restrict};
use app::{curation, organisations, text, time};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::collections::{BTreeMap, HashMap};

/// Something that happened.
enum Step<'a> {
    Post(&'a files::Issue),
    Back(&'a files::Issue, &'a files::Backer),
    Follow(&'a files::Issue, &'a files::Follower),
    Contribute(&'a files::Issue, &'a files::Contribution),
    /// The contribution of this number waits, since nobody knew its author.
    Publish(&'a files::Issue, i64),
    Act(&'a files::Issue, &'a files::Act),
    Moderate(&'a files::Issue, &'a files::Moderation),
    Attach(&'a files::Issue, &'a files::Attachment),
    Announce(&'a files::Meeting),
    Invite(&'a files::Meeting, &'a files::Guests),
    Minutes(&'a files::Meeting, &'a str),
    /// Its minutes are sent to be adjusted.
    Send(&'a files::Meeting, &'a str),
    /// Somebody approves them.
    Approve(&'a files::Meeting, &'a files::Adjuster),
    Correct(&'a files::Meeting, &'a str, &'a files::Correction),
    Document(&'a files::Meeting, &'a str, &'a files::Attachment),
    Record(&'a files::Meeting, &'a str),
    /// The date of an action is moved.
    Move(&'a files::Meeting, &'a str, &'a files::Action, &'a files::Moved),
    /// It runs while the demo is loaded; with its place among the meetings.
    Run(&'a files::Meeting, usize, &'a files::Live),
    /// An action of the minutes is ticked off, by whoever wrote them.
    Done(&'a files::Meeting, &'a str, &'a files::Action, &'a files::Done),
    Wish(&'a files::Wish),
    Support(&'a files::Wish, &'a files::Backer),
    AnswerWish(&'a files::Wish, &'a files::WishAnswer),
    Choose(&'a files::Choice),
    Propose(&'a files::Proposal),
    AnswerProposal(&'a files::Proposal, &'a files::ProposalAnswer),
    ReviseProposal(&'a files::Proposal, &'a files::ProposalRevision),
    /// The last day of a proposal has passed.
    EndProposal(&'a files::Proposal),
    ReviewModel(&'a files::ModelReview),
    /// Something was promised at a talk.
    Promise(&'a files::Meeting, &'a files::Promise),
    PromiseAct(&'a files::Meeting, &'a files::Promise, &'a files::PromiseAct),
}

struct Planned<'a> {
    at: DateTime<Utc>,
    file: &'a str,
    step: Step<'a>,
}

/// What is known of the issues and meetings so far.
struct Replay<'a> {
    ctx: &'a Ctx,
    data: &'a Data,
    day_0: NaiveDate,
    people: &'a HashMap<String, PersonId>,
    organisations: HashMap<String, OrganisationId>,
    /// Number of each issue within its agreement.
    issues: HashMap<&'a str, i64>,
    meetings: HashMap<&'a str, i64>,
    wishes: HashMap<&'a str, i64>,
    proposals: HashMap<&'a str, i64>,
    /// Number of each promise, by its words.
    promises: HashMap<&'a str, i64>,
    /// Number of the newest appeal about each issue.
    appeals: HashMap<&'a str, i64>,
    /// The body that each issue was sent to last.
    asked: HashMap<&'a str, &'a str>,
    /// Secrets mailed to those who adjust minutes, by their addresses.
    links: HashMap<String, String>,
    keys: u32,
}

/// Replays everything up to now.
pub async fn run(ctx: &Ctx, day_0: NaiveDate, data: &Data, people: &HashMap<String, PersonId>) -> Result<()> {
    let mut organisations = HashMap::new();
    let mut conn = ctx.read().await.map_err(|e| e.to_string())?;
    for o in &data.organisations.organisation {
        if let Some(id) = organisations::store::by_slug(&mut conn, &o.slug).await.map_err(|e| e.to_string())? {
            organisations.insert(o.slug.clone(), id);
        }
    }
    drop(conn);
    let mut replay = Replay {
        ctx,
        data,
        day_0,
        people,
        organisations,
        issues: HashMap::new(),
        meetings: HashMap::new(),
        wishes: HashMap::new(),
        proposals: HashMap::new(),
        promises: HashMap::new(),
        appeals: HashMap::new(),
        asked: HashMap::new(),
        links: HashMap::new(),
        keys: 0,
    };
    replay.phrases().await.map_err(|e| format!("demo/phrases.toml: {e}"))?;
    replay.desk().await.map_err(|e| format!("demo/desk.toml: {e}"))?;
    replay.templates().await.map_err(|e| format!("demo/templates.toml: {e}"))?;
    let now = ctx.now();
    // by time, then by place in the files
    let mut ahead: BTreeMap<(DateTime<Utc>, usize), Planned<'_>> = plan(day_0, now, data)?.into_iter().enumerate().map(|(n, p)| ((p.at, n), p)).collect();
    let mut done = 0;
    while let Some((_, planned)) = ahead.pop_first().filter(|((at, _), _)| *at <= now) {
        let follows = replay.step(&planned).await.map_err(|e| format!("demo/{}: {e}", planned.file))?;
        if let Some((at, step)) = follows {
            ahead.insert((at, usize::MAX - done), Planned { at, file: planned.file, step });
        }
        done += 1;
        if done % 100 == 0 {
            tracing::info!("{done} things have happened, up to {}", time::local_date(planned.at));
        }
    }
    for (n, (file, meeting)) in data.meetings.iter().enumerate() {
        if let Some(number) = replay.meetings.get(meeting.key.as_str()).filter(|_| !meeting.draft && meeting.live.is_none()) {
            replay.sign_up(meeting, *number, n, &data.names).await.map_err(|e| format!("demo/{file}: {e}"))?;
        }
    }
    replay.after().await.map_err(|e| format!("demo/after.toml: {e}"))?;
    Ok(())
}

fn plan(day_0: NaiveDate, now: DateTime<Utc>, data: &Data) -> Result<Vec<Planned<'_>>> {
    let mut steps = Vec::new();
    for (file, issue) in &data.issues {
        let mut add = |day: i64, time: &str, step| {
            let at = instant(day_0, day, time).map_err(|e| format!("demo/{file}: {e}"))?;
            steps.push(Planned { at, file, step });
            Ok::<_, String>(())
        };
        add(issue.posted.day, &issue.posted.time, Step::Post(issue))?;
        for b in &issue.backers {
            add(b.day, &b.time, Step::Back(issue, b))?;
        }
        for f in &issue.followers {
            add(f.day, &f.time, Step::Follow(issue, f))?;
        }
        for c in &issue.contributions {
            add(c.day, &c.time, Step::Contribute(issue, c))?;
        }
        for a in &issue.acts {
            add(a.day, &a.time, Step::Act(issue, a))?;
        }
        for a in &issue.attachments {
            add(a.day, &a.time, Step::Attach(issue, a))?;
        }
        for m in &issue.moderation {
            add(m.day, &m.time, Step::Moderate(issue, m))?;
        }
    }
    for (nth, (file, meeting)) in data.meetings.iter().enumerate() {
        if let Some(running) = &meeting.live {
            steps.push(Planned { at: live::began(now, running), file, step: Step::Run(meeting, nth, running) });
        }
        let mut add = |m: &Moment, step| {
            let at = instant(day_0, m.day, &m.time).map_err(|e| format!("demo/{file}: {e}"))?;
            steps.push(Planned { at, file, step });
            Ok::<_, String>(())
        };
        add(&meeting.created, Step::Announce(meeting))?;
        let at = |day: i64, time: &str| Moment { day, time: time.to_string() };
        for g in &meeting.guests {
            add(&at(g.day, &g.time), Step::Invite(meeting, g))?;
        }
        for p in &meeting.promises {
            add(&at(p.day, &p.time), Step::Promise(meeting, p))?;
            for a in &p.acts {
                add(&at(a.day, &a.time), Step::PromiseAct(meeting, p, a))?;
            }
        }
        if let (Some(sent), Some(by)) = (&meeting.sent_at, &meeting.minutes_by) {
            add(sent, Step::Send(meeting, by))?;
            for adjuster in &meeting.adjusters {
                if let Some(approved) = &adjuster.approved_at {
                    add(approved, Step::Approve(meeting, adjuster))?;
                }
            }
        }
        if let (Some(published), Some(by)) = (&meeting.minutes_at, &meeting.minutes_by) {
            add(published, Step::Minutes(meeting, by))?;
            for c in &meeting.corrections {
                add(&at(c.day, &c.time), Step::Correct(meeting, by, c))?;
            }
            for a in &meeting.attachments {
                add(&at(a.day, &a.time), Step::Document(meeting, by, a))?;
            }
            if !meeting.recording.is_empty() {
                add(published, Step::Record(meeting, by))?;
            }
            for action in meeting.agenda.iter().flat_map(|item| &item.actions) {
                for moved in &action.moved {
                    add(&at(moved.day, &moved.time), Step::Move(meeting, by, action, moved))?;
                }
            }
            for action in meeting.agenda.iter().flat_map(|item| &item.actions) {
                if let Some(done) = &action.done {
                    add(&Moment { day: done.day, time: done.time.clone() }, Step::Done(meeting, by, action, done))?;
                }
            }
        }
    }
    wishes::steps(day_0, &data.planning, &mut steps)?;
    proposals::steps(day_0, &data.consensus, &mut steps)?;
    Ok(steps)
}

impl<'a> Replay<'a> {
    /// Somebody, acting for an organisation, at a time.
    async fn person(&self, key: &str, organisation: Option<&str>, at: DateTime<Utc>) -> Result<(Ctx, String)> {
        let person = *self.people.get(key).ok_or_else(|| format!("there is no person {key}"))?;
        let organisation = match organisation {
            None => None,
            Some(slug) => Some(*self.organisations.get(slug).ok_or_else(|| format!("there is no organisation {slug}"))?),
        };
        let ctx = self.ctx.at(at);
        let mut conn = ctx.read().await.map_err(|e| e.to_string())?;
        let actor = accounts::actor(&mut conn, person, organisation, ctx.today()).await.map_err(|e| e.to_string())?.ok_or("no such person")?;
        if actor.acting_as != organisation {
            return Err(format!("{key} cannot act for {} on {}", organisation.map(|o| o.to_string()).unwrap_or_default(), ctx.today()));
        }
        Ok((ctx.with_actor(actor), organisation.map(|o| o.to_string()).unwrap_or_default()))
    }
    fn key(&mut self) -> String {
        self.keys += 1;
        format!("demo-{}", self.keys)
    }
    fn date(&self, day: i64) -> String {
        (self.day_0 + TimeDelta::days(day)).to_string()
    }
    fn issue(&self, key: &str) -> Result<i64> {
        self.issues.get(key).copied().ok_or_else(|| format!("the issue {key} is not posted yet"))
    }
    /// Slug of the body that does the kansli's work in an agreement.
    fn curator(&self, agreement: &str) -> Result<String> {
        self.body(agreement, |a| a.curator_id)
    }
    /// Slug of a body that an agreement names.
    fn body(&self, agreement: &str, which: impl Fn(&Agreement) -> OrganisationId) -> Result<String> {
        let agreement = self.ctx.app.catalogue.get(agreement).map_err(|_| format!("there is no agreement {agreement}"))?;
        let id = which(&agreement);
        self.organisations
            .iter()
            .find(|(_, o)| **o == id)
            .map(|(slug, _)| slug.clone())
            .ok_or_else(|| "a body of the agreement is not in organisations.toml".into())
    }

    async fn step(&mut self, planned: &Planned<'a>) -> Result<Option<(DateTime<Utc>, Step<'a>)>> {
        let at = planned.at;
        match planned.step {
            Step::Post(issue) => self.post(at, issue).await.map_err(|e| format!("posting: {e}"))?,
            Step::Back(issue, b) => self.back(at, issue, b).await.map_err(|e| format!("backing by {} for {}: {e}", b.person, b.org))?,
            Step::Follow(issue, f) => self.follow(at, issue, f).await.map_err(|e| format!("following by {}{}: {e}", f.person, f.email))?,
            Step::Contribute(issue, c) => {
                let done = self.contribute(at, issue, c).await.map_err(|e| format!("contribution by {} on day {}: {e}", c.person, c.day))?;
                if !done.published {
                    return Ok(Some((instant(self.day_0, c.day + 1, "08:50")?, Step::Publish(issue, done.number))));
                }
            }
            Step::Publish(issue, number) => self.publish(at, issue, number).await.map_err(|e| format!("publishing contribution {number}: {e}"))?,
            Step::Moderate(issue, m) => self.moderate(at, issue, m).await.map_err(|e| format!("{} by {} on day {}: {e}", m.kind, m.person, m.day))?,
            Step::Attach(issue, a) => self.attach(at, issue, a).await.map_err(|e| format!("attaching {} on day {}: {e}", a.file, a.day))?,
            Step::Act(issue, a) => self.act(at, issue, a).await.map_err(|e| format!("{} by {} on day {}: {e}", a.act, a.person, a.day))?,
            Step::Announce(meeting) => self.announce(at, meeting).await.map_err(|e| format!("announcing: {e}"))?,
            Step::Invite(meeting, g) => self.invite(at, meeting, g).await.map_err(|e| format!("inviting {}: {e}", g.org))?,
            Step::Minutes(meeting, by) => self.minutes(at, meeting, by).await.map_err(|e| format!("minutes: {e}"))?,
            Step::Send(meeting, by) => self.send(at, meeting, by).await.map_err(|e| format!("sending the minutes: {e}"))?,
            Step::Approve(meeting, adjuster) => self.approve(at, meeting, adjuster).await.map_err(|e| format!("approving by {}: {e}", adjuster.email))?,
            Step::Correct(meeting, by, c) => self.correct(at, meeting, by, c).await.map_err(|e| format!("correcting: {e}"))?,
            Step::Document(meeting, by, a) => self.document(at, meeting, by, a).await.map_err(|e| format!("documenting with {}: {e}", a.file))?,
            Step::Record(meeting, by) => self.record(at, meeting, by).await.map_err(|e| format!("recording: {e}"))?,
            Step::Move(meeting, by, action, moved) => self.moved(at, meeting, by, action, moved).await.map_err(|e| format!("moving “{}”: {e}", action.what))?,
            Step::Run(meeting, nth, live) => self.run_live(at, meeting, nth, live).await.map_err(|e| format!("running: {e}"))?,
            Step::Done(meeting, by, action, done) => {
                self.done(at, meeting, by, action, done).await.map_err(|e| format!("ticking off “{}”: {e}", action.what))?
            }
            Step::Wish(wish) => self.wish(at, wish).await.map_err(|e| format!("the wish {}: {e}", wish.key))?,
            Step::Support(wish, s) => self.support(at, wish, s).await.map_err(|e| format!("“we too” of {} for {}: {e}", s.org, wish.key))?,
            Step::AnswerWish(wish, a) => self.answer_wish(at, wish, a).await.map_err(|e| format!("answering {}: {e}", wish.key))?,
            Step::Choose(c) => self.choose(at, c).await.map_err(|e| format!("choosing {} for {}: {e}", c.issue, c.meeting))?,
            Step::Propose(p) => self.propose(at, p).await.map_err(|e| format!("the proposal {}: {e}", p.key))?,
            Step::AnswerProposal(p, a) => self.answer_proposal(at, p, a).await.map_err(|e| format!("answer of {} to {}: {e}", a.person, p.key))?,
            Step::ReviseProposal(p, r) => self.revise_proposal(at, p, r).await.map_err(|e| format!("the new version of {}: {e}", p.key))?,
            Step::ReviewModel(r) => self.review_model(at, r).await.map_err(|e| format!("the review of the model by {}: {e}", r.person))?,
            Step::EndProposal(p) => self.end_proposal(at, p).await.map_err(|e| format!("the end of {}: {e}", p.key))?,
            Step::Promise(meeting, p) => self.promise(at, meeting, p).await.map_err(|e| format!("promise “{}”: {e}", p.words))?,
            Step::PromiseAct(meeting, p, a) => {
                self.promise_act(at, meeting, p, a).await.map_err(|e| format!("{} by {} of “{}”: {e}", a.act, a.person, p.words))?
            }
        }
        Ok(None)
    }

    /// What those who curate have saved, by whoever lets newcomers in.
    async fn phrases(&mut self) -> Result<()> {
        let at = instant(self.day_0, -40, "09:15")?;
        for (agreement, all) in &self.data.phrases {
            let by = self.data.newcomers.get(agreement).ok_or_else(|| format!("newcomers.toml says nothing of {agreement}"))?;
            let curator = self.curator(agreement)?;
            let (ctx, r#as) = self.person(&by.person, Some(&curator), at).await?;
            for p in all {
                let form = PhraseForm {
                    key: self.key(),
                    r#as: r#as.clone(),
                    title: p.title.clone(),
                    text: p.text.trim().into(),
                    lang: p.lang.clone(),
                    ..PhraseForm::default()
                };
                phrases::save(&ctx, agreement, &form).await.map_err(say)?;
            }
        }
        Ok(())
    }

    async fn desk(&mut self) -> Result<()> {
        for (agreement, own) in &self.data.desk {
            let by = self.data.newcomers.get(agreement).ok_or_else(|| format!("newcomers.toml says nothing of {agreement}"))?;
            let curator = self.curator(agreement)?;
            for e in &own.effort {
                // written down a fortnight before it is due
                let at = instant(self.day_0, (e.due_day - 14).min(0), "09:10")?;
                let (ctx, r#as) = self.person(&by.person, Some(&curator), at).await?;
                let due = self.date(e.due_day);
                let form = EffortForm { key: self.key(), r#as, title: e.title.clone(), whom: e.whom.clone(), due, ..EffortForm::default() };
                efforts::save_effort(&ctx, agreement, &form).await.map_err(say)?;
                if let Some(day) = e.done_day {
                    let (ctx, r#as) = self.person(&by.person, Some(&curator), instant(self.day_0, day, "15:30")?).await?;
                    let all = efforts::efforts(&ctx, agreement).await.map_err(say)?.all;
                    let stored = all.iter().find(|s| s.title == e.title && s.done_on.is_none()).ok_or("the effort is gone")?;
                    let done = EffortForm {
                        key: self.key(),
                        r#as,
                        id: stored.id.to_string(),
                        version: stored.version.to_string(),
                        act: EffortAct::Done.code().into(),
                        ..EffortForm::default()
                    };
                    efforts::save_effort(&ctx, agreement, &done).await.map_err(say)?;
                }
            }
            for v in &own.view {
                let (ctx, r#as) = self.person(&by.person, Some(&curator), instant(self.day_0, -20, "09:15")?).await?;
                let shared = if v.shared { "1".into() } else { String::new() };
                let form = ViewForm {
                    key: self.key(),
                    r#as,
                    name: v.name.clone(),
                    shared,
                    ko: v.queue.clone(),
                    forum: v.forum.clone(),
                    sida: v.side.clone(),
                    alder: v.days.clone(),
                    ..ViewForm::default()
                };
                views::save_view(&ctx, agreement, &form).await.map_err(say)?;
            }
        }
        Ok(())
    }

    async fn templates(&mut self) -> Result<()> {
        let at = instant(self.day_0, -40, "09:05")?;
        for (agreement, all) in &self.data.templates {
            let by = self.data.newcomers.get(agreement).ok_or_else(|| format!("newcomers.toml says nothing of {agreement}"))?;
            let curator = self.curator(agreement)?;
            let (ctx, r#as) = self.person(&by.person, Some(&curator), at).await?;
            for template in all {
                let items = template.items.iter().map(|i| TemplateRow {
                    sv: i.sv.clone(),
                    en: i.en.clone(),
                    minutes: i.minutes.to_string(),
                    sub: if i.sub { "1".into() } else { String::new() },
                    ..TemplateRow::default()
                });
                let form = TemplateForm { key: self.key(), r#as: r#as.clone(), items: items.collect(), ..TemplateForm::default() };
                save_template(&ctx, agreement, &template.kind, &form).await.map_err(say)?;
            }
        }
        Ok(())
    }

    async fn post(&mut self, at: DateTime<Utc>, issue: &'a files::Issue) -> Result<()> {
        let (ctx, acting) = self.person(&issue.author, Some(&issue.organisation), at).await?;
        let words = |numbers: &[i64]| numbers.iter().map(ToString::to_string).collect();
        let form = IssueForm {
            key: self.key(),
            r#as: acting,
            title: issue.title.clone(),
            what: issue.what.clone(),
            why: issue.why.clone(),
            whom: issue.whom.clone(),
            ask: issue.ask.clone(),
            forum: issue.forum.clone(),
            themes: issue.themes.clone(),
            areas: issue.areas.clone(),
            principles: words(&issue.principles),
            commitments: words(&issue.commitments),
            lang: issue.lang.clone(),
            ..IssueForm::default()
        };
        let posted = post(&ctx, &issue.agreement, &form).await.map_err(say)?;
        self.issues.insert(&issue.key, posted.number);
        Ok(())
    }

    async fn back(&mut self, at: DateTime<Utc>, issue: &files::Issue, b: &files::Backer) -> Result<()> {
        let (ctx, acting) = self.person(&b.person, Some(&b.org), at).await?;
        let form = BackingForm { r#as: acting, on: "1".into() };
        back(&ctx, &issue.agreement, self.issue(&issue.key)?, &form).await.map_err(say)?;
        Ok(())
    }

    async fn follow(&mut self, at: DateTime<Utc>, issue: &files::Issue, f: &files::Follower) -> Result<()> {
        let number = self.issue(&issue.key)?;
        if !f.person.is_empty() {
            let (ctx, _) = self.person(&f.person, None, at).await?;
            let form = FollowForm { on: "1".into(), ..FollowForm::default() };
            return following::follow(&ctx, &issue.agreement, number, &form).await.map(|_| ()).map_err(say);
        }
        // the link in the mail is in nobody's hands here, so it is said yes in the mailbox's place
        let ctx = self.ctx.at(at);
        let agreement = ctx.app.catalogue.get(&issue.agreement).map_err(say)?;
        let email_key = text::email_key(&f.email);
        let mut tx = ctx.write().await.map_err(say)?;
        let head = following_store::by_number(&mut tx, agreement.id, number).await.map_err(say)?.ok_or("the issue is gone")?;
        let asked = following_store::Asked { email: &f.email, email_key: &email_key, locale: &issue.lang, now: at };
        let (follow, _) = following_store::ask(&mut tx, &head, &asked).await.map_err(say)?.ok_or("it follows already")?;
        following_store::confirm(&mut tx, follow, 0, at).await.map_err(say)?;
        tx.commit().await.map_err(say)
    }

    async fn contribute(&mut self, at: DateTime<Utc>, issue: &files::Issue, c: &files::Contribution) -> Result<Contributed> {
        let (ctx, acting) = self.person(&c.person, c.org.as_deref(), at).await?;
        let form = ContributionForm {
            key: self.key(),
            r#as: acting,
            text: c.text.clone(),
            quoted: c.quote.map(|n| n.to_string()).unwrap_or_default(),
            lang: c.lang.clone(),
            ..ContributionForm::default()
        };
        contribute(&ctx, &issue.agreement, self.issue(&issue.key)?, &form).await.map_err(say)
    }

    async fn publish(&mut self, at: DateTime<Utc>, issue: &files::Issue, number: i64) -> Result<()> {
        let by = self.data.newcomers.get(&issue.agreement).ok_or_else(|| format!("newcomers.toml says nothing of {}", issue.agreement))?;
        let curator = self.curator(&issue.agreement)?;
        let (ctx, acting) = self.person(&by.person, Some(&curator), at).await?;
        let form = PublishForm { key: self.key(), r#as: acting, reason: by.reason.clone(), ..PublishForm::default() };
        publish_contribution(&ctx, &issue.agreement, self.issue(&issue.key)?, number, &form).await.map_err(say)
    }

    async fn moderate(&mut self, at: DateTime<Utc>, issue: &'a files::Issue, m: &files::Moderation) -> Result<()> {
        let number = self.issue(&issue.key)?;
        if m.kind == "appeal" || m.kind == "decide" {
            return self.appeal(at, issue, number, m).await;
        }
        if m.kind == "flag" {
            let (ctx, _) = self.person(&m.person, None, at).await?;
            let form = FlagForm { inlagg: m.contribution.to_string(), reason: m.reason.clone(), note: m.note.clone() };
            return moderation::flag(&ctx, &issue.agreement, number, &form).await.map_err(say);
        }
        let curator = self.curator(&issue.agreement)?;
        let (ctx, r#as) = self.person(&m.person, Some(&curator), at).await?;
        let (key, reason, agreement) = (self.key(), m.reason.clone(), issue.agreement.as_str());
        match m.kind.as_str() {
            "keep" => {
                let form = AnswerForm { key, r#as, fraga: number, inlagg: m.contribution, outcome: "kept".into(), reason, ..AnswerForm::default() };
                moderation::answer(&ctx, agreement, &form).await.map_err(say)
            }
            "hide" => {
                let form = HideForm { key, r#as, reason, ..HideForm::default() };
                hide_contribution(&ctx, agreement, number, m.contribution, &form).await.map_err(say)
            }
            "note" => moderation::add_note(&ctx, agreement, number, &NoteForm { key, r#as, note: m.note.clone() }).await.map_err(say),
            "slow" | "stop" => {
                let until_on = m.next_day.map(|day| (self.day_0 + TimeDelta::days(day)).to_string()).unwrap_or_default();
                let restriction = if m.kind == "slow" { "slowed" } else { "stopped" }.to_string();
                let (fraga, inlagg, whom) = (number, m.contribution, "person".into());
                let form = RestrictForm { key, r#as, fraga, inlagg, whom, restriction, until_on, reason, ..RestrictForm::default() };
                restrict(&ctx, agreement, &form).await.map_err(say)
            }
            "split" => {
                let next_on = m.next_day.map(|day| (self.day_0 + TimeDelta::days(day)).to_string()).unwrap_or_default();
                let form = SplitForm { key, r#as, title: m.title.clone(), forum: issue.forum.clone(), reason, next_on, ..SplitForm::default() };
                split(&ctx, agreement, number, m.contribution, &form).await.map(|_| ()).map_err(say)
            }
            other => Err(format!("nobody can {other}")),
        }
    }

    async fn appeal(&mut self, at: DateTime<Utc>, issue: &'a files::Issue, number: i64, m: &files::Moderation) -> Result<()> {
        if m.kind == "appeal" {
            let (ctx, r#as) = self.person(&m.person, m.org.as_deref(), at).await?;
            let form = AppealForm { key: self.key(), r#as, inlagg: m.contribution.to_string(), text: m.note.clone(), ..AppealForm::default() };
            let made = appeal(&ctx, &issue.agreement, number, &form).await.map_err(say)?;
            self.appeals.insert(&issue.key, made);
            return Ok(());
        }
        let steering = self.body(&issue.agreement, |a| a.steering_id)?;
        let (ctx, r#as) = self.person(&m.person, Some(&steering), at).await?;
        let made = *self.appeals.get(issue.key.as_str()).ok_or("nobody appealed")?;
        let next_on = m.next_day.map(|day| self.date(day)).unwrap_or_default();
        let form = DecideForm { key: self.key(), r#as, outcome: m.outcome.clone(), reason: m.reason.clone(), next_on, ..DecideForm::default() };
        decide(&ctx, &issue.agreement, made, &form).await.map(|_| ()).map_err(say)
    }

    async fn attach(&mut self, at: DateTime<Utc>, issue: &files::Issue, a: &files::Attachment) -> Result<()> {
        let (ctx, r#as) = self.person(&a.person, a.org.as_deref(), at).await?;
        let file = upload::of_bytes(&ctx, a.bytes()?).await.map_err(say)?;
        let form = AttachForm { key: self.key(), r#as, title: a.title.clone(), lang: a.lang.clone() };
        attachments::add(&ctx, &issue.agreement, (self.issue(&issue.key)?, a.contribution), &form, file).await.map(|_| ()).map_err(say)
    }

    async fn act(&mut self, at: DateTime<Utc>, issue: &'a files::Issue, a: &'a files::Act) -> Result<()> {
        let curator = self.curator(&issue.agreement)?;
        let acts_for = match a.act.as_str() {
            "answer" => (*self.asked.get(issue.key.as_str()).ok_or("nobody was asked")?).to_string(),
            "complete" | "withdraw" => issue.organisation.clone(),
            _ => curator,
        };
        let (ctx, acting) = self.person(&a.person, Some(&acts_for), at).await?;
        let form = curation::service::ActForm {
            key: self.key(),
            r#as: acting,
            act: a.act.clone(),
            reason: a.reason.clone(),
            next_on: a.next_day.map(|d| self.date(d)).unwrap_or_default(),
            to: a.to.clone().unwrap_or_default(),
            into: match &a.into {
                Some(key) => self.issue(key)?.to_string(),
                None => String::new(),
            },
            text: a.text.clone(),
            ..curation::service::ActForm::default()
        };
        curation::service::act(&ctx, &issue.agreement, self.issue(&issue.key)?, &form).await.map_err(say)?;
        if let Some(to) = &a.to {
            self.asked.insert(&issue.key, to);
        }
        Ok(())
    }
}

/// An error of a service, for the one who writes the data.
fn say(e: AppError) -> String {
    match e {
        AppError::Invalid(faults) => faults.0.iter().map(|(field, fault)| format!("{field}: {fault:?}")).collect::<Vec<_>>().join(", "),
        AppError::TooOften(_) => "one person does too much within a day".into(),
        e => e.to_string(),
    }
}
