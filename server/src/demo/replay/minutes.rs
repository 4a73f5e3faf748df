//! What comes after a meeting: minutes that are adjusted and corrected, documentation, dates that move.

use super::{Replay, say};
use crate::demo::{Result, files, store};
use app::attachments::service::AttachForm;
use app::attachments::{of_meeting, upload};
use app::context::Ctx;
use app::jobs::Job;
use app::meetings::inputs::after::{AnswerForm, CorrectionForm, RecordingForm, StepForm};
use app::meetings::inputs::{AdjusterForm, MinutesForm};
use app::meetings::service as meetings;
use chrono::{DateTime, Utc};

impl<'a> Replay<'a> {
    pub(super) fn meeting(&self, meeting: &files::Meeting) -> Result<i64> {
        self.meetings.get(meeting.key.as_str()).copied().ok_or_else(|| "the meeting is not announced yet".into())
    }

    pub(super) fn minutes_form(&mut self, meeting: &files::Meeting, acting: String) -> MinutesForm {
        let items = meeting.agenda.iter().map(|item| self.minutes_item(item)).collect();
        let (attending, alone) = (meeting.attending.clone(), meeting.alone.clone());
        MinutesForm { key: self.key(), r#as: acting, items, attending, alone, ..MinutesForm::default() }
    }

    /// Whoever looks after a meeting, acting for those who do.
    pub(super) async fn manager(&self, at: DateTime<Utc>, meeting: &files::Meeting, by: &str) -> Result<(Ctx, String)> {
        let curator = self.curator(&meeting.agreement)?;
        self.person(by, Some(&curator), at).await
    }

    pub(super) async fn send(&mut self, at: DateTime<Utc>, meeting: &'a files::Meeting, by: &str) -> Result<()> {
        let (ctx, acting) = self.manager(at, meeting, by).await?;
        let number = self.meeting(meeting)?;
        let of = |a: &files::Adjuster| AdjusterForm {
            function: a.function.clone(),
            organisation: a.organisation.clone(),
            email: a.email.clone(),
            ..AdjusterForm::default()
        };
        let form = MinutesForm { adjusters: meeting.adjusters.iter().map(of).collect(), ..self.minutes_form(meeting, acting) };
        meetings::send(&ctx, &meeting.agreement, number, &form).await.map_err(say)?;
        let mut conn = ctx.read().await.map_err(|e| e.to_string())?;
        for payload in store::mails(&mut conn).await.map_err(|e| e.to_string())? {
            if let Ok(Job::Mail(mail)) = serde_json::from_str::<Job>(&payload)
                && let Some((_, rest)) = mail.text.split_once("/justera/")
            {
                self.links.insert(mail.to, rest.split_whitespace().next().unwrap_or_default().to_string());
            }
        }
        Ok(())
    }

    pub(super) async fn approve(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, adjuster: &files::Adjuster) -> Result<()> {
        let token = self.links.get(&adjuster.email).ok_or("they got no link")?;
        let form = AnswerForm { answer: "approved".into(), ..AnswerForm::default() };
        meetings::answer_minutes(&self.ctx.at(at), &meeting.agreement, self.meeting(meeting)?, token, &form).await.map(|_| ()).map_err(say)
    }

    pub(super) async fn correct(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, by: &str, c: &files::Correction) -> Result<()> {
        let (ctx, acting) = self.manager(at, meeting, by).await?;
        let form = CorrectionForm {
            key: self.key(),
            r#as: acting,
            item: c.item.to_string(),
            correction: c.text.clone(),
            reason: c.reason.clone(),
            lang: meeting.lang.clone(),
        };
        meetings::correct(&ctx, &meeting.agreement, self.meeting(meeting)?, &form).await.map(|_| ()).map_err(say)
    }

    pub(super) async fn document(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, by: &str, a: &files::Attachment) -> Result<()> {
        let (ctx, r#as) = self.manager(at, meeting, by).await?;
        let file = upload::of_bytes(&ctx, a.bytes()?).await.map_err(say)?;
        let form = AttachForm { key: self.key(), r#as, title: a.title.clone(), lang: a.lang.clone() };
        of_meeting::add(&ctx, &meeting.agreement, self.meeting(meeting)?, &form, file).await.map(|_| ()).map_err(say)
    }

    pub(super) async fn record(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, by: &str) -> Result<()> {
        let (ctx, r#as) = self.manager(at, meeting, by).await?;
        let form = RecordingForm { key: self.key(), r#as, recording: meeting.recording.clone(), ..RecordingForm::default() };
        meetings::set_recording(&ctx, &meeting.agreement, self.meeting(meeting)?, &form).await.map(|_| ()).map_err(say)
    }

    pub(super) async fn moved(&mut self, at: DateTime<Utc>, meeting: &files::Meeting, by: &str, action: &files::Action, moved: &files::Moved) -> Result<()> {
        let (ctx, r#as) = self.manager(at, meeting, by).await?;
        let query = meetings::ActionQuery { lage: "alla".into(), mote: self.meeting(meeting)?.to_string(), ..meetings::ActionQuery::default() };
        let all = meetings::actions_in_file(&ctx, &meeting.agreement, &query).await.map_err(say)?.actions;
        let number = all.iter().find(|a| a.what == action.what).ok_or("no such action in the minutes")?.number;
        let (note, due) = (moved.reason.clone(), self.date(moved.to_day));
        let form = StepForm { key: self.key(), r#as, act: "moved".into(), note, due, lang: meeting.lang.clone() };
        meetings::step(&ctx, &meeting.agreement, number, &form).await.map(|_| ()).map_err(say)
    }
}
