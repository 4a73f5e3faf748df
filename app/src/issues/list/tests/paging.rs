use super::*;
use crate::error::AppError;
use crate::issues::list::filter::{Cursor, Place};
use crate::issues::list::service::PAGE;
use crate::on_both;

#[test]
fn places_are_opaque_and_checked() {
    let cursor = Cursor { moved_at: "2026-03-02T08:00:00.123456Z".parse().unwrap(), id: IssueId(7) };
    assert_eq!(Cursor::parse(&cursor.token()).unwrap(), cursor);
    let zero_id = Cursor { id: IssueId(0), ..cursor }.token();
    let negative = Cursor { id: IssueId(-7), ..cursor }.token();
    let before_time = Cursor { moved_at: "1969-01-01T00:00:00Z".parse().unwrap(), ..cursor }.token();
    let upper = cursor.token().to_uppercase();
    let long = "a".repeat(10_000);
    for bad in ["", "x", "1", &zero_id, &negative, &before_time, &upper, &long, "åäöåäöåäöåäöå", "77777777777777777777777777", "aaaaaaaaaaaaaaaaaaaaaaaaa'"]
    {
        assert!(matches!(Cursor::parse(bad), Err(AppError::BadRequest(_))), "{bad}");
    }
    let token = cursor.token();
    assert_eq!(Query::new(Some(&format!("efter={token}"))).place().unwrap(), Place::After(cursor));
    assert_eq!(Query::new(Some(&format!("fore={token}"))).place().unwrap(), Place::Before(cursor));
    assert_eq!(Query::new(Some("efter=")).place().unwrap(), Place::First);
    assert!(Query::new(Some(&format!("fore={token}&efter={token}"))).place().is_err());
}

on_both! {
    async fn pages_forward_and_back_hold_each_issue_once(w: World) {
        // several moved at the same instant: the id decides
        for i in 0..60 {
            Make { moved: i / 7, ..ISSUE }.insert(w).await;
        }
        let ctx = w.visitor();
        let first = listed(&ctx, "").await;
        assert_eq!(first.rows.len(), PAGE);
        assert!(first.newer.is_none());
        let second = listed(&ctx, &format!("efter={}", first.older.unwrap().token())).await;
        let third = listed(&ctx, &format!("efter={}", second.older.unwrap().token())).await;
        assert_eq!((second.rows.len(), third.rows.len()), (25, 10));
        assert!(third.older.is_none());
        let seen: Vec<_> = [&first, &second, &third].iter().flat_map(|p| p.rows.iter().map(|r| r.id)).collect();
        assert_eq!(seen.iter().collect::<std::collections::HashSet<_>>().len(), 60);
        let keys: Vec<_> = [&first, &second, &third].iter().flat_map(|p| p.rows.iter().map(|r| (r.moved_at, r.id))).collect();
        assert!(keys.is_sorted_by(|a, b| a > b));

        let back = listed(&ctx, &format!("fore={}", third.newer.unwrap().token())).await;
        assert_eq!(back.rows, second.rows);
        let start = listed(&ctx, &format!("fore={}", back.newer.unwrap().token())).await;
        assert_eq!(start.rows, first.rows);
        assert!(start.newer.is_none() && start.older.is_some());
    }

    async fn an_issue_that_moves_meanwhile_leaves_no_gap_and_no_repeat(w: World) {
        let mut ids = Vec::new();
        for i in 0..60 {
            ids.push(Make { moved: i + 1, ..ISSUE }.insert(w).await);
        }
        let ctx = w.visitor();
        let first = listed(&ctx, "").await;
        // one that was seen, one at the edge of the page, one that was not seen yet
        for (i, id) in [ids[3], ids[24], ids[40]].into_iter().enumerate() {
            touch(w, id, ctx.now() + TimeDelta::seconds(i as i64)).await;
        }
        let second = listed(&ctx, &format!("efter={}", first.older.unwrap().token())).await;
        let third = listed(&ctx, &format!("efter={}", second.older.unwrap().token())).await;
        let seen: Vec<_> = [&first, &second, &third].iter().flat_map(|p| p.rows.iter().map(|r| r.id)).collect();
        let once: std::collections::HashSet<_> = seen.iter().copied().collect();
        assert_eq!(seen.len(), once.len(), "an issue was shown twice");
        assert!(ids.iter().filter(|id| **id != ids[40]).all(|id| once.contains(id)), "an issue that stayed was skipped");
        let top = listed(&ctx, &format!("fore={}", second.newer.unwrap().token())).await;
        let more = listed(&ctx, &format!("fore={}", top.newer.unwrap().token())).await;
        let above: Vec<_> = more.rows.iter().chain(&top.rows).map(|r| r.id).collect();
        assert_eq!(above[..3], [ids[40], ids[24], ids[3]], "and the one that moved stands at the top");
        assert_eq!(above.len(), 26, "25 that stood above, two of them moved up, and the one that came from below");
    }

    async fn filters_and_places_go_together(w: World) {
        for i in 0..70 {
            Make { moved: i, theme: Some(1 + i % 2), ..ISSUE }.insert(w).await;
        }
        let ctx = w.visitor();
        let first = listed(&ctx, "tema=unga").await;
        let second = listed(&ctx, &format!("tema=unga&efter={}", first.older.unwrap().token())).await;
        assert_eq!((first.rows.len(), second.rows.len()), (25, 10));
        assert!(second.older.is_none());
    }
}
