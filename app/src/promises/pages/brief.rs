//! The politician's brief: what is read on the way to a talk. Two printed pages at most; a plain page on a phone.

use super::parts;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::{common as c, dates, meetings as m, promises as t};
use crate::issues::store::read::hidden_as;
use crate::meetings::types::MeetingKind;
use crate::paths;
use crate::promises::service::{self, Brief};
use crate::promises::store::{GistRow, OfMeeting};
use crate::promises::types::PromiseState;
use crate::shell::{Nav, Page, PageResult};
use crate::ui;
use crate::ui::prelude::*;
use axum::extract::Path;

/// The brief of a talk.
pub async fn brief(ctx: Ctx, Path((agreement, part)): Path<(String, String)>) -> PageResult {
    let seen = service::brief(&ctx, &agreement, &part).await?;
    let (l, a, talk) = (ctx.locale, &seen.agreement, &seen.talk);
    let home = paths::meeting(&a.slug, talk.number, &talk.slug);
    let day = talk.starts_local.date();
    let who = if talk.kind == MeetingKind::GeneralAssembly { t::brief_who_all(l) } else { t::brief_who_few(l) };
    let fact = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let when = format!("{} {}", dates::weekday_day(l, day, ctx.today()), dates::time_span(l, talk.starts_local, talk.ends_local));
    let title = t::brief_title(l, &talk.title);
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, a, vec![(paths::meetings(&a.slug), c::meetings(l).into()), (home.clone(), talk.title.clone())])}
            <p class="quiet">{m::kind(l, talk.kind)}</p><h1 lang=ui::lang_of(l, &talk.lang)>{talk.title.clone()}</h1>
            <dl class="facts">{fact(t::brief_when(l), when)}{fact(t::brief_where(l), talk.place.clone())}{fact(t::brief_who(l), who.to_string())}</dl></section>
        {agenda(&ctx, &seen)}
        {promises(&ctx, &seen)}
        {last(&ctx, &seen)}
        <p class="quiet noprint">{t::brief_short(l)}" "<a href=ctx.href(home)>{talk.title.clone()}</a></p>
    };
    Ok(Page::new(title).of(a, Nav::Meetings).layout("wrap stack narrow gist").render(&ctx, content.into_html()))
}

fn more(ctx: &Ctx, n: usize) -> Option<Html> {
    (n > 0).then(|| view! { <p class="quiet">{t::brief_more(ctx.locale, n)}</p> }.into_html())
}

fn item(ctx: &Ctx, a: &Agreement, lang: &str, i: &GistRow) -> Html {
    let l = ctx.locale;
    let issue_lang = i.issue_lang.as_deref().unwrap_or(lang);
    let (title, title_lang) = i.name(l);
    let title_lang = title_lang.unwrap_or_else(|| lang.to_string());
    let ask = i.issue_ask.as_ref().filter(|s| !s.is_empty()).map(|s| view! { <p lang=ui::lang_of(l, issue_lang)>{t::brief_asks(l, s)}</p> });
    let title = match i.issue_number.zip(i.issue_slug.as_deref()) {
        Some((n, slug)) => view! { <a href=ctx.href(paths::issue(&a.slug, n, slug))>{title}</a> }.into_html(),
        None => title.into_html(),
    };
    view! { <li><strong lang=ui::lang_of(l, &title_lang)>{title}</strong>{ask}</li> }.into_html()
}

fn agenda(ctx: &Ctx, seen: &Brief) -> Html {
    let l = ctx.locale;
    let items: Vec<_> = seen.items.iter().map(|i| item(ctx, &seen.agreement, &seen.talk.lang, i)).collect();
    let content = if items.is_empty() { view! { <p class="quiet">{t::brief_agenda_none(l)}</p> }.into_html() } else { view! { <ol>{items}</ol> }.into_html() };
    view! { <section aria-labelledby="handlar"><h2 class="h3" id="handlar">{t::brief_agenda(l)}</h2>{content}{more(ctx, seen.more_items)}</section> }
        .into_html()
}

fn line(ctx: &Ctx, a: &Agreement, of: &OfMeeting) -> Html {
    let (l, p) = (ctx.locale, &of.promise);
    view! {
        <li><a href=ctx.href(paths::promise(&a.slug, p.number)) lang=ui::lang_of(l, &p.lang)>{p.words.clone()}</a>
            <p class="meta">{parts::state(ctx, p)}<span>{t::by(l, &p.party, &p.function)}</span>{parts::owner(ctx, a, p)}{parts::when(ctx, p)}</p></li>
    }
    .into_html()
}

fn promises(ctx: &Ctx, seen: &Brief) -> Html {
    let l = ctx.locale;
    let (claimed, waiting): (Vec<&OfMeeting>, Vec<&OfMeeting>) = seen.promises.iter().partition(|p| p.promise.state == PromiseState::Claimed);
    let list = |of: &[&OfMeeting]| {
        let items: Vec<_> = of.iter().map(|p| line(ctx, &seen.agreement, p)).collect();
        view! { <ul>{items}</ul> }.into_html()
    };
    let content = if waiting.is_empty() { view! { <p class="quiet">{t::brief_promises_none(l)}</p> }.into_html() } else { list(&waiting) };
    let claimed = (!claimed.is_empty())
        .then(|| view! { <section aria-labelledby="sagda"><h2 class="h3" id="sagda">{t::brief_claimed(l)}</h2>{list(&claimed)}</section> });
    view! {
        <section aria-labelledby="vantar"><h2 class="h3" id="vantar">{t::brief_promises(l)}</h2>{content}</section>
        {claimed}{more(ctx, seen.more_promises)}
    }
    .into_html()
}

fn last(ctx: &Ctx, seen: &Brief) -> Html {
    let (l, a) = (ctx.locale, &seen.agreement);
    let content = match seen.last.first() {
        None => view! { <p class="quiet">{t::brief_last_none(l)}</p> }.into_html(),
        Some(talk) => {
            let href = ctx.href(paths::meeting(&a.slug, talk.number, &talk.slug));
            let lang = ui::lang_of(l, &talk.lang);
            let decided: Vec<_> = seen
                .last
                .iter()
                .filter_map(|row| {
                    // what was decided about an issue that was hidden since stands with its number
                    let hidden = row.item_title.is_none().then_some(row.issue_number).flatten().map(|n| hidden_as(l, n).0);
                    let of_title = hidden.as_ref().and(lang.as_ref()).map(|_| l.code());
                    Some((row.item_title.clone().or(hidden)?, of_title, row.decided.clone()?))
                })
                .map(|(title, of_title, decided)| view! { <li lang=lang.clone()><strong lang=of_title>{title}</strong>" "{decided}</li> })
                .collect();
            let results: Vec<_> = seen.results.iter().map(|p| line(ctx, a, p)).collect();
            let decided = (!decided.is_empty()).then(|| view! { <ul>{decided}</ul> });
            let results = (!results.is_empty()).then(|| view! { <ul>{results}</ul> });
            view! {
                <p><a href=href lang=lang.clone()>{talk.title.clone()}</a>", "{ui::time_tag(l, talk.starts_local.date(), ctx.today())}</p>
                {decided}{results}{more(ctx, seen.more_results)}
            }
            .into_html()
        }
    };
    view! { <section aria-labelledby="forra"><h2 class="h3" id="forra">{t::brief_last(l)}</h2>{content}</section> }.into_html()
}
