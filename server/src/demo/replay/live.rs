//! A meeting that runs while the demo is loaded: begun some minutes before, with questions, votes, speakers and polls.

use super::{Replay, say};
use crate::demo::Result;
use crate::demo::files::{self, Live};
use app::context::{Ctx, secret_hash};
use app::floor::rules::Part;
use app::floor::service::{self as floor, AskForm, BallotForm, LeadForm, PollForm, SaveForm};
use app::floor::store as floor_store;
use app::floor::token::Token;
use app::meetings::store as meetings_store;
use app::time;
use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};

/// When it begins and ends by the wall clock, on the day at hand, whenever the demo is loaded.
pub fn hours(now: DateTime<Utc>, live: &Live) -> (NaiveDateTime, NaiveDateTime) {
    let local = time::local(now);
    let day = |hour, minute| local.date().and_hms_opt(hour, minute, 0).unwrap_or(local);
    let starts = (local - TimeDelta::minutes(live.minutes_ago)).max(day(0, 5));
    let starts = starts.duration_trunc(TimeDelta::minutes(5)).unwrap_or(starts);
    (starts, (starts + TimeDelta::minutes(live.minutes)).min(day(23, 55)))
}

/// When somebody opened it.
pub fn began(now: DateTime<Utc>, live: &Live) -> DateTime<Utc> {
    time::instant(hours(now, live).0).unwrap_or(now).min(now)
}

