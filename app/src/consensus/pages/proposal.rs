//! A proposal: the text beside what holds, who answers what, its versions, what happened, and what the reader can do.

use super::{about, number_of, seat_name, state_class};
use crate::consensus::rules::{REASON, TEXT, last_day};
use crate::consensus::service::{self, ActForm, AnswerForm, Asked, Given, ProposalPage};
use crate::consensus::types::{Answer, ProposalAct, ProposalState};
use crate::context::Ctx;
use crate::curation::sentences;
use crate::i18n::{Locale, consensus as t, dates};
use crate::issues::pages::diff::{self, Marks};
use crate::restrictions::rules as restrictions;
use crate::restrictions::types::RestrictionKind;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::form::{Options, hidden};
use crate::ui::prelude::*;
use crate::ui::{self, Form, Problem};
use crate::{paths, time};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// What is shown again of a form that had something wrong.
#[derive(Debug, Clone, Default)]
pub struct Again {
    /// Which form of the one that proposed is open.
    pub act: Option<ProposalAct>,
    /// As it was typed.
    pub form: Option<ActForm>,
    /// An answer as it was typed.
    pub answer: Option<AnswerForm>,
    /// What was wrong.
    pub problem: Problem,
}

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProposalQuery {
    /// The act whose form is open.
    pub akt: String,
}

/// A proposal.
pub async fn proposal(ctx: Ctx, Path((agreement, number)): Path<(String, String)>, Query(query): Query<ProposalQuery>) -> PageResult {
    proposal_page(&ctx, &agreement, number_of(&number)?, &Again { act: query.akt.parse().ok(), ..Again::default() }).await
}

/// A proposal, with a form as it was typed.
pub async fn proposal_page(ctx: &Ctx, agreement: &str, number: i64, again: &Again) -> PageResult {
    let seen = service::proposal(ctx, agreement, number).await?;
    let p = &seen.proposal;
    let act = again.act.filter(|act| seen.possible.has(*act));
    // one form at a time: its fields have their names once on the page
    let form = match act {
        Some(act) => Some(act_form(ctx, &seen, act, again)),
        None => seen.possible.answer.then(|| answer_form(ctx, &seen, again)),
    };
    // what is wrong with a form that is not shown any more is said all the same
    let lost = (form.is_none() && again.problem.status.is_client_error()).then(|| lost(ctx, again));
    let content = view! {
        {head(ctx, &seen)}
        {lost}
        <div class="two">
            <aside class="stack">{facts(ctx, &seen)}{proposer(ctx, &seen, act)}</aside>
            <div class="stack">{texts(ctx, &seen)}{form}{answers(ctx, &seen)}{versions(ctx, &seen)}{chain(ctx, &seen)}</div>
        </div>
    };
    Ok(Page::new(p.title.clone()).of(&seen.agreement, Nav::Agreement).status(again.problem.status).render(ctx, content.into_html()))
}

fn lost(ctx: &Ctx, again: &Again) -> Html {
    let typed = again.form.as_ref().map(|f| (f.text.clone(), f.reason.clone()));
    let typed = typed.or_else(|| again.answer.as_ref().map(|f| (String::new(), f.reason.clone())));
    let quotes: Vec<_> = typed
        .into_iter()
        .flat_map(|(text, reason)| [text, reason])
        .filter(|s| !s.trim().is_empty())
        .map(|s| view! { <blockquote class="typed">{s}</blockquote> })
        .collect();
    view! { {Form::new(ctx.locale, &again.problem, t::label).summary()}{quotes} }.into_html()
}

