//! Checking what was typed.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{Fault, Faults};
use crate::meetings::inputs::{MOST_ITEMS, MeetingForm, SignUpForm, Subject, at};
use crate::meetings::rules::{self, Length};
use crate::meetings::store::{Details, Meeting, Places, Sign};
use crate::meetings::types::{MeetingKind, MeetingState, NeedKind, Opening};
use crate::text;
use crate::time;
use chrono::{Months, NaiveDate, NaiveTime, TimeDelta};

/// Most places of a meeting.
pub const MOST_PLACES: i64 = 5000;
/// Bounds of a reason in characters; the same as those of acts on issues.
pub const REASON: (usize, usize) = (3, 2000);

/// A date that exists.
pub fn date(faults: &mut Faults, field: &'static str, value: &str) -> Option<NaiveDate> {
    let value = value.trim();
    let date = value.parse().ok();
    if date.is_none() {
        faults.add(field, if value.is_empty() { Fault::Required } else { Fault::Date });
    }
    date
}

/// A date that can be promised: not passed, and within two years.
pub fn promised(faults: &mut Faults, field: &'static str, value: &str, today: NaiveDate) -> Option<NaiveDate> {
    let date = date(faults, field, value)?;
    if date < today {
        faults.add(field, Fault::DatePast);
    } else if today.checked_add_months(Months::new(24)).is_some_and(|far| date > far) {
        faults.add(field, Fault::DateFar);
    }
    Some(date)
}

fn time_of_day(faults: &mut Faults, field: &'static str, value: &str) -> Option<NaiveTime> {
    let value = value.trim().replace('.', ":");
    let time = NaiveTime::parse_from_str(&value, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&value, "%H:%M:%S")).ok();
    if time.is_none() {
        faults.add(field, if value.is_empty() { Fault::Required } else { Fault::Time });
    }
    time
}

/// A whole number within bounds.
pub fn number(faults: &mut Faults, field: &'static str, value: &str, min: i64, max: i64) -> i64 {
    match value.trim().parse::<i64>() {
        Ok(n) if (min..=max).contains(&n) => n,
        _ => {
            faults.add(field, Fault::Number(min, max));
            min
        }
    }
}

/// An https address, or nothing.
pub fn link(faults: &mut Faults, field: &'static str, value: &str) -> String {
    let value = faults.text(field, value, 0, 500);
    if !value.is_empty() && !url::Url::parse(&value).is_ok_and(|u| u.scheme() == "https" && u.host_str().is_some()) {
        faults.add(field, Fault::Url);
    }
    value
}

/// When people can begin to sign up. A form that says nothing means at once.
fn opening(ctx: &Ctx, form: &MeetingForm, day: NaiveDate, faults: &mut Faults) -> (Opening, Option<NaiveDate>) {
    let opens = match form.opens.trim() {
        "" if form.opens_on.trim().is_empty() => Ok(Opening::Now),
        "" => Ok(Opening::OnDay),
        code => code.parse(),
    };
    match opens {
        Ok(Opening::OnDay) => {
            let on = promised(faults, "opens_on", &form.opens_on, ctx.today());
            if on.is_some_and(|on| on > day) {
                faults.add("opens_on", Fault::AfterMeeting);
            }
            (Opening::OnDay, on)
        }
        Ok(opens) => (opens, None),
        Err(_) => {
            faults.add("opens", Fault::Choice);
            (Opening::Now, None)
        }
    }
}

