//! Problems located in their sources, for people and for programs.
//!
//! [`locate`](locate::locate) turns a place into bytes of the source, [`render`] writes text for people, [`json`],
//! [`sarif`] and [`github`] write records for other programs, and [`fix`] changes the source.
//!
//! A rule cannot be named here, because rules judge what this crate makes:
//! A rule cannot be named here, because rules check the output of this crate:
//! ```compile_fail
//! let _: Option<gian_check::Rule> = None;
//! ```

pub mod fix;
pub mod github;
pub mod json;
pub mod locate;
pub mod render;
pub mod sarif;
