//! The page of a body: who sits there for which side, what is missing, its meetings.

use super::{crumbs, does, function, seats, side_title};
use crate::agreements::types::Side;
use crate::bodies::rules;
use crate::bodies::service::{self, BodyView};
use crate::bodies::store::{BodyMeeting, Holder};
use crate::bodies::types::{AssociateKind, BodyRole, SeatPost};
use crate::context::Ctx;
use crate::i18n::{bodies as t, dates, meetings as m};
use crate::meetings::types::MeetingState;
use crate::shell::{Nav, Page, PageResult};
use crate::time::days_late;
use crate::ui::Problem;
use crate::ui::form::{Form, hidden};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::Path;

/// A body.
pub async fn body(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>) -> PageResult {
    body_page(&ctx, &agreement, &slug, &Problem::default()).await
}

/// A body, with what was wrong with the form about one's own name.
pub async fn body_page(ctx: &Ctx, agreement: &str, slug: &str, problem: &Problem) -> PageResult {
    let seen = service::see(ctx, agreement, slug).await?;
    let l = ctx.locale;
    let b = &seen.body;
    let over = b.is_over(ctx.today());
    let state = over.then(|| view! { <span class="state off">{t::over(l)}</span> });
    let manage = seen.managed.any().then(|| {
        view! { <p class="acts noprint"><a class="button second" href=ctx.href(paths::body_part(&seen.agreement.slug, &b.slug, "platser"))>{t::manage_link(l)}</a></p> }
    });
    let side = |side| side_seats(ctx, &seen, side);
    let content = view! {
        <section class="head">{crumbs(ctx, &seen.agreement, None)}<h1>{b.name.clone()}</h1>
            <p class="meta"><span>{t::kind(l, b.kind)}</span>{state}</p><p class="lead">{does(l, b)}</p>{manage}</section>
        <div class="two"><div class="stack">
            {(!over).then(|| gaps(ctx, &seen))}
            {(!over).then(|| crate::consensus::pages::body_way(ctx, &seen.agreement, b.body_id, &b.slug))}
            {crate::activity::pages::of_body(ctx, &seen.agreement, &b.slug)}
            {side(Side::CivilSociety)}{side(Side::Public)}{beside(ctx, &seen)}{coming(ctx, &seen)}{competences(ctx, &seen)}{meetings(ctx, &seen)}
        </div><aside class="stack">{facts(ctx, &seen)}{own(ctx, &seen, problem)}</aside></div>
    };
    Ok(Page::new(b.name.clone()).of(&seen.agreement, Nav::Agreement).status(problem.status).render(ctx, content.into_html()))
}

/// What the body lacks, in words.
fn gaps(ctx: &Ctx, seen: &BodyView) -> Option<Html> {
    let l = ctx.locale;
    let b = &seen.body;
    let sits: Vec<&Holder> = [Side::CivilSociety, Side::Public].into_iter().flat_map(|side| seen.seats(ctx, side)).collect();
    let vacant = i64::try_from(seen.vacant(ctx, Side::CivilSociety).len() + seen.vacant(ctx, Side::Public).len()).unwrap_or(i64::MAX);
    let ending = i64::try_from(seen.ending(ctx)).unwrap_or(i64::MAX);
    let missing = seen.competences.iter().filter(|c| seen.known_by(ctx, c) == 0).map(|c| (t::gap_competence(l, &c.name), ui::lang_of(l, &c.lang)));
    let chair = sits.iter().any(|h| h.post == Some(SeatPost::Chair));
    let late = b.review_due_on.is_some_and(|d| days_late(d, ctx.today()) > 0);
    let size = b.wrong_size();
    // with a range of people laid down, a place that stands empty lacks only below it
    let vacant = if b.size_least.is_none_or(|least| b.civil + b.public < least) { vacant } else { 0 };
    let (others, unsaid) = seen.not_leaders(ctx);
    let all = [
        size.map(|(sits, least, most)| t::gap_size(l, sits, least, most)),
        (others > 0).then(|| t::gap_not_leader(l, others)),
        (unsaid > 0).then(|| t::gap_unsaid_role(l, unsaid)),
        (b.is_unequal()).then(|| t::gap_unequal(l, b.civil, b.public)),
        (vacant > 0).then(|| t::gap_vacant(l, vacant)),
        (!chair && sits.len() > 1).then(|| t::gap_chair(l).to_string()),
        (ending > 0).then(|| t::gap_ending(l, ending)),
        late.then(|| t::gap_review(l).to_string()),
    ];
    let items: Vec<_> = all.into_iter().flatten().map(|words| (words, None)).chain(missing).map(|(words, lang)| view! { <li lang=lang>{words}</li> }).collect();
    (!items.is_empty()).then(|| {
        view! { <section class="flash warning flow" aria-labelledby="saknas"><h2 class="h3" id="saknas">{t::gaps(l)}</h2><ul>{items}</ul></section> }
            .into_html()
    })
}

