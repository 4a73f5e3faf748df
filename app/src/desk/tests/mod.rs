//! Tests of the desk.

mod beside;
mod bulk;
mod bulk_waiting;
mod newcomers;
mod queues;
mod todo;

use crate::context::Ctx;
use crate::curation::tests::opened_for;
use crate::issues::service::{ContributionForm, contribute};

/// Contributes to an issue; gives the number.
async fn wrote(ctx: &Ctx, issue: i64) -> i64 {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: "Vi känner igen det här.".into(), ..ContributionForm::default() };
    contribute(ctx, "stad", issue, &form).await.unwrap().number
}
