//! Pages that list issues: all of an agreement, or those of a forum.

mod overview;

use super::filter::{Answered, Filter, Group, Late, Query, address};
use super::service::{Listing, list};
use super::view;
use crate::agreements::types::Forum;
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::i18n::{Locale, common as c, dates, issues as t, plural};
use crate::issues::types::IssueState;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::{Path, RawQuery};

/// All issues of an agreement.
pub async fn all(ctx: Ctx, Path(agreement): Path<String>, RawQuery(query): RawQuery) -> PageResult {
    let l = ctx.locale;
    let listing = list(&ctx, &agreement, None, &Query::new(query.as_deref())).await?;
    let ask = ctx.href(paths::new_issue(&listing.agreement.slug));
    let content = view! {
        <section class="head">{ui::breadcrumbs(&ctx, &listing.agreement, Vec::new())}
            <h1>{t::list_title(l)}</h1><p class="lead">{t::list_lead(l)}</p>
            <p class="acts"><a class="button" href=ask>{t::list_ask(l)}</a></p></section>
        {Listed { ctx: &ctx, of: &listing, path: paths::issues(&listing.agreement.slug) }.view()}
    };
    Ok(Page::new(t::list_title(l)).of(&listing.agreement, Nav::Issues).render(&ctx, content.into_html()))
}

/// A forum.
pub async fn forum(ctx: Ctx, Path((agreement, slug)): Path<(String, String)>, RawQuery(query): RawQuery) -> PageResult {
    let listing = list(&ctx, &agreement, Some(&slug), &Query::new(query.as_deref())).await?;
    let agreement = &listing.agreement;
    let Some(forum) = agreement.forum_by_id(listing.forum) else { return Err(crate::error::AppError::NotFound) };
    let told = listing.overview.as_ref();
    let path = paths::forum(&agreement.slug, &forum.slug);
    let ended = told.and_then(|o| overview::ended(&ctx, agreement, &path, &o.ended));
    let content = view! {
        {forum_head(&ctx, &listing, forum)}
        {told.and_then(|o| o.agenda.as_ref()).map(|a| overview::agenda(&ctx, agreement, a))}
        {Listed { ctx: &ctx, of: &listing, path }.view()}
        {ended}
    };
    Ok(Page::new(forum.name.get(ctx.locale)).of(agreement, Nav::Forums).render(&ctx, content.into_html()))
}

/// What the forum is for, who may take part and how, who leads it; on its first page also how it stands.
fn forum_head(ctx: &Ctx, listing: &Listing, forum: &Forum) -> Html {
    let l = ctx.locale;
    let agreement = &listing.agreement;
    let hosts: Vec<_> =
        listing.hosts.iter().map(|h| view! { <li><a href=ctx.href(paths::organisation(&agreement.slug, &h.slug))>{h.name.clone()}</a></li> }).collect();
    let ask = ctx.href(format!("{}?forum={}", paths::new_issue(&agreement.slug), forum.slug));
    let trail = vec![(paths::issues(&agreement.slug), t::list_title(l).to_string())];
    view! {
        <section class="head">{ui::breadcrumbs(ctx, agreement, trail)}
            <h1><span class=format!("forum {}", forum.mark.class())>{forum.name.get(l).to_string()}</span></h1>
            <p class="lead">{forum.purpose.get(l).to_string()}</p>
            <dl class="facts"><div><dt>{t::forum_who(l)}</dt><dd><p>{forum.participation.get(l).to_string()}</p></dd></div>
                <div><dt>{t::forum_leads(l)}</dt><dd><p>{forum.led_by.get(l).to_string()}</p></dd></div>
                {(!hosts.is_empty()).then(|| view! { <div><dt>{t::forum_invites(l)}</dt><dd><ul class="names">{hosts}</ul></dd></div> })}</dl>
            {crate::consensus::pages::forum_way(ctx, agreement, forum)}
            {listing.overview.as_ref().map(|o| view! { {overview::how(l, forum)}{overview::standing(ctx, listing, forum, o)}{crate::initiatives::pages::of_forum(ctx, agreement, &forum.slug)} })}
            {if forum.retired {
                view! { <p class="flash info">{t::list_retired(l)}</p> }.into_html()
            } else {
                view! { <p class="acts"><a class="button" href=ask>{t::list_ask(l)}</a></p> }.into_html()
            }}</section>
    }
    .into_html()
}

