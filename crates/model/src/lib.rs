//! What the files of a workspace mean: plain structs without positions or formats.
//!
//! Keys and values are Korean in the sources and English in templates and JSON. The JSON Schemas
//! and the table of keys in the docs come from these types ([`schema`]); [`read`] checks a file
//! against its schema and then builds the struct.
//!
//! A rule cannot be named here, because rules check the output of this crate:
//!
//! ```compile_fail
//! let _: Option<gian_check::Rule> = None;
//! ```

pub mod grant;
pub mod marks;
pub mod meetings;
pub mod plan;
pub mod read;
pub mod record;
pub mod record_facts;
mod record_groups;
pub mod register;
pub mod review;
pub mod schema;
mod shapes;
pub mod subject;
pub mod withheld;
mod workspace;

pub use gian_vocabulary::institution::{Department, Institution, Settings};
pub use gian_vocabulary::{keys, routes, values};
pub use grant::GrantFile;
pub use meetings::MeetingsFile;
pub use plan::PlanFile;
pub use record::Record;
pub use record_groups::GroupFact;
pub use register::RegisterFile;
pub use review::ReviewFile;
pub use withheld::{Line, Markdown, PrivateFile, Secret, WithheldFile, Won};
pub use workspace::{DocumentFile, Dossier, Workspace, plan_path};
