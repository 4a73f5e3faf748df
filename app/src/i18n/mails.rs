//! Texts of mails about issues.

use super::Locale;
use crate::issues::types::IssueAct;

texts! {
    issue_subject(title, what): "{title}: {what}", "{title}: {what}";
    issue_text(title, what, reason, next, link): "Frågan ”{title}”: {what}.\n\nSkäl: {reason}\n{next}\nLäs mer och se hela kedjan:\n{link}\n", "The issue “{title}”: {what}.\n\nReason: {reason}\n{next}\nRead more and see the whole chain:\n{link}\n";
    next(date): "\nNästa datum: {date}.\n", "\nNext date: {date}.\n";
    accepted: "frågan är upptagen i forumet", "the issue was taken into the forum";
    asked_back: "något behöver läggas till", "something has to be added";
    completed: "organisationen har kompletterat", "the organisation has added what was asked for";
    declined: "frågan togs inte upp", "the issue was not taken up";
    moved: "frågan har flyttats till ett annat forum", "the issue was moved to another forum";
    put_on_agenda: "frågan tas upp på ett möte", "the issue is taken up at a meeting";
    taken_off_agenda: "frågan har tagits bort från en dagordning", "the issue was taken off an agenda";
    referred: "frågan har skickats för svar", "the issue was sent for an answer";
    reminded: "en påminnelse om svar", "a reminder to answer";
    taken_back: "frågan är tillbaka i forumet", "the issue is back in its forum";
    released: "ni behöver inte svara längre", "you need not answer any more";
    answered: "frågan har fått svar", "the issue was answered";
    concluded: "frågan fick svar på mötet", "the issue was answered at the meeting";
    followed_up: "svaret har följts upp", "the answer was followed up";
    closed: "frågan är avslutad", "the issue is closed";
    merged: "frågan har slagits ihop med en annan", "the issue was merged with another";
    unmerged: "frågan står för sig själv igen", "the issue stands on its own again";
    withdrawn: "organisationen har dragit tillbaka frågan", "the organisation has withdrawn the issue";
    reopened: "frågan är öppen igen", "the issue is open again";
}

/// What an act did, as the middle of a sentence.
pub const fn act(l: Locale, act: IssueAct) -> &'static str {
    match act {
        IssueAct::Accept => accepted(l),
        IssueAct::AskBack => asked_back(l),
        IssueAct::Complete => completed(l),
        IssueAct::Decline => declined(l),
        IssueAct::Move => moved(l),
        IssueAct::PutOnAgenda => put_on_agenda(l),
        IssueAct::TakeOffAgenda => taken_off_agenda(l),
        IssueAct::Refer => referred(l),
        IssueAct::Remind => reminded(l),
        IssueAct::TakeBack => taken_back(l),
        IssueAct::Answer => answered(l),
        IssueAct::Conclude => concluded(l),
        IssueAct::FollowUp => followed_up(l),
        IssueAct::Close => closed(l),
        IssueAct::Merge => merged(l),
        IssueAct::Unmerge => unmerged(l),
        IssueAct::Withdraw => withdrawn(l),
        IssueAct::Reopen => reopened(l),
    }
}
