//! Service tests of the diary, each on both databases.
