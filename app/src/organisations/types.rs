//! Types of organisations.

codes! {
    /// What kind of organisation it is.
    pub enum OrganisationKind {
        /// Association.
        Association = "association",
        /// Cooperative.
        Cooperative = "cooperative",
        /// Foundation.
        Foundation = "foundation",
        /// Faith community.
        FaithCommunity = "faith_community",
        /// Network, with or without a number of its own.
        Network = "network",
        /// A body of the public side.
        PublicBody = "public_body",
        /// A body of the agreement, or an action group.
        Group = "group",
    }
}
