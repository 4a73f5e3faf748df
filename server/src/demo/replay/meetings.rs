//! Meetings, their minutes, what was promised there, and who signed up to them.

use super::super::files::{self, Item};
use super::super::{Result, instant};
use super::{Replay, live, say};
use app::bodies::service::{self as bodies, AttendanceForm};
use app::db::Tx;
use app::ids::{AgreementId, MeetingId};
use app::meetings::inputs::after::RoundForm;
use app::meetings::inputs::{ActionForm, DoneForm, InviteForm, ItemForm, MeetingForm, MinutesForm, MinutesItem};
use app::meetings::service as meetings;
use app::meetings::store as meetings_store;
use app::meetings::types::{GuestState, NeedKind, RegistrationState};
use app::promises::service::{self as promises, ActForm as PromiseActForm, OccasionForm, PromiseForm};
use app::text;
use chrono::{DateTime, Utc};

impl<'a> Replay<'a> {
    pub(super) async fn announce(&mut self, at: DateTime<Utc>, meeting: &'a files::Meeting) -> Result<()> {
        let curator = self.curator(&meeting.agreement)?;
        let (ctx, acting) = self.person(&meeting.person, Some(&curator), at).await?;
        let mut items = Vec::new();
        for item in &meeting.agenda {
            items.push(ItemForm {
                issue: match &item.issue {
                    Some(key) => self.issue(key)?.to_string(),
                    None => String::new(),
                },
                title: item.title.clone(),
                reason: item.reason.clone(),
                minutes: item.minutes.to_string(),
                sub: if item.sub { "1".into() } else { String::new() },
                presenter: item.presenter.clone(),
                ..ItemForm::default()
            });
        }
        let hours = meeting.live.as_ref().map(|l| live::hours(self.ctx.now(), l));
        let (date, starts, ends) = match hours {
            Some((starts, ends)) => (starts.date().to_string(), starts.format("%H:%M").to_string(), ends.format("%H:%M").to_string()),
            None => (self.date(meeting.starts.day), meeting.starts.time.clone(), meeting.ends_time.clone()),
        };
        let form = MeetingForm {
            key: self.key(),
            r#as: acting,
            kind: meeting.kind.clone(),
            title: meeting.title.clone(),
            theme: meeting.theme.clone(),
            access: meeting.access.clone(),
            lang: meeting.lang.clone(),
            area: meeting.area.clone(),
            place: meeting.place.clone(),
            address: meeting.address.clone(),
            online_url: meeting.online_url.clone(),
            date,
            starts,
            ends,
            capacity: meeting.capacity.to_string(),
            act: if meeting.draft { "draft".into() } else { String::new() },
            opens_on: meeting.opens_day.map(|day| self.date(day)).unwrap_or_default(),
            of_body: meeting.body.clone(),
            of_forum: meeting.forum.clone(),
            by_invitation: if meeting.invited || !meeting.guests.is_empty() { "1".into() } else { String::new() },
            places_online: meeting.places_online.map(|n| n.to_string()).unwrap_or_default(),
            seats: meeting.seats.map(|n| n.to_string()).unwrap_or_default(),
            items,
            ..MeetingForm::default()
        };
        let created = meetings::create(&ctx, &meeting.agreement, &form).await.map_err(say)?;
        self.meetings.insert(&meeting.key, created.number);
        if meeting.occasion.is_empty() {
            return Ok(());
        }
        let (ctx, r#as) = self.person(&meeting.person, Some(&curator), at).await?;
        let form = OccasionForm { key: self.key(), r#as, occasion: meeting.occasion.clone() };
        promises::occasion(&ctx, &meeting.agreement, created.number, &form).await.map_err(say)
    }

    pub(super) async fn promise(&mut self, at: DateTime<Utc>, meeting: &'a files::Meeting, p: &'a files::Promise) -> Result<()> {
        let curator = self.curator(&meeting.agreement)?;
        let (ctx, r#as) = self.person(&meeting.person, Some(&curator), at).await?;
        let words = |numbers: &[i64]| numbers.iter().map(ToString::to_string).collect();
        let form = PromiseForm {
            key: self.key(),
            r#as,
            mote: self.meetings.get(meeting.key.as_str()).ok_or("the talk is not announced yet")?.to_string(),
            words: p.words.clone(),
            lang: meeting.lang.clone(),
            party: p.party.clone(),
            function: p.function.clone(),
            owner: p.owner.clone(),
            kind: p.kind.clone(),
            due: self.date(p.due_day),
            issue: match &p.issue {
                Some(key) => self.issue(key)?.to_string(),
                None => String::new(),
            },
            principles: words(&p.principles),
            commitments: words(&p.commitments),
            ..PromiseForm::default()
        };
        let number = promises::record(&ctx, &meeting.agreement, &form).await.map_err(say)?;
        self.promises.insert(&p.words, number);
        Ok(())
    }

    pub(super) async fn promise_act(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, p: &files::Promise, a: &files::PromiseAct) -> Result<()> {
        let acts_for = match &a.org {
            Some(org) => org.clone(),
            None => self.curator(&meeting.agreement)?,
        };
        let (ctx, r#as) = self.person(&a.person, Some(&acts_for), at).await?;
        let number = *self.promises.get(p.words.as_str()).ok_or("it is not written down yet")?;
        let version = promises::promise(&ctx, &meeting.agreement, number).await.map_err(say)?.promise.version.to_string();
        let form = PromiseActForm {
            key: self.key(),
            r#as,
            version,
            act: a.act.clone(),
            text: a.text.clone(),
            url: a.url.clone(),
            next_on: a.next_day.map(|d| self.date(d)).unwrap_or_default(),
            lang: meeting.lang.clone(),
        };
        promises::act(&ctx, &meeting.agreement, number, &form).await.map_err(say)
    }

    pub(super) async fn minutes(&mut self, at: DateTime<Utc>, meeting: &'a files::Meeting, by: &str) -> Result<()> {
        let curator = self.curator(&meeting.agreement)?;
        let (ctx, acting) = self.person(by, Some(&curator), at).await?;
        let number = self.meeting(meeting)?;
        if meeting.sent_at.is_some() {
            let form = RoundForm { key: self.key(), r#as: acting, act: "publish".into(), round: "1".into() };
            meetings::publish_adjusted(&ctx, &meeting.agreement, number, &form).await.map_err(say)?;
        } else {
            let version = meetings::see_number(&ctx, &meeting.agreement, number).await.map_err(say)?.meeting.version.to_string();
            let form = MinutesForm { chair: "mötesordförande".into(), version, ..self.minutes_form(meeting, acting) };
            meetings::publish_minutes(&ctx, &meeting.agreement, number, &form).await.map_err(say)?;
        }
        if !meeting.present.is_empty() {
            let body = &meeting.body;
            let page = bodies::attendance(&ctx, &meeting.agreement, body, number).await.map_err(say)?;
            let here = |name: &str| meeting.present.iter().any(|key| self.data.people.person.iter().any(|p| p.key == *key && p.name == name));
            let present = page.seats.iter().filter(|s| here(&s.name)).map(|s| s.id.to_string()).collect();
            let r#as = ctx.actor.as_ref().and_then(|a| a.acting_as).map(|o| o.to_string()).unwrap_or_default();
            let form = AttendanceForm { key: self.key(), r#as, present, ..AttendanceForm::default() };
            bodies::note(&ctx, &meeting.agreement, body, number, &form).await.map_err(say)?;
        }
        for item in meeting.agenda.iter().filter(|i| !i.to.is_empty()) {
            if let Some(key) = &item.issue {
                self.asked.insert(key, &item.to);
            }
        }
        Ok(())
    }

    pub(super) fn minutes_item(&self, item: &Item) -> MinutesItem {
        MinutesItem {
            id: String::new(),
            said: item.said.clone(),
            decided: item.decided.clone(),
            outcome: item.outcome.clone(),
            reason: item.outcome_reason.clone(),
            body: item.to.clone(),
            next: item.next_day.map(|d| self.date(d)).unwrap_or_default(),
            actions: item
                .actions
                .iter()
                .map(|a| ActionForm {
                    what: a.what.clone(),
                    owner: a.owner.clone(),
                    due: self.date(a.due_day),
                    function: a.function.clone(),
                    ..ActionForm::default()
                })
                .collect(),
            ..MinutesItem::default()
        }
    }

    pub(super) async fn done(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, by: &str, action: &files::Action, done: &files::Done) -> Result<()> {
        let curator = self.curator(&meeting.agreement)?;
        let (ctx, acting) = self.person(by, Some(&curator), at).await?;
        let number = *self.meetings.get(meeting.key.as_str()).ok_or("the meeting is not announced yet")?;
        let agreement = self.ctx.app.catalogue.get(&meeting.agreement).map_err(|e| e.to_string())?;
        let mut conn = ctx.read().await.map_err(|e| e.to_string())?;
        let held = meetings_store::by_number(&mut conn, agreement.id, number, ctx.now()).await.map_err(|e| e.to_string())?.ok_or("the meeting is gone")?;
        let actions = meetings_store::actions(&mut conn, held.id).await.map_err(|e| e.to_string())?;
        drop(conn);
        let id = actions.iter().find(|a| a.what == action.what).ok_or("no such action in the minutes")?.id;
        let form = DoneForm { key: self.key(), r#as: acting, note: done.note.clone() };
        meetings::action_done(&ctx, &meeting.agreement, number, id, &form).await.map_err(say)
    }

    pub(super) async fn invite(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, g: &files::Guests) -> Result<()> {
        let curator = self.curator(&meeting.agreement)?;
        let (ctx, acting) = self.person(&meeting.person, Some(&curator), at).await?;
        let number = *self.meetings.get(meeting.key.as_str()).ok_or("it is not announced yet")?;
        let form = InviteForm { key: self.key(), r#as: acting, organisation: g.org.clone(), ..InviteForm::default() };
        meetings::invite(&ctx, &meeting.agreement, number, &form).await.map(|_| ()).map_err(say)
    }

    /// What the guests of a meeting answered. The links in the mails are in nobody's hands here, so it is written in their place.
    async fn answers(&self, meeting: &files::Meeting, agreement: AgreementId, id: MeetingId, tx: &mut Tx) -> Result<()> {
        for guest in meetings_store::guests(tx, id).await.map_err(say)? {
            let invited = meeting.guests.iter().find(|g| self.organisations.get(&g.org).copied() == guest.organisation_id);
            let came = meeting.present.iter().any(|key| self.data.people.person.iter().any(|p| p.key == *key && p.name == guest.name));
            let answer = match invited {
                Some(g) => g.answer.as_str(),
                // the members of a body whose meeting was held: those who were there had said so
                None if meeting.present.is_empty() => "",
                None if came => "yes",
                None => "no",
            };
            let state = match answer {
                "yes" => GuestState::Accepted,
                "no" => GuestState::Declined,
                _ => continue,
            };
            if state == GuestState::Accepted {
                let organisation = guest.organisation_name.clone().unwrap_or_default();
                let key = guest.organisation_id.map(|o| format!("#{o}")).unwrap_or_default();
                let sign = meetings_store::Sign {
                    name: guest.name.clone(),
                    email: guest.email.clone(),
                    organisation,
                    organisation_id: guest.organisation_id,
                    organisation_key: key,
                    ..meetings_store::Sign::default()
                };
                meetings_store::insert_loaded(tx, self.ctx, agreement, id, &sign, RegistrationState::Confirmed).await.map_err(say)?;
            } else {
                meetings_store::give_back(tx, id, false, i64::from(guest.holds)).await.map_err(say)?;
            }
            meetings_store::answer_guest(tx, guest.id, state, self.ctx.now()).await.map_err(say)?;
        }
        Ok(())
    }

    /// Invented people who have a place, spread from the announcement on; those who came, and those who wait for one.
    pub(super) async fn sign_up(&self, meeting: &files::Meeting, number: i64, nth: usize, names: &files::Names) -> Result<()> {
        let begin = instant(self.day_0, meeting.created.day, &meeting.created.time)?;
        let end = self.ctx.now().min(instant(self.day_0, meeting.starts.day, &meeting.starts.time)?);
        let agreement = self.ctx.app.catalogue.get(&meeting.agreement).map_err(|e| e.to_string())?;
        let mut tx = self.ctx.write().await.map_err(|e| e.to_string())?;
        let id = meetings_store::by_number(&mut tx, agreement.id, number, self.ctx.now()).await.map_err(|e| e.to_string())?.ok_or("the meeting is gone")?.id;
        for n in 0..meeting.registrations + meeting.waiting {
            let count = i32::try_from(n + 1).unwrap_or(1);
            let at = begin + (end - begin) * count / (i32::try_from(meeting.registrations + meeting.waiting).unwrap_or(1) + 1);
            // both lists are stepped through so that a pair comes again late
            let first = &names.first[(n + nth * 5) % names.first.len()];
            let last = &names.last[(n + n / names.first.len() + nth * 3) % names.last.len()];
            let email = format!("{}.{}.{}@example.org", text::slug(first), text::slug(last), n + 1);
            let sign = meetings_store::Sign {
                name: format!("{first} {last}"),
                email: email.clone(),
                online: n < meeting.registrations && !meeting.online_url.is_empty() && n % 5 == 3,
                kinds: needs(n),
                ..meetings_store::Sign::default()
            };
            let ctx = self.ctx.at(at);
            if n >= meeting.registrations {
                meetings_store::insert_loaded(&mut tx, &ctx, agreement.id, id, &sign, RegistrationState::Waiting).await.map_err(say)?;
                continue;
            }
            if !meetings_store::take_place(&mut tx, id, sign.online).await.map_err(say)? {
                return Err(format!("{} registrations are more than there are places", meeting.registrations));
            }
            let registration = meetings_store::insert_loaded(&mut tx, &ctx, agreement.id, id, &sign, RegistrationState::Confirmed).await.map_err(say)?;
            if n < meeting.checked_in {
                meetings_store::check_in(&mut tx, id, registration, end).await.map_err(say)?;
            }
        }
        self.answers(meeting, agreement.id, id, &mut tx).await?;
        tx.commit().await.map_err(|e| e.to_string())
    }
}

/// What some of the invented people need.
fn needs(n: usize) -> Vec<(NeedKind, String)> {
    let need = |kind, detail: &str| vec![(kind, detail.to_string())];
    match n % 12 {
        2 => need(NeedKind::Wheelchair, ""),
        5 => need(NeedKind::Interpreter, "teckenspråk"),
        7 => need(NeedKind::Food, "vegetariskt"),
        10 => need(NeedKind::ChildCare, "ett barn, fyra år"),
        _ => Vec::new(),
    }
}