fn head(ctx: &Ctx, seen: &ProposalPage) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.proposal);
    let today = ctx.today();
    let trail = vec![(paths::consensus(&a.slug), t::title(l).to_string())];
    let tally = p.tally();
    let due = (p.state == ProposalState::Open).then(|| {
        let late = today > p.until_on;
        let (class, words) = if late { ("due late", t::was_due(l)) } else { ("due", t::due(l)) };
        view! { <p class=class><span>{words}</span>" "<b><time datetime=p.until_on.to_string()>{dates::weekday_day(l, p.until_on, today)}</time></b></p> }
    });
    let came = match p.state {
        ProposalState::Passed => Some(t::did_pass(l).to_string()),
        ProposalState::Lapsed => Some(t::not_passed(l, &tally)),
        ProposalState::Open | ProposalState::Withdrawn => None,
    };
    view! {
        <section class="head">{ui::breadcrumbs(ctx, a, trail)}
            <h1 lang=ui::lang_of(l, &p.lang)>{p.title.clone()}</h1>
            <p class="meta"><span>{t::proposal_heading(l, p.number)}</span>{about(ctx, a, p)}<span class=state_class(p.state)>{t::state(l, p.state)}</span></p>
            {due}{came.map(|words| view! { <p class="lead">{words}</p> })}
            <p id="laget">{t::result(l, &tally)}</p>
        </section>
    }
    .into_html()
}

fn facts(ctx: &Ctx, seen: &ProposalPage) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.proposal);
    let fact = |term: &'static str, what: Html| view! { <div><dt>{term}</dt><dd>{what}</dd></div> };
    let by = ctx.href(paths::organisation(&a.slug, &p.organisation_slug));
    let voice = ui::voice(&p.organisation_name, p.organisation_side, p.organisation_id == a.curator_id);
    let day = |d| ui::time_tag(l, d, ctx.today());
    view! {
        <section aria-labelledby="om"><h2 class="h3" id="om">{t::facts_title(l)}</h2><dl class="facts">
            {fact(t::fact_about(l), about(ctx, a, p))}
            {fact(t::fact_by(l), view! { <a href=by>{voice}</a>" "{day(time::local_date(p.created_at))} }.into_html())}
            {fact(t::fact_until(l), day(p.until_on))}
            {p.closed_on.map(|d| fact(t::fact_closed(l), day(d)))}
        </dl></section>
    }
    .into_html()
}

/// Two texts side by side, with what became of the one in the other.
fn compare(ctx: &Ctx, lang: &str, (old, old_heading): (&str, String), (new, new_heading): (&str, String)) -> Html {
    let l = ctx.locale;
    let lang = ui::lang_of(l, lang);
    let marks = Marks::new(l, lang.as_deref());
    let (before, after) = if old.trim().is_empty() {
        (format!("<p class=\"quiet\" lang=\"{}\">{}</p>", l.code(), t::now_unwritten(l)), diff::plain(new))
    } else {
        (diff::older(&marks, old, new), diff::newer(&marks, old, new))
    };
    view! {
        <div class="cq"><div class="compare">
            <section><h3>{old_heading}</h3><div class="prose" lang=lang.clone() inner_html=before></div></section>
            <section><h3>{new_heading}</h3><div class="prose" lang=lang inner_html=after></div></section>
        </div></div>
    }
    .into_html()
}

pub(super) fn paragraphs(text: &str) -> Html {
    text.split("\n\n").map(|p| view! { <p>{p.to_string()}</p> }).collect::<Vec<_>>().into_html()
}

/// What holds beside what is proposed, and why.
fn texts(ctx: &Ctx, seen: &ProposalPage) -> Html {
    let (l, p) = (ctx.locale, &seen.proposal);
    let Some(current) = seen.versions.last() else { return ().into_html() };
    let why = seen.versions.first().map(|v| v.why.clone()).unwrap_or_default();
    let proposed = if current.version == 1 { t::proposed_heading(l).to_string() } else { t::proposed_version(l, current.version) };
    view! {
        <section class="flow" aria-labelledby="texten"><h2 id="texten">{t::compare_title(l)}</h2>
            {compare(ctx, &p.lang, (&p.text_now, t::now_heading(l).to_string()), (&current.text, proposed))}</section>
        <section aria-labelledby="varfor"><h2 class="h3" id="varfor">{t::field_why(l)}</h2><div class="prose" lang=ui::lang_of(l, &p.lang)>{paragraphs(&why)}</div></section>
    }
    .into_html()
}

/// What somebody who is asked is called.
pub(super) fn name(l: Locale, asked: &Asked) -> String {
    match &asked.organisation {
        Some((name, _)) => name.clone(),
        None => seat_name(l, (asked.side, asked.place, asked.post), &asked.function),
    }
}

const fn answer_class(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Consent) => "state done",
        Some(Answer::Aside) => "state",
        Some(Answer::Object) => "state late",
        None => "state wait",
    }
}

