use super::{EventKind, NewEvent, record, store};
use crate::on_both;

/// The list of curation acts stands in SQL too; the two must agree.
#[test]
fn the_log_lists_the_acts_of_curation() {
    let source = include_str!("store.rs");
    for kind in EventKind::ALL.iter().filter(|k| k.is_curation()) {
        assert!(source.contains(&format!("'{kind}'")), "{kind} is missing in the log's SQL");
    }
}

on_both! {
    async fn positions_rise_without_gaps_even_when_transactions_overlap(w: World) {
        let agreement = w.agreement();
        let one = |ctx: crate::context::Ctx| {
            let id = agreement.id;
            async move {
                let mut tx = ctx.write().await.unwrap();
                for _ in 0..2 {
                    record(&mut tx, &ctx, EventKind::AgreementApplied, NewEvent { agreement: Some(id), ..NewEvent::default() }).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
        };
        futures::future::join_all((0..10).map(|_| one(w.visitor()))).await;
        let ctx = w.visitor();
        let mut conn = ctx.read().await.unwrap();
        let log = store::log(&mut conn, agreement.id, store::Reader::default(), false, None, None, 100).await.unwrap();
        let positions: Vec<i64> = log.iter().rev().map(|e| e.position).collect();
        assert_eq!(positions, (1..=20).collect::<Vec<_>>());
    }
}
