//! What waits for the organisation or public body that one acts for.

use super::due::{self, Due, Link};
use super::keys::keys;
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::desk::service::todo::{self as service, Appeal, Mine, Seen, Todo, Way};
use crate::desk::store::todo::{AsideKind, AsideRow, OwnRow, PromiseRow};
use crate::i18n::{appeals, common as c, curation, dates, desk as t, issues, planning, promises};
use crate::issues::store::read::{hidden_as, withheld_as};
use crate::meetings::types::GuestState;
use crate::planning::types::WishState;
use crate::promises::types::PromiseAct;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, time, ui};
use axum::extract::Path;

/// The page.
pub async fn todo(ctx: Ctx, Path(agreement): Path<String>) -> PageResult {
    let (agreement, seen) = service::seen(&ctx, &agreement).await?;
    let l = ctx.locale;
    let page = Page::new(t::todo_title(l)).of(&agreement, Nav::Todo);
    Ok(match seen {
        Seen::Alone(mine) => page.layout("wrap stack narrow").render(&ctx, alone(&ctx, &agreement, &mine)),
        Seen::Acting(seen) => page.layout("wrap stack").render(&ctx, whole(&ctx, &agreement, &seen)),
    })
}

/// What waits for somebody who acts for themselves alone.
fn alone(ctx: &Ctx, a: &Agreement, mine: &Mine) -> Html {
    let l = ctx.locale;
    let hatless = ctx.actor.as_ref().is_none_or(|actor| actor.hats.is_empty());
    let words = if hatless { t::todo_none_alone(l) } else { t::todo_none_text(l) };
    if mine.is_empty() {
        let none = ui::empty(t::todo_none_title(l), words, Some((ctx.href(paths::account()), c::to_account(l).to_string())));
        return view! { <h1>{t::todo_title(l)}</h1>{waits_elsewhere(ctx, a)}{none} }.into_html();
    }
    let mut rows = Rows { ctx, a, n: 0 };
    view! {
        <div class="split"><h1>{t::todo_title(l)}</h1>{keys(l, false, Vec::new())}</div>
        <p class="lead">{t::todo_mine(l)}</p>
        {waits_elsewhere(ctx, a)}{rows.mine(mine)}
        <p class="quiet">{words}</p>
    }
    .into_html()
}