impl Replay<'_> {
    /// Lets a meeting run: its people sign up, it is opened, and everything up to now happens.
    pub(super) async fn run_live(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, nth: usize, live: &Live) -> Result<()> {
        let number = *self.meetings.get(meeting.key.as_str()).ok_or("it is not announced yet")?;
        self.sign_up(meeting, number, nth, &self.data.names).await?;
        let people = self.tokens(meeting, number, live).await?;
        let curator = self.curator(&meeting.agreement)?;
        let (eva, acting) = self.person(&meeting.person, Some(&curator), at).await?;
        let agreement = &meeting.agreement;
        let lead = async |ctx: &Ctx, gor: String| {
            let form = LeadForm { r#as: acting.clone(), gor, ..LeadForm::default() };
            floor::lead(ctx, agreement, number, &form).await.map_err(say)
        };
        lead(&eva, "starta".into()).await?;
        let step = (self.ctx.now() - at) / i32::try_from(live.questions.len() + live.item + 2).unwrap_or(1);
        // one item after the other; what is asked, is asked while the last of them is on
        let mut now = at;
        for _ in 1..live.item {
            now += step;
            let version = self.run_version(meeting, number).await?;
            lead(&eva.at(now), format!("nasta-{version}")).await?;
        }
        for (n, q) in live.questions.iter().enumerate() {
            now += step;
            let ctx = self.ctx.at(now);
            let form = AskForm { key: self.key(), text: q.text.clone(), lang: q.lang.clone(), show: if q.named { "1".into() } else { String::new() } };
            let asked = floor::ask(&ctx, agreement, number, &people[n % people.len()], &form).await.map_err(say)?;
            for voter in 1..=q.votes {
                let who = &people[(n + voter) % people.len()];
                floor::act(&ctx, agreement, number, who, Part::Vote(asked), false).await.map_err(say)?;
            }
            let ctx = eva.at(now);
            match q.state.as_str() {
                "taken" => {
                    lead(&ctx, format!("ta-{asked}")).await?;
                }
                "answered" => {
                    lead(&ctx, format!("ta-{asked}")).await?;
                    lead(&ctx, format!("klar-{asked}")).await?;
                }
                "parked" => {
                    lead(&ctx, format!("parkera-{asked}")).await?;
                }
                _ => {}
            }
        }
        self.speak_and_vote(now, meeting, number, live, &people).await
    }

    async fn speak_and_vote(&mut self, now: DateTime<Utc>, meeting: &files::Meeting, number: i64, live: &Live, people: &[Token]) -> Result<()> {
        let agreement = &meeting.agreement;
        let curator = self.curator(agreement)?;
        let (eva, acting) = self.person(&meeting.person, Some(&curator), now).await?;
        let form = |gor: &str, name: &str| LeadForm { r#as: acting.clone(), gor: gor.into(), name: name.into(), ..LeadForm::default() };
        for n in 0..live.speakers {
            let at = now + TimeDelta::seconds(i64::try_from(n).unwrap_or(0));
            floor::act(&self.ctx.at(at), agreement, number, &people[n * 7 % people.len()], Part::Speak, n % 2 == 0).await.map_err(say)?;
        }
        let mut conn = eva.read().await.map_err(say)?;
        let of = self.ctx.app.catalogue.get(agreement).map_err(say)?;
        let on = floor_store::floor(&mut conn, of.id, number, floor_store::Asker::default()).await.map_err(say)?.ok_or("it is gone")?;
        drop(conn);
        let given = on.waiting_speakers().first().map(|s| form(&format!("ordet-{}", s.id), ""));
        for form in given.into_iter().chain(live.in_the_room.iter().map(|name| form("talare", name))) {
            floor::lead(&eva, agreement, number, &form).await.map_err(say)?;
        }
        for poll in &live.polls {
            let new = PollForm {
                key: self.key(),
                r#as: acting.clone(),
                poll: poll.text.clone(),
                lang: meeting.lang.clone(),
                options: poll.options.join("\n"),
                how: if poll.multiple { "many".into() } else { "one".into() },
            };
            let opened = floor::open_poll(&eva, agreement, number, &new).await.map_err(say)?;
            let votes = poll.votes.iter().enumerate().flat_map(|(option, votes)| (0..*votes).map(move |_| option + 1));
            for (voter, option) in votes.enumerate() {
                let form = BallotForm { val: vec![option.to_string()] };
                floor::cast(&eva, agreement, number, &people[voter % people.len()], opened, &form).await.map_err(say)?;
            }
            if poll.closed {
                floor::lead(&eva, agreement, number, &form(&format!("stang-{opened}"), "")).await.map_err(say)?;
            }
        }
        let item = self.items(meeting, number).await?.get(live.item.saturating_sub(1)).copied().ok_or("it has no such item")?;
        let notes = SaveForm { item, base: 0, text: live.notes.trim().into(), chosen: None };
        floor::save(&eva, agreement, number, &notes).await.map_err(say)?;
        Ok(())
    }

    /// Own links for all who signed up, and for personas, who take part by their account: those come last.
    async fn tokens(&self, meeting: &files::Meeting, number: i64, live: &Live) -> Result<Vec<Token>> {
        let ctx = self.ctx;
        let agreement = ctx.app.catalogue.get(&meeting.agreement).map_err(say)?;
        let mut tx = ctx.write().await.map_err(say)?;
        let id = floor_store::meeting_id(&mut tx, agreement.id, number).await.map_err(say)?.ok_or("the meeting is gone")?;
        let mut tokens = Vec::new();
        for r in meetings_store::registrants(&mut tx, id, ctx.now()).await.map_err(say)? {
            let secret = ctx.rng.secret();
            meetings_store::add_link(&mut tx, r.id, &secret_hash(&secret), ctx.now()).await.map_err(say)?;
            tokens.push(Token::of(&secret));
        }
        tx.commit().await.map_err(say)?;
        for key in &live.people {
            let (person, _) = self.person(key, None, ctx.now()).await?;
            let actor = person.signed_in().map_err(say)?;
            let sign = meetings_store::Sign {
                name: actor.name.clone(),
                email: actor.email.clone(),
                organisation: actor.hats.first().map(|h| h.name.clone()).unwrap_or_default(),
                ..meetings_store::Sign::default()
            };
            let mut tx = ctx.write().await.map_err(say)?;
            if !meetings_store::insert_confirmed_registration(&mut tx, ctx, agreement.id, id, &sign).await.map_err(say)? {
                return Err("there are too few places".into());
            }
            tx.commit().await.map_err(say)?;
        }
        if tokens.is_empty() { Err("nobody has signed up".into()) } else { Ok(tokens) }
    }

    async fn run_version(&self, meeting: &files::Meeting, number: i64) -> Result<i64> {
        let seen = floor::see(self.ctx, &meeting.agreement, number, &Token::default()).await.map_err(say)?;
        Ok(seen.floor.head.run_version)
    }

    async fn items(&self, meeting: &files::Meeting, number: i64) -> Result<Vec<i64>> {
        let seen = floor::see(self.ctx, &meeting.agreement, number, &Token::default()).await.map_err(say)?;
        Ok(seen.floor.items.iter().map(|i| i.id.0).collect())
    }
}
