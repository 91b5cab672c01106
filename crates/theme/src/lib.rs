//! How a document looks: house profiles as data, the shells around a finished body, and the fonts.

pub mod families;
mod job;
pub mod profile;
pub mod shell;

pub use job::Job;
