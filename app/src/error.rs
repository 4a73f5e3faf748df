//! What can go wrong in a use case, as codes; the words are in `i18n`.

use crate::ids::OrganisationId;

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was filled in.
    Required,
    /// Longer than so many characters.
    TooLong(usize),
    /// Shorter than so many characters.
    TooShort(usize),
    /// Not an e-mail address.
    Email,
    /// Not a date, or not one that exists.
    Date,
    /// A date that must lie ahead.
    DatePast,
    /// A date further ahead than anyone can promise (two years).
    DateFar,
    /// A date more than so many days ahead.
    DateWithin(i64),
    /// A date that must not lie ahead.
    DateAhead,
    /// Not a time of day.
    Time,
    /// A time of day that the clocks skip that day.
    TimeSkipped,
    /// An end that is not after its start.
    EndsBeforeStart,
    /// Fewer minutes than those of the items under it.
    SubItems(i64),
    /// A day after that of the meeting.
    AfterMeeting,
    /// A new day for a meeting that ended more than so many days ago.
    HeldLongAgo(i64),
    /// Only for those invited, where the kind of meeting is open to all.
    OpenToAll,
    /// Not one of the choices.
    Choice,
    /// Another phrase has that name.
    SameName,
    /// No issue is marked.
    NoIssue,
    /// No contribution is marked.
    NoContribution,
    /// No issue has that number.
    IssueMissing,
    /// It is the very issue that is to be merged.
    IssueItself,
    /// The issue with that number is merged into the one at hand.
    IssueMergedHere(i64),
    /// The issue with that number is merged into the one with another.
    IssueMerged(i64, i64),
    /// The issue with that number has ended.
    IssueEnded(i64),
    /// The issue with that number waits to be taken in.
    IssueWaits(i64),
    /// The issue with that number is hidden.
    IssueHidden(i64),
    /// Not a whole number within these bounds.
    Number(i64, i64),
    /// So many places are taken already.
    PlacesTaken(i64),
    /// No organisation has that name.
    OrganisationMissing,
    /// Fewer than two options.
    FewOptions,
    /// Not an http(s) address.
    Url,
    /// Already in use by somebody else.
    Taken,
    /// More than so many were chosen.
    TooMany(usize),
    /// What was written while the meeting ran is not in it, and nobody has said that it is left out.
    LiveText,
    /// No file was chosen.
    FileMissing,
    /// A file with nothing in it.
    FileEmpty,
    /// A file larger than so many megabytes.
    FileSize(usize),
    /// A file of another type than those that can be attached, by its content.
    FileKind,
    /// A file that is broken, or only a part of one.
    FileBroken,
    /// A picture with too many pixels.
    FilePixels,
    /// The name of a file where it should be described.
    FileName,
    /// There are so many files already.
    FilesFull(usize),
    /// More than so many organisations are mentioned.
    TooManyMentions(usize),
    /// So many organisations were mentioned within the hour that more have to wait so many minutes.
    MentionsTooOften(u64),
    /// A password that is one character again and again, or characters in a row.
    PasswordSimple,
    /// A password that many have, or one word with digits after it.
    PasswordCommon,
    /// A password made of what others know about the person.
    PasswordOwn,
    /// Not the password that the person has.
    PasswordWrong,
    /// Address and password do not belong together. Said also when nobody has the address, and when there were too many tries.
    SignIn,
}

/// The faults of a form, each at its field's name. Empty means that the form is fine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<(&'static str, Fault)>);

