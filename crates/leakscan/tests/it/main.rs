//! Tests of the leak scan on planted trees and files.

#![allow(clippy::disallowed_methods)]

mod disguises;
mod plants;
mod verify;
