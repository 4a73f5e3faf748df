//! Many clients at once, over real connections, on both databases: what is promised once happens once.
#![allow(clippy::unwrap_used)]

mod client;
#[allow(dead_code)]
#[path = "../web/common.rs"]
mod common;
mod floor;
mod kills;
mod races;
mod seats;
mod two;

use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The machine: what measures has it alone, the rest runs beside each other.
static MACHINE: RwLock<()> = RwLock::const_new(());

/// Nothing else of these tests runs until this is dropped.
async fn alone() -> RwLockWriteGuard<'static, ()> {
    MACHINE.write().await
}

/// Nothing that measures runs until this is dropped.
async fn beside_others() -> RwLockReadGuard<'static, ()> {
    MACHINE.read().await
}
