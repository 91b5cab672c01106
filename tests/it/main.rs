//! Tests of whole builds, in one program: each program would link the engine once more.
//!
//! Rules, tree, search and leak scan have tests of their own below `crates/`, which link no engine.

#![allow(clippy::disallowed_methods)]

mod architecture;
mod archive;
mod attackers;
mod build;
mod circles;
mod common;
mod data;
mod fix;
mod formats;
mod impact;
mod look;
mod pages;
mod proofs;
mod records;
mod register;
mod sheet;
mod variants;