/// Who is asked and what they answer to the text as it stands; below each what they answered before.
fn answers(ctx: &Ctx, seen: &ProposalPage) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.proposal);
    let today = ctx.today();
    let mut all: Vec<&Asked> = seen.asked.iter().collect();
    // objections first: they are what has to be met
    all.sort_by_key(|x| match x.to(p.version).map(|g| g.kind) {
        Some(Answer::Object) => 0,
        Some(Answer::Aside) => 1,
        Some(Answer::Consent) => 2,
        None => 3,
    });
    let rows: Vec<_> = all
        .into_iter()
        .map(|x| {
            let now = x.to(p.version);
            let who = match &x.organisation {
                Some((name, slug)) => view! { <a href=ctx.href(paths::organisation(&a.slug, slug))>{name.clone()}</a> }.into_html(),
                None => name(l, x).into_html(),
            };
            let kind = now.map(|g| g.kind);
            let when = now.map(|g| ui::time_tag(l, time::local_date(g.at), today));
            let vacant = x.vacant && kind.is_none();
            let (class, answered) = if vacant { ("state off", t::vacant(l)) } else { (answer_class(kind), t::given(l, kind)) };
            let vacant = vacant.then(|| if p.state == ProposalState::Open { t::vacant_open(l) } else { t::vacant_aside(l) });
            view! {
                <tr><th scope="row">{who}</th><td data-label=t::column_answer(l)><span class=class>{answered}</span></td>
                    <td data-label=t::column_words(l)>{vacant.map(|words| view! { <p>{words}</p> })}{now.and_then(|g| words(ctx, seen, g))}{earlier(ctx, seen, x)}</td><td data-label=t::column_when(l)>{when}</td></tr>
            }
        })
        .collect();
    view! {
        <section id="svaren" aria-labelledby="sv"><h2 id="sv">{t::answers_title(l)}</h2>
            <div class="cq"><table class="cards"><caption class="vh">{t::answers_title(l)}</caption>
                <thead><tr><th scope="col">{t::column_asked(l)}</th><th scope="col">{t::column_answer(l)}</th><th scope="col">{t::column_words(l)}</th><th scope="col">{t::column_when(l)}</th></tr></thead>
                <tbody>{rows}</tbody></table></div></section>
    }
    .into_html()
}

/// The words of an answer; where they are hidden that they are, before them for those who may read them.
fn words(ctx: &Ctx, seen: &ProposalPage, given: &Given) -> Option<Html> {
    if given.reason.is_empty() && !given.hidden {
        return None;
    }
    let (l, a) = (ctx.locale, &seen.agreement);
    let reads = !given.reason.is_empty();
    let note = given.hidden.then(|| {
        let why = match given.stopped_until {
            Some(day) => t::words_hidden_stopped(l, dates::day(l, day, ctx.today())),
            None if given.waits => t::words_hidden_unread(l, a.curator_name.get(l)),
            None => t::words_hidden_by(l, a.curator_name.get(l)),
        };
        view! { <p class="quiet">{why}{reads.then(|| view! { " "{t::words_read_by(l)} })}</p> }
    });
    let prose = reads.then(|| view! { <div class="prose" lang=ui::lang_of(l, &given.lang)>{paragraphs(&given.reason)}</div> });
    let way = (reads && seen.may_hide).then(|| {
        let href = ctx.href(format!("{}/dolj/{}", paths::proposal(&a.slug, seen.proposal.number), given.number));
        let act = if given.hidden { t::words_show(l, given.number) } else { t::words_hide(l, given.number) };
        view! { <p class="noprint"><a class="more" href=href>{act}</a></p> }
    });
    Some(view! { {note}{prose}{way} }.into_html())
}

/// What somebody answered before: to an earlier version, or until they changed it.
fn earlier(ctx: &Ctx, seen: &ProposalPage, asked: &Asked) -> Option<Html> {
    let (l, version) = (ctx.locale, seen.proposal.version);
    let items: Vec<_> = asked
        .given
        .iter()
        .filter(|g| g.version != version || !g.stands)
        .map(|g| {
            let what = t::given(l, Some(g.kind));
            let heading = if g.stands { t::earlier_answer(l, g.version, what) } else { t::changed_answer(l, g.version, what) };
            view! { <li><p>{heading}" "{ui::time_tag(l, time::local_date(g.at), ctx.today())}</p>{words(ctx, seen, g)}</li> }
        })
        .collect();
    (!items.is_empty())
        .then(|| view! { <details class="more"><summary>{t::earlier_answers(l)}</summary><ul class="plainlist">{items}</ul></details> }.into_html())
}

