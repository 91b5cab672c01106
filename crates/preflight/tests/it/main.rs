//! Tests of the whole check of a workspace, without the engine.

#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod cases;
mod digests;
mod docs;
mod kinds;
mod leaks;