/// A list about to be drawn.
struct Listed<'a> {
    ctx: &'a Ctx,
    of: &'a Listing,
    path: String,
}

impl Listed<'_> {
    fn l(&self) -> Locale {
        self.ctx.locale
    }

    /// The slug of the organisation filtered for.
    fn organisation(&self) -> Option<&str> {
        self.of.askers.iter().find(|o| Some(o.id) == self.of.filter.organisation).map(|o| o.slug.as_str())
    }

    /// What stands in the address now. The forum of a forum's page stands in its path.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let filter = Filter { forum: self.of.filter.forum.filter(|_| self.of.forum.is_none()), ..self.of.filter.clone() };
        filter.pairs(&self.of.agreement, self.organisation())
    }

    /// The address without a key, and with another if given.
    fn href(&self, without: &str, with: Option<(&'static str, String)>) -> String {
        let mut pairs = self.pairs();
        pairs.retain(|(k, _)| *k != without);
        pairs.extend(with);
        self.to_list(&pairs)
    }

    /// An address of this page, at its list: above it a forum tells about itself, which on a phone is more than a screen.
    fn to_list(&self, pairs: &[(&'static str, String)]) -> String {
        let href = self.ctx.href(address(&self.path, pairs));
        if self.of.forum.is_some() { format!("{href}#lista") } else { href }
    }

    fn view(&self) -> Html {
        let l = self.l();
        let pager = ui::Pager {
            previous: self.of.newer.map(|at| self.href("", Some(("fore", at.token())))),
            next: self.of.older.map(|at| self.href("", Some(("efter", at.token())))),
        };
        let body = if self.of.rows.is_empty() { self.empty() } else { self.list() };
        view! {
            <section aria-labelledby="lista"><h2 id="lista" class="vh">{t::list_title(l)}</h2>
                {self.tabs()}{self.filters()}{self.chips()}{self.tally()}{body}{ui::pager(l, pager)}</section>
        }
        .into_html()
    }

    /// The rows. On the page of a forum its mark would say nothing.
    fn list(&self) -> Html {
        view::rows(self.ctx, &self.of.agreement, self.of.rows.clone(), view::Shown { forum: self.of.forum.is_none(), organisation: true })
    }

    fn tabs(&self) -> Html {
        let l = self.l();
        let items: Vec<_> = Group::EVERY
            .into_iter()
            .map(|group| {
                let current = (self.of.filter.state.is_none() && self.of.filter.group == group).then_some("page");
                let with = (group != Group::unasked(&self.of.filter.words)).then(|| ("lage", group.code().to_string()));
                let count = dates::number(l, group.sum(&self.of.counts));
                view! { <li><a href=self.href("lage", with) aria-current=current>{group_name(l, group)}" "<span class="count">{count}</span></a></li> }
            })
            .collect();
        view! { <nav class="tabs" aria-label=t::list_tabs(l)><ul>{items}</ul></nav> }.into_html()
    }

    fn tally(&self) -> Option<Html> {
        let l = self.l();
        let total = match self.of.filter.state {
            Some(state) => self.of.counts.iter().filter(|(s, _)| *s == state).map(|(_, n)| n).sum(),
            None => self.of.filter.group.sum(&self.of.counts),
        };
        let shown = self.of.rows.len() as i64;
        let words = if shown == total { plural(total, t::list_count_one(l).to_string(), t::list_count_many(l, total)) } else { t::list_part(l, shown, total) };
        (shown > 0).then(|| view! { <p class="quiet" role="status">{words}</p> }.into_html())
    }

    /// What is filtered for, in words, each with the key to remove.
    fn chosen(&self) -> Vec<(&'static str, String)> {
        let (l, f, a) = (self.l(), &self.of.filter, &self.of.agreement);
        let mut out = Vec::new();
        let mut add = |key, what: &'static str, value: Option<&str>| out.extend(value.map(|v| (key, t::list_chip(l, what, v))));
        let has_forum = !a.forums.is_empty();
        add("lage", t::list_filter_state(l), f.state.map(|s| t::state(l, s, has_forum)));
        add("forum", t::list_filter_forum(l), a.forum_by_id(f.forum.filter(|_| self.of.forum.is_none())).map(|x| x.name.get(l)));
        add("tema", t::list_filter_theme(l), a.themes.iter().find(|x| Some(x.id) == f.theme).map(|x| x.name.get(l)));
        add("omrade", t::list_filter_area(l), a.areas.iter().find(|x| Some(x.id) == f.area).map(|x| x.name.get(l)));
        add("princip", t::list_filter_principle(l), a.principles.iter().find(|x| Some(x.id) == f.principle).map(|x| x.title.get(l)));
        add("atagande", t::list_filter_commitment(l), a.commitments.iter().find(|x| Some(x.id) == f.commitment).map(|x| x.title.get(l)));
        add("org", t::list_filter_organisation(l), self.of.askers.iter().find(|o| Some(o.id) == f.organisation).map(|o| o.name.as_str()));
        add("q", t::list_filter_words(l), Some(f.words.as_str()).filter(|w| !w.is_empty()));
        out.extend(f.late.map(|late| ("sent", late_name(l, late).to_string())));
        out.extend(f.answered.map(|answered| ("svar", answered_name(l, answered).to_string())));
        out
    }

    fn chips(&self) -> Option<Html> {
        let l = self.l();
        let chosen = self.chosen();
        if chosen.is_empty() {
            return None;
        }
        let group = (self.of.filter.group != Group::default() && self.of.filter.state.is_none()).then(|| ("lage", self.of.filter.group.code().to_string()));
        let clear = self.to_list(group.as_slice());
        let items: Vec<_> = chosen
            .into_iter()
            .map(|(key, words)| view! { <li><a href=self.href(key, None)>{words}<span class="vh">" – "{c::remove_filter(l)}</span></a></li> })
            .collect();
        Some(view! { <ul class="chips" aria-label=c::chosen_filters(l)>{items}<li><a class="clear" href=clear>{c::remove_all(l)}</a></li></ul> }.into_html())
    }

    fn filters(&self) -> Html {
        let (l, f, a) = (self.l(), &self.of.filter, &self.of.agreement);
        let has_forum = !a.forums.is_empty();
        let states = IssueState::ALL.iter().map(|s| (s.code().to_string(), t::state(l, *s, has_forum).to_string()));
        let groups = Group::EVERY.into_iter().map(|g| (g.code().to_string(), group_name(l, g).to_string()));
        // nothing chosen is an answer of its own: open ones, or all that hold the words
        let unasked = f.state.is_none() && f.group == Group::unasked(&f.words);
        let lage = if unasked { String::new() } else { f.state.map_or(f.group.code(), IssueState::code).to_string() };
        let groups = std::iter::once((String::new(), t::list_state_unasked(l).to_string())).chain(groups);
        let all = || std::iter::once((String::new(), c::all(l).to_string()));
        let slug_of = |pairs: &[(&'static str, String)], key: &str| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()).unwrap_or_default();
        let pairs = self.pairs();
        let fields = [
            ("lage", t::list_filter_state(l), groups.chain(states).collect::<Vec<_>>(), lage),
            (
                "forum",
                t::list_filter_forum(l),
                if self.of.forum.is_some() || !has_forum {
                    Vec::new()
                } else {
                    all().chain(a.forums.iter().map(|x| (x.slug.clone(), x.name.get(l).to_string()))).collect()
                },
                slug_of(&pairs, "forum"),
            ),
            (
                "tema",
                t::list_filter_theme(l),
                all().chain(a.themes.iter().map(|x| (x.slug.clone(), x.name.get(l).to_string()))).collect(),
                slug_of(&pairs, "tema"),
            ),
            (
                "omrade",
                t::list_filter_area(l),
                all().chain(a.areas.iter().map(|x| (x.slug.clone(), x.name.get(l).to_string()))).collect(),
                slug_of(&pairs, "omrade"),
            ),
            (
                "princip",
                t::list_filter_principle(l),
                all().chain(a.principles.iter().map(|x| (x.number.to_string(), format!("{}. {}", x.number, x.title.get(l))))).collect(),
                slug_of(&pairs, "princip"),
            ),
            (
                "org",
                t::list_filter_organisation(l),
                all().chain(self.of.askers.iter().map(|x| (x.slug.clone(), x.name.clone()))).collect(),
                slug_of(&pairs, "org"),
            ),
        ];
        let selects: Vec<_> =
            fields.into_iter().filter(|(_, _, choices, _)| choices.len() > 1).map(|(key, label, choices, value)| select(key, label, choices, &value)).collect();
        // what has no field of its own here stays chosen
        let kept = f.commitment.map(|_| view! { <input type="hidden" name="atagande" value=slug_of(&pairs, "atagande") /> });
        let kept_answers = f.answered.map(|answered| view! { <input type="hidden" name="svar" value=answered.code() /> });
        let late_value = if matches!(f.late, Some(Late::Kind(_))) { slug_of(&pairs, "sent") } else { "1".into() };
        let chosen = self.chosen().len();
        view! {
            <details class="filters"><summary>{c::filter(l)}{(chosen > 0).then(|| view! { " "<span class="count">{chosen}</span> })}</summary>
                <form method="get" action=self.to_list(&[])>
                    <div class="field"><label for="f-q">{t::list_filter_words(l)}</label><input type="search" id="f-q" name="q" value=f.words.clone() maxlength="100" /></div>
                    {selects}{kept}{kept_answers}
                    <label class="choice"><input type="checkbox" name="sent" value=late_value checked=f.late.is_some() /><span>{t::list_only_late(l)}</span></label>
                    <button class="button second">{c::show(l)}</button>
                </form></details>
        }
        .into_html()
    }

    fn empty(&self) -> Html {
        let l = self.l();
        if !self.chosen().is_empty() {
            let all = self.ctx.href(address(&self.path, &[("lage", Group::All.code().into())]));
            return ui::empty(t::list_none_title(l), t::list_none_text(l), Some((all, t::list_show_all(l).into())));
        }
        let any = Group::All.sum(&self.of.counts) > 0;
        let (title, text) = match self.of.filter.group {
            Group::Open if any => (t::list_empty_open_title(l), t::list_empty_open_text(l)),
            Group::Open | Group::All => (t::list_empty_title(l), t::list_empty_text(l)),
            Group::Answered => (t::list_empty_answered_title(l), t::list_empty_answered_text(l)),
            Group::Closed => (t::list_empty_closed_title(l), t::list_empty_closed_text(l)),
        };
        let all = any.then(|| (self.href("lage", Some(("lage", Group::All.code().into()))), t::list_show_all(l).to_string()));
        ui::empty(title, text, all)
    }
}

fn select(key: &'static str, label: &'static str, choices: Vec<(String, String)>, value: &str) -> Html {
    let id = format!("f-{key}");
    let items: Vec<_> = choices
        .into_iter()
        .map(|(v, label)| {
            let selected = v == value;
            view! { <option value=v selected=selected>{label}</option> }
        })
        .collect();
    view! { <div class="field"><label for=id.clone()>{label}</label><select id=id name=key>{items}</select></div> }.into_html()
}

const fn group_name(l: Locale, group: Group) -> &'static str {
    match group {
        Group::Open => t::list_tab_open(l),
        Group::Answered => t::list_tab_answered(l),
        Group::Closed => t::list_tab_closed(l),
        Group::All => c::all(l),
    }
}

const fn answered_name(l: Locale, answered: Answered) -> &'static str {
    match answered {
        Answered::Any => t::list_answered(l),
        Answered::InTime => t::list_answered_in_time(l),
        Answered::Late => t::list_answered_late(l),
    }
}

const fn late_name(l: Locale, late: Late) -> &'static str {
    match late {
        Late::Kind(ClockKind::Acceptance) => t::list_late_acceptance(l),
        Late::Kind(ClockKind::Completion) => t::list_late_completion(l),
        Late::Kind(ClockKind::NextStep) => t::list_late_next_step(l),
        Late::Kind(ClockKind::Hearing) => t::list_late_hearing(l),
        Late::Kind(ClockKind::Answer) => t::list_late_answer(l),
        Late::Kind(ClockKind::FollowUp) => t::list_late_follow_up(l),
        Late::Kind(ClockKind::Action) => t::list_late_action(l),
        Late::Kind(ClockKind::Appeal) => t::list_late_appeal(l),
        Late::Any
        | Late::Kind(
            ClockKind::Minutes
            | ClockKind::Adjustment
            | ClockKind::Representation
            | ClockKind::Wish
            | ClockKind::Promise
            | ClockKind::Consensus
            | ClockKind::ModelReview,
        ) => t::list_late(l),
    }
}
