//! The demo's mailbox.

use crate::accounts::service;
use crate::context::Ctx;
use crate::i18n::{accounts as t, common, dates};
use crate::shell::{Page, PageResult, escape};
use crate::ui::prelude::*;
use crate::{time, ui};
use axum::extract::Query;
use serde::Deserialize;

/// Whose mails are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MailQuery {
    /// Address.
    pub till: String,
}

/// What would have been mailed.
pub async fn mailbox(ctx: Ctx, Query(query): Query<MailQuery>) -> PageResult {
    let to = query.till.trim();
    let mails = service::mailbox(&ctx, to).await?;
    let l = ctx.locale;
    let here = ctx.href("/demo/brevlada");
    let none = mails.is_empty().then(|| {
        if to.is_empty() {
            ui::empty(t::mailbox_empty_title(l), t::mailbox_empty_text(l), None)
        } else {
            ui::empty(t::mailbox_none_title(l), t::mailbox_none_text(l), Some((here.clone(), t::mailbox_all(l).into())))
        }
    });
    let items: Vec<_> = mails
        .into_iter()
        .enumerate()
        .map(|(i, mail)| {
            let when = dates::moment(l, time::local(mail.sent_at), ctx.today());
            // the journeys find a mail by whom it went to and what it is about
            let (to, subject) = (mail.recipient.clone(), mail.subject.clone());
            view! {
                <details class="mail" data-mail data-to=to data-subject=subject open={i == 0}><summary><b>{mail.subject}</b>" "<span class="quiet">{t::mailbox_to(l, mail.recipient, when)}</span></summary>
                    <div class="prose" inner_html=linked(&mail.text, &ctx.app.settings.public_url)></div></details>
            }
        })
        .collect();
    let title = common::demo_mailbox(l);
    let content = view! { <section class="head"><h1>{title}</h1><p class="lead">{t::mailbox_lead(l)}</p>
    <form class="search" role="search" method="get" action=here.clone()><label for="till">{t::mailbox_find(l)}</label>
        <input type="search" id="till" name="till" value=to.to_string() autocomplete="off" autocapitalize="none" /><button class="button second">{common::search(l)}</button></form></section>{none}<div class="mails">{items}</div> };
    Ok(Page::new(title).layout("wrap stack narrow").private().render(&ctx, content.into_html()))
}

/// Plain text as HTML: escaped first, then only addresses of this service become links.
fn linked(text: &str, public_url: &str) -> String {
    let own = |word: &str| word.strip_prefix(public_url).is_some_and(|rest| rest.starts_with('/'));
    let line = |line: &str| {
        line.split(' ')
            .map(|word| {
                let bare = word.trim_end_matches(['.', ',', ')', '!', '?']);
                if own(bare) { format!("<a href=\"{0}\">{0}</a>{1}", escape(bare), escape(&word[bare.len()..])) } else { escape(word) }
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    text.split("\n\n").filter(|p| !p.trim().is_empty()).map(|p| format!("<p>{}</p>", p.trim().lines().map(line).collect::<Vec<_>>().join("<br>"))).collect()
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn only_own_addresses_become_links() {
        let own = "https://d.example.org";
        assert_eq!(
            linked("Hej!\n\nrad\nhttps://d.example.org/a?b=1&c=\"2", own),
            "<p>Hej!</p><p>rad<br><a href=\"https://d.example.org/a?b=1&amp;c=&quot;2\">https://d.example.org/a?b=1&amp;c=&quot;2</a></p>"
        );
        for other in ["https://d.example.org.evil.org/x", "javascript:alert(1)", "<a href=x>", "https://evil.org/https://d.example.org/"] {
            assert!(!linked(other, own).contains("<a"), "{other}");
        }
    }
}
