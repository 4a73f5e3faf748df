//! Service tests of issues, each on both databases.

mod posting;

use super::service::IssueForm;
use crate::context::Ctx;

/// A form that is fine, opened by the context's actor.
pub fn issue_form(ctx: &Ctx, key: &str) -> IssueForm {
    IssueForm {
        key: key.into(),
        r#as: ctx.actor.as_ref().and_then(|a| a.acting_as).map(|id| id.to_string()).unwrap_or_default(),
        title: "Trösklar i föreningslokaler".into(),
        what: "Vi kommer inte in i **tre** av lokalerna som staden hyr ut.".into(),
        why: "Alla ska kunna delta.".into(),
        whom: "Medlemmar med rullstol".into(),
        ask: "En lista med mått för varje lokal.".into(),
        forum: "rost".into(),
        themes: vec!["lokaler".into()],
        areas: vec!["norr".into(), "soder".into()],
        principles: vec!["2".into()],
        commitments: vec!["1".into()],
        lang: "sv".into(),
        ..IssueForm::default()
    }
}
