//! How a document looks: house themes as data, the frame around a finished sheet, and the fonts.
//!
//! A type that holds withheld values cannot be named here, because this crate does not depend on the crate of the
//! model:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod families;
mod font_names;
pub mod frame;
mod job;
pub mod markers;
pub mod themes;

pub use job::Job;
