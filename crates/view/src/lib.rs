//! The content of one document in one edition.
//!
//! Templates and emitters see nothing but a [`View`]. In the public edition a withheld value is a [`redaction
//! mark`](redaction::mark) with its ground, so a template can print, compare or measure it without learning the
//! value. Only the crate of the projection builds views of a workspace; this crate does not depend on the model.
//!
//! A type that holds withheld values cannot be named here, because this crate does not depend on the crate of the
//! model:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

mod edition;
mod facts;
pub mod meeting;
pub mod paper_facts;
mod plan;
pub mod publication;
pub mod redaction;
pub mod redaction_register;
pub mod rules;
mod values;
mod view;
pub mod work_facts;

pub use edition::Edition;
pub use facts::*;
pub use plan::*;
pub use values::*;
pub use view::*;