/// Each later version beside the one before it, newest first.
fn versions(ctx: &Ctx, seen: &ProposalPage) -> Option<Html> {
    let (l, p) = (ctx.locale, &seen.proposal);
    let items: Vec<_> = seen
        .versions
        .windows(2)
        .rev()
        .filter_map(|pair| Some((pair.first()?, pair.get(1)?)))
        .map(|(old, new)| {
            let heading = |n| t::version_heading(l, n);
            view! {
                <details class="more"><summary>{t::version_beside(l, old.version, new.version)}</summary>
                    <p class="quiet">{ui::time_tag(l, time::local_date(new.created_at), ctx.today())}" "{t::changed_because(l)}" "<span lang=ui::lang_of(l, &p.lang)>{new.why.clone()}</span></p>
                    {compare(ctx, &p.lang, (&old.text, heading(old.version)), (&new.text, heading(new.version)))}</details>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <section class="flow" aria-labelledby="versioner"><h2 class="h3" id="versioner">{t::versions_title(l)}</h2>{items}</section> }.into_html()
    })
}

fn chain(ctx: &Ctx, seen: &ProposalPage) -> Html {
    let (l, p) = (ctx.locale, &seen.proposal);
    let items: Vec<_> = seen
        .chain
        .iter()
        .map(|e| {
            let day = time::local_date(e.occurred_at);
            view! { <li>{ui::time_tag(l, day, ctx.today())}<p>{sentences::sentence_in_log(ctx, &seen.agreement, e)}</p>{sentences::reason(l, e)}</li> }
        })
        .collect();
    let next = (p.state == ProposalState::Open).then(|| {
        let late = ctx.today() > p.until_on;
        let (class, words) = if late { ("next late", t::was_due(l)) } else { ("next", t::due(l)) };
        view! { <li class=class><b>{words}" "<time datetime=p.until_on.to_string()>{dates::weekday_day(l, p.until_on, ctx.today())}</time></b></li> }
    });
    view! { <section aria-labelledby="kedja"><h2 class="h3" id="kedja">{t::chain(l)}</h2><ol class="chain">{items}{next}</ol></section> }.into_html()
}

fn answer_form(ctx: &Ctx, seen: &ProposalPage, again: &Again) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.proposal);
    let Some(own) = seen.own() else { return ().into_html() };
    let before = own.to(p.version);
    let typed = again.answer.clone();
    let stale = again.problem.stale.is_some();
    let f = Form::new(l, &again.problem, t::label_answer);
    let chosen = typed.as_ref().map_or_else(|| before.map(|g| g.kind.to_string()).unwrap_or_default(), |t| t.answer.clone());
    let reason = typed.as_ref().map_or_else(|| before.map(|g| g.reason.clone()).unwrap_or_default(), |t| t.reason.clone());
    let lang = typed.as_ref().map_or_else(|| before.map(|g| g.lang.clone()).unwrap_or_default(), |t| t.lang.clone());
    let key = typed.as_ref().map(|t| t.key.clone()).unwrap_or_default();
    let choices = Answer::ALL
        .iter()
        .map(|answer| {
            let (name, help) = t::answer(l, *answer);
            (answer.to_string(), name.to_string(), help.to_string())
        })
        .collect();
    let heading = if before.is_some() { t::change_title(l) } else { t::answer_title(l) };
    // what somebody who is stopped objects with begins hidden: that is told before
    let stopped = ctx.actor.as_deref().and_then(|actor| restrictions::of(actor, a)).is_some_and(|r| r.kind == RestrictionKind::Stopped);
    let stopped = stopped.then(|| view! { <p class="tells">{t::answer_tells_stopped(l)}</p> });
    let stale = stale.then(|| view! { <div class="flash warning"><p><strong>{t::stale_title(l)}</strong>" "{t::stale_text(l)}</p></div> });
    view! {
        <section class="box flow noprint" id="svar" aria-labelledby="sf"><h2 id="sf">{heading}</h2>
            <p>{t::answer_for(l, name(l, own))}</p>{stale}
            <form class="form" method="post" action=ctx.href(format!("{}/svar", paths::proposal(&a.slug, p.number))) novalidate>
                {f.summary()}
                {hidden(ctx, &key, &again.problem)}
                <input type="hidden" name="version" value=p.version.to_string() />
                <input type="hidden" name="revision" value=before.map_or(0, |g| g.revision).to_string() />
                {f.choices("answer", false, std::slice::from_ref(&chosen), choices, Options::default())}
                {f.area("reason", &reason, Options { rows: 3, max: Some(REASON.1), optional: true, help: Some(t::words_help(l).into()), ..Options::default() })}
                {f.language(&lang)}
                <p class="tells">{t::answer_tells(l)}</p>{stopped}
                <div class="acts"><button class="button">{t::answer_send(l)}</button></div>
            </form>
        </section>
    }
    .into_html()
}