fn whole(ctx: &Ctx, a: &Agreement, seen: &Todo) -> Html {
    let l = ctx.locale;
    let owed: Vec<_> = seen.promises.iter().map(|p| promise(ctx, a, p)).collect();
    let owed = if owed.is_empty() {
        ui::empty(t::todo_nothing_title(l), t::todo_nothing_text(l), None)
    } else {
        // the headings of the groups stand under the one of the section
        due::groups(ctx, owed, true)
    };
    let of_others = (seen.appeals_of_others > 0).then(|| view! { <p class="quiet">{t::todo_appeals_of_others(l, seen.appeals_of_others, &seen.hat.name)}</p> });
    let curates = ctx.actor.as_ref().is_some_and(|actor| actor.acts_by_civil_seat(a.curator_id));
    let desk = curates.then(|| view! { <div class="flash info"><p>{t::todo_desk(l)}" "<a href=ctx.href(paths::desk(&a.slug))>{c::desk(l)}</a></p></div> });
    // the keys go from row to row as they stand on the page
    let mut rows = Rows { ctx, a, n: seen.promises.len() };
    let mine = rows.mine(&seen.mine);
    let own: Vec<_> = seen.issues.iter().map(|i| rows.own(i)).collect();
    let open = (!own.is_empty()).then(|| view! { " "<span class="count">{own.len()}</span> });
    let own =
        if own.is_empty() { view! { <p class="quiet">{t::todo_no_issues(l)}</p> }.into_html() } else { view! { <ul class="rows">{own}</ul> }.into_html() };
    let elected = ctx.actor.as_ref().is_some_and(|actor| crate::promises::rules::is_politician(actor));
    let issues = (!elected).then(|| {
        view! { <section aria-labelledby="egna"><h2 id="egna">{t::todo_issues(l)}{open}</h2>{own}
        <p class="quiet"><a class="more" href=ctx.href(paths::wishes(&a.slug))>{crate::i18n::planning::wishes_title(l)}</a></p></section> }
    });
    let since = dates::weekday_day(l, seen.since, ctx.today());
    let speaks = ctx.actor.as_ref().is_some_and(|actor| actor.speaks_for(seen.hat.organisation_id));
    let answered = rows.answered(&seen.answered);
    let appeals: Vec<_> = seen.appeals.iter().map(|x| rows.appeal(x)).collect();
    let appeals = section("overklaganden", t::todo_appeals(l), None, appeals);
    let asked: Vec<_> = seen.tenure.iter().filter(|_| speaks).filter_map(|x| rows.asked(x)).collect();
    let asked = (!asked.is_empty()).then(|| {
        let count = asked.len();
        let words = view! { {crate::i18n::initiatives::todo(l)}" "<span class="count">{count}</span> };
        view! { <section aria-labelledby="bemotande"><h2 class="h3" id="bemotande">{words}</h2><ul class="rows">{asked}</ul></section> }
    });
    let more = seen.more_news.then(|| view! { <p><a href=ctx.href(format!("{}?alla=1", paths::log(&a.slug)))>{t::todo_news_more(l)}</a></p> });
    let tenure: Vec<_> = seen.tenure.iter().filter(|x| x.what != AsideKind::Reception).map(|x| tenure(ctx, x)).collect();
    let tenure = (!tenure.is_empty())
        .then(|| view! { <section aria-labelledby="roller"><h2 class="h3" id="roller">{t::todo_roles(l)}</h2><ul class="rows">{tenure}</ul></section> });
    view! {
        <section class="head"><h1>{t::todo_title(l)}</h1><p class="lead">{t::todo_lead(l, &seen.hat.name)}</p></section>
        {desk}{waits_elsewhere(ctx, a)}
        {elected.then(|| crate::promises::pages::next_talk(ctx, a, seen.next_talk.as_ref()))}
        <div class="two">
            <div class="stack">
                <section aria-labelledby="lovat"><div class="split"><h2 id="lovat">{t::todo_promised(l)}</h2>{keys(l, false, Vec::new())}</div>{owed}{of_others}</section>
                {mine}
                {issues}
                {answered}
                {appeals}
            </div>
            <aside class="stack">
                <section aria-labelledby="nytt"><h2 class="h3" id="nytt">{t::todo_news(l, since)}</h2>{due::news(ctx, a, &seen.news)}{more}</section>
                {asked}
                {tenure}
            </aside>
        </div>
    }
    .into_html()
}

/// An appeal waits for a seat of the reader's, who acts for another organisation now, or for none.
fn waits_elsewhere(ctx: &Ctx, a: &Agreement) -> Option<Html> {
    let l = ctx.locale;
    let actor = ctx.actor.as_ref().filter(|actor| service::appeal_waits_elsewhere(actor, a))?;
    let name = actor.hats.iter().find(|h| h.organisation_id == a.steering_id).map(|h| h.name.clone())?;
    Some(
        view! {
            <div class="flash info"><p>{t::todo_elsewhere(l, &name)}</p>
                <form method="post" action=ctx.href("/agera-som")><input type="hidden" name="till" value=ctx.path.clone() />
                    <button class="button second" name="as" value=a.steering_id.to_string()>{curation::desk_switch_button(l, &name)}</button></form></div>
        }
        .into_html(),
    )
}

