//! Size and hash of written files.

/// A written file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 as lower-case hexadecimal digits.
    pub sha256: String,
}
