//! An event as a sentence, by role and never by person: for the chain of an issue and for the log.

use crate::agreements::types::{Agreement, Side};
use crate::context::Ctx;
use crate::events::EventKind;
use crate::events::store::EventRow;
use crate::events::types::ActorRole;
use crate::i18n::{Locale, consensus, curation as t, planning as p, promises, surveys};
use crate::ui::prelude::*;
use crate::{paths, ui};

// Stand-ins for what is more than a word in a sentence; each language puts them where it wants them.
const WHO: char = '\u{1}';
const IT: char = '\u{2}';
const BODY: char = '\u{3}';
const MEETING: char = '\u{4}';
const OTHER: char = '\u{5}';
const FORUM: char = '\u{6}';
const DATE: char = '\u{7}';
const WISH: char = '\u{e}';
const OTHER_WISH: char = '\u{f}';
const PROMISE: char = '\u{8}';
const PROPOSAL: char = '\u{10}';

/// What happened, as a sentence in a chain: the issue itself is "the issue", without a link. Not the reason ([`reason`]).
pub fn sentence(ctx: &Ctx, agreement: &Agreement, e: &EventRow) -> Html {
    Teller { ctx, agreement, e, named: false, own_promise: false }.tell()
}

/// The same in the chain of a promise: the promise itself is "the promise", without a link.
pub fn sentence_of_promise(ctx: &Ctx, agreement: &Agreement, e: &EventRow) -> Html {
    Teller { ctx, agreement, e, named: true, own_promise: true }.tell()
}

/// The same in a list of things that happened to many issues: each is named and linked.
pub fn sentence_in_log(ctx: &Ctx, agreement: &Agreement, e: &EventRow) -> Html {
    Teller { ctx, agreement, e, named: true, own_promise: false }.tell()
}

/// The event's reason with the word before it (an answer's summary without); nothing where there is none.
pub fn reason(l: Locale, e: &EventRow) -> Option<Html> {
    if e.reason_html.is_empty() {
        return None;
    }
    let said = matches!(e.kind, EventKind::IssueAnswered | EventKind::IssueConcluded | EventKind::IssueFollowedUp | EventKind::IssueCompleted)
        || matches!(e.kind, EventKind::PromiseReported | EventKind::PromiseClaimed | EventKind::PromiseKept);
    let html = if said { e.reason_html.clone() } else { because(l, &e.reason_html) };
    let class = match e.kind {
        EventKind::IssueAnswered => "summary",
        _ if said => "said",
        _ => "quiet",
    };
    Some(view! { <div class=class lang=ui::lang_of(l, &e.lang) inner_html=html></div> }.into_html())
}

/// A reason with the word before it, as HTML.
pub fn because(l: Locale, html: &str) -> String {
    match html.strip_prefix("<p>") {
        Some(rest) => format!("<p>{} {rest}", t::because(l)),
        None => format!("<p>{}</p>{html}", t::because(l)),
    }
}

/// A number in the event's payload.
pub fn payload_number(e: &EventRow, key: &str) -> Option<i64> {
    serde_json::from_str::<serde_json::Value>(&e.payload).ok()?.get(key)?.as_i64()
}

struct Teller<'a> {
    ctx: &'a Ctx,
    agreement: &'a Agreement,
    e: &'a EventRow,
    named: bool,
    own_promise: bool,
}

