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
    /// A phrase was removed.
    PhraseRemoved = "phrase_removed", "success": "Frasen är borttagen. Beslut som redan är fattade ändras inte.", "The phrase is removed. Decisions already taken do not change.";
    /// A saved view was removed.
    ViewRemoved = "view_removed", "success": "Vyn är borttagen.", "The view is removed.";
    /// An information effort was ticked off.
    EffortDone = "effort_done", "success": "Insatsen är avbockad.", "The effort is ticked off.";
    /// An information effort was removed.
    EffortRemoved = "effort_removed", "success": "Insatsen är borttagen.", "The effort is removed.";
    /// A form that changes a text was saved as it was.
    Unchanged = "unchanged", "info": "Inget ändrades.", "Nothing was changed.";
    /// A contribution was published.
    ContributionPublished = "contribution_published", "success": "Inlägget är publicerat.", "The contribution is published.";
    /// A contribution was hidden.
    ContributionHidden = "contribution_hidden", "success": "Inlägget är dolt. Den som skrev det får ditt skäl.", "The contribution is hidden. Whoever wrote it gets your reason.";
    /// A contribution was shown again.
    ContributionRestored = "contribution_restored", "success": "Inlägget syns igen.", "The contribution shows again.";
    /// A contribution waits.
    ContributionWaiting = "contribution_waiting", "success": "Inlägget är skickat. Det läses innan det syns för alla.", "The contribution is sent. It is read before everyone sees it.";
    /// A newcomer was answered from the desk.
    Welcomed = "welcomed", "success": "Ditt svar är publicerat bland inläggen i frågan.", "Your answer is published among the contributions to the issue.";
    /// A file was attached.
    Attached = "attached", "success": "Filen är bifogad.", "The file is attached.";
    /// An attachment was removed.
    AttachmentRemoved = "attachment_removed", "success": "Bilagan är borttagen. I historiken står att den har funnits.", "The attachment is removed. The history tells that it was there.";
    /// An attachment was taken down by those who curate.
    AttachmentTakenDown = "attachment_taken_down", "success": "Bilagan är borta, och beskrivningen visas inte. Den som bifogade den får ditt skäl.", "The attachment is gone, and its description is not shown. Whoever attached it gets your reason.";
    /// Backing was given.
    Backed = "backed", "success": "Er organisation står nu bakom frågan.", "Your organisation now stands behind the issue.";
    /// Backing was taken back.
    Unbacked = "unbacked", "success": "Er organisation står inte längre bakom frågan.", "Your organisation no longer stands behind the issue.";
    /// A curation act was done.
    Decided = "decided", "success": "Beslutet är sparat och syns i kedjan.", "The decision is saved and shows in the chain.";
    /// An organisation completed, withdrew or reopened its own issue.
    OwnActDone = "own_act_done", "success": "Det är sparat och syns i frågans kedja.", "It is saved and shows in the issue's chain.";
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
    FollowAsked = "follow_asked", "info": "Öppna länken i mejlet för att följa frågan. Om du inte har fått det inom några minuter, titta i skräpposten. Har du bett om det flera gånger gäller det tidigare mejlet.", "Open the link in the e-mail to follow the issue. If you have not got it within a few minutes, look among the spam. If you asked several times, the earlier e-mail holds.";
    /// An issue is followed.
    Followed = "followed", "success": "Du följer frågan. Du får mejl när något händer.", "You follow the issue. You get an e-mail when something happens.";
    /// It no longer is.
    Unfollowed = "unfollowed", "success": "Du följer inte längre frågan och får inga fler mejl om den.", "You no longer follow the issue and get no more e-mails about it.";
    /// Nothing is followed any more.
    FollowsEnded = "follows_ended", "success": "Du följer inga frågor längre och får inga fler mejl om dem.", "You follow no issues any more and get no more e-mails about them.";
    /// An address that somebody wanted to follow with was removed before it was confirmed.
    FollowAddressRemoved = "follow_address_removed", "success": "Adressen är borttagen. Vi mejlar inte mer om det.", "The address is removed. We send no more e-mails about it.";
    /// An issue was hidden.
    IssueHidden = "issue_hidden", "success": "Frågan är dold. Organisationen får ditt skäl.", "The issue is hidden. The organisation gets your reason.";
    /// A hidden issue shows again.
    IssueRestored = "issue_restored", "success": "Frågan visas igen för alla.", "Everyone sees the issue again.";
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
    /// A wish for a meeting was posted.
    WishPosted = "wish_posted", "success": "Önskemålet är publicerat. Svaret kommer senast det datum som står på sidan.", "The wish is published. The answer comes by the date on the page.";
    /// A wish was answered.
    WishAnswered = "wish_answered", "success": "Svaret är publicerat. De som vill ha mötet får mejl.", "The answer is published. Those who want the meeting get an e-mail.";
    /// A wish was taken back.
    WishWithdrawn = "wish_withdrawn", "success": "Önskemålet är återtaget.", "The wish is withdrawn.";
    /// A wish was hidden.
    WishHidden = "wish_hidden", "success": "Önskemålet är dolt. De som vill ha mötet får mejl.", "The wish is hidden. Those who want the meeting get an e-mail.";
    /// A wish was shown again.
    WishRestored = "wish_restored", "success": "Önskemålet syns igen. De som vill ha mötet får mejl.", "The wish shows again. Those who want the meeting get an e-mail.";
    /// Issues were chosen for a meeting.
    ChoicesSaved = "choices_saved", "success": "Valen är sparade. De syns för alla när mötet är utlyst.", "The choices are saved. They are shown to all once the meeting is announced.";
    /// A meeting was announced.
    MeetingAnnounced = "meeting_announced", "success": "Mötet är utlyst.", "The meeting is announced.";
    /// A meeting is kept as a draft.
    MeetingDrafted = "meeting_drafted", "success": "Utkastet är sparat. Bara ni som sköter möten ser det.", "The draft is saved. Only those of you who run meetings see it.";
    /// Several meetings were made at once.
    SeriesMade = "series_made", "success": "Alla möten i serien är sparade. Var och en går att ändra för sig.", "All meetings of the series are saved. Each can be changed on its own.";
    /// Sign-up opened.
    SignUpOpened = "sign_up_opened", "success": "Anmälan är öppen.", "Sign-up is open.";
    /// A draft was thrown away.
    DraftDropped = "draft_dropped", "success": "Utkastet är slängt. Ingen annan har sett det.", "The draft is thrown away. Nobody else has seen it.";
    /// What came of a meeting was written down.
    MeetingFollowedUp = "meeting_followed_up", "success": "Mötet är uppföljt. Det som blev av det syns för alla.", "The meeting is followed up. What came of it is shown to all.";
    /// A template was saved.
    TemplateSaved = "template_saved", "success": "Mallen är sparad.", "The template is saved.";
    /// A meeting was cancelled.
    MeetingCancelled = "meeting_cancelled", "success": "Mötet är inställt. Alla anmälda får mejl.", "The meeting is cancelled. Everyone signed up gets an e-mail.";
    /// A link was mailed once more.
    LinkMailed = "link_mailed", "success": "En ny länk är mejlad till adressen som den första gick till.", "A new link is mailed to the address that the first one went to.";
    /// Minutes were sent to be adjusted.
    MinutesSent = "minutes_sent", "success": "Anteckningarna är skickade för justering.", "The minutes are sent to be adjusted.";
    /// A round of adjusting was called back.
    MinutesCalledBack = "minutes_called_back", "success": "Justeringen är tillbakadragen. Länkarna gäller inte längre.", "The adjustment is called back. The links are no longer valid.";
    /// An adjuster approved.
    MinutesApproved = "minutes_approved", "success": "Tack. Du har godkänt anteckningarna.", "Thank you. You have approved the minutes.";
    /// An adjuster asked for a change.
    MinutesChangeAsked = "minutes_change_asked", "success": "Tack. De som skrev anteckningarna får dina ord.", "Thank you. Those who wrote the minutes get your words.";
    /// Minutes were corrected.
    MinutesCorrected = "minutes_corrected", "success": "Rättelsen är publicerad.", "The correction is published.";
    /// It was told how an action goes.
    ActionProgressed = "action_progressed", "success": "Det står nu i åtgärdens kedja.", "It now stands in the action's chain.";
    /// An action was opened again.
    ActionReopened = "action_reopened", "success": "Åtgärden är öppen igen, med ett nytt datum.", "The action is open again, with a new date.";
    /// The date of an action was moved.
    ActionMoved = "action_moved", "success": "Åtgärden har ett nytt datum. Det gamla står kvar i kedjan.", "The action has a new date. The old one stays in the chain.";
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
    /// A place on the waiting list is held.
    SignUpListed = "sign_up_listed", "info": "Mötet är fullt. Vi har mejlat en länk. Öppna den inom 30 minuter, så står du på väntelistan.", "The meeting is full. We have mailed a link. Open it within 30 minutes and you stand on the waiting list.";
    /// Somebody stands on the waiting list.
    SignUpWaiting = "sign_up_waiting", "success": "Du står på väntelistan. Du får mejl så fort det blir en plats till dig.", "You stand on the waiting list. You get an e-mail as soon as there is a place for you.";
    /// An invitation to a meeting was taken back.
    GuestWithdrawn = "guest_withdrawn", "success": "Inbjudan är tillbakatagen.", "The invitation is taken back.";
    /// A guest who has accepted was mailed one more link to their place.
    GuestLink = "guest_link", "success": "En ny länk till platsen är mejlad.", "A new link to the place is mailed.";
    /// All who stand behind the agreement, and the politicians, were invited.
    AllInvited = "all_invited", "success": "Inbjudan mejlas till alla som inte redan har fått den.", "The invitation is being mailed to all who had not got it.";
    /// They were before.
    NobodyNew = "nobody_new", "info": "Ingen har tillkommit. Inget nytt mejl skickas.", "Nobody is new. No new e-mail is sent.";
    /// An invitation to a meeting was accepted.
    InvitationAccepted = "invitation_accepted", "success": "Tack. Din plats är bekräftad. Välkommen!", "Thank you. Your place is confirmed. Welcome!";
    /// An invitation to a meeting was declined.
    InvitationDeclined = "invitation_declined", "success": "Tack för svaret. Du har tackat nej.", "Thank you for the answer. You have declined.";
    /// An organisation was registered.
    OrganisationRegistered = "organisation_registered", "success": "Organisationen är registrerad och du företräder den.", "The organisation is registered and you represent it.";
    /// An invitation was mailed.
    Invited = "invited", "success": "Inbjudan är mejlad.", "The invitation is mailed.";
    /// An invitation was accepted.
    Joined = "joined", "success": "Du företräder nu organisationen.", "You now represent the organisation.";
    /// A place in a body was taken.
    SeatTaken = "seat_taken", "success": "Platsen är din. Välkommen!", "The seat is yours. Welcome!";
    /// It was turned down.
    SeatDeclined = "seat_declined", "info": "Du har tackat nej. Adressen är raderad hos oss.", "You have declined. Your address is erased here.";
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
    /// A promise was written down.
    PromiseRecorded = "promise_recorded", "success": "Löftet är nedskrivet och syns för alla. Det kommer tillbaka på nästa samtals dagordning tills det är hållet eller taget tillbaka.", "The promise is written down and all can read it. It returns on the next talk's agenda until it is kept or taken back.";
    /// Something was done with a promise.
    PromiseMoved = "promise_moved", "success": "Sparat. Det står i löftets kedja.", "Saved. It stands in the chain of the promise.";
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
    /// A change to how a forum or a body works was proposed.
    ConsensusProposed = "consensus_proposed", "success": "Förslaget är publicerat. De som tillfrågas får mejl.", "The proposal is published. Those who are asked get an e-mail.";
    /// A proposal was answered.
    ConsensusAnswered = "consensus_answered", "success": "Svaret är sparat och syns för alla. Det går att ändra så länge förslaget är öppet.", "The answer is saved and shown to all. It can be changed as long as the proposal is open.";
    /// There is a new version, or more time, or it was taken back.
    ConsensusMoved = "consensus_moved", "success": "Sparat. De som tillfrågas får mejl.", "Saved. Those who are asked get an e-mail.";
    /// An action was marked as done.
    ActionDone = "action_done", "success": "Åtgärden är avbockad.", "The action is ticked off.";
    /// The questions after a meeting were answered.
    SurveyAnswered = "survey_answered", "success": "Tack, ditt svar är sparat.", "Thank you, your answer is saved.";
    /// They were answered by the link before.
    SurveySpent = "survey_spent", "info": "Länken har redan svarat en gång. Det första svaret räknas.", "The link has answered once already. The first answer counts.";
    /// Whoever took an initiative said how they were met.
    ReceptionGiven = "reception_given", "success": "Tack. Svaret är sparat, och ni kan ändra det.", "Thank you. The answer is saved, and you can change it.";
}
