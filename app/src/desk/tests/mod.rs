//! Tests of the desk.

mod queues;