/// Seats of a side with its vacancies; nothing where that side has none here.
fn side_seats(ctx: &Ctx, seen: &BodyView, side: Side) -> Option<Html> {
    let l = ctx.locale;
    let sits = seen.seats(ctx, side);
    let vacant = seen.vacant(ctx, side);
    let laid_down = rules::laid_down(seen.body.seats_civil, seen.body.seats_public, side);
    if sits.is_empty() && vacant.is_empty() && (laid_down.is_some() || seen.body.side != side) {
        return None;
    }
    let id = side.code();
    let count = match laid_down {
        Some(n) => t::filled(l, sits.len(), n),
        None if sits.is_empty() => t::no_seats(l).to_string(),
        None => t::sits(l, sits.len()),
    };
    let mut rows: Vec<Html> = sits.iter().map(|h| seat_row(ctx, seen, h)).collect();
    if !seen.body.is_over(ctx.today()) {
        let open = |n: &i64| view! { <tr><th scope="row">{t::seat_number(l, *n)}</th><td data-label=t::column_who(l)><span class="state wait">{t::vacant(l)}</span></td><td></td><td></td><td></td></tr> };
        rows.extend(vacant.iter().map(|n| open(n).into_html()));
    }
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="cq"><table class="cards"><caption class="vh">{side_title(l, side)}</caption>
                <thead><tr><th scope="col">{t::column_seat(l)}</th><th scope="col">{t::column_who(l)}</th><th scope="col">{t::column_appointed(l)}</th>
                    <th scope="col">{t::column_term(l)}</th><th scope="col">{t::column_attendance(l)}</th></tr></thead>
                <tbody>{rows}</tbody></table></div>
        }
    });
    Some(view! { <section aria-labelledby=id><h2 id=id>{side_title(l, side)}</h2><p class="quiet">{count}</p>{table}</section> }.into_html())
}

/// Who: the name where its owner agreed, and where they come from.
fn who(ctx: &Ctx, seen: &BodyView, h: &Holder) -> Html {
    let l = ctx.locale;
    let name = h.shown_name().map_or_else(|| view! { <span class="quiet">{t::name_hidden(l)}</span> }.into_html(), |name| name.to_string().into_html());
    let from = h.organisation_name.clone().zip(h.organisation_slug.as_deref()).map(|(name, slug)| {
        view! { <br /><a href=ctx.href(paths::organisation(&seen.agreement.slug, slug))>{name}</a> }
    });
    view! { {name}{from} }.into_html()
}

fn appointed(ctx: &Ctx, seen: &BodyView, h: &Holder) -> Option<Html> {
    let (name, slug) = h.appointed_name.clone().zip(h.appointed_slug.as_deref())?;
    Some(view! { <a href=ctx.href(paths::organisation(&seen.agreement.slug, slug))>{name}</a> }.into_html())
}

fn term(ctx: &Ctx, h: &Holder) -> Html {
    let l = ctx.locale;
    let soon = rules::ends_soon(h.to_on, ctx.today()).then(|| view! { " "<span class="state wait">{t::ends_soon(l)}</span> });
    let day = h.to_on.map_or_else(|| t::until_further(l).into_html(), |d| ui::time_tag(l, d, ctx.today()));
    view! { {day}{soon} }.into_html()
}

fn seat_row(ctx: &Ctx, seen: &BodyView, h: &Holder) -> Html {
    let l = ctx.locale;
    let number = h.place.map(|n| format!("{}: ", t::seat_number(l, n)));
    let post = h.post.map(|p| view! { " "<span class="state">{t::post(l, Some(p))}</span> });
    let attendance = if h.noted > 0 { t::attended(l, h.attended, h.noted) } else { t::not_noted(l).to_string() };
    view! {
        <tr><th scope="row">{number}{function(l, h)}{post}</th><td data-label=t::column_who(l)>{who(ctx, seen, h)}</td>
            <td data-label=t::column_appointed(l)>{appointed(ctx, seen, h)}</td><td data-label=t::column_term(l)>{term(ctx, h)}</td>
            <td data-label=t::column_attendance(l)>{attendance}</td></tr>
    }
    .into_html()
}

