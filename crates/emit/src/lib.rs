//! The tree as bytes of a format. An emitter knows the tree and nothing of the model.

pub mod drawing;
pub mod html;
pub mod linebreak;
pub mod page_map;
pub mod sources;
pub mod text;
pub mod typst;
pub mod words;
