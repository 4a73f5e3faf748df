//! Forms of meetings.
