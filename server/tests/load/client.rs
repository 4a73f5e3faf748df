//! A client of a few lines: one connection for each request, so that nothing hides between the test and the accept loop.
#![allow(missing_docs)]

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Where and as whom.
#[derive(Clone)]
pub struct Client {
    pub address: SocketAddr,
    /// Origin of the pages that the forms stand on.
    pub origin: String,
    /// Session.
    pub cookie: String,
    /// Address that a proxy would report.
    pub from: String,
}

pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    /// What the next page will tell whoever asked.
    pub fn tells(&self, notice: &str) -> bool {
        self.head.contains(&format!("notice={notice};"))
    }
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
    }
}

impl Client {
    pub async fn get(&self, path: &str) -> Result<Answer> {
        self.send("GET", path, "").await
    }
    pub async fn post(&self, path: &str, form: &str) -> Result<Answer> {
        self.send("POST", path, form).await
    }
    /// An answer that does not come whole is an error: nobody may take it for an acknowledgement.
    async fn send(&self, method: &str, path: &str, form: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(self.address).await?;
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in [("cookie", &self.cookie), ("x-forwarded-for", &self.from)] {
            if !value.is_empty() {
                request += &format!("{name}: {value}\r\n");
            }
        }
        if method == "POST" {
            let (origin, length) = (&self.origin, form.len());
            request += &format!("origin: {origin}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n");
        }
        stream.write_all(format!("{request}\r\n{form}").as_bytes()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").ok_or(ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or(ErrorKind::InvalidData)?;
        let answer = Answer { status, head: head.to_string(), body: body.to_string() };
        let length: usize = answer.header("content-length").parse().map_err(|_| Error::other(format!("no length: {head}")))?;
        if body.len() == length { Ok(answer) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }
}

/// A form's fields as a browser sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
        text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect::<String>()
    };
    fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}