/// For whoever speaks for the one that proposed: what they can do.
fn proposer(ctx: &Ctx, seen: &ProposalPage, open: Option<ProposalAct>) -> Option<Html> {
    let (l, p) = (ctx.locale, &seen.proposal);
    let path = paths::proposal(&seen.agreement.slug, p.number);
    let acts: Vec<_> = [ProposalAct::Revise, ProposalAct::Prolong, ProposalAct::Withdraw]
        .into_iter()
        .filter(|act| seen.possible.has(*act) && Some(*act) != open)
        .map(|act| {
            let href = ctx.href(format!("{path}?akt={act}#andra"));
            view! { <li><a href=href>{t::act(l, act).0}</a></li> }
        })
        .collect();
    if acts.is_empty() && open.is_none() {
        return None;
    }
    let objected = seen.possible.revise.then(|| view! { <p>{t::proposer_objected(l)}</p> });
    let back = open.map(|_| view! { <li><a href=ctx.href(path)>{t::back_to_answer(l)}</a></li> });
    Some(
        view! { <section class="noprint" aria-labelledby="fo"><h2 class="h3" id="fo">{t::proposer_title(l)}</h2>{objected}<ul class="plainlist">{acts}{back}</ul></section> }
            .into_html(),
    )
}

fn act_form(ctx: &Ctx, seen: &ProposalPage, act: ProposalAct, again: &Again) -> Html {
    let (l, a, p) = (ctx.locale, &seen.agreement, &seen.proposal);
    let label = if act == ProposalAct::Revise { t::label_revise } else { t::label };
    let f = Form::new(l, &again.problem, label);
    let current = seen.versions.last().map(|v| v.text.clone()).unwrap_or_default();
    let typed =
        again.form.clone().unwrap_or_else(|| ActForm { text: current, until: last_day(ctx.today()).to_string(), lang: p.lang.clone(), ..ActForm::default() });
    let (title, tells) = t::act(l, act);
    let text = (act == ProposalAct::Revise)
        .then(|| f.area("text", &typed.text, Options { rows: 8, max: Some(TEXT.1), help: Some(t::text_help(l).into()), ..Options::default() }));
    let until = (act != ProposalAct::Withdraw)
        .then(|| f.input("until", &typed.until, Options { kind: "date", short: true, help: Some(t::until_help(l).into()), ..Options::default() }));
    view! {
        <section class="box flow noprint" id="andra" aria-labelledby="af"><h2 id="af">{title}</h2>
            <form class="form" method="post" action=ctx.href(paths::proposal(&a.slug, p.number)) novalidate>
                {f.summary()}
                {hidden(ctx, &typed.key, &again.problem)}
                <input type="hidden" name="version" value=p.version.to_string() /><input type="hidden" name="act" value=act.code() />
                {text}
                {f.area("reason", &typed.reason, Options { rows: 3, max: Some(REASON.1), ..Options::default() })}
                {until}
                {f.language(&typed.lang)}
                <p class="tells">{tells}</p>
                <div class="acts"><button class="button">{title}</button></div>
            </form>
        </section>
    }
    .into_html()
}
