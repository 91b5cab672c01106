//! From the model to what one document says in one edition.
//!
//! [`project`] is the only way to a [`View`](gian_view::View), and the emitters' side of the program accepts nothing
//! else. The view is built by allow-list: a field that is not copied here does not exist there.
//!
//! A rule cannot be named here, because rules judge what this crate makes:
//!
//! ```compile_fail
//! let _: Option<gian_check::Rule> = None;
//! ```

mod project;
pub mod redaction_register;

pub use project::{heads, is_published, listed, project};
