//! Pages of meetings.
