//! What the dossiers of an office may know of each other.
//!
//! 1. A [`Digest`] is made of one dossier alone. Its public part is what the public edition of other dossiers may
//!    show; its private part is what the internal edition and the rules need. They are two types, because they must
//!    never be in one value or one file by mistake.
//! 2. [`Outside`] is made of all digests once (`join`). From then on the work on a dossier needs that dossier and the
//!    outside only.
//! 3. [`stored`] writes digests to bytes and reads them back, and refuses bytes that are not the ones that were written.
//!
//! No dossier can be named here, so that nothing can enter the outside except through a digest:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

mod digest;
mod outside;
pub mod stored;

pub use digest::{Correction, Digest, DocumentFacts, Found, Nature, PrivateDigest, PublicDigest, Shown, Summary};
pub use outside::Outside;
