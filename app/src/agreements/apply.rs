//! Applying an agreement's TOML file.
