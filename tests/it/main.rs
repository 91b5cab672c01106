//! Tests of whole builds, in one program, because each program would link the engine again.
//!
//! Rules, tree, search and leak scan have their own tests below `crates/`, which do not link the engine.

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
mod once;
mod output;
mod pages;
mod papers;
mod printed;
mod proofs;
mod records;
mod register;
mod sheet;
mod templates;
mod variants;
