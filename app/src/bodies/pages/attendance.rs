//! Noting who of a body was at its meeting.

use super::{crumbs, side_title};
use crate::bodies::service::{self, AttendanceForm};
use crate::context::Ctx;
use crate::i18n::{bodies as t, common as c};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Form, Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use axum::extract::Path;

/// The page.
pub async fn attendance(ctx: Ctx, Path((agreement, slug, meeting)): Path<(String, String, i64)>) -> PageResult {
    attendance_page(&ctx, &agreement, &slug, meeting, None, &Problem::default()).await
}

/// The page, as ticked.
pub async fn attendance_page(ctx: &Ctx, agreement: &str, slug: &str, meeting: i64, typed: Option<&AttendanceForm>, problem: &Problem) -> PageResult {
    let seen = service::attendance(ctx, agreement, slug, meeting).await?;
    let l = ctx.locale;
    let (a, b, m) = (&seen.agreement, &seen.body, &seen.meeting);
    let title = t::attendance_title(l, &m.title);
    let stored = |other: bool| -> Vec<String> {
        seen.seats.iter().filter(|s| s.present == Some(true) && s.by_substitute.unwrap_or_default() == other).map(|s| s.id.to_string()).collect()
    };
    let (key, present, substituted) =
        typed.map_or_else(|| (String::new(), stored(false), stored(true)), |f| (f.key.clone(), f.present.clone(), f.substituted.clone()));
    let choices: Vec<_> = seen
        .seats
        .iter()
        .map(|s| {
            let function = if s.function.is_empty() { t::post(l, s.post).to_string() } else { s.function.clone() };
            let number = s.place.map(|n| t::seat_number(l, n));
            let (label, more) = match seen.name_of(s) {
                Some(name) => (name.to_string(), number.map(|n| format!("{n}, ")).unwrap_or_default()),
                None => (number.unwrap_or_else(|| t::name_hidden(l).to_string()), String::new()),
            };
            (s.id.to_string(), label, format!("{more}{function}, {}", side_title(l, s.side)))
        })
        .collect();
    let with_substitutes: Vec<_> = seen.seats.iter().zip(&choices).filter(|(s, _)| s.has_substitutes).map(|(_, choice)| choice.clone()).collect();
    let f = Form::new(l, problem, t::label);
    let back = ctx.href(paths::body(&a.slug, &b.slug));
    let form = if choices.is_empty() {
        view! { <p>{t::attendance_none(l)}</p> }.into_html()
    } else {
        view! {
            <form class="form" method="post" action=ctx.href(paths::body_part(&a.slug, &b.slug, format!("narvaro/{meeting}"))) novalidate>
                {f.summary()}{hidden(ctx, &key, problem)}
                {f.choices("present", true, &present, choices, Options::default())}
                {(!with_substitutes.is_empty()).then(|| f.choices("substituted", true, &substituted, with_substitutes, Options::default()))}
                <div class="acts"><button class="button">{t::attendance_button(l)}</button><a href=back>{c::cancel(l)}</a></div>
            </form>
        }
        .into_html()
    };
    let content = view! {
        <section class="head">{crumbs(ctx, a, Some(b))}<h1 lang=ui::lang_of(l, &m.lang)>{title.clone()}</h1>
            <p class="meta">{ui::time_tag(l, m.starts_local.date(), ctx.today())}</p><p class="lead">{t::attendance_lead(l)}</p></section>
        {form}
    };
    Ok(Page::new(title).of(a, Nav::Agreement).layout("wrap stack narrow").private().status(problem.status).render(ctx, content.into_html()))
}
