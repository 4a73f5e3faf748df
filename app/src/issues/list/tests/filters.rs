use super::*;
use crate::issues::list::filter::Group;
use crate::on_both;

#[test]
fn an_address_says_what_was_read_from_it() {
    use crate::issues::list::filter::address;
    assert_eq!(address("/stad/fragor", &[]), "/stad/fragor");
    assert_eq!(address("/stad/fragor", &[("q", "å & b".into()), ("sent", "1".into())]), "/stad/fragor?q=%C3%A5%20%26%20b&sent=1");
}

on_both! {
    async fn each_filter_finds_what_it_says(w: World) {
        let a = Make { title: "Lokaler i norr", theme: Some(1), area: Some(1), principle: Some(1), commitment: Some(1), ..ISSUE }.insert(w).await;
        let b = Make { title: "Ungas tid", organisation: 7, forum: Some(2), theme: Some(2), area: Some(2), principle: Some(2), commitment: Some(2), ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        for (key, one, other) in [
            ("tema", "lokaler", "unga"), ("omrade", "norr", "soder"), ("princip", "1", "2"), ("atagande", "1", "2"),
            ("org", "alfa", "beta"), ("forum", "medlem", "rost"), ("q", "LOKALER", "tid%20ungas"),
        ] {
            assert_eq!(found(&ctx, &format!("{key}={one}")).await, [a], "{key}={one}");
            assert_eq!(found(&ctx, &format!("{key}={other}")).await, [b], "{key}={other}");
        }
        assert_eq!(found(&ctx, "").await, [a, b]);
    }

    async fn filters_narrow_each_other(w: World) {
        let a = Make { theme: Some(1), area: Some(1), ..ISSUE }.insert(w).await;
        let b = Make { theme: Some(1), area: Some(2), ..ISSUE }.insert(w).await;
        Make { theme: Some(2), area: Some(1), ..ISSUE }.insert(w).await;
        let closed = Make { theme: Some(1), states: &[S::InForum, S::Closed], ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        assert_eq!(found(&ctx, "tema=lokaler&omrade=norr").await, [a]);
        assert_eq!(found(&ctx, "tema=lokaler").await, [a, b]);
        assert_eq!(found(&ctx, "tema=lokaler&lage=alla").await, [a, b, closed]);
        assert_eq!(found(&ctx, "tema=lokaler&lage=closed").await, [closed]);
        assert!(found(&ctx, "tema=lokaler&omrade=norr&org=beta&sent=1").await.is_empty());
    }

    async fn tabs_and_their_counts_follow_the_states(w: World) {
        for (i, way) in WAYS.iter().enumerate() {
            Make { states: way, moved: i as i64, ..ISSUE }.insert(w).await;
        }
        let into = Make { theme: Some(1), ..ISSUE }.insert(w).await;
        let merged = Make { merged_into: Some(into), ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        for group in Group::EVERY {
            let listing = listed(&ctx, &format!("lage={}", group.code())).await;
            assert_eq!(listing.rows.len() as i64, group.sum(&listing.counts), "{group:?}");
            assert!(listing.rows.iter().all(|r| group.has(r.state)), "{group:?}");
            assert_eq!(listing.rows.iter().any(|r| r.id == merged), matches!(group, Group::All | Group::Closed), "merged ones have ended as such");
        }
        let counts = listed(&ctx, "").await.counts;
        let [open, answered, closed, all] = Group::EVERY.map(|g| g.sum(&counts));
        assert_eq!(open + answered + closed, all, "each issue stands in one tab");
        assert_eq!(all, i64::try_from(WAYS.len()).unwrap() + 2);
        for state in S::ALL {
            let listing = listed(&ctx, &format!("lage={state}")).await;
            assert!(!listing.rows.is_empty() && listing.rows.iter().all(|r| r.state == *state), "{state}");
        }
        let row = listed(&ctx, "lage=merged").await.rows[0].clone();
        assert_eq!(row.merged_into, Some(10));
    }

    async fn overdue_from_the_midnight_after(w: World) {
        let late = ISSUE.insert(w).await;
        let today = ISSUE.insert(w).await;
        let both = Make { states: &[S::InForum, S::Referred], ..ISSUE }.insert(w).await;
        ISSUE.insert(w).await;
        clock(w, late, ClockKind::NextStep, 2, "2026-03-01").await;
        clock(w, today, ClockKind::NextStep, 2, "2026-03-02").await;
        clock(w, both, ClockKind::Answer, 4, "2026-02-20").await;
        clock(w, both, ClockKind::NextStep, 2, "2026-04-01").await;
        let ctx = w.visitor();
        assert_eq!(found(&ctx, "sent=1").await, [late, both]);
        assert_eq!(found(&ctx, "sent=answer").await, [both]);
        assert_eq!(found(&ctx, "sent=next_step").await, [late]);
        let row = listed(&ctx, "sent=answer").await.rows[0].clone();
        assert_eq!((row.next_on, row.next_kind), (Some("2026-02-20".parse().unwrap()), Some(ClockKind::Answer)), "the earliest open date is the next expected one");
        w.days_pass(1);
        assert_eq!(found(&w.visitor(), "sent=1").await, [late, today, both]);
    }

    async fn what_does_not_exist_is_left_out(w: World) {
        let a = ISSUE.insert(w).await;
        let ctx = w.visitor();
        for query in ["tema=borta", "omrade=%00", "princip=x", "princip=99", "atagande=-1", "org=gamma", "forum=borta", "sent=kanske", "lage=borta", "okand=1", "q="] {
            let listing = listed(&ctx, query).await;
            assert_eq!(listing.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [a], "{query}");
            assert!(listing.filter.pairs(&listing.agreement, None).is_empty(), "{query} shows as chosen");
        }
    }

    async fn words_are_taken_as_they_are(w: World) {
        let percent = Make { title: "100 % rätt till ett_namn", ..ISSUE }.insert(w).await;
        let plain = Make { title: "100 gånger rätt", ..ISSUE }.insert(w).await;
        let slash = Make { title: "Antingen\\eller", ..ISSUE }.insert(w).await;
        let ctx = w.visitor();
        assert_eq!(found(&ctx, "q=%25").await, [percent], "a per cent sign is no wildcard");
        assert_eq!(found(&ctx, "q=_").await, [percent], "nor is an underscore");
        assert_eq!(found(&ctx, "q=%5C").await, [slash], "nor a backslash");
        assert_eq!(found(&ctx, "q=r%C3%84TT").await, [percent, plain], "case is the same, in Swedish too");
        assert_eq!(found(&ctx, "q=ratt").await, [], "a is not the same letter as another");
        assert_eq!(found(&ctx, "q='%20OR%201=1").await, []);
        assert!(found(&ctx, &format!("q={}", "x%20".repeat(3000))).await.is_empty());
    }

    async fn what_waits_for_the_kansli_is_nowhere(w: World) {
        let hidden = Make { published: false, states: &[S::Submitted], principle: Some(1), theme: Some(1), ..ISSUE }.insert(w).await;
        clock(w, hidden, ClockKind::Acceptance, 2, "2026-01-01").await;
        for ctx in [w.visitor(), w.person("anna").await, w.person("eva").await] {
            for query in ["", "lage=alla", "lage=submitted", "sent=1", "princip=1", "tema=lokaler", "q=fr%C3%A5ga"] {
                let listing = listed(&ctx, query).await;
                assert!(listing.rows.is_empty() && listing.counts.is_empty(), "{query}");
                assert!(listing.askers.is_empty(), "nobody is named for it");
            }
        }
    }
}
