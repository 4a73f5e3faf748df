use super::*;
use crate::bodies::pages::{self, Again};
use crate::bodies::{forms, service::SeatForm};
use crate::curation::tests::pages::{fresh, html};
use crate::i18n::Locale;
use crate::on_both;
use crate::ui::Body;
use axum::extract::Path;

fn at() -> Path<(String, String)> {
    Path(("stad".into(), "samverkan".into()))
}

on_both! {
    async fn the_page_of_a_body_says_what_is_missing_and_names_nobody_unasked(w: World) {
        group(w).await;
        let anna = w.person("anna").await;
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        let ctx = fresh(&w.visitor());
        let (status, page) = html(pages::body(ctx.clone(), at()).await).await;
        assert_eq!(status, 200);
        assert!(ctx.statement_count() <= 4, "{}", ctx.statement_count());
        for part in ["Arbetar ihop.", "1 av 3 platser är tillsatta", "Vakant", "5 platser är vakanta.", "Sidorna ska ha lika många", "Parkkontoret", "Hallkontoret", "Föreningen Alfa", "Namnet visas inte", "2 år"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("Cia") && !page.contains("cia@") && !page.contains("/platser\""));
        let (_, english) = html(pages::body(w.visitor().in_locale(Locale::En), at()).await).await;
        assert!(english.contains("Works together.") && english.contains("5 seats are vacant."));
        let (_, own) = html(pages::body(w.person_as("cia", "samverkan").await, at()).await).await;
        assert!(own.contains("/stad/organ/samverkan/namn") && own.contains("Visa mitt namn"));
        let ctx = fresh(&w.visitor());
        let (_, list) = html(pages::bodies(ctx.clone(), Path("stad".into())).await).await;
        assert!(list.contains("Samverkansgrupp") && list.contains("1 av 6 platser är tillsatta") && list.contains("/stad/organ/styrgrupp"));
        assert_eq!(ctx.statement_count(), 1);
    }

    async fn a_group_of_few_who_lead_says_what_does_not_fit(w: World) {
        let body = group(w).await;
        let (anna, hugo) = (w.person("anna").await, w.person("hugo").await);
        let page = async || html(pages::body(w.visitor(), at()).await).await.1;
        assert!(!html(pages::manage(anna.clone(), at()).await).await.1.contains("name=\"own_role\""), "only where it is laid down");
        let mut tx = anna.write().await.unwrap();
        execute!(tx, "UPDATE body SET size_least = 2, size_most = 3, civil_leaders = TRUE, equal_numbers = FALSE WHERE body_id = $1", body).unwrap();
        tx.commit().await.unwrap();
        assert!(html(pages::manage(anna.clone(), at()).await).await.1.contains("name=\"own_role\""));
        assert!(!html(pages::manage(hugo.clone(), at()).await).await.1.contains("name=\"own_role\""), "nor of the public side");
        let civil = |key: &str, role: &str| OfferForm { own_role: role.into(), ..form(&anna, key, "ny@example.net", "civil_society") };
        assert_eq!(fault_at(offer(&anna, "stad", "samverkan", &civil("k", "king")).await, "own_role"), Fault::Choice);
        seated(w, &anna, "cia", civil("c", "")).await.unwrap();
        let seen = page().await;
        for part in ["2 till 3", "Här ska sitta 2 till 3 personer, men det sitter 1.", "5 platser är vakanta.", "För 1 plats för civilsamhället är det inte sagt"] {
            assert!(seen.contains(part), "{part} in {seen}");
        }
        seated(w, &anna, "bo", civil("b", "other")).await.unwrap();
        let (cia, bo) = (seat_of(w, "cia", body).await, seat_of(w, "bo", body).await);
        save(&anna, "samverkan", cia, &SeatForm { own_role: "manager".into(), ..stored(&anna, "samverkan", cia).await }).await.unwrap();
        let seen = page().await;
        assert!(seen.contains("1 plats för civilsamhället har någon som varken är ordförande eller verksamhetsledare"), "{seen}");
        assert!(!seen.contains("Här ska sitta") && !seen.contains("platser är vakanta") && !seen.contains("är det inte sagt"), "{seen}");
        save(&anna, "samverkan", bo, &SeatForm { own_role: "chair".into(), ..stored(&anna, "samverkan", bo).await }).await.unwrap();
        // of the public side it is not asked
        for (who, key) in [("pia", "p"), ("karin", "q")] {
            seated(w, &hugo, who, OfferForm { own_role: "other".into(), ..form(&hugo, key, "", "public") }).await.unwrap();
        }
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat WHERE own_role IS NOT NULL").await, 2);
        let seen = page().await;
        assert!(seen.contains("men det sitter 4.") && !seen.contains("varken är ordförande"), "{seen}");
    }

    async fn the_organisations_page_names_nobody_unasked_either(w: World) {
        let read = async || html(crate::organisations::pages::organisation(w.visitor(), Path(("stad".into(), "styrgrupp".into()))).await).await.1;
        let page = read().await;
        assert!(!page.contains("Sia") && !page.contains("Olle") && page.contains("ledamot") && page.contains("/stad/organ/styrgrupp"), "{page}");
        let mut tx = w.visitor().write().await.unwrap();
        execute!(tx, "UPDATE seat SET shows_name = TRUE WHERE person_id = 3").unwrap();
        tx.commit().await.unwrap();
        assert!(read().await.contains("Sia"));
    }

    async fn the_seats_are_managed_with_what_was_typed(w: World) {
        let body = group(w).await;
        let anna = w.person("anna").await;
        seated(w, &anna, "cia", form(&anna, "c", "", "civil_society")).await.unwrap();
        let ctx = fresh(&anna);
        let (status, page) = html(pages::manage(ctx.clone(), at()).await).await;
        assert!(status == 200 && page.contains("Cia") && page.contains("value=\"civil_society\"") && !page.contains("value=\"public\""), "{page}");
        assert!(!page.contains("/kompetenser") && ctx.statement_count() <= 5, "{}", ctx.statement_count());
        let wrong = form(&anna, "w", "ny", "civil_society");
        let (status, page) = html(forms::offer(anna.clone(), at(), Body(wrong)).await).await;
        assert!(status == 422 && page.contains("value=\"ny\"") && page.contains("href=\"#email\""));
        let seat = seat_of(w, "cia", body).await;
        let path = || Path(("stad".to_string(), "samverkan".to_string(), Sitting::Seat(seat).to_string()));
        let (_, page) = html(pages::seat(anna.clone(), path()).await).await;
        assert!(page.contains("value=\"2028-03-01\"") && page.contains("name=\"version\" value=\"1\""), "{page}");
        let stale = SeatForm { function: "sekreterare".into(), ..SeatForm { version: "9".into(), ..stored(&anna, "samverkan", seat).await } };
        let (status, page) = html(forms::change(anna.clone(), path(), Body(stale)).await).await;
        assert!(status == 409 && page.contains("value=\"sekreterare\"") && page.contains("name=\"version\" value=\"1\""), "{page}");
        let karin = w.person("karin").await;
        let (_, page) = html(pages::manage_page(&karin, "stad", "samverkan", &Again::default()).await).await;
        assert!(page.contains("/kompetenser") && page.contains("/genomgang") && !page.contains("Cia") && !page.contains("value=\"civil_society\""), "{page}");
    }

    async fn the_page_of_an_offer_has_buttons_and_is_private(w: World) {
        group(w).await;
        let anna = w.person("anna").await;
        offer(&anna, "stad", "samverkan", &form(&anna, "o", "ny@example.net", "civil_society")).await.unwrap();
        let token = secret(w, "ny@example.net").await;
        let response = pages::offer(w.visitor(), Path(token.clone())).await.unwrap();
        assert_eq!(response.headers()["referrer-policy"], "no-referrer");
        let (_, page) = html(Ok(response)).await;
        assert!(page.contains("name=\"name\"") && page.contains("value=\"accept\"") && page.contains("value=\"decline\"") && page.contains("ny@example.net"));
        assert_eq!(count(w, "SELECT COUNT(*) FROM seat_offer WHERE outcome IS NULL").await, 1, "opening it answers nothing");
        let (status, page) = html(pages::offer(w.visitor(), Path("borta".into())).await).await;
        assert!(status == 410 && page.contains("Erbjudandet gäller inte längre"));
    }
}
