//! Hashes of pictures.

use sha2::{Digest, Sha256};

/// SHA-256 in lower case.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
