//! Texts of curation: what happened, in a sentence; the desk; the form of a decision; the log.


texts! {
    the_issue: "frågan", "the issue";
    an_issue: "en fråga", "an issue";
    issue_number(n): "fråga {n}", "issue {n}";
    a_meeting: "ett möte", "a meeting";
    a_body: "en förvaltning", "a public body";
    an_organisation: "en organisation", "an organisation";
    another_forum: "ett annat forum", "another forum";
    another_issue: "en annan fråga", "another issue";

    // what happened: {who} is the role or organisation that acted, {it} the issue
    did_issue_posted(who, it): "{who} ställde {it}.", "{who} raised {it}.";
    did_issue_edited(who, it): "{who} ändrade texten i {it}.", "{who} changed the text of {it}.";
    did_issue_accepted(who, it): "{who} tog in {it} i forumet.", "{who} took {it} into the forum.";
    did_issue_accepted_forum(who, it, forum): "{who} tog in {it} i {forum}.", "{who} took {it} into {forum}.";
    did_issue_asked_back(who, it): "{who} bad om komplettering av {it}.", "{who} asked for an addition to {it}.";
    did_issue_completed(who, it): "{who} kompletterade {it}.", "{who} added to {it}.";
    did_issue_declined(who, it): "{who} avböjde {it}.", "{who} declined {it}.";
    did_issue_put_on_agenda(who, it, meeting): "{who} satte upp {it} på dagordningen för {meeting}.", "{who} put {it} on the agenda of {meeting}.";
    did_issue_taken_off_agenda(who, it): "{who} tog bort {it} från dagordningen.", "{who} took {it} off the agenda.";
    did_issue_taken_off_agenda_of(who, it, meeting): "{who} tog bort {it} från dagordningen för {meeting}.", "{who} took {it} off the agenda of {meeting}.";
    did_issue_referred(who, it, body): "{who} skickade {it} till {body} och bad om svar.", "{who} sent {it} to {body} and asked for an answer.";
    did_issue_referred_by(who, it, body, date): "{who} skickade {it} till {body} och bad om svar senast {date}.", "{who} sent {it} to {body} and asked for an answer by {date}.";
    did_issue_reminded(who, it, body): "{who} påminde {body} om svaret på {it}.", "{who} reminded {body} about the answer to {it}.";
    did_issue_answered(who, it): "{who} svarade på {it}.", "{who} answered {it}.";
    did_issue_concluded(who, it): "{who} skrev ner svaret på {it} från mötet.", "{who} wrote down the meeting's answer to {it}.";
    did_issue_concluded_at(who, it, meeting): "{who} skrev ner svaret på {it} från {meeting}.", "{who} wrote down the answer to {it} from {meeting}.";
    did_issue_followed_up(who, it): "{who} följde upp {it}.", "{who} followed up {it}.";
    did_issue_closed(who, it): "{who} avslutade {it}.", "{who} closed {it}.";
    did_issue_merged(who, it, other): "{who} slog ihop {it} med {other}. Båda texterna finns kvar.", "{who} merged {it} into {other}. Both texts remain.";
    did_issue_unmerged(who, it): "{who} delade upp {it} igen efter sammanslagningen.", "{who} undid the merge of {it}.";
    did_issue_withdrawn(who, it): "{who} drog tillbaka {it}.", "{who} withdrew {it}.";
    did_issue_reopened(who, it): "{who} öppnade {it} igen.", "{who} reopened {it}.";
    did_issue_moved(who, it, forum): "{who} flyttade {it} till {forum}.", "{who} moved {it} to {forum}.";
    did_contribution_posted(who, it): "{who} skrev ett inlägg i {it}.", "{who} contributed to {it}.";
    did_contribution_published(who, it): "{who} publicerade ett inlägg i {it} som väntade.", "{who} published a contribution to {it} that was waiting.";
    did_contribution_edited(who, it): "{who} ändrade ett inlägg i {it}.", "{who} changed a contribution to {it}.";
    did_backing_given(who, it): "{who} ställde sig bakom {it}.", "{who} now stands behind {it}.";
    did_backing_withdrawn(who, it): "{who} står inte längre bakom {it}.", "{who} no longer stands behind {it}.";
    did_meeting_announced(who, meeting): "{who} bjöd in till {meeting}.", "{who} announced {meeting}.";
    did_meeting_changed(who, meeting): "{who} ändrade {meeting}.", "{who} changed {meeting}.";
    did_meeting_cancelled(who, meeting): "{who} ställde in {meeting}.", "{who} cancelled {meeting}.";
    did_minutes_published(who, meeting): "{who} publicerade anteckningarna från {meeting}.", "{who} published the minutes of {meeting}.";
    did_action_done(who): "{who} bockade av en åtgärd.", "{who} ticked off an action.";
    did_action_done_of(who, it): "{who} bockade av en åtgärd som kom av {it}.", "{who} ticked off an action that came of {it}.";
    did_registration_held(meeting): "Någon bad om en plats på {meeting}.", "Somebody asked for a place at {meeting}.";
    did_registration_confirmed(meeting): "En plats på {meeting} bekräftades.", "A place at {meeting} was confirmed.";
    did_registration_changed(meeting): "En anmälan till {meeting} ändrades.", "A sign-up to {meeting} was changed.";
    did_registration_cancelled(meeting): "En plats på {meeting} avbokades.", "A place at {meeting} was given back.";
    did_registration_expired(meeting): "En plats på {meeting} släpptes, eftersom ingen bekräftade den.", "A place at {meeting} was let go, since nobody confirmed it.";
    did_organisation_registered(who, organisation): "{who} registrerade {organisation}.", "{who} registered {organisation}.";
    did_organisation_changed(who, organisation): "{who} ändrade uppgifterna om {organisation}.", "{who} changed what is said about {organisation}.";
    did_colleague_invited(who, organisation): "{who} bjöd in en kollega till {organisation}.", "{who} invited a colleague to {organisation}.";
    did_role_started(organisation): "En person fick en roll i {organisation}.", "A person took on a role in {organisation}.";
    did_role_ended(organisation): "En person lämnade sin roll i {organisation}.", "A person left a role in {organisation}.";
    did_seat_started(organisation): "En person tog plats i {organisation}.", "A person took a seat in {organisation}.";
    did_seat_ended(organisation): "En person lämnade sin plats i {organisation}.", "A person left a seat in {organisation}.";
    did_signatory_recorded(who, organisation): "{who} förde in {organisation} som undertecknare.", "{who} recorded {organisation} as signatory.";
    did_signatory_ended(who, organisation): "{who} noterade att {organisation} har lämnat överenskommelsen.", "{who} noted that {organisation} has left the agreement.";
    did_agreement_applied(who): "{who} uppdaterade överenskommelsens uppgifter.", "{who} updated the agreement's data.";

    then_next_step(date): "Nästa steg senast {date}.", "Next step by {date}.";
    then_completion(date): "Svar väntas senast {date}.", "The addition is expected by {date}.";
    then_follow_up(date): "Följs upp {date}.", "To be followed up on {date}.";
    then_taken_up(date): "Tas upp {date}.", "To be taken up on {date}.";
    because: "Skäl:", "Reason:";
}
