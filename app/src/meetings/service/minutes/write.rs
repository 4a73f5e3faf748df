//! Writing minutes: drafts, and what of them is checked before anybody else reads them.

use super::{adjust, live};
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::curation::service::Act;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::i18n::Locale;
use crate::ids::OrganisationId;
use crate::issues::types::IssueAct;
use crate::meetings::inputs::{ActionForm, MOST_ACTIONS, MinutesForm, MinutesItem, action_row, at};
use crate::meetings::service::{Created, check, check_version, earlier, keep, managed};
use crate::meetings::store::{self, Attending, Item, Meeting, Owner, Said};
use crate::meetings::types::ItemOutcome;
use crate::organisations::types::OrganisationKind;
use crate::text;
use crate::ui::form::check_acting;
use chrono::NaiveDate;

/// Most lines of who was there.
const MOST_ATTENDING: usize = 300;
/// Most people of one line.
const MOST_PEOPLE: i64 = 10_000;

/// Something that somebody takes on.
#[derive(Debug)]
pub struct Todo {
    /// What.
    pub what: String,
    /// Owner.
    pub owner: OrganisationId,
    /// Its name.
    pub owner_name: String,
    /// Its side.
    pub side: Side,
    /// Function of whoever does it there.
    pub function: String,
    /// Their name.
    pub person: String,
    /// Until when.
    pub due: NaiveDate,
}

/// What the minutes say about an item, checked.
#[derive(Debug)]
pub struct Point<'a> {
    /// Row of the form.
    pub row: usize,
    /// The item.
    pub item: &'a Item,
    /// What was said and decided.
    pub said: Said,
    /// What is done with its issue.
    pub act: Option<Act>,
    /// Who is asked for an answer, by name, and until when.
    pub asked: Option<(String, NaiveDate)>,
    /// What somebody takes on.
    pub actions: Vec<Todo>,
}

/// Minutes that can be read by others.
#[derive(Debug)]
pub struct Written<'a> {
    /// Item by item.
    pub points: Vec<Point<'a>>,
    /// Who was there.
    pub attending: Vec<Attending>,
}

/// Keeps the form of the minutes as it was typed, to be gone on with later. Nothing is checked and nothing shows.
///
/// # Errors
/// `ActingChanged`, `Refused`, `Stale`.
pub async fn save_draft(ctx: &Ctx, agreement: &str, number: i64, form: &MinutesForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, "minutes", &form.key).await? {
        return Ok(created);
    }
    check_version(&form.version, meeting.version)?;
    if !meeting.state.is_standing() {
        return Err(Refusal::WrongState.into());
    }
    let draft = serde_json::to_string(form)?;
    if draft.len() > 800_000 {
        return Err(AppError::BadRequest("draft"));
    }
    // those who adjust would read another text than what is there now
    if let Some(round) = store::open_round(&mut tx, meeting.id).await?
        && !adjust::is_same(&round, form)
    {
        adjust::end(&mut tx, ctx, &agreement, &meeting, &round, "changed").await?;
    }
    let items = store::items(&mut tx, meeting.id).await?;
    live::waiting(&mut tx, meeting.id, &items, form).await?;
    store::keep_draft(&mut tx, meeting.id, &draft).await?;
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, "minutes", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// What the form says about an item, and in which row: by its id, or by its place where a form carries no ids.
pub(super) fn typed_of<'f>(form: &'f MinutesForm, place: usize, item: &Item) -> Option<(usize, &'f MinutesItem)> {
    let all = || form.items.iter().enumerate();
    all().find(|(_, f)| f.id.parse() == Ok(item.id.0)).or_else(|| all().nth(place).filter(|(_, f)| f.id.is_empty()))
}

/// Checks the whole form. `today` is the day from which dates are promised: that of sending, for minutes that were adjusted meanwhile.
pub(super) fn checked<'a>(form: &MinutesForm, items: &'a [Item], owners: &[Owner], meeting: &Meeting, today: NaiveDate, faults: &mut Faults) -> Written<'a> {
    let mut points = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let empty = MinutesItem::default();
        let (row, typed) = typed_of(form, place, item).unwrap_or((place, &empty));
        points.push(point(today, faults, row, item, typed, owners, meeting));
    }
    Written { points, attending: attending(form, owners, faults) }
}

/// A line of who was there, as the form has it.
pub fn attendance_line(name: &str, people: i64) -> String {
    format!("{name}; {people}")
}