/// Substitutes and experts.
fn beside(ctx: &Ctx, seen: &BodyView) -> Html {
    let l = ctx.locale;
    let list = |id: &'static str, title: &'static str, kind: AssociateKind| {
        let rows: Vec<_> = seen.holders.iter().filter(|h| h.kind == Some(kind) && h.has_begun(ctx.today())).map(|h| line(ctx, seen, h)).collect();
        (!rows.is_empty()).then(|| view! { <section aria-labelledby=id><h2 class="h3" id=id>{title}</h2><ul class="rows">{rows}</ul></section> })
    };
    view! { {list("ersattare", t::substitutes(l), AssociateKind::Substitute)}{list("sakkunniga", t::experts(l), AssociateKind::Expert)} }.into_html()
}

/// Who takes a seat later.
fn coming(ctx: &Ctx, seen: &BodyView) -> Option<Html> {
    let l = ctx.locale;
    let rows: Vec<_> = seen.holders.iter().filter(|h| !h.has_begun(ctx.today())).map(|h| line(ctx, seen, h)).collect();
    (!rows.is_empty()).then(|| {
        view! { <section aria-labelledby="senare"><h2 class="h3" id="senare">{t::coming_seats(l)}</h2><ul class="rows">{rows}</ul></section> }.into_html()
    })
}

fn line(ctx: &Ctx, seen: &BodyView, h: &Holder) -> Html {
    let l = ctx.locale;
    let side = match h.side {
        Side::CivilSociety => Some(t::for_civil(l)),
        Side::Public => Some(t::for_public(l)),
        Side::Both => None,
    };
    let begins = (!h.has_begun(ctx.today())).then(|| view! { <span>{t::from(l)}" "{ui::time_tag(l, h.from_on, ctx.today())}</span> });
    let by = appointed(ctx, seen, h).map(|by| view! { <span>{t::column_appointed(l)}" "{by}</span> });
    view! {
        <li><h3>{function(l, h)}</h3><p>{who(ctx, seen, h)}</p>
            <p class="meta">{side.map(|s| view! { <span>{s}</span> })}{begins}<span>{t::column_term(l)}" "{term(ctx, h)}</span>{by}</p></li>
    }
    .into_html()
}

fn competences(ctx: &Ctx, seen: &BodyView) -> Option<Html> {
    let l = ctx.locale;
    let items: Vec<_> = seen
        .competences
        .iter()
        .map(|c| {
            let n = i64::try_from(seen.known_by(ctx, c)).unwrap_or(i64::MAX);
            let state = if n == 0 {
                view! { <span class="state wait">{t::missing(l)}</span> }.into_html()
            } else {
                view! { <span class="state done">{t::covered(l, n)}</span> }.into_html()
            };
            view! { <li><span lang=ui::lang_of(l, &c.lang)>{c.name.clone()}</span>" "{state}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <section aria-labelledby="kompetenser"><h2 id="kompetenser">{t::competences(l)}</h2><p class="quiet">{t::competences_lead(l)}</p><ul class="names">{items}</ul></section> }.into_html()
    })
}

fn meetings(ctx: &Ctx, seen: &BodyView) -> Html {
    let l = ctx.locale;
    let (coming, held) = seen.coming_and_held(ctx);
    let rows = |of: &[&BodyMeeting]| of.iter().map(|x| meeting(ctx, seen, x)).collect::<Vec<_>>();
    let held = (!held.is_empty())
        .then(|| view! { <section aria-labelledby="hallna"><h2 id="hallna">{t::meetings_held(l)}</h2><ul class="rows">{rows(&held)}</ul></section> });
    let coming = if coming.is_empty() {
        (!seen.body.is_over(ctx.today())).then(|| {
            view! { <section aria-labelledby="moten"><h2 id="moten">{t::meetings_coming(l)}</h2><p class="quiet">{t::meetings_none(l)}</p></section> }
                .into_html()
        })
    } else {
        Some(view! { <section aria-labelledby="moten"><h2 id="moten">{t::meetings_coming(l)}</h2><ul class="rows">{rows(&coming)}</ul></section> }.into_html())
    };
    view! { {coming}{held} }.into_html()
}

