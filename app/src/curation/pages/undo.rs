//! The offer to undo what one just decided.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::store::LastAct;
use crate::i18n::curation as t;
use crate::paths;
use crate::ui::Problem;
use crate::ui::form::hidden;
use crate::ui::prelude::*;

/// The button alone. `queue` as in [`offer`]; `together` are the numbers of all that were decided about at once, to come back to.
pub fn form(ctx: &Ctx, agreement: &Agreement, (number, slug): (i64, &str), (queue, together): (&str, &[i64]), label: String) -> Html {
    let action = ctx.href(format!("{}/angra", paths::issue(&agreement.slug, number, slug)));
    let together: Vec<_> = together.iter().map(|n| view! { <input type="hidden" name="gjorda" value=n.to_string() /> }).collect();
    view! {
        <form method="post" action=action>
            {hidden(ctx, "", &Problem::default())}
            <input type="hidden" name="ko" value=queue.to_string() />{together}
            <button class="button second">{label}</button>
        </form>
    }
    .into_html()
}

/// A form with one button. `queue` is the desk's, to come back to; on the issue's own page it is empty.
pub fn offer(ctx: &Ctx, agreement: &Agreement, last: &LastAct, queue: &str) -> Html {
    let l = ctx.locale;
    let action = ctx.href(format!("{}/angra", paths::issue(&agreement.slug, last.number, &last.slug)));
    let about = (!queue.is_empty()).then(|| format!("{} ", t::undo_offer_for(l, &last.title)));
    view! {
        <form class="tells split" method="post" action=action>
            {hidden(ctx, "", &Problem::default())}
            <input type="hidden" name="ko" value=queue.to_string() />
            <span>{about}{t::undo_offer(l)}</span><button class="button second">{t::undo_button(l)}</button>
        </form>
    }
    .into_html()
}
