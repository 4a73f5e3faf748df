//! Parts of pages. Markup follows `style/README.md`.

pub mod chart;
pub mod form;
mod html;
mod notice;
mod parts;
pub mod rescue;

pub use form::{Body, Form, Problem};
pub use html::{Html, IntoHtml, island};
pub use notice::Notice;
pub use parts::{Pager, actor_voice, breadcrumbs, date_block, empty, forum_mark, lang_of, late_state, pager, prose, state_class, time_tag, voice};

/// What every page uses.
pub mod prelude {
    pub use super::html::{Html, IntoHtml, island};
    pub use leptos::prelude::*;
}
