//! The rows of an agenda in a form: moved by buttons, and with script by dragging too.

use crate::context::Ctx;
use crate::i18n::{Locale, agenda as p, meetings as t, promises};
use crate::meetings::inputs::{Subject, at};
use crate::meetings::islands::RowOrder;
use crate::meetings::service::PlanPage;
use crate::ui::Form;
use crate::ui::form::Options;
use crate::ui::prelude::*;

/// Empty rows that a form offers.
pub(super) const EMPTY_ROWS: usize = 3;

/// The rows of a meeting's agenda.
pub(super) fn rows(ctx: &Ctx, seen: &PlanPage, form: &Form<'_>) -> Html {
    let l = ctx.locale;
    let subjects = subjects(l, seen);
    let quiet = || Options { quiet: true, ..Options::default() };
    let order = Order { l, moved: seen.form.moved, of: seen.form.items.len() };
    let rows = seen
        .form
        .items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let fields = view! {
                <input type="hidden" name=at("item_id", i) value=item.id.clone() />
                {form.select(at("item_issue", i), &item.issue, subjects.clone(), quiet())}
                {form.input(at("item_title", i), &item.title, Options { max: Some(140), help: Some(t::item_title_help(l).into()), ..quiet() })}
                {form.area(at("item_reason", i), &item.reason, Options { max: Some(500), rows: 2, ..quiet() })}
                <div class="pair">{form.input(at("item_minutes", i), &item.minutes, Options { kind: "number", ..quiet() })}
                    {form.input(at("item_presenter", i), &item.presenter, Options { max: Some(120), ..quiet() })}</div>
            };
            order.row(i, !item.sub.is_empty(), form, fields.into_html())
        })
        .collect::<Vec<_>>();
    order.around(rows)
}

/// What an item can be about: what the agenda has already, then what can be chosen.
fn subjects(l: Locale, seen: &PlanPage) -> Vec<(String, String)> {
    let stored = seen.items.iter().filter_map(|i| Some((i.subject()?, i.issue_name(l).or_else(|| i.promise_words.clone())?)));
    let mut all = vec![(String::new(), t::no_issue(l).to_string())];
    for (subject, title) in stored.chain(seen.choosable.iter().map(|c| (c.subject(), c.title.clone()))) {
        // an issue of a draft's agenda can be chosen elsewhere too
        if !all.iter().any(|(s, _)| *s == subject.to_string()) {
            all.push((subject.to_string(), named(l, subject, &title)));
        }
    }
    all
}

/// An issue or a promise with its number.
pub(super) fn named(l: Locale, subject: Subject, title: &str) -> String {
    match subject {
        Subject::Issue(number) => format!("{number}: {title}"),
        Subject::Promise(number) => format!("{}: {title}", promises::numbered(l, number)),
    }
}

/// Rows that can be moved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// Language.
    pub l: Locale,
    /// The row that a button just moved to, and whether up.
    pub moved: Option<(usize, bool)>,
    /// How many rows there are.
    pub of: usize,
}

impl Order {
    /// A row with its number and its buttons. Without script they send the form, which is drawn again in the new order.
    pub(super) fn row(&self, i: usize, sub: bool, form: &Form<'_>, fields: Html) -> Html {
        let l = self.l;
        let (heading, up, down) = (format!("rad-{i}"), format!("upp-{i}"), format!("ner-{i}"));
        // whoever moves a row goes on from there
        let here = |up: bool| self.moved == Some((i, up));
        let said = (here(true) || here(false)).then(|| view! { <p class="quiet" role="status">{p::moved_to(l, i + 1, self.of)}</p> });
        let wrong = form.error(at("item_sub", i));
        let invalid = wrong.is_some().then_some("true");
        let box_id = at("item_sub", i);
        view! {
            <section class="box flow" data-row="" aria-labelledby=heading.clone()>
                <div class="rowhead"><h3 id=heading.clone()>{p::item(l)}" "<span data-n="">{i + 1}</span></h3>
                    <span class="grip" title=p::grip(l) aria-hidden="true">"⠿"</span>
                    <button class="textlink" id=up.clone() name=format!("move-up-{i}") value="1" formnovalidate=true autofocus=here(true)
                        aria-labelledby=format!("{up} {heading}")>{p::move_up(l)}</button>
                    <button class="textlink" id=down.clone() name=format!("move-down-{i}") value="1" formnovalidate=true autofocus=here(false)
                        aria-labelledby=format!("{down} {heading}")>{p::move_down(l)}</button></div>
                {said}
                <input type="hidden" name=at("item_number", i) value={i + 1} />
                {fields}
                {wrong}
                <label class="choice"><input type="checkbox" id=box_id name=box_id value="1" checked=sub aria-invalid=invalid /><span>{p::item_sub(l)}</span></label>
            </section>
        }
        .into_html()
    }

    /// All rows, with what moves them in the browser.
    pub(super) fn around(&self, rows: Vec<Html>) -> Html {
        island(|| view! { <RowOrder l=self.l>{rows}</RowOrder> })
    }
}