/// The details of a meeting, but for whose it is. `before` is what is stored: a date that has passed may stay. A draft may be without
/// a theme and a place.
pub fn details(ctx: &Ctx, agreement: &Agreement, form: &MeetingForm, before: Option<&Meeting>, faults: &mut Faults) -> Option<Details> {
    let kind = form.kind.parse().ok();
    if kind.is_none() {
        faults.add("kind", Fault::Choice);
    }
    let title = faults.text("title", &text::clean_line(&form.title), 5, 140);
    let draft = form.is_draft();
    let theme = faults.text("theme", &form.theme, if draft { 0 } else { 10 }, 2000);
    let access = faults.text("access", &form.access, 0, 2000);
    let lang = form.lang.trim().to_string();
    if !matches!(lang.as_str(), "sv" | "en") {
        faults.add("lang", Fault::Choice);
    }
    let area = match form.area.trim() {
        "" => None,
        slug => {
            let area = agreement.area(slug);
            if area.is_none() {
                faults.add("area", Fault::Choice);
            }
            area.map(|a| a.id)
        }
    };
    let place = faults.text("place", &text::clean_line(&form.place), if draft { 0 } else { 2 }, 140);
    let address = faults.text("address", &text::clean_line(&form.address), 0, 200);
    let online_url = link(faults, "online_url", &form.online_url);
    let capacity = number(faults, "capacity", &form.capacity, 1, MOST_PLACES);
    let stored = before.map(|m| m.starts_local.date());
    let day = match form.date.trim().parse::<NaiveDate>() {
        Ok(d) if Some(d) == stored => Some(d),
        _ => promised(faults, "date", &form.date, ctx.today()),
    };
    let starts = time_of_day(faults, "starts", &form.starts);
    let ends = time_of_day(faults, "ends", &form.ends);
    let (starts_local, ends_local) = (day?.and_time(starts?), day?.and_time(ends?));
    let starts_at = time::instant(starts_local);
    let ends_at = time::instant(ends_local);
    for (field, instant) in [("starts", starts_at), ("ends", ends_at)] {
        if instant.is_none() {
            faults.add(field, Fault::TimeSkipped);
        }
    }
    let (starts_at, ends_at) = (starts_at?, ends_at?);
    if ends_at <= starts_at {
        faults.add("ends", Fault::EndsBeforeStart);
    }
    if before.is_none() && starts_at <= ctx.now() && day? == ctx.today() {
        faults.add("starts", Fault::DatePast);
    }
    if kind == Some(MeetingKind::GeneralAssembly) && !form.by_invitation.is_empty() {
        faults.add("by_invitation", Fault::OpenToAll);
    }
    // once people can sign up it is too late to say when they may begin to
    let (opens, opens_on) = match before {
        Some(m) if m.state == MeetingState::Open => (m.opens, m.opens_on),
        _ => opening(ctx, form, day?, faults),
    };
    Some(Details {
        kind: kind?,
        slug: text::slug(&title),
        theme_html: text::markdown::render(&theme),
        title,
        theme,
        access,
        lang,
        area_id: area,
        place,
        address,
        online_url,
        starts_local,
        ends_local,
        starts_at,
        ends_at,
        capacity,
        body_id: None,
        forum_id: None,
        by_invitation: !form.by_invitation.is_empty(),
        opens,
        opens_on,
    })
}

/// Most meetings of a series.
pub const MOST_OF_SERIES: i64 = 12;

/// The meetings of a series, the first of them included; one where the form asks for none.
pub fn series(ctx: &Ctx, form: &MeetingForm, first: &Details, faults: &mut Faults) -> Vec<Details> {
    let months = match form.repeat.trim() {
        "" => return vec![first.clone()],
        "weeks" => false,
        "months" => true,
        _ => {
            faults.add("repeat", Fault::Choice);
            return Vec::new();
        }
    };
    let blank = |s: &str| s.trim().is_empty();
    let every = if blank(&form.every) { 1 } else { number(faults, "every", &form.every, 1, 12) };
    let until = if blank(&form.until) { None } else { promised(faults, "until", &form.until, ctx.today()) };
    let times = if blank(&form.times) { None } else { Some(number(faults, "times", &form.times, 2, MOST_OF_SERIES)) };
    if until.is_none() && times.is_none() {
        faults.add("times", Fault::Required);
    }
    let mut all = Vec::new();
    for n in 0..times.unwrap_or(MOST_OF_SERIES + 1) {
        let shift = |day: NaiveDate| {
            if months {
                day.checked_add_months(Months::new(u32::try_from(every * n).unwrap_or(0)))
            } else {
                day.checked_add_signed(TimeDelta::weeks(every * n))
            }
        };
        let Some(day) = shift(first.starts_local.date()).filter(|day| until.is_none_or(|until| *day <= until)) else { break };
        let (starts_local, ends_local) = (day.and_time(first.starts_local.time()), day.and_time(first.ends_local.time()));
        let (Some(starts_at), Some(ends_at)) = (time::instant(starts_local), time::instant(ends_local)) else {
            faults.add("starts", Fault::TimeSkipped);
            break;
        };
        all.push(Details { starts_local, ends_local, starts_at, ends_at, ..first.clone() });
    }
    let far = ctx.today().checked_add_months(Months::new(24));
    if all.len() as i64 > MOST_OF_SERIES {
        faults.add("until", Fault::TooMany(MOST_OF_SERIES as usize));
    } else if all.len() < 2 {
        faults.add("until", Fault::Choice);
    } else if all.last().is_some_and(|d| far.is_some_and(|far| d.starts_local.date() > far)) {
        faults.add("times", Fault::DateFar);
    }
    all
}

/// A row of the agenda, checked but for its issue.
#[derive(Debug, Clone)]
pub struct Row {
    /// Row of the form.
    pub row: usize,
    /// Id of the item, as typed.
    pub id: Option<i64>,
    /// Number of the issue.
    pub issue: Option<i64>,
    /// Number of the promise.
    pub promise: Option<i64>,
    /// Title.
    pub title: String,
    /// Reason.
    pub reason: String,
    /// Minutes.
    pub minutes: i64,
    /// It stands under the nearest item above that does not.
    pub sub: bool,
    /// Who presents it.
    pub presenter: String,
}

