//! Limits by person or mailbox, in memory: how often something may be done in a while.

use crate::context::Ctx;
use crate::error::{AppError, Result};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Counters. Old ones are dropped as new ones come.
#[derive(Debug, Default)]
pub struct Limits(Mutex<HashMap<String, Vec<DateTime<Utc>>>>);

/// Most counters kept at once, so that nobody fills the memory with made-up addresses.
const MOST: usize = 50_000;

impl Limits {
    /// Counts one more of `what` by `whom`, at most `most` within `span`.
    ///
    /// # Errors
    /// `TooOften`, with the seconds until it is allowed again.
    pub fn count(&self, ctx: &Ctx, what: &str, whom: &str, most: usize, span: TimeDelta) -> Result<()> {
        let now = ctx.now();
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counters.len() > MOST {
            counters.retain(|_, times| times.last().is_some_and(|t| now - *t < TimeDelta::hours(1)));
        }
        let times = counters.entry(format!("{what}\0{whom}")).or_default();
        times.retain(|t| now - *t < span && *t <= now);
        if times.len() >= most {
            let wait = times.first().map_or(span, |first| span - (now - *first));
            return Err(AppError::TooOften(u64::try_from(wait.num_seconds()).unwrap_or(0) + 1));
        }
        times.push(now);
        Ok(())
    }

    /// Takes back the newest one that was counted: it was none of those that the limit is for.
    pub fn take_back(&self, what: &str, whom: &str) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = counters.get_mut(&format!("{what}\0{whom}")) {
            times.pop();
        }
    }
}