fn promise(ctx: &Ctx, a: &Agreement, p: &PromiseRow) -> Due {
    let l = ctx.locale;
    // its words may be kept from the reader: it has its number then
    let named = p.issue_number.map(|n| match (&p.issue_title, &p.issue_slug) {
        (Some(title), Some(slug)) => (n, title.clone(), slug.clone()),
        _ => {
            let (title, slug) = if p.issue_hidden { hidden_as(l, n) } else { withheld_as(l, n) };
            (n, title, slug)
        }
    });
    let issue = named.as_ref().map(|(n, _, slug)| paths::issue(&a.slug, *n, slug));
    let meeting = p.meeting_number.map(|n| paths::meeting(&a.slug, n, p.meeting_slug.as_deref().unwrap_or_default()));
    let body = p.meeting_slug.as_ref().filter(|_| p.kind == ClockKind::Representation).map(|slug| paths::body(&a.slug, slug));
    // an action is ticked off at its meeting, what was promised at a talk has a page of its own, everything else lives at its issue
    let home = match (p.action_id, p.promise_number) {
        (_, Some(n)) => Some(paths::promise(&a.slug, n)),
        (Some(_), None) => meeting.or(issue),
        (None, None) if p.kind == ClockKind::ModelReview => Some(paths::consensus(&a.slug)),
        (None, None) if p.consensus_number.is_some() => p.consensus_number.map(|n| paths::proposal(&a.slug, n)),
        (None, None) => issue.or(meeting).or(body).or(p.wish_number.map(|n| paths::wish(&a.slug, n))),
    }
    .unwrap_or_else(|| paths::agreement(&a.slug));
    let place = p.action_number.map_or_else(|| home.clone(), |n| paths::action(&a.slug, n));
    let title = p
        .action_what
        .clone()
        .or_else(|| p.promise_words.clone())
        .or_else(|| named.map(|(_, title, _)| title))
        .or_else(|| p.meeting_title.clone())
        .or_else(|| p.wish_title.clone())
        .or_else(|| p.consensus_title.clone())
        .or_else(|| (p.kind == ClockKind::ModelReview).then(|| crate::i18n::consensus::review_title(l).to_string()))
        .unwrap_or_default();
    let way = service::way(ctx, a, p).map(|way| match way {
        Way::Act(act) => (ctx.href(format!("{home}/beslut?akt={act}#beslut")), curation::act(l, act).to_string()),
        // the form stands open
        Way::Tick => (ctx.href(p.action_id.map_or_else(|| place.clone(), |id| format!("{home}?bocka={id}#atgard-{id}"))), t::todo_tick(l).to_string()),
        Way::Answer(n) => (ctx.href(format!("{}#svar", paths::proposal(&a.slug, n))), crate::i18n::consensus::answer_link(l).to_string()),
        Way::Appeal(number) => (ctx.href(paths::appeal(&a.slug, number)), t::todo_appeal(l).to_string()),
        Way::Promise(n) => (ctx.href(format!("{}?akt={}", paths::promise(&a.slug, n), PromiseAct::Report)), promises::act(l, PromiseAct::Report).to_string()),
    });
    // an appeal is its maker's, whoever wrote the issue
    let who = match p.appeal_number {
        Some(_) => Some(match &p.appellant {
            Some(name) => ui::voice(name, p.appellant_side.unwrap_or(Side::CivilSociety), false),
            None => view! { <span>{curation::contribution_by_individual(l)}</span> }.into_html(),
        }),
        None => p.who.as_ref().filter(|_| p.action_id.is_none()).map(|name| ui::voice(name, p.who_side.unwrap_or(Side::CivilSociety), false)),
    };
    Due {
        on: Some(p.due_on),
        at: None,
        what: due::numbered(l, p.issue_number.filter(|_| p.action_id.is_none()), curation::clock(l, p.kind)),
        title,
        lang: p.promise_lang.as_deref().or(p.issue_lang.as_deref()).filter(|_| p.action_what.is_none()).and_then(|lang| ui::lang_of(l, lang)),
        href: ctx.href(place),
        who,
        way,
    }
}

/// A section with its rows counted; none without rows.
fn section(id: &'static str, words: &'static str, lead: Option<Html>, rows: Vec<Html>) -> Option<Html> {
    let count = rows.len();
    (count > 0).then(|| {
        view! { <section aria-labelledby=id><h2 id=id>{words}" "<span class="count">{count}</span></h2>{lead}<ul class="rows">{rows}</ul></section> }
            .into_html()
    })
}

/// Rows as they come, numbered for the keys.
struct Rows<'a> {
    ctx: &'a Ctx,
    a: &'a Agreement,
    n: usize,
}

