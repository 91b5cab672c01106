//! Inspects files of writers: their format, and what of them may be published. No pixel is decoded.

pub mod attachment;
pub mod picture;
