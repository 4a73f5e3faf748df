//! Who signed up, what they need and who waits: for the kansli.

use super::{part_of, path_of};
use crate::context::Ctx;
use crate::i18n::{Locale, common as c, meetings as t, sign_up as s};
use crate::ids::RegistrationId;
use crate::meetings::service::{self, Registrants};
use crate::meetings::store::Registration;
use crate::meetings::types::{NeedKind, RegistrationState};
use crate::paths;
use crate::shell::{Nav, Page, PageResult};
use crate::ui;
use crate::ui::prelude::*;
use axum::extract::Path;

/// Who signed up.
pub async fn registrants(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let list = service::registrants(&ctx, &agreement, super::number(&part)?).await?;
    let view = view(&ctx, &list);
    Ok(Page::new(t::registrants(ctx.locale)).of(&list.agreement, Nav::Meetings).private().render(&ctx, view))
}

fn view(ctx: &Ctx, list: &Registrants) -> Html {
    let l = ctx.locale;
    let (a, m) = (&list.agreement, &list.meeting);
    let content = if list.people.is_empty() {
        ui::empty(t::registrants_none_title(l), t::registrants_none_text(l), None)
    } else {
        let rows: Vec<_> = list.people.iter().map(|p| row(l, list, p, None)).collect();
        let online = match m.online_capacity {
            Some(all) => s::online_taken_of(l, m.online_taken - m.online_lapsed, all),
            None => s::online_taken(l, m.online_taken - m.online_lapsed),
        };
        let online = if m.online_url.is_empty() { String::new() } else { format!(", {online}") };
        let caption = format!("{}{online}", s::places_taken(l, m.taken - m.lapsed, m.capacity));
        table(l, &caption, t::place_state(l), rows)
    };
    let waiting = (!list.waiting.is_empty()).then(|| {
        let rows: Vec<_> = (1..).zip(&list.waiting).map(|(n, p)| row(l, list, p, Some(n))).collect();
        view! { <section aria-labelledby="vl"><h2 id="vl">{s::waiting_title(l)}</h2><p>{s::waiting_lead(l)}</p>{table(l, s::waiting_title(l), s::number_in_line(l), rows)}</section> }
    });
    let link = |part: &str, name: &'static str| view! { <li><a href=ctx.href(part_of(a, m, part))>{name}</a></li> };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into()), (path_of(a, m), m.title.clone())])}
            <h1>{t::registrants(l)}</h1><p class="lead">{t::registrants_lead(l)}</p></section>
        {content}
        {order(l, list)}
        {waiting}
        <ul class="links noprint">{link("incheckning", s::door_link(l))}{link("inbjudna", s::guests(l))}{link("protokoll", t::write_minutes(l))}</ul>
    }
    .into_html()
}

fn table(l: Locale, caption: &str, last: &'static str, rows: Vec<Html>) -> Html {
    let caption = caption.to_string();
    view! {
        <div class="cq"><table class="cards"><caption>{caption}</caption>
            <thead><tr><th scope="col">{t::who(l)}</th><th scope="col">{t::field_organisation(l)}</th><th scope="col">{t::own_how(l)}</th>
                <th scope="col">{t::own_needs(l)}</th><th scope="col">{last}</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
    }
    .into_html()
}

/// What somebody needs, in words.
fn needs_of(l: Locale, list: &Registrants, id: RegistrationId, own_words: &str) -> String {
    let kinds = list.needs.iter().filter(|(of, ..)| *of == id).map(|(_, kind, detail)| {
        let name = s::need(l, *kind);
        if detail.is_empty() { name.to_string() } else { format!("{name}: {detail}") }
    });
    kinds.chain((!own_words.is_empty()).then(|| own_words.to_string())).collect::<Vec<_>>().join("; ")
}

/// The organisation of somebody who waits has as many places as it can have.
fn passed_over(list: &Registrants, p: &Registration) -> bool {
    let has = || list.people.iter().filter(|r| r.organisation_key == p.organisation_key).count() as i64;
    !p.organisation_key.is_empty() && list.meeting.seats_per_organisation.is_some_and(|most| has() >= most)
}

fn row(l: Locale, list: &Registrants, p: &Registration, number: Option<usize>) -> Html {
    let class = if p.state == RegistrationState::Confirmed { "state done" } else { "state wait" };
    let last = match number {
        Some(n) => {
            let over = passed_over(list, p).then(|| view! { " "<span class="state wait">{s::passed_over(l)}</span> });
            view! { <td data-label=s::number_in_line(l)>{n}{over}</td> }.into_html()
        }
        None => view! { <td data-label=t::place_state(l)><span class=class>{t::registration_state(l, p.state)}</span></td> }.into_html(),
    };
    let code = (number.is_none() && !p.code.is_empty()).then(|| view! { " "<span class="quiet">{p.code.clone()}</span> });
    view! {
        <tr><th scope="row">{p.name.clone()}{code}</th>
            <td data-label=t::field_organisation(l)>{Some(p.organisation_name.clone()).filter(|n| !n.is_empty())}</td>
            <td data-label=t::own_how(l)>{if p.online { t::how_online(l) } else { t::how_place(l) }}</td>
            <td data-label=t::own_needs(l)>{Some(needs_of(l, list, p.id, &p.needs)).filter(|n| !n.is_empty())}</td>
            {last}</tr>
    }
    .into_html()
}

/// What there is to order, summed over those who have a place.
fn order(l: Locale, list: &Registrants) -> Option<Html> {
    if list.people.is_empty() {
        return None;
    }
    let has_place = |id: &RegistrationId| list.people.iter().any(|p| p.id == *id);
    let rows: Vec<_> = NeedKind::ALL
        .iter()
        .filter_map(|kind| {
            let all: Vec<&str> = list.needs.iter().filter(|(id, k, _)| k == kind && has_place(id)).map(|(_, _, detail)| detail.as_str()).collect();
            let details = all.iter().filter(|d| !d.is_empty()).copied().collect::<Vec<_>>().join("; ");
            (!all.is_empty()).then(|| {
                view! { <tr><th scope="row">{s::need(l, *kind)}</th><td data-label=s::order_number(l)>{all.len()}</td><td data-label=s::order_details(l)>{details}</td></tr> }
            })
        })
        .collect();
    let others: Vec<&str> = list.people.iter().filter(|p| !p.needs.is_empty()).map(|p| p.needs.as_str()).collect();
    let other = (!others.is_empty()).then(|| {
        view! { <tr><th scope="row">{s::field_needs_other(l)}</th><td data-label=s::order_number(l)>{others.len()}</td><td data-label=s::order_details(l)>{others.join("; ")}</td></tr> }
    });
    let content = if rows.is_empty() && other.is_none() {
        view! { <p>{s::order_none(l)}</p> }.into_html()
    } else {
        view! {
            <div class="cq"><table class="cards"><caption>{s::order_lead(l)}</caption>
                <thead><tr><th scope="col">{s::order_what(l)}</th><th scope="col">{s::order_number(l)}</th><th scope="col">{s::order_details(l)}</th></tr></thead>
                <tbody>{rows}{other}</tbody></table></div>
        }
        .into_html()
    };
    Some(view! { <section aria-labelledby="best"><h2 id="best">{s::order_title(l)}</h2>{content}</section> }.into_html())
}
