//! How a document looks: house profiles as data, the shells around a finished body, and the fonts.
//!
//! A type that holds withheld values cannot be named here, because the crate of the model is not in reach:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod families;
mod job;
pub mod profile;
pub mod shell;

pub use job::Job;