impl Faults {
    /// Adds a fault at a field.
    pub fn add(&mut self, field: &'static str, fault: Fault) {
        self.0.push((field, fault));
    }
    /// The first fault of a field.
    pub fn of(&self, field: &str) -> Option<&Fault> {
        self.0.iter().find(|(f, _)| *f == field).map(|(_, fault)| fault)
    }
    /// Ends validation: `Err(AppError::Invalid)` when there is any fault.
    pub fn done(self) -> Result<(), AppError> {
        if self.0.is_empty() { Ok(()) } else { Err(AppError::Invalid(self)) }
    }
    /// Checks a text: cleaned by [`crate::text::clean`], then required and bounded in characters when asked.
    pub fn text(&mut self, field: &'static str, value: &str, min: usize, max: usize) -> String {
        let value = crate::text::clean(value);
        let length = value.chars().count();
        if length == 0 && min > 0 {
            self.add(field, Fault::Required);
        } else if length < min {
            self.add(field, Fault::TooShort(min));
        } else if length > max {
            self.add(field, Fault::TooLong(max));
        }
        value
    }
}

/// Why something is refused although the form itself is fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The role one acts in does not allow it.
    NotAllowed,
    /// A seat of the public side does not moderate (rule 1).
    CivilSeatsOnly,
    /// The thing is in a state in which this cannot be done.
    WrongState,
    /// The meeting is full.
    Full,
    /// The organisation has all the places that it can have.
    SeatsTaken,
    /// The meeting is for those who are invited.
    ByInvitation,
    /// The meeting has begun, was held or is cancelled.
    Closed,
    /// Nobody is checked in so long before the meeting.
    DoorEarly,
    /// The link was used, is too old or never was.
    LinkSpent,
    /// More was written while the meeting ran than the adjusted minutes hold.
    LiveText,
    /// Minutes are no longer those that were adjusted.
    TextChanged,
    /// Minutes are out to be adjusted.
    RoundOpen,
    /// The organisation already did this.
    Already,
    /// It could be undone for a minute, which is over.
    TooLate,
    /// Something else has happened since.
    MovedOn,
    /// Something holds that person or organisation back already.
    AlreadyRestricted,
    /// The kansli has stopped whoever asks from writing here, for a while (M03).
    Stopped,
    /// What whoever asks writes is read first, for a while (M03): what all can read already cannot be changed meanwhile.
    Slowed,
    /// It takes a session that was begun by a mailed link a moment ago.
    SignInAgain,
    /// Whoever has a part in a matter does not decide it.
    Partial,
    /// The act cannot be appealed: nobody independent could hear it, or it was no act of those who curate.
    NoAppeal,
    /// The time for appealing is over.
    AppealLate,
    /// The act no longer holds.
    NotInForce,
    /// The appeal was decided or withdrawn.
    AppealClosed,
    /// The same act was changed back on appeal a short while ago.
    ChangedOnAppeal,
    /// All seats of that side in the body are taken or offered.
    SeatsFull,
    /// The last seat of civil society in a body that curates or hears appeals: nobody could do that after it.
    LastSeat,
    /// The only chair of a body hands over before leaving.
    LastChair,
    /// Nobody sits for both sides in a body.
    OtherSide,
    /// The organisation has as many wishes that wait as it can have.
    WishesFull,
    /// The wish is hidden: nobody can say that they want the same meanwhile.
    WishHidden,
    /// The issue is hidden: nobody writes in it or stands behind it meanwhile.
    IssueHidden,
    /// So many questions of one participant wait already.
    QuestionsWait,
    /// It takes a confirmed sign-up to the meeting.
    SignUpFirst,
    /// The meeting does not run.
    NotRunning,
    /// The running meeting has come to where this cannot be done.
    OutOfTurn,
    /// Nobody has taken part in the forum, or sits in the body, who could be asked.
    NobodyAsked,
    /// The proposal is not answered any more.
    AnswersClosed,
}

