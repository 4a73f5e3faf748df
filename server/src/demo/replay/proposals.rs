//! Proposals to change how a forum or a body works.

use super::super::{Result, files, instant};
use super::{Planned, Replay, Step, say};
use app::consensus::service::{self as consensus, ActForm, AnswerForm, ProposeForm, ReviewForm};
use chrono::{DateTime, NaiveDate, Utc};

/// What happens, with when.
pub(super) fn steps<'a>(day_0: NaiveDate, data: &'a files::Consensus, steps: &mut Vec<Planned<'a>>) -> Result<()> {
    const FILE: &str = "consensus.toml";
    let mut add = |day: i64, time: &str, step| {
        let at = instant(day_0, day, time).map_err(|e| format!("demo/{FILE}: {e}"))?;
        steps.push(Planned { at, file: FILE, step });
        Ok::<_, String>(())
    };
    for p in &data.proposal {
        add(p.posted.day, &p.posted.time, Step::Propose(p))?;
        for a in &p.answers {
            add(a.day, &a.time, Step::AnswerProposal(p, a))?;
        }
        if let Some(r) = &p.revision {
            add(r.day, &r.time, Step::ReviseProposal(p, r))?;
        }
        let until_day = p.revision.as_ref().map_or(p.until_day, |r| r.until_day);
        add(until_day + 1, "00:05", Step::EndProposal(p))?;
    }
    for r in &data.review {
        add(r.day, &r.time, Step::ReviewModel(r))?;
    }
    Ok(())
}

impl<'a> Replay<'a> {
    pub(super) async fn propose(&mut self, at: DateTime<Utc>, p: &'a files::Proposal) -> Result<()> {
        let (ctx, r#as) = self.person(&p.person, Some(&p.organisation), at).await?;
        let form = ProposeForm {
            key: self.key(),
            r#as,
            om: p.om.clone(),
            title: p.title.clone(),
            now: p.now.clone(),
            text: p.text.clone(),
            why: p.why.clone(),
            until: self.date(p.until_day),
            lang: p.lang.clone(),
        };
        let number = consensus::propose(&ctx, &p.agreement, &form).await.map_err(say)?;
        self.proposals.insert(&p.key, number);
        Ok(())
    }

    fn proposal_number(&self, p: &files::Proposal) -> Result<i64> {
        self.proposals.get(p.key.as_str()).copied().ok_or_else(|| format!("the proposal {} is not made yet", p.key))
    }

    pub(super) async fn answer_proposal(&mut self, at: DateTime<Utc>, p: &files::Proposal, a: &files::ProposalAnswer) -> Result<()> {
        let (ctx, r#as) = self.person(&a.person, Some(&a.organisation), at).await?;
        let number = self.proposal_number(p)?;
        let seen = consensus::proposal(&ctx, &p.agreement, number).await.map_err(say)?;
        let version = seen.proposal.version;
        let revision = seen.own().and_then(|own| own.to(version)).map_or(0, |given| given.revision);
        let form = AnswerForm {
            key: self.key(),
            r#as,
            version: version.to_string(),
            revision: revision.to_string(),
            answer: a.answer.clone(),
            reason: a.reason.clone(),
            lang: p.lang.clone(),
        };
        consensus::answer(&ctx, &p.agreement, number, &form).await.map_err(say)
    }

    pub(super) async fn revise_proposal(&mut self, at: DateTime<Utc>, p: &files::Proposal, r: &files::ProposalRevision) -> Result<()> {
        let (ctx, r#as) = self.person(&p.person, Some(&p.organisation), at).await?;
        let form = ActForm {
            key: self.key(),
            r#as,
            version: "1".into(),
            act: "revise".into(),
            text: r.text.clone(),
            reason: r.reason.clone(),
            until: self.date(r.until_day),
            lang: p.lang.clone(),
        };
        consensus::act(&ctx, &p.agreement, self.proposal_number(p)?, &form).await.map_err(say)
    }

    pub(super) async fn review_model(&mut self, at: DateTime<Utc>, r: &files::ModelReview) -> Result<()> {
        let curator = self.curator(&r.agreement)?;
        let (ctx, r#as) = self.person(&r.person, Some(&curator), at).await?;
        let form = ReviewForm { key: self.key(), r#as, reason: r.reason.clone(), lang: "sv".into() };
        consensus::reviewed(&ctx, &r.agreement, &form).await.map_err(say)
    }

    pub(super) async fn end_proposal(&self, at: DateTime<Utc>, p: &files::Proposal) -> Result<()> {
        let ctx = self.ctx.at(at);
        let seen = consensus::proposal(&ctx, &p.agreement, self.proposal_number(p)?).await.map_err(say)?;
        consensus::end(&ctx, seen.proposal.id).await.map_err(say)
    }
}
