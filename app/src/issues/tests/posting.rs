use super::{html, issue_form};
use crate::clocks::{ClockKind, store as clocks};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Refusal};
use crate::ids::IssueId;
use crate::issues::service::{IssueForm, Posted, post};
use crate::on_both;
use crate::scalar;
use crate::ui::Body;
use axum::extract::Path;

async fn id_of(ctx: &Ctx, number: i64) -> IssueId {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, IssueId, fetch_one, "SELECT id FROM issue WHERE number = $1", number).unwrap()
}

/// A form of its own for each number: the same twice within a day is not taken.
fn numbered(ctx: &Ctx, n: i64) -> IssueForm {
    IssueForm { title: format!("Trösklar i lokal nummer {n}"), ..issue_form(ctx, &format!("k{n}")) }
}

async fn count(ctx: &Ctx) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM issue").unwrap()
}

on_both! {
    async fn a_signatory_publishes_at_once(w: World) {
        let ctx = w.person("anna").await;
        let posted = post(&ctx, "stad", &issue_form(&ctx, "k1")).await.unwrap();
        assert_eq!(posted, Posted { number: 1, slug: "trosklar-i-foreningslokaler".into(), published: true, unchanged: false });
        let mut conn = ctx.read().await.unwrap();
        let open = clocks::of_issue(&mut conn, id_of(&ctx, 1).await).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].kind, open[0].owner_slug.as_str(), open[0].due_on.to_string().as_str()), (ClockKind::NextStep, "kansli", "2026-03-16"));
    }

    async fn a_public_body_publishes_at_once(w: World) {
        let ctx = w.person("karin").await;
        assert!(post(&ctx, "stad", &issue_form(&ctx, "k1")).await.unwrap().published);
    }

    async fn another_organisation_waits_for_the_kansli(w: World) {
        let ctx = w.person("cia").await;
        let posted = post(&ctx, "stad", &issue_form(&ctx, "k1")).await.unwrap();
        assert!(!posted.published);
        let mut conn = ctx.read().await.unwrap();
        let open = clocks::of_issue(&mut conn, id_of(&ctx, 1).await).await.unwrap();
        assert_eq!((open[0].kind, open[0].due_on.to_string().as_str()), (ClockKind::Acceptance, "2026-03-05"));
    }

    async fn only_representatives_and_officers_post(w: World) {
        for name in ["ida", "eva", "per", "pia", "sia"] {
            let ctx = w.person(name).await;
            let refused = post(&ctx, "stad", &issue_form(&ctx, "k1")).await;
            assert!(matches!(refused, Err(AppError::Refused(Refusal::NotAllowed))), "{name}: {refused:?}");
        }
        let ctx = w.visitor();
        assert!(matches!(post(&ctx, "stad", &issue_form(&ctx, "k1")).await, Err(AppError::SignInFirst)));
        let ctx = w.person("anna").await;
        assert!(matches!(post(&ctx, "nowhere", &issue_form(&ctx, "k1")).await, Err(AppError::NotFound)));
        assert_eq!(count(&ctx).await, 0);
    }

    async fn a_form_opened_for_another_organisation_asks(w: World) {
        let opened = w.person_as("dua", "alfa").await;
        let form = issue_form(&opened, "k1");
        let now = w.person_as("dua", "beta").await;
        assert!(matches!(post(&now, "stad", &form).await, Err(AppError::ActingChanged { .. })));
        assert_eq!(count(&now).await, 0);
    }

    async fn faults_stand_at_their_fields(w: World) {
        let ctx = w.person("anna").await;
        let mut form = issue_form(&ctx, "k1");
        form.title = "Kort".into();
        form.what = String::new();
        form.whom = "x".repeat(1001);
        form.forum = "finns-inte".into();
        form.themes = ["lokaler", "unga", "a", "b", "c", "d"].map(String::from).to_vec();
        form.areas = vec!["vaster".into()];
        let Err(AppError::Invalid(faults)) = post(&ctx, "stad", &form).await else { panic!("accepted") };
        assert_eq!(faults.of("title"), Some(&Fault::TooShort(10)));
        assert_eq!(faults.of("what"), Some(&Fault::Required));
        assert_eq!(faults.of("whom"), Some(&Fault::TooLong(1000)));
        assert_eq!(faults.of("forum"), Some(&Fault::Choice));
        assert_eq!(faults.of("themes"), Some(&Fault::TooMany(5)));
        assert_eq!(faults.of("areas"), Some(&Fault::Choice));
        form.forum = String::new();
        let Err(AppError::Invalid(faults)) = post(&ctx, "stad", &form).await else { panic!("accepted") };
        assert_eq!(faults.of("forum"), Some(&Fault::Required));
    }

    async fn sending_twice_posts_once(w: World) {
        let ctx = w.person("anna").await;
        let form = issue_form(&ctx, "k1");
        let (a, b) = futures::join!(post(&ctx, "stad", &form), post(&ctx, "stad", &form));
        let again = post(&ctx, "stad", &form).await.unwrap();
        assert_eq!((a.unwrap(), b.unwrap()), (again.clone(), again));
        assert_eq!(count(&ctx).await, 1);
    }

    async fn parallel_posts_get_numbers_without_gaps(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        let posts = (0..10).map(|n| {
            let ctx = if n % 2 == 0 { anna.clone() } else { bo.clone() };
            async move { post(&ctx, "stad", &numbered(&ctx, n)).await.unwrap().number }
        });
        let mut numbers = futures::future::join_all(posts).await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    }

    async fn ten_in_a_day_are_enough(w: World) {
        let ctx = w.person("anna").await;
        for n in 0..10 {
            post(&ctx, "stad", &numbered(&ctx, n)).await.unwrap();
        }
        assert!(matches!(post(&ctx, "stad", &numbered(&ctx, 10)).await, Err(AppError::TooOften(_))));
        w.days_pass(1);
        post(&ctx, "stad", &numbered(&ctx, 10)).await.unwrap();
    }

    /// The browser gives back the text of a form that was sent, with a new key.
    async fn back_and_send_again_posts_once(w: World) {
        let (anna, dua, bo) = (w.person("anna").await, w.person("dua").await, w.person("bo").await);
        let first = post(&anna, "stad", &issue_form(&anna, "k1")).await.unwrap();
        // a letter's size and blanks make no other title
        let again = IssueForm { title: " TRÖSKLAR i  föreningslokaler".into(), ..issue_form(&anna, "k2") };
        let page = crate::issues::forms::post_issue(anna.clone(), Path("stad".into()), Body(again)).await.unwrap();
        assert_eq!(page.status(), 409);
        let page = html(Ok(page)).await;
        assert!(page.contains(&format!("href=\"/stad/fragor/{}-{}\"", first.number, first.slug)) && page.contains("Läs det som redan står här"), "{page}");
        assert!(page.contains("Vi kommer inte in i **tre** av lokalerna"), "nothing that was typed is lost: {page}");
        let colleague = post(&dua, "stad", &issue_form(&dua, "k3")).await;
        assert!(matches!(colleague, Err(AppError::Repeated(at)) if at == format!("/stad/fragor/{}-{}", first.number, first.slug)));
        assert_eq!(count(&anna).await, 1);
        // another organisation, another text, another day
        post(&bo, "stad", &issue_form(&bo, "k4")).await.unwrap();
        post(&anna, "stad", &IssueForm { ask: "Ett besök i varje lokal.".into(), ..issue_form(&anna, "k5") }).await.unwrap();
        w.days_pass(1);
        post(&anna, "stad", &issue_form(&anna, "k6")).await.unwrap();
    }

    async fn two_colleagues_at_once_post_once(w: World) {
        let (anna, dua) = (w.person("anna").await, w.person("dua").await);
        let (one, two) = (issue_form(&anna, "k1"), issue_form(&dua, "k2"));
        let (a, b) = futures::join!(post(&anna, "stad", &one), post(&dua, "stad", &two));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.err().or(b.err()), Some(AppError::Repeated(_))));
        assert_eq!(count(&anna).await, 1);
    }
}
