//! Published minutes: what was said item by item, who was there, who adjusted them, their checksum, corrections, documentation.

use crate::agreements::types::Side;
use crate::attachments::view as files;
use crate::context::Ctx;
use crate::i18n::{common as c, meetings as t, minutes as p};
use crate::meetings::pages::agenda::{issue_links, title_of};
use crate::meetings::pages::meeting::Again;
use crate::meetings::pages::{part_of, path_of};
use crate::meetings::rules;
use crate::meetings::service::{AdjustedBy, Correction, MeetingView};
use crate::meetings::store::TakenOn;
use crate::meetings::types::ItemOutcome;
use crate::promises::pages as promises;
use crate::ui::Problem;
use crate::ui::form::hidden;
use crate::ui::prelude::*;
use crate::{paths, time, ui};

/// The minutes, item by item, with what belongs to them.
pub(in crate::meetings::pages) fn minutes(ctx: &Ctx, seen: &MeetingView, again: &Again) -> Html {
    let l = ctx.locale;
    let (a, m) = (&seen.agreement, &seen.meeting);
    let items = (1..)
        .zip(&seen.items)
        .map(|(n, item)| {
            let (title, lang) = title_of(l, item);
            let lang = lang.unwrap_or_else(|| m.lang.clone());
            let said = if item.said_html.is_empty() && item.promise_id.is_some() {
                ().into_html()
            } else if item.said_html.is_empty() {
                view! { <p><span class="state off">{t::agenda_elsewhere(l)}</span></p> }.into_html()
            } else {
                view! { <section class="said"><h4>{t::said(l)}</h4><div class="prose" lang=ui::lang_of(l, &m.lang) inner_html=item.said_html.clone()></div></section> }.into_html()
            };
            let decided = (!item.decided.is_empty()).then(|| {
                let paragraphs = item.decided.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>();
                view! { <section class="decided"><h4>{t::decided(l)}</h4><div class="prose" lang=ui::lang_of(l, &m.lang)>{paragraphs}</div></section> }
            });
            let outcome = (item.outcome != ItemOutcome::None).then(|| {
                view! { <section class="outcome"><h4>{t::outcome_label(l)}</h4><div><p>{t::outcome(l, item.outcome)}</p><p class="quiet" lang=ui::lang_of(l, &m.lang)>{c::reason(l)}": "{item.outcome_reason.clone()}</p></div></section> }
            });
            let corrections: Vec<_> = seen.record.corrections.iter().filter(|x| x.item == item.id.0).map(|x| correction(ctx, seen, x)).collect();
            let corrections = (!corrections.is_empty()).then(|| view! { <section class="corrected"><h4>{p::corrections(l)}</h4><div>{corrections}</div></section> });
            let actions: Vec<_> = seen.actions.iter().filter(|x| x.agenda_item_id == item.id).map(|x| action(ctx, seen, x, again)).collect();
            let todo = (!actions.is_empty()).then(|| view! { <section class="todo"><h4>{t::to_do(l)}</h4><ul>{actions}</ul></section> });
            view! {
                <li id=format!("punkt-{n}") class=item.parent_id.is_some().then_some("sub")><h3 lang=ui::lang_of(l, &lang)>{title}</h3>{promises::on_item(ctx, seen, item.id)}{issue_links(ctx, a, item)}
                    {said}
                    {decided}{outcome}{todo}{corrections}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let published = m.minutes_at.map(|at| {
        let by = ui::voice(a.curator_name.get(l), Side::CivilSociety, true);
        view! { <p class="quiet">{t::minutes_by(l)}" "{by}" "{ui::time_tag(l, time::local_date(at), ctx.today())}</p> }
    });
    let r = &seen.record;
    let corrected = (!r.corrections.is_empty()).then(|| view! { <p><span class="state wait">{p::corrected(l)}</span></p> });
    let whole: Vec<_> = r.corrections.iter().filter(|x| x.item == 0).map(|x| correction(ctx, seen, x)).collect();
    let whole = (!whole.is_empty()).then(|| view! { <section class="flow" aria-labelledby="ra"><h3 id="ra">{p::corrections(l)}</h3>{whole}</section> });
    view! { <section aria-labelledby="mi"><h2 id="mi">{t::minutes(l)}</h2>{published}{corrected}<ol class="minutes">{items}</ol>{whole}{sealed(ctx, seen)}</section> }.into_html()
}

fn action(ctx: &Ctx, seen: &MeetingView, x: &TakenOn, again: &Again) -> Html {
    let l = ctx.locale;
    let a = &seen.agreement;
    let state = match (x.done_at, ui::late_state(l, x.due_on, ctx.today())) {
        (Some(_), _) => view! { <span class="state done">{t::done(l)}</span> }.into_html(),
        (None, Some(late)) => late,
        (None, None) => view! { <span class="state">{t::under_way(l)}</span> }.into_html(),
    };
    let function = (!x.function.is_empty()).then(|| view! { <span lang=ui::lang_of(l, &seen.meeting.lang)>{x.function.clone()}</span> });
    let chain = view! { <p class="quiet"><a href=ctx.href(paths::action(&a.slug, x.number))>{p::action_n(l, x.number)}</a></p> };
    let note = (!x.done_note.is_empty()).then(|| view! { <p class="quiet" lang=ui::lang_of(l, &seen.meeting.lang)>{x.done_note.clone()}</p> });
    let may = x.done_at.is_none() && ctx.actor.as_ref().is_some_and(|actor| rules::may_tick_off(actor, a.curator_id, x.owner_id));
    let form = may.then(|| tick_off(ctx, seen, x, again));
    view! {
        <li id=format!("atgard-{}", x.id)><p lang=ui::lang_of(l, &seen.meeting.lang)>{x.what.clone()}</p>
            <p class="meta">{ui::voice(&x.owner_name, x.owner_side, x.owner_id == a.curator_id)}{function}<span>{t::due_by(l)}" "{ui::time_tag(l, x.due_on, ctx.today())}</span>{state}</p>
            {note}{chain}{form}</li>
    }
    .into_html()
}

fn tick_off(ctx: &Ctx, seen: &MeetingView, x: &TakenOn, again: &Again) -> Html {
    let l = ctx.locale;
    let typed = again.done.as_ref().filter(|(id, _)| *id == x.id).map(|(_, form)| form.clone());
    // whoever came to tick it off finds the form open
    let asked = ctx.path.split_once('?').is_some_and(|(_, query)| query.split('&').any(|part| part.strip_prefix("bocka=") == Some(&x.id.to_string())));
    let open = typed.is_some();
    let problem = if open { again.problem.clone() } else { Problem::default() };
    let typed = typed.unwrap_or_default();
    let id = format!("note-{}", x.id);
    let path = format!("{}/atgarder/{}", path_of(&seen.agreement, &seen.meeting), x.id);
    view! {
        <details class="more noprint" open={open || asked}><summary>{t::tick_off(l)}</summary>
            <form class="form" method="post" action=ctx.href(path) novalidate>{hidden(ctx, &typed.key, &problem)}
                <div class="field"><label for=id.clone()>{t::tick_off_help(l)}</label><textarea id=id name="note" rows="2" maxlength="500" inner_html=crate::shell::escape(&typed.note)></textarea></div>
                <div class="acts"><button class="button second">{t::tick_off(l)}</button></div>
            </form></details>
    }
    .into_html()
}

/// A correction, where it belongs.
fn correction(ctx: &Ctx, seen: &MeetingView, x: &Correction) -> Html {
    let l = ctx.locale;
    let lang = ui::lang_of(l, &x.lang);
    let on = x.at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    let href = ctx.href(part_of(&seen.agreement, &seen.meeting, &format!("rattelser/{}", x.number)));
    let paragraphs = x.text.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>();
    let by = ui::voice(seen.agreement.curator_name.get(l), Side::CivilSociety, true);
    view! {
        <div class="flow" id=format!("rattelse-{}", x.number)><p class="meta"><b>{p::correction_n(l, x.number)}</b>{by}{on}</p>
            <div class="prose" lang=lang.clone()>{paragraphs}</div>
            <p class="quiet">{c::reason(l)}": "<span lang=lang>{x.reason.clone()}</span></p>
            <p class="quiet"><a href=href>{p::correction_text(l)}<span class="vh">{format!(": {}", p::correction_n(l, x.number))}</span></a>" · SHA-256 "<code>{x.sha256.clone()}</code></p></div>
    }
    .into_html()
}

fn adjusted(ctx: &Ctx, seen: &MeetingView, x: &AdjustedBy) -> Html {
    let l = ctx.locale;
    let on = x.at.map(|at| ui::time_tag(l, time::local_date(at), ctx.today()));
    let organisation = (!x.organisation.is_empty()).then(|| format!(", {}", x.organisation));
    view! { <li><span lang=ui::lang_of(l, &seen.meeting.lang)>{x.function.clone()}</span>{organisation}" "<span class="quiet">{on}</span></li> }.into_html()
}

/// Who adjusted the minutes, and how they are checked.
fn sealed(ctx: &Ctx, seen: &MeetingView) -> Option<Html> {
    let l = ctx.locale;
    let r = &seen.record;
    let sum = r.sha256.clone()?;
    let title = if r.adjusted.iter().any(|x| x.chair) { p::adjusted_by_chair(l) } else { p::adjusted_by(l) };
    let by: Vec<_> = r.adjusted.iter().map(|x| adjusted(ctx, seen, x)).collect();
    let href = ctx.href(part_of(&seen.agreement, &seen.meeting, "protokoll.txt"));
    Some(
        view! {
            <section class="flow" aria-labelledby="ju"><h3 id="ju">{title}</h3><ul class="names">{by}</ul>
                <p class="quiet">{p::checksum_text(l)}" "<code class="sum">{sum}</code></p><p class="links"><a href=href>{p::checksum_link(l)}</a></p></section>
        }
        .into_html(),
    )
}

/// Organisations that were there.
pub(in crate::meetings::pages) fn present(ctx: &Ctx, seen: &MeetingView) -> Option<Html> {
    let l = ctx.locale;
    let all = &seen.record.present;
    if all.is_empty() {
        return None;
    }
    let items: Vec<_> = all
        .iter()
        .map(|x| {
            let name = match (x.name.is_empty(), x.slug.is_empty()) {
                (true, _) => p::attending_alone(l).into_html(),
                (false, true) => x.name.clone().into_html(),
                (false, false) => view! { <a href=ctx.href(paths::organisation(&seen.agreement.slug, &x.slug))>{x.name.clone()}</a> }.into_html(),
            };
            view! { <li>{name}" "<span class="quiet">{p::people(l, x.people)}</span></li> }
        })
        .collect();
    let sum = p::people_in_all(l, all.iter().map(|x| x.people).sum::<i64>());
    Some(
        view! { <section aria-labelledby="de"><h2 class="h3" id="de">{p::attending(l)}</h2><ul class="names">{items}</ul><p class="quiet">{sum}</p></section> }
            .into_html(),
    )
}

/// Pictures, documents and the recording.
pub(in crate::meetings::pages) fn documentation(ctx: &Ctx, seen: &MeetingView) -> Option<Html> {
    let l = ctx.locale;
    let m = &seen.meeting;
    let list = files::list(ctx, &path_of(&seen.agreement, m), seen.record.files.as_deref());
    let recording = url::Url::parse(&m.recording_url).ok().and_then(|url| url.host_str().map(|host| p::recording_at(l, host)));
    let recording = recording.map(|words| view! { <ul class="links"><li><a href=m.recording_url.clone() rel="noopener external">{words}</a></li></ul> });
    (list.is_some() || recording.is_some())
        .then(|| view! { <section aria-labelledby="do"><h2 id="do">{p::documentation(l)}</h2>{recording}{list}</section> }.into_html())
}
