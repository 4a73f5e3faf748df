//! Attaching and removing: who may, what is taken, who reads it. Pictures are stored as they come here; `server/tests/web/uploads.rs` has them drawn.

mod judging;

use super::service::{self, At, AttachForm, RemoveForm, SentFile, add, delete_files, file, open, remove, sweep};
use super::types::{AttachmentKind, Shown};
use super::upload::{of_bytes, read};
use crate::context::Ctx;
use crate::curation::service::{ActForm, act};
use crate::curation::service_hide::{HideForm, hide_contribution};
use crate::curation::tests::{opened_for, posted};
use crate::db::Kind;
use crate::db::testing::World;
use crate::error::{AppError, Fault, Refusal, Result};
use crate::issues::service::{ContributionForm, contribute, issue_history, load};
use crate::jobs::Job;
use crate::{on_both, scalar};
use axum::body::{Body, Bytes};
use futures::StreamExt;
use http::{Request, header};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\nstartxref\n9\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x02\x00\x00\x00";

fn form(ctx: &Ctx, title: &str) -> AttachForm {
    AttachForm { key: ctx.rng.secret(), r#as: opened_for(ctx), title: title.into(), lang: "sv".into() }
}

async fn attach(ctx: &Ctx, at: At, title: &str, bytes: &[u8]) -> Result<i64> {
    let file = of_bytes(ctx, bytes).await.unwrap();
    add(ctx, "stad", at, &form(ctx, title), file).await
}

async fn take_away(ctx: &Ctx, issue: i64, number: i64) -> Result<()> {
    remove(ctx, "stad", issue, number, &RemoveForm { key: ctx.rng.secret(), r#as: opened_for(ctx) }).await.map(|_| ())
}

async fn wrote(ctx: &Ctx, text: &str) -> i64 {
    let form = ContributionForm { key: ctx.rng.secret(), r#as: opened_for(ctx), text: text.into(), ..ContributionForm::default() };
    contribute(ctx, "stad", 1, &form).await.unwrap().number
}

async fn decided(ctx: &Ctx, number: i64, what: &str) {
    let form = ActForm { key: ctx.rng.secret(), r#as: opened_for(ctx), act: what.into(), reason: "Det är klart.".into(), ..ActForm::default() };
    act(ctx, "stad", number, &form).await.unwrap();
}

async fn count(ctx: &Ctx, sql: &'static str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

/// Files that lie in their place.
async fn stored(ctx: &Ctx) -> usize {
    ctx.app.files.names(Duration::ZERO).await.unwrap().len()
}

/// The part of an issue's address.
async fn part(ctx: &Ctx, number: i64) -> String {
    let mut conn = ctx.read().await.unwrap();
    let slug = scalar!(conn, String, fetch_one, "SELECT slug FROM issue WHERE number = $1", number).unwrap();
    format!("{number}-{slug}")
}

/// Who finds a file, of all that there are.
async fn finders(w: &World, issue: i64, number: i64) -> Vec<&'static str> {
    let mut found = Vec::new();
    for name in ["", "ida", "anna", "bo", "cia", "karin", "hugo", "pia", "per", "sia", "olle", "eva"] {
        let ctx = if name.is_empty() { w.visitor() } else { w.person(name).await };
        match file(&ctx, "stad", issue, number).await {
            Ok(_) => found.push(name),
            Err(AppError::NotFound) => {}
            Err(e) => panic!("{name}: {e}"),
        }
    }
    found
}

const ALL: usize = 12;

fn fault_of<T: std::fmt::Debug>(result: Result<T>, field: &str) -> Option<Fault> {
    let Err(AppError::Invalid(faults)) = result else { panic!("{result:?}") };
    faults.of(field).cloned()
}

on_both! {
    async fn an_issue_and_a_contribution_get_files(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Här är vår skrivelse.").await;
        assert_eq!(attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap(), 1);
        assert_eq!(attach(&bo, (1, n), "Skrivelse till nämnden", PDF).await.unwrap(), 2);
        let page = load(&w.visitor(), "stad", &part(&anna, 1).await, 0, 0).await.unwrap();
        let of_issue = Shown::list(page.issue.attachments.as_deref());
        assert_eq!(of_issue.len(), 1, "{of_issue:?}");
        assert_eq!((of_issue[0].kind, of_issue[0].title.as_str(), of_issue[0].width), (AttachmentKind::Jpeg, "Torget, sett från norr", 4));
        let of_contribution = Shown::list(page.contributions[0].attachments.as_deref());
        assert_eq!((of_contribution[0].number, of_contribution[0].kind, of_contribution[0].bytes), (2, AttachmentKind::Pdf, PDF.len() as i64));
        assert_eq!(count(&anna, "SELECT COUNT(*) FROM event WHERE kind = 'attachment_added' AND audience = 'public'").await, 2);
        assert_eq!(finders(w, 1, 1).await.len(), ALL);
        assert_eq!(finders(w, 1, 2).await.len(), ALL);
        assert!(finders(w, 1, 3).await.is_empty());
        assert_eq!(stored(&anna).await, 3, "a picture, its preview, a document");
    }

    async fn what_is_removed_leaves_its_name_behind(w: World) {
        let (anna, eva) = (w.person("anna").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap();
        w.days_pass(1);
        take_away(&anna, 1, 1).await.unwrap();
        assert!(matches!(take_away(&anna, 1, 1).await, Err(AppError::Refused(Refusal::Already))));
        assert!(matches!(take_away(&anna, 1, 7).await, Err(AppError::NotFound)));
        assert!(finders(w, 1, 1).await.is_empty());
        let mut conn = eva.read().await.unwrap();
        let jobs = scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'delete_files'").unwrap();
        drop(conn);
        let Job::DeleteFiles { attachment } = serde_json::from_str(&jobs[0]).unwrap() else { panic!("{jobs:?}") };
        assert_eq!((jobs.len(), stored(&anna).await), (1, 2));
        for _ in 0..2 {
            delete_files(&Ctx::system(&w.app), attachment).await.unwrap();
        }
        assert_eq!(stored(&anna).await, 0);
        let history = issue_history(&w.visitor(), "stad", &part(&anna, 1).await, "").await.unwrap();
        assert!(history.attached.len() == 1 && history.attached[0].removed_at.is_some() && history.attached[0].title.starts_with("Torget"));
        assert_eq!(count(&anna, "SELECT COUNT(*) FROM event WHERE kind = 'attachment_removed'").await, 1);
        // numbers are not used again
        assert_eq!(attach(&anna, (1, 0), "Torget i regn", PNG).await.unwrap(), 2);
    }

    async fn only_who_wrote_it_may(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Här är vår skrivelse.").await;
        attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap();
        attach(&bo, (1, n), "Skrivelse till nämnden", PDF).await.unwrap();
        for name in ["ida", "bo", "cia", "karin", "pia", "per", "sia", "olle", "eva"] {
            let ctx = w.person(name).await;
            assert!(matches!(open(&ctx, "stad", (1, 0)).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(attach(&ctx, (1, 0), "Torget, sett från norr", PNG).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(take_away(&ctx, 1, 1).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
        // a colleague of the organisation may with its issue, not with somebody's contribution; and dua acts for beta only when she does
        let dua = w.person_as("dua", "alfa").await;
        assert_eq!(attach(&dua, (1, 0), "Torget i regn", PNG).await.unwrap(), 3);
        for ctx in [w.person_as("dua", "beta").await, anna.clone(), w.person("eva").await] {
            assert!(matches!(attach(&ctx, (1, n), "Skrivelse till nämnden", PDF).await, Err(AppError::Refused(Refusal::NotAllowed))));
            assert!(matches!(take_away(&ctx, 1, 2).await, Err(AppError::Refused(Refusal::NotAllowed))));
        }
        assert!(matches!(open(&w.visitor(), "stad", (1, 0)).await, Err(AppError::SignInFirst)));
        let strange = AttachForm { r#as: opened_for(&bo), ..form(&anna, "Torget i sol") };
        assert!(matches!(add(&anna, "stad", (1, 0), &strange, of_bytes(&anna, PDF).await.unwrap()).await, Err(AppError::ActingChanged { .. })));
        for at in [(1, 9), (9, 0), (9, 1)] {
            assert!(matches!(open(&anna, "stad", at).await, Err(AppError::NotFound)), "{at:?}");
        }
        assert_eq!(stored(&anna).await, 5, "what was refused left nothing behind");
    }

    async fn what_is_wrong_is_told_at_its_field(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        let cut = &PDF[..20];
        let html = b"<!DOCTYPE html><script>alert(1)</script>";
        let archive = [PDF, b"PK\x03\x04".as_slice(), &[0; 4000]].concat();
        let large = vec![b' '; 10 * 1024 * 1024 + 1];
        let large = [b"%PDF-1.4\n".as_slice(), &large].concat();
        for (bytes, fault) in [
            (&b""[..], Fault::FileMissing),
            (&html[..], Fault::FileKind),
            (cut, Fault::FileBroken),
            (&archive[..], Fault::FileBroken),
            (&large[..], Fault::FileSize(10)),
        ] {
            assert_eq!(fault_of(attach(&anna, (1, 0), "Skrivelse till nämnden", bytes).await, "file"), Some(fault.clone()), "{fault:?}");
        }
        for (title, fault) in [("", Fault::Required), ("x", Fault::TooShort(3)), ("IMG_2031.jpg", Fault::FileName)] {
            assert_eq!(fault_of(attach(&anna, (1, 0), title, PNG).await, "title"), Some(fault), "{title}");
        }
        // both at once
        let Err(AppError::Invalid(faults)) = add(&anna, "stad", (1, 0), &form(&anna, " "), SentFile::None).await else { panic!() };
        assert_eq!(faults.0.len(), 2);
        assert_eq!((stored(&anna).await, count(&anna, "SELECT COUNT(*) FROM attachment").await), (0, 0));
        assert!(std::fs::read_dir(w.app.files.folder().join("incoming")).unwrap().next().is_none(), "nothing is left of what was sent");
    }

    async fn six_are_enough(w: World) {
        let (anna, bo) = (w.person("anna").await, w.person("bo").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Här är vår skrivelse.").await;
        for i in 0..5 {
            attach(&anna, (1, 0), &format!("Bilaga nummer {i}"), PDF).await.unwrap();
        }
        let (x, y) = tokio::join!(attach(&anna, (1, 0), "Den sjätte", PDF), attach(&anna, (1, 0), "Den sjunde", PDF));
        assert!(x.is_ok() != y.is_ok(), "{x:?} {y:?}");
        assert_eq!(fault_of(if x.is_ok() { y } else { x }, "file"), Some(Fault::FilesFull(6)));
        assert_eq!(count(&anna, "SELECT COUNT(*) FROM attachment").await, 6);
        assert_eq!(stored(&anna).await, 6);
        // another thing has its own
        attach(&bo, (1, n), "Skrivelse till nämnden", PDF).await.unwrap();
        take_away(&anna, 1, 1).await.unwrap();
        attach(&anna, (1, 0), "En ny", PDF).await.unwrap();
    }

    async fn a_form_sent_twice_attaches_once(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        let same = form(&anna, "Skrivelse till nämnden");
        let (one, two) = (of_bytes(&anna, PDF).await.unwrap(), of_bytes(&anna, PDF).await.unwrap());
        let (x, y) = tokio::join!(add(&anna, "stad", (1, 0), &same, one), add(&anna, "stad", (1, 0), &same, two));
        assert_eq!((x.unwrap(), y.unwrap()), (1, 1));
        assert_eq!((count(&anna, "SELECT COUNT(*) FROM attachment").await, stored(&anna).await), (1, 1));
    }

    async fn nothing_is_added_to_what_has_ended_but_removed_it_can_be(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Här är vår skrivelse.").await;
        attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap();
        attach(&bo, (1, n), "Skrivelse till nämnden", PDF).await.unwrap();
        decided(&eva, 1, "close").await;
        assert!(matches!(attach(&anna, (1, 0), "Torget i regn", PNG).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(attach(&bo, (1, n), "En till", PDF).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(!open(&anna, "stad", (1, 0)).await.unwrap().may_add);
        take_away(&anna, 1, 1).await.unwrap();
        take_away(&bo, 1, 2).await.unwrap();
    }

    async fn files_are_seen_by_who_sees_the_thing(w: World) {
        let (anna, cia, ida, eva) = (w.person("anna").await, w.person("cia").await, w.person("ida").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        posted(&cia, "En fråga som väntar på kansliet").await;
        let n = wrote(&ida, "Mitt första inlägg, med en bild.").await;
        attach(&ida, (1, n), "Torget, sett från norr", PNG).await.unwrap();
        attach(&cia, (2, 0), "Skrivelse till nämnden", PDF).await.unwrap();
        // both wait
        assert_eq!(finders(w, 1, 1).await, ["ida", "eva"]);
        assert_eq!(finders(w, 2, 1).await, ["cia", "eva"]);
        // declined unread: the decision is public, the file is not
        decided(&eva, 2, "decline").await;
        assert_eq!(finders(w, 2, 1).await, ["cia", "eva"]);
        let page = load(&w.visitor(), "stad", "2-avbojd", 0, 0).await.unwrap();
        assert!(page.issue.attachments.is_none());
    }

    async fn what_is_hidden_takes_its_files_along(w: World) {
        let (anna, bo, eva) = (w.person("anna").await, w.person("bo").await, w.person("eva").await);
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&bo, "Han på bilden bor på Storgatan 3.").await;
        attach(&bo, (1, n), "Grannen vid sin dörr", PNG).await.unwrap();
        let hide = |show: &str| HideForm { key: format!("h{show}"), r#as: opened_for(&eva), reason: "Det visar en granne.".into(), show: show.into(), ..HideForm::default() };
        hide_contribution(&eva, "stad", 1, n, &hide("")).await.unwrap();
        assert_eq!(finders(w, 1, 1).await, ["bo", "eva"]);
        let page = load(&w.visitor(), "stad", &part(&anna, 1).await, 0, 0).await.unwrap();
        assert!(page.contributions[0].attachments.is_none());
        // it stays as it was judged
        assert!(matches!(attach(&bo, (1, n), "En till", PNG).await, Err(AppError::Refused(Refusal::WrongState))));
        assert!(matches!(take_away(&bo, 1, 1).await, Err(AppError::Refused(Refusal::WrongState))));
        hide_contribution(&eva, "stad", 1, n, &hide("1")).await.unwrap();
        assert_eq!(finders(w, 1, 1).await.len(), ALL);
    }

    async fn reading_costs_no_statement_more(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        let n = wrote(&anna, "Här är vår skrivelse.").await;
        attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap();
        attach(&anna, (1, n), "Skrivelse till nämnden", PDF).await.unwrap();
        let part = part(&anna, 1).await;
        let reader = w.visitor();
        load(&reader, "stad", &part, 0, 0).await.unwrap();
        assert_eq!(reader.statement_count(), 4);
        let reader = w.visitor();
        file(&reader, "stad", 1, 1).await.unwrap();
        assert_eq!(reader.statement_count(), 1);
    }

    async fn files_without_a_row_are_swept_away(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        service::own(&Ctx::system(&w.app)).await.unwrap();
        attach(&anna, (1, 0), "Torget, sett från norr", PNG).await.unwrap();
        // a crash came before the row, another while it was taken in
        let SentFile::Good(received) = of_bytes(&anna, PDF).await.unwrap() else { panic!() };
        anna.app.files.store(&anna.rng, received).await.unwrap().keep();
        std::fs::write(w.app.files.folder().join("incoming").join("abcdefghijklmnopqrstuvwxyz234567"), "x").unwrap();
        assert_eq!(stored(&anna).await, 3);
        std::fs::write(w.app.files.folder().join("incoming").join("abcdefghijklmnopqrstuvwxyz234567"), "x").unwrap();
        assert_eq!(sweep(&Ctx::system(&w.app), Duration::from_secs(3600)).await.unwrap(), 0, "not at once");
        assert_eq!(sweep(&Ctx::system(&w.app), Duration::ZERO).await.unwrap(), 1);
        assert_eq!(stored(&anna).await, 2);
        assert!(std::fs::read_dir(w.app.files.folder().join("incoming")).unwrap().next().is_none());
        service::file(&w.visitor(), "stad", 1, 1).await.unwrap();
    }

    async fn nobody_attaches_without_end(w: World) {
        let anna = w.person("anna").await;
        posted(&anna, "En fråga om torget").await;
        for _ in 0..30 {
            let number = attach(&anna, (1, 0), "Torget, sett från norr", PDF).await.unwrap();
            take_away(&anna, 1, number).await.unwrap();
        }
        for _ in 0..30 {
            anna.app.limits.count(&anna, "attach by", &anna.actor.as_ref().unwrap().person_id.to_string(), 60, chrono::TimeDelta::hours(1)).unwrap();
        }
        assert!(matches!(attach(&anna, (1, 0), "Torget, sett från norr", PDF).await, Err(AppError::TooOften(_))));
    }
}

const KIND: &str = "multipart/form-data; boundary=XX";

/// A part of a form.
fn part_of(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(), body, b"\r\n"].concat()
}

fn whole(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat().as_slice(), b"--XX--\r\n"].concat()
}

async fn sent(ctx: &Ctx, kind: &str, body: impl Into<Body>) -> Result<(AttachForm, SentFile)> {
    read(ctx, Request::builder().header(header::CONTENT_TYPE, kind).body(body.into()).unwrap()).await
}

/// A body that never ends, and how many bytes of it were asked for.
fn endless(first: Vec<u8>) -> (Body, Arc<AtomicUsize>) {
    let given = Arc::new(AtomicUsize::new(0));
    let count = given.clone();
    let rest = futures::stream::repeat(Bytes::from_static(&[b'x'; 64 * 1024]));
    let all = futures::stream::once(async { Bytes::from(first) }).chain(rest).map(move |bytes| {
        count.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok::<_, std::io::Error>(bytes)
    });
    (Body::from_stream(all), given)
}

#[tokio::test]
async fn forms_are_taken_in_in_any_order() {
    let w = World::new(Kind::Sqlite).await;
    let ctx = w.visitor();
    let file = part_of("name=\"file\"; filename=\"../../../etc/passwd\"\r\nContent-Type: text/html", PDF);
    let title = part_of("name=\"title\"", "Skrivelse till nämnden\0".as_bytes());
    for parts in [[file.clone(), title.clone()], [title.clone(), file.clone()]] {
        let (form, sent) = sent(&ctx, KIND, whole(&parts)).await.unwrap();
        assert_eq!(form.title, "Skrivelse till nämnden");
        assert!(matches!(sent, SentFile::Good(_)), "{sent:?}");
    }
    // what is wrong with the file does not lose the words beside it
    let large = [b"%PDF-1.4\n".as_slice(), &vec![b' '; 11 * 1024 * 1024]].concat();
    for (bytes, fault) in [(b"<html>".to_vec(), Fault::FileKind), (large, Fault::FileSize(10)), (vec![b'x'; 3_000_000], Fault::FileKind)] {
        let (form, sent) = sent(&ctx, KIND, whole(&[part_of("name=\"file\"; filename=\"a.pdf\"", &bytes), title.clone()])).await.unwrap();
        assert_eq!(form.title, "Skrivelse till nämnden");
        assert!(matches!(sent, SentFile::Bad(f) if f == fault), "{fault:?}");
    }
    let (_, none) = sent(&ctx, KIND, whole(&[part_of("name=\"file\"; filename=\"\"", b"")])).await.unwrap();
    assert!(matches!(none, SentFile::None));
    let (_, empty) = sent(&ctx, KIND, whole(&[part_of("name=\"file\"; filename=\"a.pdf\"", b"")])).await.unwrap();
    assert!(matches!(empty, SentFile::Bad(Fault::FileEmpty)), "{empty:?}");
    w.end().await;
}

#[tokio::test]
async fn what_is_no_form_of_ours_is_refused() {
    let w = World::new(Kind::Sqlite).await;
    let ctx = w.visitor();
    let title = part_of("name=\"title\"", b"Hej");
    let file = part_of("name=\"file\"; filename=\"a\"", PDF);
    let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
    for kind in
        ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"", "multipart/mixed; boundary=XX", &long]
    {
        let got = sent(&ctx, kind, whole(std::slice::from_ref(&title))).await;
        assert!(matches!(got, Err(AppError::BadRequest(_))), "{kind:?}: {got:?}");
    }
    for (what, body) in [
        ("nothing", Vec::new()),
        ("no boundary", b"hello".to_vec()),
        ("another boundary", b"--YY\r\n\r\n--YY--".to_vec()),
        ("no end", title.clone()),
        ("half a file", file[..file.len() / 2].to_vec()),
        ("no name", whole(&[part_of("filename=\"a\"", b"x")])),
        ("no disposition", b"--XX\r\nX: y\r\n\r\nz\r\n--XX--\r\n".to_vec()),
        ("no header", b"--XX\r\n\r\nz\r\n--XX--\r\n".to_vec()),
        ("an unknown field", whole(&[part_of("name=\"admin\"", b"1")])),
        ("two files", whole(&[file.clone(), file.clone()])),
        ("many parts", whole(&vec![title.clone(); 40])),
        ("many headers", whole(&[part_of(&format!("name=\"title\"{}", "\r\nX: y".repeat(200)), b"x")])),
        ("bytes that are no header", whole(&[part_of("name=\"ti\u{0}tle\"\r\n\u{1}\u{2}: x", b"x")])),
    ] {
        let got = sent(&ctx, KIND, body).await;
        assert!(matches!(got, Err(AppError::BadRequest(_))), "{what}: {got:?}");
    }
    assert!(matches!(sent(&ctx, KIND, whole(&[part_of("name=\"title\"", &[b'x'; 20_000])])).await, Err(AppError::TooLarge)));
    w.end().await;
}

/// However much is sent, little of it is read, and none of it kept.
#[tokio::test]
async fn what_never_ends_is_cut_off() {
    let w = World::new(Kind::Sqlite).await;
    let ctx = w.visitor();
    for (what, first, most) in [
        ("no boundary", b"".to_vec(), 256 * 1024),
        ("a header", b"--XX\r\nContent-Disposition: form-data; name=\"".to_vec(), 256 * 1024),
        ("a field", part_of("name=\"title\"", b"").strip_suffix(b"\r\n").unwrap().to_vec(), 256 * 1024),
        ("a file of no type", part_of("name=\"file\"; filename=\"a\"", b"").strip_suffix(b"\r\n").unwrap().to_vec(), 34 * 1024 * 1024),
        ("a file", part_of("name=\"file\"; filename=\"a\"", b"%PDF-1.4").strip_suffix(b"\r\n").unwrap().to_vec(), 34 * 1024 * 1024),
    ] {
        let (body, given) = endless(first);
        let got = sent(&ctx, KIND, body).await;
        assert!(matches!(got, Err(AppError::TooLarge)), "{what}: {got:?}");
        assert!(given.load(Ordering::Relaxed) <= most, "{what}: {} bytes", given.load(Ordering::Relaxed));
    }
    assert!(std::fs::read_dir(w.app.files.folder().join("incoming")).unwrap().next().is_none());
    w.end().await;
}
