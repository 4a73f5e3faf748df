//! The register of organisations.

use crate::context::Ctx;
use crate::i18n::{common, dates, organisations as t};
use crate::organisations::service::{self, Register};
use crate::organisations::store::Listed;
use crate::shell::{Nav, Page, PageResult};
use crate::ui::prelude::*;
use crate::{paths, ui};
use axum::extract::{Path, Query};
use chrono::Datelike;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// What is searched for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
}

/// The register.
pub async fn register(ctx: Ctx, Path(agreement): Path<String>, Query(search): Query<Search>) -> PageResult {
    let register = service::register_of(&ctx, &agreement, &search.q).await?;
    let l = ctx.locale;
    let title = common::organisations(l);
    let content = view! { {head(&ctx, &register)}{list(&ctx, &register)} };
    Ok(Page::new(title).of(&register.agreement, Nav::Organisations).render(&ctx, content.into_html()))
}

fn signed(o: &Listed, ctx: &Ctx) -> bool {
    o.signed_on.is_some() && o.left_on.is_none_or(|d| d >= ctx.today())
}

fn head(ctx: &Ctx, register: &Register) -> Html {
    let l = ctx.locale;
    let slug = &register.agreement.slug;
    let here = ctx.today();
    let lead = if register.query.is_empty() {
        let all = register.organisations.iter().filter(|o| o.ends_on.is_none_or(|d| d >= here)).count();
        let signatories = register.organisations.iter().filter(|o| signed(o, ctx)).count();
        view! { <p class="lead">{t::lead(l, dates::number(l, count(all)), dates::number(l, count(signatories)))}</p> }.into_html()
    } else {
        let found = match register.organisations.len() {
            1 => t::search_result_one(l, &register.query),
            n => t::search_result(l, n, &register.query),
        };
        view! { <p class="lead">{found}" "<a href=ctx.href(paths::organisations(slug))>{t::show_all(l)}</a></p> }.into_html()
    };
    view! {
        <section class="head"><h1>{common::organisations(l)}</h1>{lead}
            <form class="search" role="search" method="get" action=ctx.href(paths::organisations(slug))>
                <label for="q">{t::search_label(l)}</label><input type="search" id="q" name="q" value=register.query.clone() maxlength="100" />
                <button class="button">{common::search(l)}</button></form>
            <p><a class="more" href=ctx.href(paths::new_organisation(slug))>{t::register_link(l)}</a></p></section>
    }
    .into_html()
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The letter under which Swedes look a name up. `Other` for digits and the rest.
fn letter(name: &str) -> Option<char> {
    let first = name.chars().find(|c| c.is_alphanumeric())?.to_uppercase().next()?;
    if matches!(first, 'A'..='Z' | '\u{c5}' | '\u{c4}' | '\u{d6}') {
        return Some(first);
    }
    first.to_string().nfkd().next().filter(char::is_ascii_uppercase)
}

fn list(ctx: &Ctx, register: &Register) -> Html {
    let l = ctx.locale;
    if register.organisations.is_empty() {
        let action = Some((ctx.href(paths::new_organisation(&register.agreement.slug)), t::register_link(l).to_string()));
        return if register.query.is_empty() {
            ui::empty(t::none_title(l), t::none_text(l), action)
        } else {
            ui::empty(t::none_found_title(l), t::none_found_text(l), action)
        };
    }
    // they come in Swedish order; a letter keeps the place where it first occurs
    let mut groups: Vec<(Option<char>, Vec<&Listed>)> = Vec::new();
    for o in &register.organisations {
        let letter = letter(&o.name);
        match groups.iter_mut().find(|g| g.0 == letter) {
            Some(group) => group.1.push(o),
            None => groups.push((letter, vec![o])),
        }
    }
    let name = |letter: Option<char>| letter.map_or_else(|| t::other_letter(l).to_string(), |c| c.to_string());
    let id = |letter: Option<char>| letter.map_or_else(|| "other".to_string(), |c| c.to_string());
    let letters: Vec<_> = groups.iter().map(|(c, _)| view! { <a href=format!("#{}", paths::encode(&id(*c)))>{name(*c)}</a> }).collect();
    let sections: Vec<_> = groups
        .iter()
        .map(|(c, organisations)| {
            let heading = format!("l-{}", id(*c));
            let rows: Vec<_> = organisations.iter().map(|o| row(ctx, register, o)).collect();
            let labelled_by = heading.clone();
            view! { <section class="letter" id=id(*c) aria-labelledby=labelled_by><h2 id=heading>{name(*c)}</h2><ul class="rows">{rows}</ul></section> }
        })
        .collect();
    let letters = (groups.len() > 1).then(|| view! { <nav class="letters" aria-label=t::letters(l)>{letters}</nav> });
    view! { {letters}{sections} }.into_html()
}

fn row(ctx: &Ctx, register: &Register, o: &Listed) -> Html {
    let l = ctx.locale;
    let curator = register.agreement.curator_name.get(l) == o.name;
    let gone = o.ends_on.filter(|d| *d < ctx.today());
    let until = gone.map(|d| view! { <span>{t::until_year(l, d.year())}</span><span class="state off">{t::gone(l)}</span> });
    let signatory = (gone.is_none() && signed(o, ctx)).then(|| view! { <span class="state done">{t::signatory(l)}</span> });
    view! {
        <li><h3><a href=ctx.href(paths::organisation(&register.agreement.slug, &o.slug))>{o.name.clone()}</a></h3>
            <p class="meta">{ui::voice(t::kind_of(l, o.kind), o.side, curator)}{until}{signatory}</p></li>
    }
    .into_html()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_as_swedes_look_them_up() {
        for (name, expected) in [
            ("anna", Some('A')),
            ("\u{e5}n", Some('\u{c5}')),
            ("\u{e9}cole", Some('E')),
            ("\u{201d}Oss\u{201d}", Some('O')),
            ("3 kronor", None),
            ("\u{416}", None),
        ] {
            assert_eq!(letter(name), expected, "{name}");
        }
    }
}
