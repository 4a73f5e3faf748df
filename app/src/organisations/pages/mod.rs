//! Pages of organisations.

mod edit;
mod invite;
mod new;
mod register;
mod show;

pub use edit::{edit, edit_again};
pub use invite::{invitation, invitation_spent, invite, invite_again};
pub use new::{new, new_again};
pub use register::register;
pub use show::{clocks, organisation, organisation_again};

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::common;
use crate::paths;
use crate::ui;
use crate::ui::prelude::*;

/// Paragraphs of a plain text.
fn paragraphs(text: &str) -> Vec<Html> {
    let lines = |p: &str| p.lines().enumerate().map(|(i, line)| view! { {(i > 0).then(|| view! { <br /> })}{line.to_string()} }).collect::<Vec<_>>();
    text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(|p| view! { <p>{lines(p)}</p> }.into_html()).collect()
}

/// Where one is, under the register or under an organisation.
fn crumbs(ctx: &Ctx, agreement: &Agreement, organisation: Option<(&str, &str)>) -> Html {
    let mut trail = vec![(paths::organisations(&agreement.slug), common::organisations(ctx.locale).to_string())];
    trail.extend(organisation.map(|(slug, name)| (paths::organisation(&agreement.slug, slug), name.to_string())));
    ui::breadcrumbs(ctx, agreement, trail)
}
