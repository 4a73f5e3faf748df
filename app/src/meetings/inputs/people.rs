//! Who comes to a meeting: sign-up, invitations and the door.

use serde::Deserialize;

/// The sign-up form, and the form that changes a sign-up.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    /// Idempotency key.
    pub key: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Organisation, as people write it.
    pub organisation: String,
    /// `online` or `place`.
    pub how: String,
    /// What somebody needs to be able to take part, in own words.
    pub needs: String,
    /// Which interpreter somebody needs.
    pub interpreter: String,
    /// Not empty when somebody comes by wheelchair.
    pub wheelchair: String,
    /// How many children need care, and how old they are.
    pub child_care: String,
    /// What somebody cannot eat.
    pub food: String,
}

impl SignUpForm {
    /// Something is said about what somebody needs.
    pub fn has_needs(&self) -> bool {
        [&self.needs, &self.interpreter, &self.wheelchair, &self.child_care, &self.food].into_iter().any(|s| !s.trim().is_empty())
    }
}

/// The form at the door.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DoorForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// The sign-up.
    pub id: String,
    /// `1` checks in, anything else undoes it.
    pub on: String,
}

/// The form that invites to a meeting: somebody by address, or an organisation's people.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Name.
    pub name: String,
    /// Address; empty: those who speak for the organisation.
    pub email: String,
    /// Organisation or body, by name or slug.
    pub organisation: String,
    /// `all`: everybody to whom a general assembly is open, in place of those above.
    pub whom: String,
}

/// The form that sends an invitation again, or takes it back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct GuestForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// `again` or `withdraw`.
    pub act: String,
}

/// A guest's answer. Whoever says yes fills in the fields of a sign-up.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// `yes` or `no`.
    pub answer: String,
    /// Name.
    pub name: String,
    /// Organisation, as people write it.
    pub organisation: String,
    /// `online` or `place`.
    pub how: String,
    /// What somebody needs, in own words.
    pub needs: String,
    /// Which interpreter.
    pub interpreter: String,
    /// Comes by wheelchair.
    pub wheelchair: String,
    /// Child care.
    pub child_care: String,
    /// Food.
    pub food: String,
}

impl AnswerForm {
    /// The fields of a sign-up.
    pub fn sign_up(&self) -> SignUpForm {
        SignUpForm {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            how: self.how.clone(),
            needs: self.needs.clone(),
            interpreter: self.interpreter.clone(),
            wheelchair: self.wheelchair.clone(),
            child_care: self.child_care.clone(),
            food: self.food.clone(),
            ..SignUpForm::default()
        }
    }
}
