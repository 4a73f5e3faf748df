//! What the handles of a text stand for.

use crate::ids::OrganisationId;
use crate::paths;
use crate::text::markdown::{self, Mention};

/// An organisation behind a handle.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Mentioned {
    /// The handle as typed, in small letters.
    pub handle: String,
    /// Organisation.
    pub id: OrganisationId,
    /// Its slug now.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// Organisations that a text mentions. Without any, Markdown is rendered as ever.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    agreement: String,
    found: Vec<Mentioned>,
    /// In which field of a form each organisation is mentioned first, in order of appearance.
    fields: Vec<(OrganisationId, &'static str)>,
}

impl Mentions {
    /// What was found, for a text that is read in an agreement.
    pub fn new(agreement: &str, found: Vec<Mentioned>) -> Self {
        Self { agreement: agreement.into(), found, fields: Vec::new() }
    }
    /// True when nobody is mentioned.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
    /// The organisation behind a handle.
    pub fn behind(&self, handle: &str) -> Option<&Mentioned> {
        self.found.iter().find(|m| m.handle == handle)
    }
    /// The same, knowing which field of a form each stands in: the fields with what was typed into each.
    pub fn written_in(mut self, fields: &[(&'static str, &str)]) -> Self {
        for (field, text) in fields {
            for id in markdown::mentioned(text).iter().filter_map(|handle| self.behind(handle)).map(|m| m.id).collect::<Vec<_>>() {
                if !self.fields.iter().any(|(known, _)| *known == id) {
                    self.fields.push((id, *field));
                }
            }
        }
        self
    }
    /// The field in which there is one more than `most`, if there is.
    pub fn field_beyond(&self, most: usize) -> Option<&'static str> {
        self.fields.get(most).map(|(_, field)| *field)
    }
    /// The field in which an organisation is mentioned; that of a text alone, where there is no other.
    pub fn field_of(&self, organisation: OrganisationId) -> &'static str {
        self.fields.iter().find(|(id, _)| *id == organisation).map_or("text", |(_, field)| *field)
    }
    /// The organisations, each once.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        let mut ids: Vec<OrganisationId> = self.found.iter().map(|m| m.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
    /// Those of them that are among some organisations.
    pub fn among(mut self, organisations: &[OrganisationId]) -> Self {
        self.found.retain(|m| organisations.contains(&m.id));
        self
    }
    /// Renders Markdown with links to them.
    pub fn render(&self, markdown: &str) -> String {
        markdown::render_with(markdown, |handle| {
            self.behind(handle).map(|m| Mention { path: paths::organisation(&self.agreement, &m.slug), name: m.name.clone() })
        })
    }
}