/// The rows of the agenda in their order, without empty ones.
pub fn rows(form: &MeetingForm, faults: &mut Faults) -> Vec<Row> {
    let mut rows: Vec<(i64, Row)> = Vec::new();
    for (i, item) in form.items.iter().enumerate().take(MOST_ITEMS) {
        let empty = |s: &str| s.trim().is_empty();
        if empty(&item.issue) && empty(&item.title) {
            if !empty(&item.reason) {
                faults.add(at("item_title", i), Fault::Required);
            }
            continue;
        }
        let subject = item.issue.parse::<Subject>().ok();
        if !empty(&item.issue) && subject.is_none() {
            faults.add(at("item_issue", i), Fault::Choice);
        }
        let (issue, promise) = (subject.and_then(Subject::issue), subject.and_then(Subject::promise));
        if subject.is_some() && rows.iter().any(|(_, r)| (r.issue, r.promise) == (issue, promise)) {
            faults.add(at("item_issue", i), Fault::Taken);
        }
        // why an issue was chosen is told when it is announced
        let least_title = if empty(&item.issue) { 3 } else { 0 };
        let least_reason = if issue.is_some() && !form.is_draft() { REASON.0 } else { 0 };
        let order = if empty(&item.number) { i64::try_from(i).unwrap_or(0) + 1 } else { number(faults, at("item_number", i), &item.number, 1, 999) };
        rows.push((
            order,
            Row {
                row: i,
                id: item.id.trim().parse().ok(),
                issue,
                promise,
                title: faults.text(at("item_title", i), &text::clean_line(&item.title), least_title, 140),
                reason: faults.text(at("item_reason", i), &item.reason, least_reason, 500),
                minutes: if empty(&item.minutes) { 0 } else { number(faults, at("item_minutes", i), &item.minutes, 0, 600) },
                sub: !empty(&item.sub),
                presenter: faults.text(at("item_presenter", i), &text::clean_line(&item.presenter), 0, 120),
            },
        ));
    }
    if form.items.len() > MOST_ITEMS {
        faults.add("rows", Fault::TooMany(MOST_ITEMS));
    }
    rows.sort_by_key(|(order, r)| (*order, r.row));
    let rows: Vec<Row> = rows.into_iter().map(|(_, r)| r).collect();
    let lengths: Vec<Length> = rows.iter().map(|r| Length { minutes: r.minutes, sub: r.sub }).collect();
    fits(&lengths, |i| rows[i].row, faults);
    rows
}

/// The first item stands under nothing, and the minutes of what stands under an item fit in its own.
pub fn fits(items: &[Length], row: impl Fn(usize) -> usize, faults: &mut Faults) {
    for (i, item) in items.iter().enumerate() {
        if i == 0 && item.sub {
            faults.add(at("item_sub", row(0)), Fault::Choice);
        }
        let under = rules::under(items, i);
        if !item.sub && item.minutes > 0 && under > item.minutes {
            faults.add(at("item_minutes", row(i)), Fault::SubItems(under));
        }
    }
}

/// A sign-up. `with_address`: the form has the address too.
pub fn sign(form: &SignUpForm, can_online: bool, with_address: bool, faults: &mut Faults) -> Sign {
    // in the order of the fields, as the summary tells them
    let name = faults.text("name", &text::clean_line(&form.name), 2, 100);
    let email = text::clean_line(&form.email);
    if with_address {
        if email.is_empty() {
            faults.add("email", Fault::Required);
        } else if !text::is_email(&email) {
            faults.add("email", Fault::Email);
        }
    }
    let organisation = faults.text("organisation", &text::clean_line(&form.organisation), 0, 120);
    if !matches!(form.how.as_str(), "" | "place" | "online") || (form.how == "online" && !can_online) {
        faults.add("how", Fault::Choice);
    }
    let wheelchair = if form.wheelchair.is_empty() { None } else { Some((NeedKind::Wheelchair, String::new())) };
    let mut kind = |field, kind, value: &str| Some(faults.text(field, &text::clean_line(value), 0, 200)).filter(|s| !s.is_empty()).map(|s| (kind, s));
    let kinds = [
        kind("interpreter", NeedKind::Interpreter, &form.interpreter),
        wheelchair,
        kind("child_care", NeedKind::ChildCare, &form.child_care),
        kind("food", NeedKind::Food, &form.food),
    ];
    Sign {
        name,
        email,
        organisation,
        online: form.how == "online",
        needs: faults.text("needs", &form.needs, 0, 500),
        kinds: kinds.into_iter().flatten().collect(),
        ..Sign::default()
    }
}

/// How many can come online and from one organisation. What is left empty has no bound.
pub fn places(form: &MeetingForm, faults: &mut Faults) -> Places {
    let mut optional = |field, value: &str, most| (!value.trim().is_empty()).then(|| number(faults, field, value, 1, most));
    let online = optional("places_online", &form.places_online, MOST_PLACES);
    let seats = optional("seats", &form.seats, 1000);
    Places { online, seats }
}
