//! The tree as bytes of a format. An emitter knows the tree and nothing of the model.
//!
//! A type that holds withheld values cannot be named here, because the crate of the model is not in reach:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod drawing;
pub mod html;
pub mod linebreak;
pub mod page_map;
pub mod sources;
pub mod text;
pub mod typst;
pub mod words;
