//! Both databases have the same tables and columns, and lookup tables list what the Rust enums do.

use crate::accounts::types::{RoleKind, TokenPurpose};
use crate::agreements::types::{ForumMark, Side, YearDateKind};
use crate::appeals::types::AppealOutcome;
use crate::attachments::types::AttachmentKind;
use crate::bodies::types::{AssociateKind, BodyKind, BodyRole, OfferOutcome, OwnRole, SeatPost};
use crate::clocks::ClockKind;
use crate::db::testing::World;
use crate::db::{Kind, migrate};
use crate::events::types::{ActorRole, Audience};
use crate::floor::types::{QuestionState, SpeakerState};
use crate::issues::types::IssueState;
use crate::meetings::types::{GuestState, ItemOutcome, MeetingKind, MeetingState, NeedKind, RegistrationState};
use crate::moderation::types::{FlagOutcome, FlagReason};
use crate::organisations::types::OrganisationKind;
use crate::planning::types::WishState;
use crate::promises::types::{Occasion, PromiseKind, PromiseState};
use crate::restrictions::types::RestrictionKind;
use crate::{on_both, scalar};

fn codes<T: ToString>(all: &[T]) -> Vec<String> {
    let mut codes: Vec<String> = all.iter().map(ToString::to_string).collect();
    codes.sort();
    codes
}

/// Lookup tables with the codes of their enums.
fn lookups() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("side", codes(Side::ALL)),
        ("organisation_kind", codes(OrganisationKind::ALL)),
        ("role_kind", codes(RoleKind::ALL)),
        ("token_purpose", codes(TokenPurpose::ALL)),
        ("forum_mark", codes(ForumMark::ALL)),
        ("issue_state", codes(IssueState::ALL)),
        ("event_audience", codes(Audience::ALL)),
        ("actor_role", codes(ActorRole::ALL)),
        ("clock_kind", codes(ClockKind::ALL)),
        ("meeting_kind", codes(MeetingKind::ALL)),
        ("meeting_state", codes(MeetingState::ALL)),
        ("registration_state", codes(RegistrationState::ALL)),
        ("need_kind", codes(NeedKind::ALL)),
        ("guest_state", codes(GuestState::ALL)),
        ("item_outcome", codes(ItemOutcome::ALL)),
        ("restriction_kind", codes(RestrictionKind::ALL)),
        ("flag_reason", codes(FlagReason::ALL)),
        ("flag_outcome", codes(FlagOutcome::ALL)),
        ("appeal_outcome", codes(AppealOutcome::ALL)),
        ("attachment_kind", codes(AttachmentKind::ALL)),
        ("body_kind", codes(BodyKind::ALL)),
        ("body_role", codes(BodyRole::ALL)),
        ("seat_post", codes(SeatPost::ALL)),
        ("own_role", codes(OwnRole::ALL)),
        ("associate_kind", codes(AssociateKind::ALL)),
        ("offer_outcome", codes(OfferOutcome::ALL)),
        ("wish_state", codes(WishState::ALL)),
        ("year_date_kind", codes(YearDateKind::ALL)),
        ("consensus_state", codes(crate::consensus::types::ProposalState::ALL)),
        ("consensus_answer_kind", codes(crate::consensus::types::Answer::ALL)),
        ("promise_state", codes(PromiseState::ALL)),
        ("promise_kind", codes(PromiseKind::ALL)),
        ("talk_occasion", codes(Occasion::ALL)),
        ("question_state", codes(QuestionState::ALL)),
        ("speaker_state", codes(SpeakerState::ALL)),
    ]
}

on_both! {
    async fn every_lookup_table_has_its_enum(w: World) {
        let ctx = w.visitor();
        let mut conn = ctx.read().await.unwrap();
        let sql = crate::by_dialect!(
            conn,
            sqlite: "SELECT t.name FROM sqlite_master t WHERE t.type = 'table' AND (SELECT COUNT(*) FROM pragma_table_info(t.name)) = 1
                AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'code')",
            postgres: "SELECT CAST(table_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name
                HAVING COUNT(*) = 1 AND MAX(column_name) = 'code'"
        );
        let mut stored = scalar!(conn, String, fetch_all, sql).unwrap();
        let mut ours: Vec<String> = lookups().into_iter().map(|(table, _)| table.to_string()).collect();
        stored.sort();
        ours.sort();
        assert_eq!(stored, ours);
    }

    async fn lookup_tables_list_the_enums(w: World) {
        let ctx = w.visitor();
        let mut conn = ctx.read().await.unwrap();
        for (table, expected) in lookups() {
            let sql = format!("SELECT code FROM {table}");
            let mut stored = match conn.driver() {
                crate::db::Driver::Sqlite(c) => sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_all(c).await,
                crate::db::Driver::Postgres(c) => sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_all(c).await,
            }
            .unwrap();
            stored.sort();
            assert_eq!(stored, expected, "{table}");
        }
    }
}

/// Numbers and names of the migrations of both folders agree.
#[test]
fn migrations_have_the_same_numbers() {
    let numbers = |m: &sqlx::migrate::Migrator| m.iter().map(|m| (m.version, m.description.to_string())).collect::<Vec<_>>();
    assert_eq!(numbers(&migrate::SQLITE), numbers(&migrate::POSTGRES));
}

async fn columns(w: &World, sql: &'static str) -> Vec<String> {
    let ctx = w.visitor();
    let mut conn = ctx.read().await.unwrap();
    let mut all = scalar!(conn, String, fetch_all, sql).unwrap();
    all.sort();
    all
}

/// Tables, columns and whether a column may be empty: the same on both.
#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let sqlite = World::new(Kind::Sqlite).await;
    let postgres = World::new(Kind::Postgres).await;
    let ours = columns(
        &sqlite,
        "SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' required' ELSE '' END
         FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
    )
    .await;
    let theirs = columns(
        &postgres,
        "SELECT CAST(table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' required' ELSE '' END AS TEXT)
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
    )
    .await;
    let missing = |a: &[String], b: &[String]| a.iter().filter(|x| !b.contains(x)).cloned().collect::<Vec<_>>();
    assert_eq!((missing(&ours, &theirs), missing(&theirs, &ours)), (Vec::<String>::new(), Vec::<String>::new()), "only on SQLite, only on PostgreSQL");
    assert!(ours.len() > 200, "read {} columns", ours.len());
    sqlite.end().await;
    postgres.end().await;
}
