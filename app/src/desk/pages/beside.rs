//! What is chosen where it is no issue to decide about: reports of content, an appeal, a meeting. To read, and on to what is done about it.

use super::desk::{anchor, anchor_of_appeal, anchor_of_meeting, carried};
use crate::appeals::pages as appeals;
use crate::appeals::service::Appeal;
use crate::appeals::types::Appealable;
use crate::context::Ctx;
use crate::desk::service::{Beside, Desk, DeskQuery};
use crate::i18n::{appeals as ta, curation, dates, desk as t, meetings as tm, moderation as tf};
use crate::issues::store::read::hidden_as;
use crate::meetings::store::{Item, Meeting};
use crate::meetings::types::MeetingState;
use crate::moderation::pages as moderation;
use crate::moderation::service::AnswerForm;
use crate::moderation::store::FlagRow;
use crate::phrases::store::PhraseRow;
use crate::ui::prelude::*;
use crate::ui::{self, Problem};
use crate::{paths, time};

/// The panel.
pub fn panel(ctx: &Ctx, desk: &Desk, beside: &Beside, query: &DeskQuery) -> Html {
    let l = ctx.locale;
    let (row, content) = match beside {
        Beside::Reports(open, phrases) => (anchor(query.fraga, query.inlagg), reports(ctx, desk, query, (open, phrases))),
        Beside::Appeal(seen) => (anchor_of_appeal(seen.row.number), appeal(ctx, desk, seen)),
        Beside::Meeting(m, items) => (anchor_of_meeting(m.number), meeting(ctx, desk, m, items)),
    };
    let back = ctx.href(format!("{}#{row}", desk.path(desk.queue)));
    view! { <section class="side" aria-labelledby="chosen"><a class="back" href=back>{curation::back_to_list(l)}</a>{content}</section> }.into_html()
}

/// A reported thing with its reports: what is done about it, or the answer that it stays.
fn reports(ctx: &Ctx, desk: &Desk, query: &DeskQuery, (open, phrases): (&[FlagRow], &[PhraseRow])) -> Html {
    let (l, a) = (ctx.locale, &desk.agreement);
    let Some(first) = open.first() else {
        return view! { <h2 class="h3" id="chosen" tabindex="-1">{t::reports_gone_title(l)}</h2><p>{t::reports_gone_text(l)}</p> }.into_html();
    };
    let issue = paths::issue(&a.slug, first.number, &first.slug);
    let (title, href) = match first.contribution {
        Some(n) => (tf::about_contribution(l, n, &first.title), format!("{issue}#inlagg-{n}")),
        None => (first.title.clone(), issue),
    };
    let decide = first.contribution.is_none().then(|| {
        let href = ctx.href(format!("{}/beslut", paths::issue(&a.slug, first.number, &first.slug)));
        view! { <a class="button second" href=href>{tf::decide_instead(l)}</a> }
    });
    let ko = carried(ctx, desk, query);
    let (act, name) = moderation::instead(l, a, first, &ko);
    let form = AnswerForm { fraga: first.number, inlagg: first.contribution.unwrap_or(0), ko, ..AnswerForm::default() };
    view! {
        <h2 class="h3" id="chosen" tabindex="-1"><a href=ctx.href(href)>{title}</a></h2>
        <p class="meta"><span class="voice">{first.author.clone()}</span></p>
        <div class="prose" lang=ui::lang_of(l, &first.lang) inner_html=ui::prose(l, &first.html)></div>
        {moderation::reports(ctx, open)}
        <p class="acts"><a class="button second" href=ctx.href(act)>{name}</a>{decide}</p>
        <h3>{tf::answer_title(l)}</h3>
        {moderation::answer_form(ctx, a, &form, phrases, &Problem::default())}
    }
    .into_html()
}

