use super::*;
use crate::error::{AppError, Fault, Refusal};
use crate::i18n::Locale;
use crate::issues::service::{ContributionForm, contribute};
use crate::meetings::forms;
use crate::meetings::inputs::{Fields, TemplateForm, TemplateRow};
use crate::meetings::pages;
use crate::meetings::service::{Start, briefs, create, edit, new_meeting_page, plan_page, save_template, template_page, templates};
use crate::meetings::types::MeetingKind;
use crate::on_both;
use crate::shell::PageResult;
use crate::ui::Body;
use axum::extract::Path;
use http::StatusCode;

async fn html(page: PageResult) -> (StatusCode, String) {
    let response = page.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", ""))
}

fn faults(e: AppError) -> Vec<(&'static str, Fault)> {
    match e {
        AppError::Invalid(faults) => faults.0,
        e => panic!("{e:?}"),
    }
}

fn item(title: &str, minutes: &str, sub: bool) -> ItemForm {
    ItemForm { title: title.into(), minutes: minutes.into(), sub: if sub { "1".into() } else { String::new() }, ..ItemForm::default() }
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
}

#[test]
fn buttons_move_rows_and_lose_nothing() {
    let typed = pairs(&[
        ("item_title-0", "A"),
        ("item_reason-0", "Skäl A"),
        ("item_title-1", "a1"),
        ("item_sub-1", "1"),
        ("item_title-2", "B"),
        ("item_id-2", "7"),
        ("item_presenter-2", "Bo"),
        ("item_title-3", ""),
    ]);
    let titles = |form: &MeetingForm| form.items.iter().map(|i| i.title.clone()).collect::<Vec<_>>().join(",");
    let with = |button: &str| MeetingForm::from(Fields::from([typed.clone(), pairs(&[(button, "1")])].concat()));
    let up = with("move-up-2");
    assert_eq!((titles(&up).as_str(), up.moved), ("B,A,a1,", Some((0, true))));
    assert_eq!((up.items[0].id.as_str(), up.items[0].presenter.as_str(), up.items[1].reason.as_str(), up.items[2].sub.as_str()), ("7", "Bo", "Skäl A", "1"));
    let down = with("move-down-0");
    assert_eq!((titles(&down).as_str(), down.moved), ("B,A,a1,", Some((1, false))));
    assert_eq!(titles(&with("move-up-0")), "A,a1,B,");
    assert!(with("move-up-0").is_drawn_again() && with("move-up-99").moved.is_none() && with("move-up-x").moved.is_none());
    // the script writes the order into the numbers
    let numbered = [typed.clone(), pairs(&[("item_number-0", "2"), ("item_number-1", "3"), ("item_number-2", "1"), ("item_number-3", "4")])].concat();
    let form = MeetingForm::from(Fields::from(numbered));
    assert!(titles(&form) == "B,A,a1," && !form.is_drawn_again());
}