/// Who was there: what is registered by its name there, each once.
fn attending(form: &MinutesForm, owners: &[Owner], faults: &mut Faults) -> Vec<Attending> {
    let mut all: Vec<Attending> = Vec::new();
    let lines: Vec<&str> = form.attending.lines().filter(|l| !l.trim().is_empty()).collect();
    if lines.len() > MOST_ATTENDING {
        faults.add("attending", Fault::TooMany(MOST_ATTENDING));
        return all;
    }
    for line in lines {
        let (name, people) = line.rsplit_once(';').unwrap_or((line, "1"));
        let name = text::clean_line(name);
        let people = people.trim().parse::<i64>().ok().filter(|n| (0..=MOST_PEOPLE).contains(n));
        let (Some(people), 2..=140) = (people, name.chars().count()) else {
            faults.add("attending", Fault::Number(0, MOST_PEOPLE));
            break;
        };
        let known = owner(owners, &name);
        let (organisation, name) = known.map_or((None, name), |o| (Some(o.id), o.name.clone()));
        let same = |a: &&mut Attending| if organisation.is_some() { a.organisation == organisation } else { a.organisation.is_none() && a.name == name };
        match all.iter_mut().find(same) {
            Some(there) => there.people += people,
            None => all.push(Attending { organisation, name, people }),
        }
    }
    let alone = form.alone.trim();
    if !alone.is_empty() {
        let people = check::number(faults, "alone", alone, 0, MOST_PEOPLE);
        if people > 0 {
            all.push(Attending { organisation: None, name: String::new(), people });
        }
    }
    all
}

fn point<'a>(today: NaiveDate, faults: &mut Faults, row: usize, item: &'a Item, typed: &MinutesItem, owners: &[Owner], meeting: &Meeting) -> Point<'a> {
    let said = faults.text(at("said", row), &typed.said, if item.is_dropped() || item.promise_id.is_some() { 0 } else { 3 }, 8000);
    let decided = faults.text(at("decided", row), &typed.decided, 0, 2000);
    let outcome = match typed.outcome.as_str() {
        "" => Ok(ItemOutcome::None),
        code => code.parse(),
    };
    // an issue that stands on the agenda must go somewhere; one that does not cannot
    let fits = outcome.as_ref().is_ok_and(|o| (*o != ItemOutcome::None) == item.here);
    if !fits {
        faults.add(at("outcome", row), Fault::Choice);
    }
    let outcome = outcome.unwrap_or(ItemOutcome::None);
    let code = match outcome {
        ItemOutcome::None => None,
        ItemOutcome::Refer => Some(IssueAct::Refer),
        ItemOutcome::Forum => Some(IssueAct::TakeOffAgenda),
        ItemOutcome::Answered => Some(IssueAct::Conclude),
        ItemOutcome::Close => Some(IssueAct::Close),
    };
    let (mut reason, mut asked) = (String::new(), None);
    let act = code.map(|code| {
        reason = faults.text(at("reason", row), &typed.reason, check::REASON.0, check::REASON.1);
        let mut act = Act::new(code, reason.clone());
        act.meeting = Some(meeting.id);
        act.lang = Some(Locale::from_code(&meeting.lang));
        if code != IssueAct::Close {
            act.next_on = check::promised(faults, at("next", row), &typed.next, today);
        }
        if code == IssueAct::Refer {
            let body = owners.iter().find(|o| o.slug == typed.body.trim() && o.kind == OrganisationKind::PublicBody);
            asked = body.map(|o| o.name.clone()).zip(act.next_on);
            act.to = body.map(|o| o.id);
            if act.to.is_none() {
                faults.add(at("body", row), Fault::Choice);
            }
        }
        act
    });
    let actions = todos(today, faults, row, &typed.actions, owners);
    let said_html = text::markdown::render(&said);
    Point { row, item, said: Said { said, said_html, decided, outcome, reason }, act, asked, actions }
}

fn todos(today: NaiveDate, faults: &mut Faults, row: usize, typed: &[ActionForm], owners: &[Owner]) -> Vec<Todo> {
    let mut todos = Vec::new();
    for (i, action) in typed.iter().enumerate().take(MOST_ACTIONS) {
        if action.what.trim().is_empty() && action.owner.trim().is_empty() {
            continue;
        }
        let n = action_row(row, i);
        let what = faults.text(at("what", n), &text::clean_line(&action.what), 3, 300);
        let owner = owner(owners, &action.owner);
        if owner.is_none() {
            faults.add(at("owner", n), if action.owner.trim().is_empty() { Fault::Required } else { Fault::Choice });
        }
        let due = check::promised(faults, at("due", n), &action.due, today);
        let function = faults.text(at("function", n), &text::clean_line(&action.function), 0, 120);
        let person = faults.text(at("person", n), &text::clean_line(&action.person), 0, 120);
        if let (Some(owner), Some(due)) = (owner, due) {
            todos.push(Todo { what, owner: owner.id, owner_name: owner.name.clone(), side: owner.side, function, person, due });
        }
    }
    todos
}

/// An organisation by its slug or its name, whatever the case.
pub(super) fn owner<'a>(owners: &'a [Owner], typed: &str) -> Option<&'a Owner> {
    let typed = text::clean_line(typed);
    let key = text::fold_key(&typed);
    owners.iter().find(|o| o.slug == typed).or_else(|| owners.iter().find(|o| o.fold_key == key))
}
