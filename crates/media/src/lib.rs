//! What a file of a writer is, and what of it may be published; no pixel is decoded.

pub mod hwpx;
pub mod picture;
