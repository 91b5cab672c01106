//! Tests of reading and checking a workspace, without the engine.

#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod hostile;
mod officials;
mod rules;