impl Teller<'_> {
    fn tell(&self) -> Html {
        let l = self.ctx.locale;
        let mut text = self.text();
        if let Some(then) = self.then() {
            text.push(' ');
            text.push_str(&then);
        }
        if self.e.words_hidden {
            text.push(' ');
            text.push_str(consensus::words_hidden(l));
        }
        let mut parts: Vec<Html> = Vec::new();
        let mut plain = String::new();
        for c in text.chars() {
            if c.is_control() {
                parts.push(std::mem::take(&mut plain).into_html());
                parts.push(self.part(l, c));
            } else {
                plain.push(c);
            }
        }
        parts.push(plain.into_html());
        parts.into_html()
    }

    fn part(&self, l: Locale, c: char) -> Html {
        match c {
            WHO => self.who(l),
            IT => self.it(l),
            BODY => self.body(l),
            MEETING => self.meeting(l),
            OTHER => self.other(l),
            FORUM => self.forum(l),
            WISH => self.wish(l, "wish"),
            OTHER_WISH => self.wish(l, "into"),
            PROMISE => self.promise(l),
            PROPOSAL => self.proposal(l),
            DATE => self.e.next_on.map(|d| ui::time_tag(l, d, self.ctx.today())).into_html(),
            _ => ().into_html(),
        }
    }

    fn who(&self, l: Locale) -> Html {
        let voice = ui::actor_voice(l, self.agreement, self.e.actor_role, self.e.actor_name.as_deref());
        let by_organisation = matches!(self.e.actor_role, ActorRole::Representative | ActorRole::Officer | ActorRole::Politician | ActorRole::Steering);
        match &self.e.actor_slug {
            Some(slug) if by_organisation => {
                let href = self.ctx.href(paths::organisation(&self.agreement.slug, slug));
                view! { <a href=href>{voice}</a> }.into_html()
            }
            _ => voice,
        }
    }

    fn it(&self, l: Locale) -> Html {
        match (self.named, self.e.issue_number) {
            (true, Some(n)) => {
                let href = self.ctx.href(paths::issue(&self.agreement.slug, n, self.e.issue_slug.as_deref().unwrap_or_default()));
                view! { <a href=href>{t::issue_number(l, n)}</a> }.into_html()
            }
            (true, None) => t::an_issue(l).into_html(),
            (false, _) => t::the_issue(l).into_html(),
        }
    }

    fn body(&self, l: Locale) -> Html {
        let (Some(name), Some(slug)) = (&self.e.organisation_name, &self.e.organisation_slug) else {
            let referral = matches!(self.e.kind, EventKind::IssueReferred | EventKind::IssueReminded | EventKind::IssueTakenBack);
            return if referral { t::a_body(l) } else { t::an_organisation(l) }.into_html();
        };
        let side = match self.e.kind {
            EventKind::IssueReferred | EventKind::IssueReminded | EventKind::IssueTakenBack => Side::Public,
            _ => Side::CivilSociety,
        };
        let href = self.ctx.href(paths::organisation(&self.agreement.slug, slug));
        view! { <a href=href>{ui::voice(name, side, false)}</a> }.into_html()
    }

    fn meeting(&self, l: Locale) -> Html {
        match (self.e.meeting_number, &self.e.meeting_title) {
            (Some(n), Some(title)) => {
                let href = self.ctx.href(paths::meeting(&self.agreement.slug, n, self.e.meeting_slug.as_deref().unwrap_or_default()));
                // a title may end in a question mark of its own
                let (open, close) = t::quotes(l);
                view! { {open}<a href=href>{title.clone()}</a>{close} }.into_html()
            }
            _ => t::a_meeting(l).into_html(),
        }
    }

    /// The issue that it was merged into.
    fn other(&self, l: Locale) -> Html {
        match payload_number(self.e, "into_number") {
            Some(n) => {
                let href = self.ctx.href(format!("{}/{n}", paths::issues(&self.agreement.slug)));
                view! { <a href=href>{t::issue_number(l, n)}</a> }.into_html()
            }
            None => t::another_issue(l).into_html(),
        }
    }

    /// A wish for a meeting, by its number.
    fn wish(&self, l: Locale, key: &str) -> Html {
        match payload_number(self.e, key) {
            Some(n) => {
                let href = self.ctx.href(paths::wish(&self.agreement.slug, n));
                view! { <a href=href>{p::wish_number(l, n)}</a> }.into_html()
            }
            None => p::a_wish(l).into_html(),
        }
    }

    fn promise(&self, l: Locale) -> Html {
        match self.e.promise_number.filter(|_| !self.own_promise) {
            Some(n) => {
                let href = self.ctx.href(paths::promise(&self.agreement.slug, n));
                view! { <a href=href>{promises::promise_number(l, n)}</a> }.into_html()
            }
            None => promises::the_promise(l).into_html(),
        }
    }

    /// A proposal to change how a forum or a body works, by its number.
    fn proposal(&self, l: Locale) -> Html {
        match payload_number(self.e, "consensus") {
            Some(n) => {
                let href = self.ctx.href(paths::proposal(&self.agreement.slug, n));
                view! { <a href=href>{consensus::proposal_number(l, n)}</a> }.into_html()
            }
            None => consensus::a_proposal(l).into_html(),
        }
    }

    fn forum(&self, l: Locale) -> Html {
        let id = payload_number(self.e, "forum").map(crate::ids::ForumId);
        match self.agreement.forum_by_id(id) {
            Some(f) => ui::forum_mark(f.mark, f.name.get(l), self.ctx.href(paths::forum(&self.agreement.slug, &f.slug))),
            None => t::another_forum(l).into_html(),
        }
    }

    /// What is expected next, where the sentence itself does not say it.
    fn then(&self) -> Option<String> {
        use EventKind as K;
        let l = self.ctx.locale;
        self.e.next_on?;
        match self.e.kind {
            K::IssuePosted
            | K::IssueAccepted
            | K::IssueMoved
            | K::IssueSplit
            | K::IssueTakenOffAgenda
            | K::IssueReminded
            | K::IssueTakenBack
            | K::IssueReopened
            | K::IssueUnmerged
            | K::IssueCompleted => Some(t::then_next_step(l, DATE)),
            K::WishPosted | K::WishReopened => Some(p::then_wish(l, DATE)),
            K::IssueAskedBack => Some(t::then_completion(l, DATE)),
            K::IssuePutOnAgenda => Some(t::then_taken_up(l, DATE)),
            K::IssueAnswered | K::IssueConcluded | K::IssueFollowedUp => Some(t::then_follow_up(l, DATE)),
            K::PromiseClaimed => Some(promises::then_answer(l, DATE)),
            K::ConsensusProposed | K::ConsensusRevised | K::ConsensusProlonged => Some(consensus::then_answers(l, DATE)),
            K::ModelReviewed => Some(consensus::then_review(l, DATE)),
            K::PromiseRecorded | K::PromiseCorrected | K::PromiseReported | K::PromiseQuestioned | K::PromiseReopened => Some(promises::then_due(l, DATE)),
            _ => None,
        }
    }

    /// What happened to an appeal, and to which decision. Of a contribution it is not told who wrote it.
    fn appeal(&self, l: Locale) -> String {
        use crate::i18n::appeals as a;
        let payload: serde_json::Value = serde_json::from_str(&self.e.payload).unwrap_or_default();
        let code = |key: &str| payload.get(key).and_then(serde_json::Value::as_str);
        let contribution = payload_number(self.e, "number");
        let what = a::decision(l, code("act").and_then(|act| act.parse().ok()), contribution.unwrap_or_default(), IT);
        match (self.e.kind, contribution) {
            (EventKind::AppealMade, Some(_)) => a::did_made_hidden(l, what, BODY, DATE),
            (EventKind::AppealMade, None) => a::did_made(l, WHO, what, BODY, DATE),
            (EventKind::AppealWithdrawn, Some(_)) => a::did_withdrawn_hidden(l, what),
            (EventKind::AppealWithdrawn, None) => a::did_withdrawn(l, WHO, what),
            (EventKind::AppealSettled, _) => a::did_settled(l, WHO, what),
            _ if code("outcome") == Some(crate::appeals::types::AppealOutcome::Changed.code()) => a::did_changed(l, WHO, what),
            _ => a::did_stands(l, WHO, what),
        }
    }

    fn text(&self) -> String {
        use EventKind as K;
        let (l, e) = (self.ctx.locale, self.e);
        let has_meeting = e.meeting_number.is_some();
        match e.kind {
            K::IssuePosted => t::did_issue_posted(l, WHO, IT),
            K::IssueEdited => t::did_issue_edited(l, WHO, IT),
            K::IssueAccepted if payload_number(e, "forum").is_some() => t::did_issue_accepted_forum(l, WHO, IT, FORUM),
            K::IssueAccepted => t::did_issue_accepted(l, WHO, IT),
            K::IssueAskedBack => t::did_issue_asked_back(l, WHO, IT),
            K::IssueCompleted => t::did_issue_completed(l, WHO, IT),
            K::IssueDeclined => t::did_issue_declined(l, WHO, IT),
            K::IssuePutOnAgenda => t::did_issue_put_on_agenda(l, WHO, IT, MEETING),
            K::IssueTakenOffAgenda if has_meeting => t::did_issue_taken_off_agenda_of(l, WHO, IT, MEETING),
            K::IssueTakenOffAgenda => t::did_issue_taken_off_agenda(l, WHO, IT),
            K::IssueReferred if e.next_on.is_some() => t::did_issue_referred_by(l, WHO, IT, BODY, DATE),
            K::IssueReferred => t::did_issue_referred(l, WHO, IT, BODY),
            K::IssueReminded => t::did_issue_reminded(l, WHO, IT, BODY),
            K::IssueTakenBack => t::did_issue_taken_back(l, WHO, IT, BODY),
            K::IssueHidden => t::did_issue_hidden(l, WHO, IT),
            K::IssueRestored => t::did_issue_restored(l, WHO, IT),
            K::IssueAnswered => t::did_issue_answered(l, WHO, IT),
            K::IssueConcluded if has_meeting => t::did_issue_concluded_at(l, WHO, IT, MEETING),
            K::IssueConcluded => t::did_issue_concluded(l, WHO, IT),
            K::IssueFollowedUp => t::did_issue_followed_up(l, WHO, IT),
            K::IssueClosed => t::did_issue_closed(l, WHO, IT),
            K::IssueMerged => t::did_issue_merged(l, WHO, IT, OTHER),
            K::IssueUnmerged => t::did_issue_unmerged(l, WHO, IT),
            K::IssueWithdrawn => t::did_issue_withdrawn(l, WHO, IT),
            K::IssueReopened => t::did_issue_reopened(l, WHO, IT),
            K::IssueMoved => t::did_issue_moved(l, WHO, IT, FORUM),
            K::ActUndone => t::did_act_undone(l, WHO, IT),
            K::IssueSplit => t::did_issue_split(l, WHO, IT, OTHER),
            K::ContributionSplit => t::did_contribution_split(l, WHO, payload_number(e, "number").unwrap_or_default(), IT, OTHER),
            K::ContributionPosted => t::did_contribution_posted(l, WHO, IT),
            K::ContributionPublished => t::did_contribution_published(l, WHO, IT),
            K::ContributionHidden => t::did_contribution_hidden(l, WHO, payload_number(e, "number").unwrap_or_default(), IT),
            K::ContributionRestored => t::did_contribution_restored(l, WHO, payload_number(e, "number").unwrap_or_default(), IT),
            K::ContentFlagged => match payload_number(e, "number") {
                Some(n) => t::did_contribution_flagged(l, n, IT),
                None => t::did_issue_flagged(l, IT),
            },
            K::FlagsAnswered => t::did_flags_answered(l, WHO, IT),
            K::AppealMade | K::AppealDecided | K::AppealWithdrawn | K::AppealSettled => self.appeal(l),
            K::StaffNoteAdded => t::did_staff_note_added(l, WHO, IT),
            K::ParticipantRestricted => restricted(l, e),
            K::RestrictionLifted => t::did_restriction_lifted(l, WHO),
            K::ContributionEdited => t::did_contribution_edited(l, WHO, IT),
            K::AttachmentAdded => match payload_number(e, "number") {
                Some(n) => t::did_attach_to_contribution(l, WHO, n, IT),
                None => t::did_attach(l, WHO, IT),
            },
            K::AttachmentRemoved => match payload_number(e, "number") {
                Some(n) => t::did_detach_from_contribution(l, WHO, n, IT),
                None => t::did_detach(l, WHO, IT),
            },
            // one that whoever attached it had removed: its title
            K::AttachmentTakenDown => match (payload_number(e, "number"), payload_number(e, "gone") == Some(1)) {
                (Some(n), false) => t::did_take_down_of_contribution(l, WHO, n, IT),
                (None, false) => t::did_take_down(l, WHO, IT),
                (Some(n), true) => t::did_erase_of_contribution(l, WHO, n, IT),
                (None, true) => t::did_erase(l, WHO, IT),
            },
            K::BackingGiven => t::did_backing_given(l, WHO, IT),
            K::BackingWithdrawn => t::did_backing_withdrawn(l, WHO, IT),
            K::MeetingDrafted => t::did_meeting_drafted(l, WHO, MEETING),
            K::MeetingDropped => t::did_meeting_dropped(l, WHO, MEETING),
            K::MeetingOpened => t::did_meeting_opened(l, MEETING),
            K::MeetingFollowedUp => t::did_meeting_followed_up(l, WHO, MEETING),
            K::MeetingAnnounced => t::did_meeting_announced(l, WHO, MEETING),
            K::MeetingChanged => t::did_meeting_changed(l, WHO, MEETING),
            K::MeetingCancelled => t::did_meeting_cancelled(l, WHO, MEETING),
            K::MeetingHeld => t::did_meeting_held(l, MEETING),
            K::MeetingStarted => t::did_meeting_started(l, WHO, MEETING),
            K::MeetingEnded => t::did_meeting_ended(l, WHO, MEETING),
            K::QuestionHidden => t::did_question_hidden(l, WHO, payload_number(e, "number").unwrap_or_default(), MEETING),
            K::QuestionRestored => t::did_question_restored(l, WHO, payload_number(e, "number").unwrap_or_default(), MEETING),
            K::MinutesPublished => t::did_minutes_published(l, WHO, MEETING),
            K::MinutesSent => t::did_minutes_sent(l, WHO, MEETING),
            K::MinutesAnswered => t::did_minutes_answered(l, MEETING),
            K::MinutesCorrected => t::did_minutes_corrected(l, WHO, MEETING),
            K::DocumentationAdded => t::did_documentation_added(l, WHO, MEETING),
            K::DocumentationRemoved => t::did_documentation_removed(l, WHO, MEETING),
            K::ActionProgressed if e.issue_number.is_some() => t::did_action_progressed_of(l, WHO, IT),
            K::ActionProgressed => t::did_action_progressed(l, WHO),
            K::ActionMoved if e.issue_number.is_some() => t::did_action_moved_of(l, WHO, IT),
            K::ActionMoved => t::did_action_moved(l, WHO),
            K::ActionDone if e.issue_number.is_some() => t::did_action_done_of(l, WHO, IT),
            K::ActionDone => t::did_action_done(l, WHO),
            K::ActionReopened if e.issue_number.is_some() => t::did_action_reopened_of(l, WHO, IT),
            K::ActionReopened => t::did_action_reopened(l, WHO),
            K::PromiseRecorded => promises::did_recorded(l, WHO, PROMISE, MEETING),
            K::PromiseCorrected => promises::did_corrected(l, WHO, PROMISE),
            K::PromiseReported => promises::did_reported(l, WHO, PROMISE),
            K::PromiseClaimed => promises::did_claimed(l, WHO, PROMISE),
            K::PromiseKept => promises::did_kept(l, WHO, PROMISE),
            K::PromiseQuestioned => promises::did_questioned(l, WHO, PROMISE),
            K::PromiseDropped => promises::did_dropped(l, WHO, PROMISE),
            K::PromiseReopened => promises::did_reopened(l, WHO, PROMISE),
            K::RegistrationHeld => t::did_registration_held(l, MEETING),
            K::RegistrationConfirmed => t::did_registration_confirmed(l, MEETING),
            K::RegistrationChanged => t::did_registration_changed(l, MEETING),
            K::RegistrationCancelled => t::did_registration_cancelled(l, MEETING),
            K::RegistrationExpired => t::did_registration_expired(l, MEETING),
            K::RegistrationWaiting => t::did_registration_waiting(l, MEETING),
            K::RegistrationMovedUp => t::did_registration_moved_up(l, MEETING),
            K::RegistrationCheckedIn => t::did_registration_checked_in(l, WHO, MEETING),
            K::CheckInUndone => t::did_check_in_undone(l, WHO, MEETING),
            K::GuestInvited => t::did_guest_invited(l, WHO, payload_number(e, "guests").unwrap_or(1), MEETING),
            K::GuestAccepted => t::did_guest_accepted(l, MEETING),
            K::GuestDeclined => t::did_guest_declined(l, MEETING),
            K::GuestWithdrawn => t::did_guest_withdrawn(l, WHO, MEETING),
            K::OrganisationRegistered => t::did_organisation_registered(l, WHO, BODY),
            K::OrganisationChanged => t::did_organisation_changed(l, WHO, BODY),
            K::ColleagueInvited => t::did_colleague_invited(l, WHO, BODY),
            K::RoleStarted => t::did_role_started(l, BODY),
            K::RoleEnded => t::did_role_ended(l, BODY),
            K::SeatStarted => t::did_seat_started(l, BODY),
            K::SeatEnded => t::did_seat_ended(l, BODY),
            K::SeatOffered => t::did_seat_offered(l, WHO, BODY),
            K::SeatChanged => t::did_seat_changed(l, WHO, BODY),
            K::CompetencesChanged => t::did_competences_changed(l, WHO, BODY),
            K::RepresentationReviewed => t::did_representation_reviewed(l, WHO, BODY),
            K::AttendanceNoted => t::did_attendance_noted(l, WHO, BODY, MEETING),
            K::SignatoryRecorded => t::did_signatory_recorded(l, WHO, BODY),
            K::SignatoryEnded => t::did_signatory_ended(l, WHO, BODY),
            K::AgreementApplied => t::did_agreement_applied(l, WHO),
            K::WishPosted => p::did_wish_posted(l, WHO, WISH),
            K::WishSupported => p::did_wish_supported(l, WHO, WISH),
            K::WishUnsupported => p::did_wish_unsupported(l, WHO, WISH),
            K::WishPlanned => p::did_wish_planned(l, WHO, MEETING, WISH),
            K::WishJoined => p::did_wish_joined(l, WHO, WISH, OTHER_WISH),
            K::WishDeclined => p::did_wish_declined(l, WHO, WISH),
            K::WishWithdrawn => p::did_wish_withdrawn(l, WHO, WISH),
            K::WishHidden => p::did_wish_hidden(l, WHO, WISH),
            K::WishRestored => p::did_wish_restored(l, WHO, WISH),
            K::WishReopened => p::did_wish_reopened(l, WISH),
            K::IssueNotChosen => p::did_issue_not_chosen(l, WHO, IT, MEETING),
            K::SurveySent => surveys::did_sent(l, MEETING),
            K::SurveyWordsShown => match payload_number(e, "words").unwrap_or(1) {
                1 => surveys::did_shown_one(l, WHO, MEETING),
                n => surveys::did_shown(l, WHO, n, MEETING),
            },
            K::SurveyWordsHidden => match payload_number(e, "words").unwrap_or(1) {
                1 => surveys::did_hidden_one(l, WHO, MEETING),
                n => surveys::did_hidden(l, WHO, n, MEETING),
            },
            K::ConsensusProposed => consensus::did_proposed(l, WHO, PROPOSAL),
            K::ConsensusGiven => consensus::did_given(l, WHO, PROPOSAL),
            K::ConsensusAside => consensus::did_aside(l, WHO, PROPOSAL),
            K::ConsensusObjected => consensus::did_objected(l, WHO, PROPOSAL),
            K::ConsensusWordsHidden => consensus::did_words_hidden(l, WHO, PROPOSAL),
            K::ConsensusWordsShown => consensus::did_words_shown(l, WHO, PROPOSAL),
            K::ConsensusRevised => consensus::did_revised(l, WHO, PROPOSAL),
            K::ConsensusProlonged => consensus::did_prolonged(l, WHO, PROPOSAL),
            K::ConsensusPassed => consensus::did_passed(l, PROPOSAL, consensus::result(l, &tally(e))),
            K::ConsensusLapsed => consensus::did_lapsed(l, PROPOSAL, consensus::result(l, &tally(e))),
            K::ConsensusWithdrawn => consensus::did_withdrawn(l, WHO, PROPOSAL),
            K::ModelReviewed => consensus::did_reviewed(l, WHO),
        }
    }
}

