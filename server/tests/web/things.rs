//! Things in the small world that pages show: what everybody may read, and what waits.

use app::appeals::service::{AppealForm, appeal};
use app::attachments::service::AttachForm;
use app::attachments::{of_meeting, upload};
use app::consensus::service::{self as consensus, AnswerForm, ProposeForm};
use app::context::Ctx;
use app::curation::service::{ActForm, act};
use app::db::testing::World;
use app::issues::service::{ContributionForm, IssueForm, contribute, post};
use app::meetings::inputs::after::CorrectionForm;
use app::meetings::inputs::{ActionForm, ItemForm, MeetingForm, MinutesForm, MinutesItem};
use app::meetings::service as meetings;
use app::planning::service::{self as planning, WishForm};
use app::promises::service::{self as promises, PromiseForm};

/// Address of the issue that waits for the kansli.
pub const HIDDEN: &str = "/stad/fragor/2-den-gomda-lampan";
/// Its title.
pub const HIDDEN_TITLE: &str = "Den gömda lampan";

/// Whom somebody acts for, as forms say it.
pub fn acting(ctx: &Ctx) -> String {
    ctx.actor.as_ref().and_then(|a| a.acting_as).unwrap().to_string()
}

async fn issue(ctx: &Ctx, key: &str, title: &str, mentions: &str) {
    let form = IssueForm {
        key: key.into(),
        r#as: acting(ctx),
        title: title.into(),
        what: format!("Lampan vid torget har varit trasig sedan i höstas. {mentions}"),
        why: "Det är mörkt.".into(),
        whom: "Alla som går där.".into(),
        ask: "Laga lampan.".into(),
        forum: "rost".into(),
        themes: vec!["lokaler".into()],
        areas: vec!["norr".into()],
        principles: vec!["1".into()],
        commitments: vec!["1".into()],
        ..IssueForm::default()
    };
    post(ctx, "stad", &form).await.unwrap();
}

/// Answer 1 to proposal 1, with which alfa objects.
pub async fn objected(anna: &Ctx, reason: &str) {
    let form = AnswerForm {
        key: "f2".into(),
        r#as: acting(anna),
        version: "1".into(),
        revision: "0".into(),
        answer: "object".into(),
        reason: reason.into(),
        lang: "sv".into(),
    };
    consensus::answer(anna, "stad", 1, &form).await.unwrap();
}

