//! Digests as bytes.
//!
//! Bytes are read only with the [`Receipt`] that was given when they were written, and only for the same inputs and by
//! the same version of the program: a digest that is cut, old or forged is refused. The receipt must therefore be kept
//! where whoever can change the bytes cannot change it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::digest::{PrivateDigest, PublicDigest};

/// A part of a digest that can be stored by itself.
pub trait Part: Serialize + DeserializeOwned {
    /// Name of the part, so that one is never taken for the other.
    const NAME: &'static str;
}

impl Part for PublicDigest {
    const NAME: &'static str = "public";
}

impl Part for PrivateDigest {
    const NAME: &'static str = "private";
}

/// What the writer of a digest remembers, to know it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// SHA-256 of everything that the digest was made from.
    pub inputs: String,
    /// SHA-256 of the written bytes.
    pub sha256: String,
}

/// Why bytes are not taken for a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untrusted {
    /// They are not the bytes that were written: cut, changed or forged.
    Changed,
    /// Another version of the program wrote them.
    Version,
    /// They are of other inputs.
    Inputs,
    /// They are the other part, or no digest.
    Kind,
}

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    program: String,
    inputs: String,
    part: String,
    digest: T,
}

/// Version of the program, because another version may decide differently.
const PROGRAM: &str = concat!("gian ", env!("CARGO_PKG_VERSION"));

/// Writes a part of a digest; `inputs` is the SHA-256 of everything that it was made from.
pub fn write<T: Part>(digest: &T, inputs: &str) -> (Vec<u8>, Receipt) {
    let envelope =
        Envelope { program: PROGRAM.to_owned(), inputs: inputs.to_owned(), part: T::NAME.to_owned(), digest };
    let bytes = serde_json::to_vec(&envelope).expect("a digest is plain data");
    let receipt = Receipt { inputs: inputs.to_owned(), sha256: sha256(&bytes) };
    (bytes, receipt)
}

/// Reads a part of a digest that was made from `inputs`.
///
/// # Errors
/// The bytes are not those of the receipt, or of another version, other inputs or the other part.
pub fn read<T: Part>(bytes: &[u8], receipt: &Receipt, inputs: &str) -> Result<T, Untrusted> {
    if sha256(bytes) != receipt.sha256 {
        return Err(Untrusted::Changed);
    }
    let envelope: Envelope<serde_json::Value> = serde_json::from_slice(bytes).map_err(|_| Untrusted::Kind)?;
    if envelope.part != T::NAME {
        return Err(Untrusted::Kind);
    }
    if envelope.program != PROGRAM {
        return Err(Untrusted::Version);
    }
    if envelope.inputs != inputs || receipt.inputs != inputs {
        return Err(Untrusted::Inputs);
    }
    serde_json::from_value(envelope.digest).map_err(|_| Untrusted::Kind)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
