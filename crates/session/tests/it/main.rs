//! Tests of reading and checking a workspace, without the engine.

#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod cases;
mod hostile;
mod kinds;
mod officials;
mod rules;
