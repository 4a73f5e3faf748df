//! What of a list is asked for, as it stands in the address.

use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::error::{AppError, Result};
use crate::ids::{AreaId, CommitmentId, ForumId, IssueId, OrganisationId, PrincipleId, ThemeId};
use crate::issues::types::IssueState;
use crate::{paths, text};
use chrono::{DateTime, Utc};

/// A tab of a list: issues in kindred states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// Something is on its way.
    #[default]
    Open,
    /// An answer was given.
    Answered,
    /// Come to an end, whichever; merged ones go on as another.
    Closed,
    /// All.
    All,
}

impl Group {
    /// Where an address names no tab: whoever searches for words wants all that holds them, whatever its state.
    pub fn unasked(words: &str) -> Self {
        if words.is_empty() { Self::default() } else { Self::All }
    }
    /// Every group, in order of the tabs.
    pub const EVERY: [Self; 4] = [Self::Open, Self::Answered, Self::Closed, Self::All];
    /// Word in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "oppna",
            Self::Answered => "besvarade",
            Self::Closed => "avslutade",
            Self::All => "alla",
        }
    }
    /// Whether issues in a state belong to it.
    pub const fn has(self, state: IssueState) -> bool {
        use IssueState as S;
        match self {
            Self::Open => matches!(state, S::Submitted | S::InForum | S::OnAgenda | S::Referred),
            Self::Answered => matches!(state, S::Answered | S::FollowedUp),
            Self::Closed => matches!(state, S::Closed | S::Declined | S::Withdrawn | S::Merged),
            Self::All => true,
        }
    }
    /// The sum of counts by state that belong to it.
    pub fn sum(self, counts: &[(IssueState, i64)]) -> i64 {
        counts.iter().filter(|(state, _)| self.has(*state)).map(|(_, n)| n).sum()
    }
}

/// Which overdue dates are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// Any.
    Any,
    /// Those of one kind.
    Kind(ClockKind),
}

codes! {
    /// Which answers of public bodies are asked for.
    pub enum Answered {
        /// Any.
        Any = "alla",
        /// All of them came in time.
        InTime = "i-tid",
        /// One of them came late.
        Late = "sent",
    }
}

impl Answered {
    /// Pattern for what SQL makes of an issue's answers: `in time` or `late`.
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::Any => "%",
            Self::InTime => "in time",
            Self::Late => "late",
        }
    }
}

/// A place in a list: after or before this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When the row last moved.
    pub moved_at: DateTime<Utc>,
    /// Its id.
    pub id: IssueId,
}

impl Cursor {
    /// As it stands in addresses: opaque.
    pub fn token(self) -> String {
        let mut bytes = self.moved_at.timestamp_micros().to_be_bytes().to_vec();
        bytes.extend(self.id.0.to_be_bytes());
        data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase()
    }
    /// From an address.
    ///
    /// # Errors
    /// `BadRequest` for anything that no page of ours gave out.
    pub fn parse(token: &str) -> Result<Self> {
        const BAD: AppError = AppError::BadRequest("cursor");
        if token.len() != 26 || token.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(BAD);
        }
        let bytes = data_encoding::BASE32_NOPAD.decode(token.to_uppercase().as_bytes()).map_err(|_| BAD)?;
        let (moved, id) = bytes.split_first_chunk::<8>().ok_or(BAD)?;
        let id = i64::from_be_bytes(id.try_into().map_err(|_| BAD)?);
        let moved_at = DateTime::from_timestamp_micros(i64::from_be_bytes(*moved)).ok_or(BAD)?;
        // what both databases can compare
        let sane = (0..=253_402_300_799).contains(&moved_at.timestamp());
        if id > 0 && sane { Ok(Self { moved_at, id: IssueId(id) }) } else { Err(BAD) }
    }
}

/// Which page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// The first.
    #[default]
    First,
    /// The one after a row: older.
    After(Cursor),
    /// The one before a row: newer.
    Before(Cursor),
}

/// What the address asks for, not yet looked at.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// From the address. The first of several values for one key counts.
    pub fn new(raw: Option<&str>) -> Self {
        Self(url::form_urlencoded::parse(raw.unwrap_or_default().as_bytes()).into_owned().collect())
    }
    fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v.as_str()).trim()
    }
    /// The page asked for.
    ///
    /// # Errors
    /// `BadRequest` for a malformed place, or two of them.
    pub fn place(&self) -> Result<Place> {
        match (self.get("efter"), self.get("fore")) {
            ("", "") => Ok(Place::First),
            (after, "") => Ok(Place::After(Cursor::parse(after)?)),
            ("", before) => Ok(Place::Before(Cursor::parse(before)?)),
            _ => Err(AppError::BadRequest("cursor")),
        }
    }
    /// Slug of the organisation asked for.
    pub fn organisation(&self) -> &str {
        self.get("org")
    }
}

