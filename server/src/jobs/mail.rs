//! Sending mail: by SMTP when configured, else to the demo's mailbox, else not yet.

use super::store;
use crate::config::Config;
use app::context::Ctx;
use app::ids::JobId;
use app::jobs::Mail;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;

/// Where mail goes.
pub enum Mailer {
    /// To a mail server.
    Smtp {
        /// The server.
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// The sender.
        from: Box<Mailbox>,
    },
    /// To the table that demo mode shows.
    Demo,
    /// Nowhere yet: it waits.
    Nowhere,
    /// Breaks, as code does that has a fault.
    #[cfg(test)]
    Broken,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Smtp { .. } => "Smtp",
            Self::Demo => "Demo",
            Self::Nowhere => "Nowhere",
            #[cfg(test)]
            Self::Broken => "Broken",
        })
    }
}

/// Why a mail was not sent.
#[derive(Debug)]
pub enum Trouble {
    /// There is no mail server.
    NoServer,
    /// It may go better later.
    Passing(String),
    /// It never will.
    Lasting(String),
}

/// Says that no person wrote it, so that nobody's holiday answers come back.
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// Where mail programs end more of these: the address of a page, asked by POST (RFC 2369 and 8058).
#[derive(Debug, Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }
    fn parse(s: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(s.into()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// That one click is enough (RFC 8058).
#[derive(Debug, Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".into())
    }
}

#[derive(Debug, Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(s: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(s.into()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl Mailer {
    /// The mailer that the settings ask for.
    ///
    /// # Errors
    /// A sentence about `smtp_url` or `mail_from`.
    pub fn of(config: &Config) -> Result<Self, String> {
        let (Some(url), Some(from)) = (&config.smtp_url, &config.mail_from) else {
            return Ok(if config.demo { Self::Demo } else { Self::Nowhere });
        };
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| format!("smtp_url: {e}"))?.timeout(Some(Duration::from_secs(30))).build();
        let from = from.parse().map_err(|e| format!("mail_from: {e}"))?;
        Ok(Self::Smtp { transport: Box::new(transport), from: Box::new(from) })
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// What is in the way.
    pub async fn send(&self, ctx: &Ctx, job: JobId, mail: &Mail) -> Result<(), Trouble> {
        match self {
            Self::Nowhere => Err(Trouble::NoServer),
            #[cfg(test)]
            Self::Broken => panic!("a fault"),
            Self::Demo => {
                let kept = async {
                    let mut tx = ctx.write().await?;
                    store::keep_mail(&mut tx, &mail.to, &mail.subject, &mail.text, ctx.now()).await?;
                    tx.commit().await
                };
                kept.await.map_err(|e| Trouble::Passing(e.to_string()))
            }
            Self::Smtp { transport, from } => {
                let told = |why: String| without_address(&why, &mail.to);
                let message = message(from, job, mail).map_err(|why| Trouble::Lasting(told(why)))?;
                match transport.send(message).await {
                    Ok(_) => Ok(()),
                    Err(e) if e.is_permanent() => Err(Trouble::Lasting(told(e.to_string()))),
                    Err(e) => Err(Trouble::Passing(told(e.to_string()))),
                }
            }
        }
    }
}

/// What a mail server says, without the address that it quotes: that is kept nowhere, and logs are kept long.
fn without_address(why: &str, address: &str) -> String {
    let name = address.split('@').next().unwrap_or_default();
    let tells = |word: &str| word.contains('@') || word.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(name);
    why.split_whitespace().map(|word| if tells(word) { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

/// The message. Its id is the job's, so that a mail sent twice after a crash can be told.
fn message(from: &Mailbox, job: JobId, mail: &Mail) -> Result<Message, String> {
    let to: Mailbox = mail.to.parse().map_err(|e| format!("not an address: {e}"))?;
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(mail.subject.clone())
        .message_id(Some(format!("<job-{job}@{}>", from.email.domain())))
        .header(ContentType::TEXT_PLAIN)
        .header(ContentLanguage(mail.locale.code().into()))
        .header(AutoSubmitted);
    // an address of ours holds no blank and no angle; one that did would not become a header
    if let Some(url) = mail.end_url.as_ref().filter(|url| url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'))) {
        message = message.header(ListUnsubscribe(url.clone())).header(ListUnsubscribePost);
    }
    message.body(mail.text.clone()).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::i18n::Locale;

    fn letter(subject: &str, end_url: Option<String>) -> Mail {
        Mail { to: "anna@example.org".into(), locale: Locale::En, subject: subject.into(), text: "En rad.\n".into(), end_url }
    }
    fn written(mail: &Mail) -> String {
        let from = "Dialogforum <noreply@dialog.example.org>".parse().unwrap();
        String::from_utf8(message(&from, JobId(7), mail).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_message_says_who_and_in_which_language() {
        let text = written(&letter("Hej\r\nBcc: x@example.org", None));
        for line in ["To: anna@example.org", "Message-ID: <job-7@dialog.example.org>", "Content-Language: en", "Auto-Submitted: auto-generated"] {
            assert!(text.contains(line), "{line} is missing in {text}");
        }
        assert!(!text.contains("\r\nBcc:"), "a subject cannot add a header: {text}");
        assert!(!text.contains("List-Unsubscribe"), "nobody asked for it, and there is nothing to end: {text}");
    }
    #[test]
    fn a_message_that_was_asked_for_ends_by_one_click() {
        let url = format!("https://dialog.example.org/en/foljer/{}/sluta", "a".repeat(32));
        let text = written(&letter("Hej", Some(url.clone()))).replace("\r\n ", "");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        assert!(lines.iter().any(|line| line.split_whitespace().collect::<String>() == format!("List-Unsubscribe:<{url}>")), "{text}");
        assert!(lines.contains(&"List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{text}");
        let bad = written(&letter("Hej", Some("https://a.example/x>\r\nBcc: b@example.org".into())));
        assert!(!bad.contains("List-Unsubscribe") && !bad.contains("Bcc:"), "{bad}");
    }
    #[test]
    fn what_a_server_says_names_nobody() {
        let said = "permanent error (550): 5.1.1 <Anna.Berg@example.org>: Recipient address rejected: User anna.berg unknown; to=anna.berg@example.org";
        let kept = without_address(said, "Anna.Berg@example.org");
        assert_eq!(kept, "permanent error (550): 5.1.1 … Recipient address rejected: User … unknown; …");
    }
    #[test]
    fn a_bad_address_is_told() {
        let mail = Mail { to: "nobody".into(), locale: Locale::Sv, subject: "x".into(), text: "y".into(), end_url: None };
        assert!(message(&"a@example.org".parse().unwrap(), JobId(1), &mail).is_err());
    }
}