/// An appeal against a decision of those who curate. The steering group answers; they may change what they decided themselves.
fn appeal(ctx: &Ctx, desk: &Desk, seen: &Appeal) -> Html {
    let (l, a, row) = (ctx.locale, &desk.agreement, &seen.row);
    let issue = paths::issue(&a.slug, row.issue_number, &row.issue_slug);
    let own = (row.outcome.is_none() && seen.can_change).then(|| {
        let (href, name) = match row.contribution {
            Some(n) => (format!("{issue}/inlagg/{n}/dolj?ko={}", paths::encode(&desk.carried())), curation::restore_button(l)),
            None if row.act == Appealable::IssueHidden => (format!("{issue}/dolj?ko={}", paths::encode(&desk.carried())), curation::restore_issue_button(l)),
            None => (format!("{issue}/beslut"), tf::decide_instead(l)),
        };
        view! { <p class="tells">{t::appeal_tells(l, &a.steering_name)}</p><p class="acts"><a class="button second" href=ctx.href(href)>{name}</a></p> }
    });
    let whole = ctx.href(paths::appeal(&a.slug, row.number));
    view! {
        <h2 class="h3" id="chosen" tabindex="-1"><a href=whole>{ta::title(l, row.number)}</a></h2>
        <p class="quiet" lang=ui::lang_of(l, &row.issue_lang)>{row.issue_title.clone()}</p>
        {appeals::standing(ctx, seen)}
        {appeals::read(ctx, seen)}
        {own}
    }
    .into_html()
}

/// A meeting with its agenda, and the forms that those who arrange it use.
fn meeting(ctx: &Ctx, desk: &Desk, m: &Meeting, items: &[Item]) -> Html {
    let (l, a, today) = (ctx.locale, &desk.agreement, ctx.today());
    let part = |name: &str| ctx.href(paths::meeting_part(&a.slug, m.number, &m.slug, name));
    let held = m.ends_at <= ctx.now();
    let agenda: Vec<_> = items
        .iter()
        .filter(|item| !item.is_dropped())
        .map(|item| {
            // one that is hidden has its number
            let named = item.issue_number.map(|n| (n, item.issue_title.clone().zip(item.issue_slug.clone()).unwrap_or_else(|| hidden_as(l, n))));
            let issue = named.as_ref().map(|(n, (_, slug))| ctx.href(paths::issue(&a.slug, *n, slug)));
            let title = if item.title.is_empty() { named.map(|(_, (title, _))| title).unwrap_or_default() } else { item.title.clone() };
            let lang = item.issue_lang.as_deref().filter(|_| item.title.is_empty()).and_then(|lang| ui::lang_of(l, lang));
            match issue {
                Some(href) => view! { <li><a href=href lang=lang>{title}</a></li> }.into_html(),
                None => view! { <li>{title}</li> }.into_html(),
            }
        })
        .collect();
    let agenda = if agenda.is_empty() { view! { <p class="quiet">{tm::agenda_empty(l)}</p> }.into_html() } else { view! { <ol>{agenda}</ol> }.into_html() };
    // what was cancelled or documented is left as it is
    let main = (m.state.is_standing() || m.state == MeetingState::Draft).then(|| {
        let (href, name) = if held && m.state != MeetingState::Draft { (part("protokoll"), tm::write_minutes(l)) } else { (part("andra"), tm::edit(l)) };
        view! { <a class="button" href=href>{name}</a> }
    });
    let starts = m.starts_local.format("%Y-%m-%dT%H:%M").to_string();
    let theme = (!m.theme_html.is_empty()).then(|| view! { <div class="prose" lang=ui::lang_of(l, &m.lang) inner_html=ui::prose(l, &m.theme_html)></div> });
    let late = desk.meetings.iter().find(|row| row.number == m.number && held).and_then(|row| row.minutes_due_on).map(|due| {
        let late = time::days_late(due, today) > 0;
        view! { <p class=if late { "due late" } else { "due" }><span>{t::minutes_due(l)}</span>" "<b>{ui::time_tag(l, due, today)}</b>" "{ui::late_state(l, due, today)}</p> }
    });
    view! {
        <h2 class="h3" id="chosen" tabindex="-1" lang=ui::lang_of(l, &m.lang)><a href=ctx.href(paths::meeting(&a.slug, m.number, &m.slug))>{m.title.clone()}</a></h2>
        <p class="meta"><time datetime=starts>{dates::moment(l, m.starts_local, today)}</time><span>{m.place.clone()}</span><span>{curation::signed_up(l, m.taken, m.capacity)}</span></p>
        {late}
        <p class="acts">{main}<a href=part("anmalda")>{tm::see_registrants(l)}</a></p>
        {theme}
        <h3>{tm::agenda(l)}</h3>{agenda}
    }
    .into_html()
}