on_both! {
    async fn items_under_an_item_fit_in_its_time(w: World) {
        let eva = w.person("eva").await;
        let form = |key: &str, items: Vec<ItemForm>| MeetingForm { items, ..meeting_form(&eva, key, &[]) };
        let fault = async |items: Vec<ItemForm>| faults(create(&eva, "stad", &form("x", items)).await.unwrap_err());
        assert_eq!(fault(vec![item("Lokaler", "20", false), item("Ute", "15", true), item("Inne", "10", true)]).await, [("item_minutes-0", Fault::SubItems(25))]);
        assert_eq!(fault(vec![item("Lokaler", "20", true)]).await, [("item_sub-0", Fault::Choice)]);
        let mut items = vec![item("Välkomna", "15", false), item("Lokaler", "", false), item("Ute", "15", true), item("Inne", "10", true), item("Slut", "5", false)];
        items[2].presenter = "Bo, Parkkontoret".into();
        create(&eva, "stad", &form("m1", items)).await.unwrap();
        let page = html(pages::one(w.visitor(), Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await.1;
        for part in ["17.45", "18.00", "18.10", "18.15", "Föredras av Bo, Parkkontoret", "Dagordningen är slut", "<h4"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        // moved out from under the one above, and the one above taken away
        let stored = plan_page(&eva, "stad", 1, None, None).await.unwrap().form;
        assert_eq!(stored.items.iter().map(|i| i.sub.as_str()).collect::<Vec<_>>(), ["", "", "1", "1", ""]);
        let mut form = MeetingForm { key: "e1".into(), r#as: acting(&eva), ..stored };
        form.items.remove(1);
        form.items[0].minutes = String::new();
        edit(&eva, "stad", 1, &form).await.unwrap();
        let mut conn = eva.read().await.unwrap();
        let items = store::items(&mut conn, meeting_id(w).await).await.unwrap();
        assert_eq!(items.iter().map(|i| (i.title.as_str(), i.parent_id)).collect::<Vec<_>>(), [("Välkomna", None), ("Ute", Some(items[0].id)), ("Inne", Some(items[0].id)), ("Slut", None)]);
    }

    async fn a_too_long_agenda_is_said_before_it_is_saved(w: World) {
        let eva = w.person("eva").await;
        let acting = acting(&eva);
        let typed = [
            ("as", acting.as_str()), ("key", "k"), ("kind", "hearing"), ("title", "Lokaler som räcker"), ("theme", "Vi talar om rum."), ("lang", "sv"), ("place", "Blå stället"),
            ("date", "2026-04-01"), ("starts", "17.30"), ("ends", "18:30"), ("capacity", "10"), ("item_title-0", "Allt"), ("item_minutes-0", "90"),
        ];
        let send = async |more: &[(&str, &str)]| html(forms::create(eva.clone(), Path("stad".into()), Body(pairs(&[&typed[..], more].concat()))).await).await;
        let (status, page) = send(&[]).await;
        assert!(status == StatusCode::OK && page.contains("Dagordningen tar 90 minuter, men mötet bara 60.") && page.contains("name=\"warned\" value=\"90/60\"") && page.contains("value=\"Allt\""));
        assert_eq!(events(w, "meeting_announced").await, 0);
        assert_eq!(send(&[("warned", "80/60")]).await.0, StatusCode::OK, "another agenda was too long then");
        assert_eq!(send(&[("warned", "90/60")]).await.0, StatusCode::SEE_OTHER);
        assert_eq!(events(w, "meeting_announced").await, 1);
    }

    async fn a_moved_row_is_drawn_again_and_nothing_is_saved(w: World) {
        let eva = w.person("eva").await;
        let acting = acting(&eva);
        let typed = [("as", acting.as_str()), ("key", "k"), ("title", "Kort"), ("item_title-0", "Första"), ("item_title-1", "Andra"), ("move-up-1", "1")];
        let (status, page) = html(forms::create(eva, Path("stad".into()), Body(pairs(&typed))).await).await;
        assert!(status == StatusCode::OK && page.find("value=\"Andra\"") < page.find("value=\"Första\"") && page.contains("value=\"Kort\""));
        assert!(page.contains("Punkten är nu nummer 1 av 2.") && !page.contains("id=\"fel\"") && page.contains("leptos-island"));
        assert_eq!(events(w, "meeting_announced").await, 0);
    }

    async fn a_meeting_belongs_to_a_body_or_a_forum(w: World) {
        let eva = w.person("eva").await;
        let form = |key: &str, kind: &str, body: &str, forum: &str| MeetingForm { kind: kind.into(), of_body: body.into(), of_forum: forum.into(), ..meeting_form(&eva, key, &[]) };
        let fault = async |f: MeetingForm| faults(create(&eva, "stad", &f).await.unwrap_err());
        assert_eq!(fault(form("x", "group_meeting", "", "")).await, [("of_body", Fault::Required)]);
        assert_eq!(fault(form("x", "hearing", "alfa", "")).await, [("of_body", Fault::Choice)]);
        assert_eq!(fault(form("x", "hearing", "", "mars")).await, [("of_forum", Fault::Choice)]);
        assert_eq!(fault(form("x", "hearing", "styrgrupp", "rost")).await, [("of_forum", Fault::Choice)]);
        create(&eva, "stad", &form("m1", "group_meeting", "styrgrupp", "")).await.unwrap();
        create(&eva, "stad", &form("m2", "hearing", "", "rost")).await.unwrap();
        let (one, two) = (meeting(w, 1).await, meeting(w, 2).await);
        assert_eq!((one.body_name.as_deref(), one.forum_id, two.body_id, two.forum_id.is_some()), (Some("Styrgruppen"), None, None, true));
        let stored = plan_page(&eva, "stad", 2, None, None).await.unwrap().form;
        assert_eq!((stored.of_body.as_str(), stored.of_forum.as_str()), ("", "rost"));
        let page = html(pages::one(w.visitor(), Path(("stad".into(), "1-lokaler-som-racker".into()))).await).await.1;
        assert!(page.contains("/stad/organ/styrgrupp"));
    }

    async fn templates_begin_an_agenda(w: World) {
        let eva = w.person("eva").await;
        let row = |sv: &str, en: &str, minutes: &str, sub: &str| TemplateRow { sv: sv.into(), en: en.into(), minutes: minutes.into(), sub: sub.into(), ..TemplateRow::default() };
        let items = vec![row("Välkomna", "Welcome", "10", ""), row("Runda", "A round", "5", "1"), TemplateRow::default(), row("Frågor", "Issues", "60", "")];
        let form = TemplateForm { key: "t1".into(), r#as: acting(&eva), items, ..TemplateForm::default() };
        for name in ["per", "sia", "anna", "karin", "ida"] {
            let ctx = w.person(name).await;
            let not_allowed = |e: AppError| assert!(matches!(e, AppError::Refused(Refusal::NotAllowed)), "{name}: {e:?}");
            not_allowed(save_template(&ctx, "stad", "hearing", &TemplateForm { r#as: acting(&ctx), ..form.clone() }).await.unwrap_err());
            not_allowed(templates(&ctx, "stad").await.unwrap_err());
            not_allowed(template_page(&ctx, "stad", "hearing", None, None).await.unwrap_err());
        }
        for _ in 0..2 {
            save_template(&eva, "stad", "hearing", &form).await.unwrap();
        }
        assert_eq!(templates(&eva, "stad").await.unwrap().items.len(), 3);
        assert!(matches!(save_template(&eva, "stad", "hearing", &TemplateForm { key: "t2".into(), ..form.clone() }).await, Err(AppError::Stale { current: 1 })));
        assert!(matches!(save_template(&eva, "stad", "fest", &form).await, Err(AppError::NotFound)));
        let bad = TemplateForm { key: "t3".into(), version: "1".into(), items: vec![row("Välkomna", "", "10", "1")], ..form.clone() };
        assert_eq!(faults(save_template(&eva, "stad", "hearing", &bad).await.unwrap_err()), [("item_en-0", Fault::Required), ("item_sub-0", Fault::Choice)]);
        // in the language of who plans
        let start = Start { template: Some(MeetingKind::Hearing), ..Start::default() };
        for (l, title) in [(Locale::Sv, "Runda"), (Locale::En, "A round")] {
            let page = new_meeting_page(&eva.in_locale(l), "stad", None, &start).await.unwrap();
            assert_eq!((page.form.items.len(), page.form.items[1].title.as_str(), page.form.items[1].sub.as_str(), page.templates.len()), (3, title, "1", 1));
        }
        // the button adds to what is typed
        let typed = MeetingForm { template: "1".into(), kind: "fair".into(), items: vec![item("Fika", "", false), ItemForm::default()], ..meeting_form(&eva, "x", &[]) };
        assert!(new_meeting_page(&eva, "stad", Some(&typed), &Start::default()).await.unwrap().no_template);
        let typed = MeetingForm { kind: "hearing".into(), ..typed };
        let page = new_meeting_page(&eva, "stad", Some(&typed), &Start::default()).await.unwrap();
        assert_eq!(page.form.items.iter().map(|i| i.title.as_str()).collect::<Vec<_>>(), ["Fika", "Välkomna", "Runda", "Frågor"]);
        // an agenda becomes one, its issue being any issue
        let a = issue(w, "a").await;
        announced(w, &[a]).await;
        let page = template_page(&eva, "stad", "hearing", None, Some(1)).await.unwrap();
        assert_eq!(page.form.version, "1");
        assert_eq!(page.form.items.iter().map(|i| (i.sv.as_str(), i.en.as_str())).collect::<Vec<_>>(), [("Välkomna", "Welcome"), ("En fråga från ett forum", "An issue from a forum")]);
        // without rows there is none any more, and one can begin again
        let empty = TemplateForm { key: "t4".into(), version: "1".into(), items: Vec::new(), ..form.clone() };
        save_template(&eva, "stad", "hearing", &empty).await.unwrap();
        assert!(templates(&eva, "stad").await.unwrap().items.is_empty());
        save_template(&eva, "stad", "hearing", &TemplateForm { key: "t5".into(), ..form }).await.unwrap();
    }

    async fn a_brief_gathers_the_chain_in_four_statements(w: World) {
        let (a, b) = (issue(w, "a").await, issue(w, "b").await);
        let bo = w.person("bo").await;
        let text = format!("Vi känner igen det. {}", "Och det här är viktigt. ".repeat(40));
        contribute(&bo, "stad", a, &ContributionForm { key: "c1".into(), r#as: acting(&bo), text, ..ContributionForm::default() }).await.unwrap();
        announced(w, &[a, b]).await;
        let ctx = Ctx { statements: Default::default(), ..w.visitor() };
        let all = briefs(&ctx, "stad", "1-lokaler-som-racker", None).await.unwrap().all;
        assert_eq!((all.len(), ctx.statement_count()), (3, 4));
        let (free, first) = (&all[0], &all[1]);
        assert!(!free.item.readable && free.chain.is_empty());
        assert_eq!((first.place, first.said.len(), first.promised.len(), first.begins.unwrap().to_string()), (2, 1, 1, "2026-04-01 17:45:00".to_string()));
        assert!(first.chain.len() >= 2 && all[2].said.is_empty());
        let one = briefs(&w.visitor(), "stad", "1-lokaler-som-racker", Some(first.item.item.id)).await.unwrap().all;
        assert_eq!(one.len(), 1);
        let page = html(pages::brief(w.visitor(), Path(("stad".into(), "1-lokaler-som-racker".into(), first.item.item.id))).await).await.1;
        for part in ["Föreningen Alfa", "Vi kommer inte in i tre av lokalerna.", "En lista med mått", "Föreningen Beta", "Vi känner igen det.", "17.45", "class=\"brief flow\""] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains(&"Och det här är viktigt. ".repeat(12)), "the gist alone");
        assert!(page.contains("Läs allt på") && page.contains("/stad/fragor/"), "and where all of it stands: {page}");
        assert!(matches!(briefs(&w.visitor(), "stad", "1-lokaler-som-racker", Some(crate::ids::AgendaItemId(999))).await, Err(AppError::NotFound)));
        assert!(matches!(briefs(&w.visitor(), "stad", "1-gammal", None).await, Err(AppError::Moved(to)) if to == "/stad/moten/1-lokaler-som-racker/punkter"));
    }
}

async fn meeting_id(w: &World) -> crate::ids::MeetingId {
    meeting(w, 1).await.id
}