/// How those who were asked about a proposal had answered when it came to its end.
fn tally(e: &EventRow) -> crate::consensus::rules::Tally {
    let count = |key| payload_number(e, key).unwrap_or_default();
    crate::consensus::rules::Tally { asked: count("asked"), consented: count("consented"), aside: count("aside"), objected: count("objected") }
}

/// Who was held back is said to nobody: a person or an organisation, and how.
fn restricted(l: Locale, e: &EventRow) -> String {
    let payload: serde_json::Value = serde_json::from_str(&e.payload).unwrap_or_default();
    match (payload["organisation"] == true, payload["restriction"] == "stopped") {
        (false, false) => t::did_person_slowed(l, WHO, DATE),
        (false, true) => t::did_person_stopped(l, WHO, DATE),
        (true, false) => t::did_organisation_slowed(l, WHO, DATE),
        (true, true) => t::did_organisation_stopped(l, WHO, DATE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Kind;
    use crate::db::testing::World;

    fn row(kind: EventKind) -> EventRow {
        EventRow {
            position: 1,
            kind,
            occurred_at: crate::db::testing::START.parse().unwrap(),
            actor_role: ActorRole::Curator,
            actor_name: Some("Kansliet".into()),
            actor_slug: Some("kansli".into()),
            organisation_name: Some("Parkkontoret".into()),
            organisation_slug: Some("park".into()),
            issue_number: Some(7),
            issue_slug: Some("torget".into()),
            issue_title: Some("Torget".into()),
            issue_lang: Some("sv".into()),
            meeting_number: Some(2),
            meeting_slug: Some("hearing".into()),
            meeting_title: Some("Hearing om torget".into()),
            promise_number: Some(4),
            promise_words: Some("Vi bygger torget.".into()),
            promise_lang: Some("sv".into()),
            reason_html: "<p>Det <em>gäller</em> många.</p>".into(),
            words_hidden: false,
            text_html: String::new(),
            lang: "sv".into(),
            next_on: Some("2026-03-10".parse().unwrap()),
            payload: r#"{"forum":2,"into_number":9}"#.into(),
            undone: false,
        }
    }

    /// Every kind has its sentence in both languages, with every stand-in filled.
    #[tokio::test]
    async fn every_kind_of_event_is_a_sentence() {
        let w = World::new(Kind::Sqlite).await;
        let agreement = w.agreement();
        for l in [Locale::Sv, Locale::En] {
            let ctx = w.visitor().in_locale(l);
            let all: Vec<String> = EventKind::ALL
                .iter()
                .map(|k| {
                    let html = sentence_in_log(&ctx, &agreement, &row(*k)).to_html();
                    assert!(!html.chars().any(char::is_control), "{k}: {html}");
                    let text: String = html.split('<').map(|p| p.split_once('>').map_or(p, |(_, rest)| rest)).collect();
                    format!("{k}: {}", text.trim())
                })
                .collect();
            insta::assert_snapshot!(format!("sentences_{}", l.code()), all.join("\n"));
        }
        w.end().await;
    }
}
