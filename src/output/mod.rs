//! Writes to the disk, so that a failed or interrupted build keeps the last good output.
//!
//! 1. [`WorkFolder`] takes `.gian/` for one build: others wait; leftovers of an interrupted build are repaired and removed.
//! 2. [`Target`] is the folder of the output, and refuses to replace files that gian has not written.
//! 3. [`Stage`] receives the files beside the output. The complete tree then replaces the last one in one atomic exchange,
//!    so that an output always exists; where the system has no exchange, two renames do it.

#![expect(clippy::disallowed_methods, reason = "the one place that writes")]

mod file;
mod stage;
mod swap;
mod target;
mod work_folder;

pub use file::{create, replace, write};
pub use stage::Stage;
pub use target::{Foreign, Target};
pub use work_folder::{WorkFolder, repair};