/// Issues 3 and 4 of alfa that were closed, the second of which it appealed.
pub async fn appealed(w: &World) {
    let (anna, eva) = (w.person("anna").await, w.person("eva").await);
    for (key, title, number) in [("i3", "Lampan som avslutades", 3), ("i4", "Lampan som överklagades", 4)] {
        issue(&anna, key, title, "").await;
        let form = ActForm { key: key.into(), r#as: acting(&eva), act: "close".into(), reason: "Den lyser igen.".into(), ..ActForm::default() };
        act(&eva, "stad", number, &form).await.unwrap();
    }
    let text = "Den lyser inte, titta efter.".to_string();
    appeal(&anna, "stad", 4, &AppealForm { key: "a4".into(), r#as: acting(&anna), text, ..AppealForm::default() }).await.unwrap();
}

async fn meeting(eva: &Ctx, key: &str, title: &str, date: &str) {
    meeting_of(eva, "hearing", key, title, date).await;
}

async fn meeting_of(eva: &Ctx, kind: &str, key: &str, title: &str, date: &str) {
    let form = MeetingForm {
        key: key.into(),
        r#as: acting(eva),
        kind: kind.into(),
        title: title.into(),
        theme: "Vem lagar lampan vid torget?".into(),
        lang: "sv".into(),
        place: "Biblioteket".into(),
        date: date.into(),
        starts: "17:30".into(),
        ends: "19:00".into(),
        capacity: "30".into(),
        items: vec![ItemForm { title: "Vad lampan kostar".into(), ..ItemForm::default() }],
        ..MeetingForm::default()
    };
    meetings::create(eva, "stad", &form).await.unwrap();
}

/// Issue 1 of alfa with a contribution and meeting 1 ahead, readable by everybody; issue 2 of gamma, which has not signed, so that it waits; meeting 2
/// of yesterday with minutes, in which the body `park` took an action on; talk 3 of the day before, at which `park` promised something, and
/// talk 4 ahead, whose agenda that is on; wish 1 of alfa; proposal 1 of alfa.
pub async fn things(w: &World) {
    let anna = w.person("anna").await;
    issue(&anna, "i1", "Lampan vid torget", "@park").await;
    let form = ContributionForm { key: "c1".into(), r#as: acting(&anna), text: "Nu lyser den igen.".into(), ..ContributionForm::default() };
    contribute(&anna, "stad", 1, &form).await.unwrap();
    issue(&w.person("cia").await, "i2", HIDDEN_TITLE, "Det vet @alfa.").await;
    let eva = w.person("eva").await;
    meeting(&eva, "m1", "Om lampan", "2026-03-20").await;
    meeting(&eva, "m2", "Om bänken", "2026-03-03").await;
    meeting_of(&eva, "high_level_talk", "m3", "Om lamporna", "2026-03-02").await;
    w.days_pass(2);
    let action =
        ActionForm { what: "Laga bänken".into(), owner: "park".into(), due: "2026-03-25".into(), function: "parkchef".into(), ..ActionForm::default() };
    let point = MinutesItem { said: "Den är trasig.".into(), decided: "Den lagas.".into(), actions: vec![action], ..MinutesItem::default() };
    let form = MinutesForm {
        key: "p2".into(),
        version: meetings::see_number(&eva, "stad", 2).await.unwrap().meeting.version.to_string(),
        r#as: acting(&eva),
        items: vec![point],
        chair: "kansliansvarig".into(),
        attending: "Föreningen Alfa; 2".into(),
        ..MinutesForm::default()
    };
    meetings::publish_minutes(&eva, "stad", 2, &form).await.unwrap();
    let wish = WishForm {
        key: "w1".into(),
        r#as: acting(&anna),
        title: "Ett möte om allt ljus på torget".into(),
        why: "Lampan är bara en av dem.".into(),
        kind: "hearing".into(),
        forum: "rost".into(),
        area: "norr".into(),
        period: "I vår".into(),
        fraga: "1".into(),
        ..WishForm::default()
    };
    planning::post(&anna, "stad", &wish).await.unwrap();
    let proposal = ProposeForm {
        key: "f1".into(),
        r#as: acting(&anna),
        om: "forum-rost".into(),
        title: "Forumet träffas en kväll i månaden".into(),
        now: "Forumet träffas när någon kallar.".into(),
        text: "Forumet träffas den första tisdagen i varje månad.".into(),
        why: "Ingen vet när nästa träff är.".into(),
        until: "2026-04-20".into(),
        lang: "sv".into(),
    };
    consensus::propose(&anna, "stad", &proposal).await.unwrap();
    let promise = PromiseForm {
        key: "l1".into(),
        r#as: acting(&eva),
        mote: "3".into(),
        words: "Vi lagar alla lampor vid torget.".into(),
        party: "Kommunstyrelsen".into(),
        function: "ordförande".into(),
        owner: "park".into(),
        kind: "commitment".into(),
        due: "2026-04-01".into(),
        principles: vec!["1".into()],
        commitments: vec!["1".into()],
        ..PromiseForm::default()
    };
    promises::record(&eva, "stad", &promise).await.unwrap();
    meeting_of(&eva, "general_assembly", "m4", "Om allt", "2026-05-04").await;
    let correction = CorrectionForm {
        key: "r2".into(),
        r#as: acting(&eva),
        item: "1".into(),
        correction: "Det var två bänkar.".into(),
        reason: "Fel antal.".into(),
        ..CorrectionForm::default()
    };
    meetings::correct(&eva, "stad", 2, &correction).await.unwrap();
    let pdf = upload::of_bytes(&eva, b"%PDF-1.4\n%%EOF\n").await.unwrap();
    let form = AttachForm { key: "b2".into(), r#as: acting(&eva), title: "Ritning av bänken".into(), lang: "sv".into() };
    of_meeting::add(&eva, "stad", 2, &form, pdf).await.unwrap();
}