impl Rows<'_> {
    fn line(&mut self, link: Link, meta: Html, way: Option<Html>) -> Html {
        self.n += 1;
        due::line((self.n - 1, false), link, meta, way)
    }

    fn link(&self, path: String, title: Option<String>, lang: Option<&str>) -> Link {
        Link { href: self.ctx.href(path), title: title.unwrap_or_default(), lang: lang.and_then(|lang| ui::lang_of(self.ctx.locale, lang)) }
    }

    /// What waits for the reader themselves: minutes to adjust, meetings they are called to, seats they are offered.
    fn mine(&mut self, mine: &Mine) -> Html {
        let l = self.ctx.locale;
        let by_mail = || Some(view! { <p class="quiet">{t::todo_by_mail(l)}</p> }.into_html());
        let adjust: Vec<_> = mine.to_adjust.iter().map(|x| self.adjustment(x)).collect();
        let calls: Vec<_> = mine.calls.iter().map(|x| self.call(x)).collect();
        let offers: Vec<_> = mine.offers.iter().map(|x| self.offer(x)).collect();
        let waits = mine.calls.iter().any(|x| x.function.parse() == Ok(GuestState::Invited));
        view! {
            {section("justera", t::todo_adjust(l), by_mail(), adjust)}
            {section("kallad", t::todo_meetings(l), by_mail().filter(|_| waits), calls)}
            {section("erbjuden", t::todo_offers(l), by_mail(), offers)}
        }
        .into_html()
    }

    /// Asks for the link once more. It is mailed to the address that it went to: the page shows none.
    fn again(&self, x: &AsideRow) -> Option<Html> {
        let (ctx, id) = (self.ctx, x.thing?);
        Some(
            view! {
                <form class="acts" method="post" action=ctx.href(paths::todo_link(&self.a.slug))>
                    {ui::form::hidden(ctx, "", &ui::Problem::default())}
                    <input type="hidden" name="id" value=id.to_string() />
                    <button class="button second" name="act" value=x.what.code()>{t::todo_link_again(ctx.locale)}<span class="vh">": "{x.issue_title.clone()}</span></button>
                </form>
            }
            .into_html(),
        )
    }

    fn own(&mut self, i: &OwnRow) -> Html {
        let (l, today) = (self.ctx.locale, self.ctx.today());
        let next = match i.due_kind.zip(i.due_on) {
            Some((kind, on)) => {
                let curator = self.a.curator_name.get(l);
                let owner = i.due_owner.as_ref().map(|name| ui::voice(name, i.due_side.unwrap_or(Side::CivilSociety), name == curator));
                view! { {ui::late_state(l, on, today)}<span>{curation::clock(l, kind)}</span>{owner}{ui::time_tag(l, on, today)} }.into_html()
            }
            // nobody has promised anything: since when it is there
            None => view! { <span>{t::todo_posted(l)}" "{ui::time_tag(l, time::local_date(i.created_at), today)}</span> }.into_html(),
        };
        let link = self.link(paths::issue(&self.a.slug, i.number, &i.slug), Some(i.title.clone()), Some(&i.lang));
        let meta = view! { <span class=ui::state_class(i.state)>{issues::state(l, i.state, i.in_forum)}</span>{next} }.into_html();
        self.line(link, meta, None)
    }

    /// An initiative about which one is asked how one was met.
    fn asked(&mut self, x: &AsideRow) -> Option<Html> {
        if x.what != AsideKind::Reception {
            return None;
        }
        let (l, today) = (self.ctx.locale, self.ctx.today());
        let link = self.link(paths::reception(&self.a.slug, &x.function, x.issue_number?), x.issue_title.clone(), x.issue_lang.as_deref());
        let since = x.at.map(|at| view! { <span>{t::todo_asked(l)}" "{ui::time_tag(l, time::local_date(at), today)}</span> });
        Some(self.line(link, view! { {since} }.into_html(), None))
    }

    /// An appeal that waits with the date of its answer, or what can be appealed with the last day for it.
    fn appeal(&mut self, x: &Appeal) -> Html {
        let (ctx, a, l, r) = (self.ctx, self.a, self.ctx.locale, &x.row);
        let number = r.issue_number.unwrap_or_default();
        // its words may be kept from the reader: it has its number then
        let (title, slug) = r.issue_title.clone().zip(r.issue_slug.clone()).unwrap_or_else(|| hidden_as(l, number));
        let slug = slug.as_str();
        let date = x.on.map(|on| ui::time_tag(l, on, ctx.today()));
        let (path, meta, way) = if r.what == AsideKind::Appeal {
            let late = x.on.and_then(|on| ui::late_state(l, on, ctx.today()));
            let words = view! { {late}<span>{t::todo_appeal_waits(l, r.appeal.unwrap_or_default())}</span>{date} }.into_html();
            (paths::appeal(&a.slug, r.appeal.unwrap_or_default()), words, None)
        } else {
            let decision = appeals::decision(l, r.act, r.contribution.unwrap_or_default(), curation::the_issue(l));
            let words = view! { <span>{t::todo_can_appeal(l, decision)}</span>{date} }.into_html();
            let place = r.contribution.map_or_else(|| paths::issue(&a.slug, number, slug), |n| paths::contribution(&a.slug, number, slug, n));
            let form = ctx.href(paths::appeal_form(&a.slug, number, slug, r.contribution));
            let way = view! { <p class="acts"><a class="button second" href=form>{appeals::own_link(l)}<span class="vh">": "{title.clone()}</span></a></p> };
            (place, words, Some(way.into_html()))
        };
        let link = self.link(path, Some(title), r.issue_lang.as_deref());
        self.line(link, meta, way)
    }

    fn meeting(&self, x: &AsideRow) -> Link {
        let path = paths::meeting(&self.a.slug, x.issue_number.unwrap_or_default(), x.issue_slug.as_deref().unwrap_or_default());
        self.link(path, x.issue_title.clone(), x.issue_lang.as_deref())
    }

    /// Minutes that the reader is asked to adjust. The link in the mail leads to the text, and answers.
    fn adjustment(&mut self, x: &AsideRow) -> Html {
        let (l, today) = (self.ctx.locale, self.ctx.today());
        let due = x.until_on.map(|on| view! { {ui::late_state(l, on, today)}<span>{t::adjust_by(l)}" "{ui::time_tag(l, on, today)}</span> });
        let meta = view! { {due}<span>{t::todo_adjust_as(l, &x.function)}</span> }.into_html();
        let (link, again) = (self.meeting(x), self.again(x));
        self.line(link, meta, again)
    }

    /// A seat that the reader is offered. The link in the mail answers.
    fn offer(&mut self, x: &AsideRow) -> Html {
        let (l, today) = (self.ctx.locale, self.ctx.today());
        let until = x.at.map(|at| view! { <span>{t::adjust_by(l)}" "{ui::time_tag(l, time::local_date(at), today)}</span> });
        let function = (!x.function.trim().is_empty()).then(|| view! { <span>{x.function.clone()}</span> });
        let meta = view! { <span class="state wait">{t::todo_called(l)}</span>{function}{until} }.into_html();
        let link = self.link(paths::body(&self.a.slug, x.issue_slug.as_deref().unwrap_or_default()), x.issue_title.clone(), None);
        let again = self.again(x);
        self.line(link, meta, again)
    }

    /// A meeting ahead that the reader is called to, with what they answered. The link in the mail answers, until it begins.
    fn call(&mut self, x: &AsideRow) -> Html {
        let (l, today) = (self.ctx.locale, self.ctx.today());
        let when = x.at.map(time::local).map(|at| view! { <time datetime=at.format("%Y-%m-%dT%H:%M").to_string()>{dates::moment(l, at, today)}</time> });
        let comes = x.function.parse() == Ok(GuestState::Accepted);
        let (class, words) = if comes { ("state done", t::todo_coming(l)) } else { ("state wait", t::todo_called(l)) };
        let ahead = x.at.is_some_and(|at| at > self.ctx.now());
        let (link, again) = (self.meeting(x), self.again(x).filter(|_| !comes && ahead));
        self.line(link, view! { <span class=class>{words}</span>{when} }.into_html(), again)
    }

    /// The organisation's wishes that were answered.
    fn answered(&mut self, wishes: &[AsideRow]) -> Option<Html> {
        let (l, today) = (self.ctx.locale, self.ctx.today());
        let rows: Vec<_> = wishes
            .iter()
            .map(|x| {
                let state = x.function.parse::<WishState>().ok().map(|state| view! { <span class="state">{planning::state(l, state)}</span> });
                let on = x.at.map(|at| ui::time_tag(l, time::local_date(at), today));
                let link = self.link(paths::wish(&self.a.slug, x.issue_number.unwrap_or_default()), x.issue_title.clone(), x.issue_lang.as_deref());
                self.line(link, view! { {state}{on} }.into_html(), None)
            })
            .collect();
        section("svar", t::todo_wishes(l), None, rows)
    }
}

fn tenure(ctx: &Ctx, x: &AsideRow) -> Html {
    let l = ctx.locale;
    let plain = x.function.trim().is_empty();
    let words = match (x.until_on, plain) {
        (Some(_), true) => t::todo_role_ends_plain(l).to_string(),
        (Some(_), false) => t::todo_role_ends(l, &x.function),
        (None, true) => t::todo_invited_plain(l).to_string(),
        (None, false) => t::todo_invited(l, &x.function),
    };
    let until = x.until_on.or_else(|| x.at.map(time::local_date));
    view! { <li><p>{words}" "{until.map(|d| ui::time_tag(l, d, ctx.today()))}</p></li> }.into_html()
}
