//! What a meeting is documented with.

use super::*;
use crate::attachments::of_meeting::{add, file, open, remove};
use crate::attachments::service::{AttachForm, RemoveForm};
use crate::attachments::upload::of_bytes;
use crate::error::{AppError, Fault, Refusal};
use crate::meetings::inputs::after::RecordingForm;
use crate::meetings::service::set_recording;
use crate::on_both;

const AFTER: &str = "2026-04-02T08:00:00Z";
const PDF: &[u8] = b"%PDF-1.4\n%%EOF\n";

fn attach(ctx: &Ctx, key: &str, title: &str) -> AttachForm {
    AttachForm { key: key.into(), r#as: acting(ctx), title: title.into(), lang: "sv".into() }
}

fn recording(ctx: &Ctx, key: &str, url: &str) -> RecordingForm {
    RecordingForm { key: key.into(), r#as: acting(ctx), recording: url.into(), ..RecordingForm::default() }
}

on_both! {
    async fn files_show_on_the_meetings_page(w: World) {
        announced(w, &[]).await;
        let eva = w.person("eva").await;
        let early = add(&eva, "stad", 1, &attach(&eva, "b0", "Bilder från salen"), of_bytes(&eva, PDF).await.unwrap()).await;
        assert!(matches!(early, Err(AppError::Refused(Refusal::WrongState))));
        w.app.clock.set(AFTER.parse().unwrap());
        let named = add(&eva, "stad", 1, &attach(&eva, "b0", "IMG_2031.jpg"), of_bytes(&eva, PDF).await.unwrap()).await;
        assert!(matches!(named, Err(AppError::Invalid(f)) if f.of("title") == Some(&Fault::FileName)));
        for _ in 0..2 {
            add(&eva, "stad", 1, &attach(&eva, "b1", "Bilder från salen"), of_bytes(&eva, PDF).await.unwrap()).await.unwrap();
        }
        let seen = service::see(&w.visitor(), "stad", "1-lokaler-som-racker").await.unwrap();
        assert!(seen.record.files.unwrap().contains("Bilder från salen"));
        assert!(file(&w.visitor(), "stad", 1, 1).await.is_ok());
        assert!(matches!(file(&w.visitor(), "stad", 1, 2).await, Err(AppError::NotFound)));
        let form = RemoveForm { key: "t1".into(), r#as: acting(&eva) };
        remove(&eva, "stad", 1, 1, &form).await.unwrap();
        remove(&eva, "stad", 1, 1, &form).await.unwrap();
        assert!(matches!(file(&w.visitor(), "stad", 1, 1).await, Err(AppError::NotFound)));
        assert!(matches!(remove(&eva, "stad", 1, 1, &RemoveForm { key: "t2".into(), ..form }).await, Err(AppError::Refused(Refusal::Already))));
        assert_eq!((events(w, "documentation_added").await, events(w, "documentation_removed").await), (1, 1));
    }

    async fn only_the_kansli_documents(w: World) {
        announced(w, &[]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        for name in ["per", "sia", "olle", "anna", "karin", "pia", "ida"] {
            let ctx = w.person(name).await;
            let file = of_bytes(&ctx, PDF).await.unwrap();
            assert!(matches!(add(&ctx, "stad", 1, &attach(&ctx, "b1", "Bilder från salen"), file).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(open(&ctx, "stad", 1).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
            assert!(matches!(set_recording(&ctx, "stad", 1, &recording(&ctx, "i1", "https://film.example.org/1")).await, Err(AppError::Refused(Refusal::NotAllowed))), "{name}");
        }
    }

    async fn a_recording_is_an_https_address(w: World) {
        announced(w, &[]).await;
        w.app.clock.set(AFTER.parse().unwrap());
        let eva = w.person("eva").await;
        for bad in ["http://film.example.org/1", "javascript:alert(1)", "film.example.org"] {
            assert!(matches!(set_recording(&eva, "stad", 1, &recording(&eva, "i0", bad)).await, Err(AppError::Invalid(f)) if f.of("recording") == Some(&Fault::Url)), "{bad}");
        }
        set_recording(&eva, "stad", 1, &recording(&eva, "i1", "https://film.example.org/1")).await.unwrap();
        assert_eq!(meeting(w, 1).await.recording_url, "https://film.example.org/1");
        let old = RecordingForm { version: "1".into(), ..recording(&eva, "i2", "") };
        assert!(matches!(set_recording(&eva, "stad", 1, &old).await, Err(AppError::Stale { current: 2 })));
        set_recording(&eva, "stad", 1, &recording(&eva, "i3", "")).await.unwrap();
        assert_eq!(meeting(w, 1).await.recording_url, "");
    }
}
