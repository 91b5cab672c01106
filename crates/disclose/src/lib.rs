//! Projects the model into the view of one document in one edition.
//!
//! [`project`] is the only way to build a [`View`](gian_view::View), and the emitters accept nothing else. The view
//! is built by allow-list: a field that is not copied here does not exist there.
//!
//! A rule cannot be named here, because rules check the output of this crate:
//!
//! ```compile_fail
//! let _: Option<gian_check::Rule> = None;
//! ```

pub mod digest;
mod facts;
mod meeting;
mod plan;
mod project;
pub mod redaction_register;
mod redactor;
mod subjects;

pub use project::{is_published, listed, project};