fn meeting(ctx: &Ctx, seen: &BodyView, x: &BodyMeeting) -> Html {
    let l = ctx.locale;
    let a = &seen.agreement.slug;
    let past = x.ends_at <= ctx.now();
    let href = ctx.href(paths::meeting(a, x.number, &x.slug));
    let state = match x.state {
        MeetingState::Cancelled => Some(view! { <span class="state off">{m::cancelled(l)}</span> }.into_html()),
        s if s.has_minutes() => Some(view! { <span class="state done">{m::has_minutes(l)}</span> }.into_html()),
        _ if past => Some(view! { <span class="state wait">{m::no_minutes(l)}</span> }.into_html()),
        _ => None,
    };
    let agenda = (!past && x.items > 0).then(|| view! { <a href=format!("{href}#dg")>{t::agenda(l, x.items)}</a> });
    let note = seen.may_note(ctx, x).then(|| {
        let words = if x.noted { t::noted_link(l) } else { t::note_link(l) };
        view! { <a href=ctx.href(paths::body_part(a, &seen.body.slug, format!("narvaro/{}", x.number)))>{words}<span class="vh">": "{x.title.clone()}</span></a> }
    });
    view! {
        <li><h3><a href=href lang=ui::lang_of(l, &x.lang)>{x.title.clone()}</a></h3>
            <p class="meta"><time datetime=x.starts_local.format("%Y-%m-%dT%H:%M").to_string()>{dates::moment(l, x.starts_local, ctx.today())}</time>
                <span>{m::kind(l, x.kind)}</span><span>{x.place.clone()}</span>{state}{agenda}{note}</p></li>
    }
    .into_html()
}

fn facts(ctx: &Ctx, seen: &BodyView) -> Html {
    let l = ctx.locale;
    let b = &seen.body;
    let a = &seen.agreement.slug;
    let fact = |name: &'static str, value: Html| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let link = |slug: &str, name: &str| view! { <a href=ctx.href(paths::organisation(a, slug))>{name.to_string()}</a> }.into_html();
    let named = |name: &'static str, role: BodyRole| {
        let links: Vec<_> = seen.parties(role).into_iter().enumerate().map(|(i, p)| view! { {(i > 0).then_some(", ")}{link(&p.slug, &p.name)} }).collect();
        (!links.is_empty()).then(|| fact(name, links.into_html()))
    };
    let day = |d| ui::time_tag(l, d, ctx.today());
    let convener = b.convener_slug.as_deref().zip(b.convener_name.as_deref()).map(|(slug, name)| fact(t::convener(l), link(slug, name)));
    let meetings = b
        .meetings_least
        .zip(b.meetings_most)
        .map(|(least, most)| fact(t::meetings_fact(l), if least == most { least.to_string() } else { t::meetings_span(l, least, most) }.into_html()));
    let review = b.review_months.map_or_else(|| t::review_revision(l).to_string(), |n| t::review_every(l, t::span(l, n)));
    let due = (!b.is_over(ctx.today())).then_some(b.review_due_on).flatten().map(|d| {
        let late = ui::late_state(l, d, ctx.today());
        fact(t::review_due(l), view! { {day(d)}" "{late} }.into_html())
    });
    view! {
        <section aria-labelledby="satt"><h2 class="h3" id="satt">{t::facts(l)}</h2><dl class="facts">
            {fact(t::seats_fact(l), seats(l, b).into_html())}{b.equal_numbers.then(|| fact(t::equal(l), t::yes(l).into_html()))}
            {b.size_least.zip(b.size_most).map(|(least, most)| fact(t::size_fact(l), if least == most { least.to_string() } else { t::meetings_span(l, least, most) }.into_html()))}
            {b.civil_leaders.then(|| fact(t::leaders_fact(l), t::leaders_who(l).into_html()))}
            {b.term_months.map(|n| fact(t::term(l), t::span(l, n).into_html()))}{convener}
            {named(t::appoints_civil(l), BodyRole::AppointsCivil)}{named(t::appoints_public(l), BodyRole::AppointsPublic)}{named(t::financed_by(l), BodyRole::Finances)}
            {meetings}{fact(t::review_fact(l), review.into_html())}{b.reviewed_on.map(|d| fact(t::reviewed_on(l), day(d)))}{due}
        </dl><p><a class="more" href=ctx.href(paths::organisation(a, &b.slug))>{crate::i18n::organisations::about_us(l)}</a></p></section>
    }
    .into_html()
}

/// For somebody who has a place here: whether their name is shown.
fn own(ctx: &Ctx, seen: &BodyView, problem: &Problem) -> Option<Html> {
    let l = ctx.locale;
    let shown = seen.own?;
    let (text, button, value) = if shown { (t::own_shown(l), t::own_hide(l), "") } else { (t::own_hidden(l), t::own_show(l), "1") };
    let action = ctx.href(paths::body_part(&seen.agreement.slug, &seen.body.slug, "namn"));
    Some(
        view! {
            <section class="noprint" aria-labelledby="min"><h2 class="h3" id="min">{t::own_title(l)}</h2><p>{text}</p>
                <form method="post" action=action>{Form::new(l, problem, t::label).summary()}{hidden(ctx, "", problem)}
                    <p class="acts"><button class="button second" name="shows" value=value>{button}</button></p></form></section>
        }
        .into_html(),
    )
}
