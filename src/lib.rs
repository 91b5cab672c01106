//! `gian` (기안) turns plain YAML and Markdown into formal Korean administrative documents and a public archive.
//!
//! The parts of the program are crates below `crates/`; ARCHITECTURE.md describes their dependencies. This package
//! joins them: [`pipeline`] is the order of the steps, [`cli`] the commands, [`output`] the written tree; [`impact`]
//! repeats the steps with other facts, [`import`] reads lists, and [`watchdog`] stops a document that takes too much.

pub mod build_error;
pub mod cli;
pub mod emission;
pub mod impact;
pub mod import;
pub mod output;
pub mod pipeline;
pub mod renderer;
mod site;
pub mod watchdog;
