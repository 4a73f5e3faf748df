// Messages shown once after an act. Included by ui/notice.rs, so that prose stays in this folder.
notices! {
    /// Signed in.
    SignedIn = "signed_in", "success": "Du är inloggad.", "You are signed in.";
    /// Signed out.
    SignedOut = "signed_out", "success": "Du är utloggad.", "You are signed out.";
    /// Switched organisation.
    Switched = "switched", "success": "Du har bytt vem du agerar för.", "You have switched whom you act for.";
    /// An issue was published.
    IssuePublished = "issue_published", "success": "Frågan är publicerad. Nästa steg bestäms senast det datum som står i kedjan.", "The issue is published. The next step is decided by the date in the chain.";
    /// An issue waits.
    IssueWaiting = "issue_waiting", "success": "Frågan är skickad. Den läses först, och du får mejl när den är publicerad.", "The issue is sent. It is read first, and you get an e-mail when it is published.";
    /// Changes were saved.
    Saved = "saved", "success": "Ändringarna är sparade.", "The changes are saved.";
    /// A contribution was published.
    ContributionPublished = "contribution_published", "success": "Inlägget är publicerat.", "The contribution is published.";
    /// A contribution was hidden.
    ContributionHidden = "contribution_hidden", "success": "Inlägget är dolt. Den som skrev det får ditt skäl.", "The contribution is hidden. Whoever wrote it gets your reason.";
    /// A contribution was shown again.
    ContributionRestored = "contribution_restored", "success": "Inlägget syns igen.", "The contribution shows again.";
    /// A contribution waits.
    ContributionWaiting = "contribution_waiting", "success": "Inlägget är skickat. Det läses innan det syns för alla.", "The contribution is sent. It is read before everyone sees it.";
    /// A file was attached.
    Attached = "attached", "success": "Filen är bifogad.", "The file is attached.";
    /// An attachment was removed.
    AttachmentRemoved = "attachment_removed", "success": "Bilagan är borttagen. I historiken står att den har funnits.", "The attachment is removed. The history tells that it was there.";
    /// An attachment was taken down by those who curate.
    AttachmentTakenDown = "attachment_taken_down", "success": "Bilagan är nedtagen. Den som bifogade den får ditt skäl.", "The attachment is taken down. Whoever attached it gets your reason.";
    /// Backing was given.
    Backed = "backed", "success": "Er organisation står nu bakom frågan.", "Your organisation now stands behind the issue.";
    /// Backing was taken back.
    Unbacked = "unbacked", "success": "Er organisation står inte längre bakom frågan.", "Your organisation no longer stands behind the issue.";
    /// A curation act was done.
    Decided = "decided", "success": "Beslutet är sparat och syns i kedjan.", "The decision is saved and shows in the chain.";
    /// Content was reported, by somebody signed in.
    FlaggedTold = "flagged_told", "success": "Tack. Din anmälan blir läst, och du får mejl om vad det ledde till.", "Thank you. Your report will be read, and you get an e-mail about what came of it.";
    /// Content was reported.
    Flagged = "flagged", "success": "Tack. Din anmälan blir läst.", "Thank you. Your report will be read.";
    /// Reports were answered.
    FlagsAnswered = "flags_answered", "success": "Anmälan är besvarad.", "The report is answered.";
    /// Somebody was held back.
    Restricted = "restricted", "success": "Begränsningen gäller från nu. De som berörs får mejl.", "The restriction holds from now. Those concerned get an e-mail.";
    /// A restriction was lifted.
    RestrictionLifted = "restriction_lifted", "success": "Begränsningen är hävd. De som berörs får mejl.", "The restriction is lifted. Those concerned get an e-mail.";
    /// A link was mailed to whoever wants to follow.
    FollowAsked = "follow_asked", "info": "Vi har skickat ett mejl. Öppna länken i det för att följa frågan. Kommer inget, titta i skräpposten.", "We have sent an e-mail. Open the link in it to follow the issue. If none comes, look among the spam.";
    /// An issue is followed.
    Followed = "followed", "success": "Du följer frågan. Du får mejl när något händer.", "You follow the issue. You get an e-mail when something happens.";
    /// It no longer is.
    Unfollowed = "unfollowed", "success": "Du följer inte längre frågan och får inga fler mejl om den.", "You no longer follow the issue and get no more e-mails about it.";
    /// Nothing is followed any more.
    FollowsEnded = "follows_ended", "success": "Du följer inga frågor längre och får inga fler mejl om dem.", "You follow no issues any more and get no more e-mails about them.";
    /// An address that somebody wanted to follow with was removed before it was confirmed.
    FollowAddressRemoved = "follow_address_removed", "success": "Adressen är borttagen. Vi mejlar inte mer om det.", "The address is removed. We send no more e-mails about it.";
    /// An act was appealed.
    Appealed = "appealed", "success": "Överklagandet är skickat. Svaret är lovat till det datum som står här, och du får mejl.", "The appeal is sent. The answer is promised by the date that stands here, and you get an e-mail.";
    /// An appeal was decided.
    AppealDecided = "appeal_decided", "success": "Beslutet är sparat. Det står i frågans kedja och i loggen.", "The decision is saved. It stands in the issue's chain and in the log.";
    /// An appeal was withdrawn.
    AppealWithdrawn = "appeal_withdrawn", "success": "Överklagandet är återtaget.", "The appeal is withdrawn.";
    /// An act was undone.
    Undone = "undone", "success": "Ångrat. Allt står som innan, och ingen har fått mejl.", "Undone. Everything stands as before, and nobody got an e-mail.";
    /// A contribution became an issue of its own.
    SplitOff = "split_off", "success": "Inlägget är en egen fråga nu. Den som skrev det får mejl.", "The contribution is an issue of its own now. Whoever wrote it gets an e-mail.";
    /// An answer was published.
    Answered = "answered", "success": "Svaret är publicerat och står i kedjan.", "The answer is published and stands in the chain.";
    /// A meeting was announced.
    MeetingAnnounced = "meeting_announced", "success": "Mötet är utlyst.", "The meeting is announced.";
    /// A meeting was cancelled.
    MeetingCancelled = "meeting_cancelled", "success": "Mötet är inställt. Alla anmälda får mejl.", "The meeting is cancelled. Everyone signed up gets an e-mail.";
    /// Minutes were published.
    MinutesPublished = "minutes_published", "success": "Anteckningarna är publicerade och frågorna har gått vidare.", "The minutes are published and the issues have moved on.";
    /// A draft of minutes was kept.
    DraftSaved = "draft_saved", "success": "Utkastet är sparat. Bara ni som sköter mötet ser det.", "The draft is saved. Only those of you who run the meeting see it.";
    /// A place is held.
    SignUpHeld = "sign_up_held", "info": "Vi har mejlat en länk. Öppna den inom 30 minuter för att bekräfta platsen.", "We have mailed a link. Open it within 30 minutes to confirm the place.";
    /// A place is confirmed.
    SignUpConfirmed = "sign_up_confirmed", "success": "Din plats är bekräftad. Välkommen! Kontrollera gärna att uppgifterna stämmer.", "Your place is confirmed. Welcome! Please check that the details are right.";
    /// A sign-up was changed.
    SignUpChanged = "sign_up_changed", "success": "Din anmälan är ändrad.", "Your sign-up is changed.";
    /// A place was given back.
    SignUpCancelled = "sign_up_cancelled", "success": "Din plats är avbokad.", "Your place is cancelled.";
    /// An organisation was registered.
    OrganisationRegistered = "organisation_registered", "success": "Organisationen är registrerad och du företräder den.", "The organisation is registered and you represent it.";
    /// An invitation was mailed.
    Invited = "invited", "success": "Inbjudan är mejlad.", "The invitation is mailed.";
    /// An invitation was accepted.
    Joined = "joined", "success": "Du företräder nu organisationen.", "You now represent the organisation.";
    /// A password was added.
    PasswordAdded = "password_added", "success": "Lösenordet är sparat. Länken fungerar som förut.", "The password is saved. The link works as before.";
    /// The password was changed.
    PasswordChanged = "password_changed", "success": "Lösenordet är ändrat. Alla andra enheter är utloggade.", "The password is changed. All other devices are signed out.";
    /// The password was taken away.
    PasswordRemoved = "password_removed", "success": "Du har inget lösenord. Du loggar in med en länk som vi mejlar.", "You have no password. You sign in by a link that we mail.";
    /// A session was ended.
    SessionEnded = "session_ended", "success": "Den enheten är utloggad.", "That device is signed out.";
    /// A signatory was recorded.
    SignatoryRecorded = "signatory_recorded", "success": "Organisationen är införd som undertecknare.", "The organisation is recorded as signatory.";
    /// A question from the floor was asked.
    FloorAsked = "floor_asked", "success": "Frågan är ställd. Alla som följer mötet ser den.", "The question is asked. Everybody who follows the meeting sees it.";
    /// A vote in a poll was counted.
    FloorVoted = "floor_voted", "success": "Din röst är räknad.", "Your vote is counted.";
    /// There was one before.
    FloorVotedBefore = "floor_voted_before", "info": "Du hade redan röstat. Den första rösten gäller.", "You had voted already. The first vote counts.";
    /// Somebody else had begun the meeting.
    FloorStarted = "floor_started", "info": "Mötet var redan öppnat av någon annan.", "The meeting had already been opened by somebody else.";
    /// What was written overlaps.
    FloorBeside = "floor_beside", "warning": "Någon annan skrev på samma rad. Båda texterna finns kvar: välj nedan.", "Somebody else wrote in the same line. Both texts are kept: choose below.";
    /// A poll was opened.
    FloorPollOpened = "floor_poll_opened", "success": "Omröstningen är öppen.", "The poll is open.";
    /// An action was marked as done.
    ActionDone = "action_done", "success": "Åtgärden är avbockad.", "The action is ticked off.";
}
