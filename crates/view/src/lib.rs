//! What one document says in one edition.
//!
//! A [`View`] is all that templates and emitters may see. In the public edition a withheld value is a
//! [`redaction mark`](redaction::mark) with its ground, so a template can print, compare or measure it and learns
//! nothing. Only the redaction makes views of a workspace; nothing here can name what it read.
//!
//! A type that holds withheld values cannot be named here, because the crate of the model is not in reach:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

mod edition;
pub mod publication;
pub mod redaction;
pub mod redaction_register;
pub mod rules;
mod view;

pub use edition::Edition;
pub use view::*;
