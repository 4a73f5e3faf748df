//! Wishes for meetings, and choices among issues.

use super::super::{Result, files, instant};
use super::{Planned, Replay, Step, say};
use app::planning::service::{self as planning, AnswerForm, ChoiceForm, ChoiceItem, SupportForm, WishForm};
use chrono::{DateTime, NaiveDate, Utc};

/// What happens, with when.
pub(super) fn steps<'a>(day_0: NaiveDate, data: &'a files::Planning, steps: &mut Vec<Planned<'a>>) -> Result<()> {
    const FILE: &str = "planning.toml";
    let mut add = |day: i64, time: &str, step| {
        let at = instant(day_0, day, time).map_err(|e| format!("demo/{FILE}: {e}"))?;
        steps.push(Planned { at, file: FILE, step });
        Ok::<_, String>(())
    };
    for wish in &data.wish {
        add(wish.posted.day, &wish.posted.time, Step::Wish(wish))?;
        for s in &wish.supporters {
            add(s.day, &s.time, Step::Support(wish, s))?;
        }
        if let Some(a) = &wish.answer {
            add(a.day, &a.time, Step::AnswerWish(wish, a))?;
        }
    }
    for c in &data.choice {
        add(c.day, &c.time, Step::Choose(c))?;
    }
    Ok(())
}

impl<'a> Replay<'a> {
    pub(super) async fn wish(&mut self, at: DateTime<Utc>, wish: &'a files::Wish) -> Result<()> {
        let (ctx, r#as) = self.person(&wish.author, Some(&wish.organisation), at).await?;
        let form = WishForm {
            key: self.key(),
            r#as,
            title: wish.title.clone(),
            why: wish.why.clone(),
            kind: wish.kind.clone(),
            forum: wish.forum.clone(),
            area: wish.area.clone(),
            period: wish.period.clone(),
            fraga: match &wish.issue {
                Some(key) => self.issue(key)?.to_string(),
                None => String::new(),
            },
            lang: wish.lang.clone(),
        };
        let number = planning::post(&ctx, &wish.agreement, &form).await.map_err(say)?;
        self.wishes.insert(&wish.key, number);
        Ok(())
    }

    fn wish_number(&self, key: &str) -> Result<i64> {
        self.wishes.get(key).copied().ok_or_else(|| format!("the wish {key} is not posted yet"))
    }

    pub(super) async fn support(&self, at: DateTime<Utc>, wish: &files::Wish, s: &files::Backer) -> Result<()> {
        let (ctx, r#as) = self.person(&s.person, Some(&s.org), at).await?;
        planning::support(&ctx, &wish.agreement, self.wish_number(&wish.key)?, &SupportForm { r#as, on: "1".into() }).await.map_err(say)
    }

    pub(super) async fn answer_wish(&mut self, at: DateTime<Utc>, wish: &files::Wish, a: &files::WishAnswer) -> Result<()> {
        let curator = self.curator(&wish.agreement)?;
        let (ctx, r#as) = self.person(&a.person, Some(&curator), at).await?;
        let meeting = match &a.meeting {
            Some(key) => self.meetings.get(key.as_str()).ok_or("the meeting is not announced yet")?.to_string(),
            None => String::new(),
        };
        let into = match &a.into {
            Some(key) => self.wish_number(key)?.to_string(),
            None => String::new(),
        };
        let form = AnswerForm { key: self.key(), r#as, act: a.act.clone(), meeting, into, reason: a.reason.clone(), lang: wish.lang.clone() };
        planning::answer(&ctx, &wish.agreement, self.wish_number(&wish.key)?, &form).await.map_err(say)
    }

    pub(super) async fn choose(&mut self, at: DateTime<Utc>, c: &files::Choice) -> Result<()> {
        let curator = self.curator(&c.agreement)?;
        let (ctx, r#as) = self.person(&c.person, Some(&curator), at).await?;
        let number = *self.meetings.get(c.meeting.as_str()).ok_or("the meeting is not announced yet")?;
        let item = ChoiceItem { issue: self.issue(&c.issue)?, choice: c.choice.clone(), reason: c.reason.clone() };
        let form = ChoiceForm { key: self.key(), r#as, items: vec![item], others: String::new() };
        planning::choose(&ctx, &c.agreement, number, &form).await.map(|_| ()).map_err(say)
    }
}
