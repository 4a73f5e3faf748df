//! Meetings, their minutes, and who signed up to them.

use super::super::files::{self, Item};
use super::super::{Result, instant};
use super::{Replay, say};
use app::context::secret_hash;
use app::meetings::inputs::{ActionForm, DoneForm, ItemForm, MeetingForm, MinutesForm, MinutesItem};
use app::meetings::service as meetings;
use app::meetings::store as meetings_store;
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
                ..ItemForm::default()
            });
        }
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
            date: self.date(meeting.starts.day),
            starts: meeting.starts.time.clone(),
            ends: meeting.ends_time.clone(),
            capacity: meeting.capacity.to_string(),
            items,
            ..MeetingForm::default()
        };
        let created = meetings::create(&ctx, &meeting.agreement, &form).await.map_err(say)?;
        self.meetings.insert(&meeting.key, created.number);
        Ok(())
    }

    pub(super) async fn minutes(&mut self, at: DateTime<Utc>, meeting: &'a files::Meeting, by: &str) -> Result<()> {
        let curator = self.curator(&meeting.agreement)?;
        let (ctx, acting) = self.person(by, Some(&curator), at).await?;
        let number = *self.meetings.get(meeting.key.as_str()).ok_or("it is not announced yet")?;
        let items = meeting.agenda.iter().map(|item| self.minutes_item(item)).collect();
        let form = MinutesForm { key: self.key(), r#as: acting, items, ..MinutesForm::default() };
        meetings::publish_minutes(&ctx, &meeting.agreement, number, &form).await.map_err(say)?;
        for item in meeting.agenda.iter().filter(|i| !i.to.is_empty()) {
            if let Some(key) = &item.issue {
                self.asked.insert(key, &item.to);
            }
        }
        Ok(())
    }

    fn minutes_item(&self, item: &Item) -> MinutesItem {
        MinutesItem {
            id: String::new(),
            said: item.said.clone(),
            decided: item.decided.clone(),
            outcome: item.outcome.clone(),
            reason: item.outcome_reason.clone(),
            body: item.to.clone(),
            next: item.next_day.map(|d| self.date(d)).unwrap_or_default(),
            actions: item.actions.iter().map(|a| ActionForm { what: a.what.clone(), owner: a.owner.clone(), due: self.date(a.due_day) }).collect(),
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

    /// Invented people who have a place, spread from the announcement on.
    pub(super) async fn sign_up(&self, meeting: &files::Meeting, number: i64, nth: usize, names: &files::Names) -> Result<()> {
        let begin = instant(self.day_0, meeting.created.day, &meeting.created.time)?;
        let end = self.ctx.now().min(instant(self.day_0, meeting.starts.day, &meeting.starts.time)?);
        let agreement = self.ctx.app.catalogue.get(&meeting.agreement).map_err(|e| e.to_string())?;
        let mut tx = self.ctx.write().await.map_err(|e| e.to_string())?;
        let id = meetings_store::by_number(&mut tx, agreement.id, number, self.ctx.now()).await.map_err(|e| e.to_string())?.ok_or("the meeting is gone")?.id;
        for n in 0..meeting.registrations {
            let count = i32::try_from(n + 1).unwrap_or(1);
            let at = begin + (end - begin) * count / (i32::try_from(meeting.registrations).unwrap_or(1) + 1);
            // both lists are stepped through so that a pair comes again late
            let first = &names.first[(n + nth * 5) % names.first.len()];
            let last = &names.last[(n + n / names.first.len() + nth * 3) % names.last.len()];
            let email = format!("{}.{}.{}@example.org", text::slug(first), text::slug(last), n + 1);
            let sign = meetings_store::Sign {
                name: format!("{first} {last}"),
                email: email.clone(),
                organisation: String::new(),
                online: !meeting.online_url.is_empty() && n % 5 == 3,
                needs: String::new(),
            };
            let token = secret_hash(&self.ctx.rng.secret());
            let place = meetings_store::Place {
                sign: &sign,
                email_key: &text::email_key(&email),
                locale: "sv",
                person: None,
                token_hash: &token,
                held_until: None,
                now: at,
            };
            if !meetings_store::take_place(&mut tx, id).await.map_err(|e| e.to_string())? {
                return Err(format!("{} registrations are more than there are places", meeting.registrations));
            }
            meetings_store::put_registration(&mut tx, agreement.id, id, &place).await.map_err(|e| e.to_string())?;
        }
        tx.commit().await.map_err(|e| e.to_string())
    }
}