/// Errors of services.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// It does not exist, or may not be seen: the same answer for both.
    #[error("not found")]
    NotFound,
    /// The thing lives at another address.
    #[error("moved to {0}")]
    Moved(String),
    /// Somebody must sign in first.
    #[error("not signed in")]
    SignInFirst,
    /// Refused, by rule.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The form has faults.
    #[error("invalid: {0:?}")]
    Invalid(Faults),
    /// Somebody else changed it meanwhile; the current version is given.
    #[error("changed by somebody else, now version {current}")]
    Stale {
        /// Version that is stored now.
        current: i64,
    },
    /// The form was opened for another organisation than the session acts for now.
    #[error("opened for {opened_for:?}, acting as {acting_as:?}")]
    ActingChanged {
        /// Organisation that the form carries.
        opened_for: Option<OrganisationId>,
        /// Organisation of the session.
        acting_as: Option<OrganisationId>,
    },
    /// The same was sent a short while ago, and stands at this path.
    #[error("sent before, at {0}")]
    Repeated(String),
    /// A proposal about the same thing is open, at this path.
    #[error("another one is open at {0}")]
    Underway(String),
    /// Too often; try again after so many seconds.
    #[error("too often, wait {0} s")]
    TooOften(u64),
    /// The request itself is malformed.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// The body of the request is larger than any form of ours.
    #[error("too large")]
    TooLarge,
    /// It took too long, or the database does not answer.
    #[error("unavailable")]
    Unavailable,
    /// Anything that is our fault; logged, never shown.
    #[error("internal: {0}")]
    Internal(String),
}

/// Result of a service.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

impl From<sqlx::Error> for AppError {
    fn from(e: sqlx::Error) -> Self {
        match e {
            sqlx::Error::RowNotFound => Self::NotFound,
            // the database is away or overloaded: that passes
            e @ (sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)) => {
                tracing::error!(why = %e, "the database does not answer");
                Self::Unavailable
            }
            e => Self::Internal(e.to_string()),
        }
    }
}
impl From<serde_json::Error> for AppError {
    fn from(e: serde_json::Error) -> Self {
        Self::Internal(e.to_string())
    }
}
impl From<Refusal> for AppError {
    fn from(r: Refusal) -> Self {
        Self::Refused(r)
    }
}

impl AppError {
    /// HTTP status that tells the same.
    pub fn status(&self) -> http::StatusCode {
        use http::StatusCode as S;
        match self {
            Self::NotFound => S::NOT_FOUND,
            Self::Moved(_) => S::PERMANENT_REDIRECT,
            Self::SignInFirst => S::UNAUTHORIZED,
            Self::Refused(Refusal::NotAllowed | Refusal::CivilSeatsOnly | Refusal::SignUpFirst | Refusal::Partial | Refusal::Stopped | Refusal::Slowed) => {
                S::FORBIDDEN
            }
            Self::Refused(Refusal::LinkSpent) => S::GONE,
            Self::Refused(_) | Self::Stale { .. } | Self::ActingChanged { .. } | Self::Repeated(_) | Self::Underway(_) => S::CONFLICT,
            Self::Invalid(_) => S::UNPROCESSABLE_ENTITY,
            Self::TooOften(_) => S::TOO_MANY_REQUESTS,
            Self::BadRequest(_) => S::BAD_REQUEST,
            Self::TooLarge => S::PAYLOAD_TOO_LARGE,
            Self::Unavailable => S::SERVICE_UNAVAILABLE,
            Self::Internal(_) => S::INTERNAL_SERVER_ERROR,
        }
    }
    /// True for a violated unique constraint of the database.
    pub fn is_unique_violation(e: &sqlx::Error) -> bool {
        matches!(e, sqlx::Error::Database(d) if d.kind() == sqlx::error::ErrorKind::UniqueViolation)
    }
}

impl axum::response::IntoResponse for AppError {
    /// Leaves the error in the response's extensions; a layer turns it into a page in the reader's language.
    fn into_response(self) -> axum::response::Response {
        if let Self::Internal(why) = &self {
            tracing::error!(%why, "internal error");
        }
        let mut response = self.status().into_response();
        if let Self::Moved(to) = &self
            && let Ok(value) = http::HeaderValue::from_str(to)
        {
            response.headers_mut().insert(http::header::LOCATION, value);
            // a title may go back to what it was: a browser that remembered would go in circles
            response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-cache"));
        }
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}
