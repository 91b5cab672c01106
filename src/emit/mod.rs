//! The tree as bytes of a format. An emitter knows the tree and nothing of the model.

pub mod drawing;
pub mod html;
pub mod lines;
pub mod pages;
pub mod sources;
pub mod text;
pub mod typst;
pub mod words;
