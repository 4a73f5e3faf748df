//! Types of the desk.

codes! {
    /// A queue of the desk. The codes stand in addresses.
    pub enum Queue {
        /// Issues and contributions that wait for publication.
        Publication = "publicering",
        /// Content that somebody reported.
        Flags = "anmalt",
        /// New issues in a forum, about which nothing is decided yet.
        New = "nya",
        /// Issues whose organisation was asked for an addition.
        AskedBack = "komplettering",
        /// Passed dates: the kansli's own and others'.
        Overdue = "forsenat",
        /// Meetings ahead.
        Meetings = "moten",
        /// Meetings that were held and wait for their minutes.
        Minutes = "anteckningar",
    }
}
