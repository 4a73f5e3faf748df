//! Tests of the desk.

mod beside;
mod bulk;
mod bulk_waiting;
mod meetings;
mod newcomers;
mod plans;
mod queues;
mod todo;

use crate::context::Ctx;
use crate::curation::tests::opened_for;
use crate::issues::service::{ContributionForm, contribute};

/// Contributes to an issue; gives the number.
async fn wrote(ctx: &Ctx, issue: i64) -> i64 {
    // nobody says the same twice
    let key = ctx.rng.secret();
    let form = ContributionForm { text: format!("Vi känner igen det här. {key}"), key, r#as: opened_for(ctx), ..ContributionForm::default() };
    contribute(ctx, "stad", issue, &form).await.unwrap().number
}
