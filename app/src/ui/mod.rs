//! Parts of pages. Markup follows `style/README.md`.

pub mod form;
mod notice;
mod parts;

pub use form::{Body, Form, Problem};
pub use notice::Notice;
pub use parts::{
    actor_voice, breadcrumbs, date_block, empty, forum_mark, late_state, lang_of, pager, state_class, time_tag, voice, Pager,
};