/// What is asked for, as far as it exists; what does not is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Tab.
    pub group: Group,
    /// One state only; the tab is [`Group::All`] then.
    pub state: Option<IssueState>,
    /// Forum.
    pub forum: Option<ForumId>,
    /// Theme.
    pub theme: Option<ThemeId>,
    /// Area.
    pub area: Option<AreaId>,
    /// Principle.
    pub principle: Option<PrincipleId>,
    /// Commitment.
    pub commitment: Option<CommitmentId>,
    /// Organisation that posted it.
    pub organisation: Option<OrganisationId>,
    /// Overdue ones only.
    pub late: Option<Late>,
    /// Answered ones only.
    pub answered: Option<Answered>,
    /// Words that its title holds.
    pub words: String,
}

impl Filter {
    /// Looks up what an address asks for. The organisation is looked up by whoever knows them.
    pub fn of(query: &Query, agreement: &Agreement) -> Self {
        let state: Option<IssueState> = query.get("lage").parse().ok();
        let group = Group::EVERY.into_iter().find(|g| g.code() == query.get("lage"));
        let words: String = text::clean_line(query.get("q")).chars().take(100).collect();
        Self {
            group: if state.is_some() { Group::All } else { group.unwrap_or_else(|| Group::unasked(&words)) },
            state,
            forum: agreement.forum(query.get("forum")).map(|f| f.id),
            theme: agreement.theme(query.get("tema")).map(|t| t.id),
            area: agreement.area(query.get("omrade")).map(|a| a.id),
            principle: query.get("princip").parse().ok().and_then(|n| agreement.principle(n)).map(|p| p.id),
            commitment: query.get("atagande").parse().ok().and_then(|n| agreement.commitment(n)).map(|c| c.id),
            organisation: None,
            late: match query.get("sent") {
                "1" => Some(Late::Any),
                kind => kind.parse().ok().map(Late::Kind),
            },
            words,
            answered: query.get("svar").parse().ok(),
        }
    }
    /// What stands in the address for it, key by key. `organisation` is the slug of the organisation filtered for.
    pub fn pairs(&self, agreement: &Agreement, organisation: Option<&str>) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        match self.state {
            Some(state) => pairs.push(("lage", state.code().to_string())),
            None if self.group != Group::unasked(&self.words) => pairs.push(("lage", self.group.code().to_string())),
            None => {}
        }
        let mut add = |key, value: Option<String>| pairs.extend(value.map(|v| (key, v)));
        add("forum", agreement.forum_by_id(self.forum).map(|f| f.slug.clone()));
        add("tema", agreement.themes.iter().find(|t| Some(t.id) == self.theme).map(|t| t.slug.clone()));
        add("omrade", agreement.areas.iter().find(|a| Some(a.id) == self.area).map(|a| a.slug.clone()));
        add("princip", agreement.principles.iter().find(|p| Some(p.id) == self.principle).map(|p| p.number.to_string()));
        add("atagande", agreement.commitments.iter().find(|c| Some(c.id) == self.commitment).map(|c| c.number.to_string()));
        add("org", organisation.map(str::to_string));
        add("sent", self.late.map(|l| if let Late::Kind(kind) = l { kind.code().into() } else { "1".into() }));
        add("svar", self.answered.map(|a| a.code().to_string()));
        add("q", (!self.words.is_empty()).then(|| self.words.clone()));
        pairs
    }
    /// Nothing is asked for but the open issues, of whatever forum.
    pub fn is_plain(&self) -> bool {
        *self == Self { forum: self.forum, ..Self::default() }
    }
    /// Patterns for the words, at most four; what means something in a pattern is escaped.
    pub fn patterns(&self) -> [String; 4] {
        let key = text::fold_key(&self.words);
        let mut words = key.split_whitespace().map(|w| format!("%{}%", w.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
        std::array::from_fn(|_| words.next().unwrap_or_else(|| "%".into()))
    }
}

/// An address with a query.
pub fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    let query: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={}", paths::encode(v))).collect();
    if query.is_empty() { path.to_string() } else { format!("{path}?{}", query.join("&")) }
}
