//! What was answered after meetings, and by those who took initiatives. Without events: they would stand after all others.

use super::super::Result;
use super::{Replay, say};
use app::curation::store as curation;
use app::db::Tx;
use app::initiatives::service as initiatives;
use app::initiatives::store as receptions;
use app::initiatives::types::{Initiative, InitiativeKind};
use app::meetings::store as meetings;
use app::surveys::rules;
use app::surveys::store::{self as surveys, NewAnswer};

impl Replay<'_> {
    pub(super) async fn after(&self) -> Result<()> {
        for survey in &self.data.after.survey {
            self.survey(survey).await?;
        }
        self.receptions().await
    }

    /// Those who were there were asked, and some answered.
    async fn survey(&self, survey: &super::files::Survey) -> Result<()> {
        let (_, meeting) = self.data.meetings.iter().find(|(_, m)| m.key == survey.meeting).ok_or_else(|| format!("there is no meeting {}", survey.meeting))?;
        let number = *self.meetings.get(meeting.key.as_str()).ok_or("the meeting is not announced yet")?;
        let agreement = self.ctx.app.catalogue.get(&meeting.agreement).map_err(say)?;
        let mut tx = self.ctx.write().await.map_err(say)?;
        let m = meetings::lock(&mut tx, agreement.id, number, self.ctx.now()).await.map_err(say)?;
        let people = surveys::take_unasked(&mut tx, m.id, m.checked_in > 0, 1000).await.map_err(say)?;
        let asked_at = rules::ask_at(m.ends_at);
        let count = i64::try_from(people.len()).unwrap_or(0);
        surveys::count_asked(&mut tx, agreement.id, m.id, count, (asked_at, rules::closes_at(asked_at))).await.map_err(say)?;
        let row = surveys::of_meeting(&mut tx, agreement.id, number).await.map_err(say)?.ok_or("nobody was asked")?;
        for (answer, (registration, ..)) in survey.answers.iter().zip(&people) {
            let new = NewAnswer { met: answer.met, learned: answer.learned, words: &answer.words, lang: &meeting.lang };
            surveys::spend(&mut tx, *registration).await.map_err(say)?;
            surveys::put_answer(&mut tx, &self.ctx.rng, (agreement.id, row.id), &new).await.map_err(say)?;
        }
        for words in surveys::words(&mut tx, row.id, true).await.map_err(say)? {
            if survey.answers.iter().any(|a| a.shown && a.words == words.words) {
                surveys::set_shown(&mut tx, row.id, &words.id, true).await.map_err(say)?;
            }
        }
        tx.commit().await.map_err(say)
    }

    /// Everybody whose issue is answered or closed was asked how they were met, and some answered.
    async fn receptions(&self) -> Result<()> {
        for (_, issue) in &self.data.issues {
            let Some(number) = self.issues.get(issue.key.as_str()) else { continue };
            let agreement = self.ctx.app.catalogue.get(&issue.agreement).map_err(say)?;
            let mut conn = self.ctx.read().await.map_err(say)?;
            let Some(id) = curation::id_of(&mut conn, agreement.id, *number).await.map_err(say)? else { continue };
            drop(conn);
            match initiatives::ask(self.ctx, Initiative::Issue(id)).await {
                Ok(()) => {}
                // it goes on
                Err(app::error::AppError::NotFound) => continue,
                Err(e) => return Err(say(e)),
            }
            if let Some(answer) = self.data.after.reception.iter().find(|r| r.issue == issue.key) {
                let mut tx = self.ctx.write().await.map_err(say)?;
                self.received(&mut tx, issue, agreement.id, *number, answer).await?;
                tx.commit().await.map_err(say)?;
            }
        }
        Ok(())
    }

    async fn received(
        &self,
        tx: &mut Tx,
        issue: &super::files::Issue,
        agreement: app::ids::AgreementId,
        number: i64,
        answer: &super::files::Reception,
    ) -> Result<()> {
        let person = *self.people.get(issue.author.as_str()).ok_or_else(|| format!("there is no person {}", issue.author))?;
        let asked = receptions::reception(tx, agreement, InitiativeKind::Issue, number).await.map_err(say)?.ok_or("nobody was asked")?;
        let new = receptions::Answer { score: answer.score, words: &answer.words, lang: &issue.lang, named: answer.named };
        receptions::lock_total(tx, agreement, asked.quarter()).await.map_err(say)?;
        receptions::put_answer(tx, asked.id, person, self.ctx.now(), &new).await.map_err(say)?;
        receptions::count(tx, agreement, asked.quarter()).await.map_err(say)
    }
}
