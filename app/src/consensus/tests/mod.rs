//! Service tests of consensus, each on both databases.
