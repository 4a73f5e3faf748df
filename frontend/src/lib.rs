//! The WebAssembly module that brings the islands of a page to life. All islands are in `app`; naming it keeps them linked.

use app as _;
