//! Forms of the desk.

use super::pages;
use super::service::bulk::{self as service, BulkForm};
use super::service::bulk_waiting as waiting;
use crate::context::Ctx;
use crate::phrases::service::{drawn_again, put_in};
use crate::shell::PageResult;
use crate::ui::{Body, Problem};
use axum::extract::Path;

/// Takes one decision about several issues, or about several contributions that wait. The page that follows tells what became of each; sent twice, it tells the same.
pub async fn bulk(ctx: Ctx, Path(agreement): Path<String>, Body(form): Body<BulkForm>) -> PageResult {
    if let Some(filled) = put_in(&ctx, &agreement, &form).await {
        let (form, problem) = drawn_again(&ctx, form, filled)?;
        return pages::bulk_page(&ctx, &agreement, &form, &problem).await;
    }
    if form.is_of_contributions() {
        return match waiting::decide(&ctx, &agreement, &form).await {
            Ok(seen) => Ok(pages::decided_waiting(&ctx, &seen, &form)),
            Err(e) => pages::bulk_page(&ctx, &agreement, &form, &Problem::of(&ctx, e)?).await,
        };
    }
    match service::decide(&ctx, &agreement, &form).await {
        Ok(seen) => Ok(pages::decided(&ctx, &seen, &form)),
        Err(e) => {
            let problem = Problem::of(&ctx, e)?;
            pages::bulk_page(&ctx, &agreement, &form, &problem).await
        }
    }
}
