//! Small parts that many pages use.

use crate::agreements::types::{Agreement, ForumMark, Side};
use crate::context::Ctx;
use crate::i18n::{Locale, common as t, dates};
use crate::issues::types::IssueState;
use crate::ui::prelude::*;
use chrono::NaiveDate;

/// Who speaks: a badge with a word in it. Public bodies and the kansli look different.
pub fn voice(name: &str, side: Side, curator: bool) -> Html {
    let class = match (curator, side) {
        (true, _) => "voice kansli",
        (false, Side::Public) => "voice public",
        (false, _) => "voice",
    };
    let name = name.to_string();
    view! { <span class=class>{name}</span> }.into_html()
}

/// Who acted, by role: the curating body by its name here, others by the organisation they acted for.
pub fn actor_voice(l: Locale, agreement: &Agreement, role: crate::events::types::ActorRole, organisation: Option<&str>) -> Html {
    use crate::events::types::ActorRole as R;
    let (name, side, curator) = match role {
        R::Curator => (agreement.curator_name.get(l).to_string(), Side::CivilSociety, true),
        R::Steering => (organisation.unwrap_or(crate::i18n::appeals::voice_steering(l)).to_string(), Side::CivilSociety, false),
        R::Officer | R::Politician => (organisation.unwrap_or(t::actor_officer(l)).to_string(), Side::Public, false),
        R::Representative => (organisation.unwrap_or(t::actor_representative(l)).to_string(), Side::CivilSociety, false),
        R::Individual | R::Visitor => (t::actor_individual(l).to_string(), Side::CivilSociety, false),
        R::Operator | R::System => (t::actor_system(l).to_string(), Side::CivilSociety, false),
    };
    voice(&name, side, curator)
}

/// What somebody wrote, as HTML: the organisations that it mentions are linked in the reader's language.
pub fn prose(l: Locale, html: &str) -> String {
    crate::text::markdown::localised(l, html)
}

/// A forum's mark with its name, linked.
pub fn forum_mark(mark: ForumMark, name: &str, href: String) -> Html {
    let name = name.to_string();
    view! { <a class=format!("forum {}", mark.class()) href=href>{name}</a> }.into_html()
}

/// CSS class of an issue's state.
pub const fn state_class(state: IssueState) -> &'static str {
    match state {
        IssueState::Submitted => "state wait",
        IssueState::InForum | IssueState::OnAgenda | IssueState::Referred => "state",
        IssueState::Answered | IssueState::FollowedUp => "state done",
        IssueState::Closed | IssueState::Merged | IssueState::Declined | IssueState::Withdrawn => "state off",
    }
}

/// `Försenat 9 dagar`, or nothing while the date has not passed.
pub fn late_state(l: Locale, due_on: NaiveDate, today: NaiveDate) -> Option<Html> {
    let days = crate::time::days_late(due_on, today);
    (days > 0).then(|| view! { <span class="state late">{t::late(l, days)}</span> }.into_html())
}

/// A day as people say it, for machines too.
pub fn time_tag(l: Locale, date: NaiveDate, today: NaiveDate) -> Html {
    view! { <time datetime=date.to_string()>{dates::day(l, date, today)}</time> }.into_html()
}

/// A date as a thing. `past` makes it quiet.
pub fn date_block(l: Locale, date: NaiveDate, past: bool) -> Html {
    use chrono::Datelike;
    let class = if past { "dateblock past" } else { "dateblock" };
    view! {
        <time class=class datetime=date.to_string()>
            <span>{dates::month_short(l, date)}</span><b>{date.day()}</b><small>{dates::weekday_in_block(l, date)}</small>
        </time>
    }
    .into_html()
}

/// Where one is: links from the agreement's start page down.
pub fn breadcrumbs(ctx: &Ctx, agreement: &Agreement, trail: Vec<(String, String)>) -> Html {
    let l = ctx.locale;
    let start = (ctx.href(crate::paths::agreement(&agreement.slug)), agreement.place.get(l).to_string());
    let items: Vec<_> = std::iter::once(start)
        .chain(trail.into_iter().map(|(path, name)| (ctx.href(path), name)))
        .map(|(href, name)| view! { <li><a href=href>{name}</a></li> })
        .collect();
    view! { <nav class="crumbs" aria-label=t::you_are_here(l)><ol>{items}</ol></nav> }.into_html()
}

/// An empty state: what this is, why there is nothing, what to do next.
pub fn empty(title: &str, text: &str, action: Option<(String, String)>) -> Html {
    let (title, text) = (title.to_string(), text.to_string());
    view! {
        <div class="empty"><h2>{title}</h2><p>{text}</p>
            {action.map(|(href, label)| view! { <p class="acts"><a class="button" href=href>{label}</a></p> })}
        </div>
    }
    .into_html()
}

/// Addresses of the pages before and after, for keyset paging.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// Towards the beginning of the list.
    pub previous: Option<String>,
    /// Towards its end.
    pub next: Option<String>,
}

/// Links to the pages before and after; nothing where the list fits on one page.
pub fn pager(l: Locale, pager: Pager) -> Option<Html> {
    if pager.previous.is_none() && pager.next.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="pager" aria-label=t::pages(l)>
                {pager.previous.map(|href| view! { <a class="button second" rel="prev" href=href>{t::newer(l)}</a> })}
                {pager.next.map(|href| view! { <a class="button second" rel="next" href=href>{t::older(l)}</a> })}
            </nav>
        }
        .into_html(),
    )
}

/// The `lang` attribute for what users wrote, where it differs from the page's language.
pub fn lang_of(l: Locale, lang: &str) -> Option<String> {
    (lang != l.code()).then(|| lang.to_string())
}
