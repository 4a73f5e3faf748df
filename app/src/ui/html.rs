//! Parts of pages, drawn.

use leptos::prelude::{Owner, RenderHtml};
use leptos::tachys::html::InertElement;
use std::sync::Arc;

/// A drawn part of a page. Pages await their services first, and are then drawn once, from the inside out. An `AnyView` can also be streamed,
/// awaited, built and changed: the compiler makes all of that for each part, and it was more than half of a release build.
///
/// Made by [`IntoHtml::into_html`] and [`island`] alone: there each text is escaped, once. What `Html::new` is given it takes as it is.
pub type Html = InertElement;

/// What can be drawn.
pub trait IntoHtml {
    /// Draws it.
    fn into_html(self) -> Html;
}

impl<T: RenderHtml> IntoHtml for T {
    fn into_html(self) -> Html {
        Html::new(self.to_html())
    }
}

/// Draws an island around what stands in it: leptos wants an owner where such an island is made.
pub fn island<V: RenderHtml>(make: impl FnOnce() -> V) -> Html {
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    let html = owner.with(|| make().into_html());
    owner.cleanup();
    html
}
