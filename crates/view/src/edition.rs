//! The two editions of an output.

/// The readers of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// For the office: everything.
    Internal,
    /// For the public: without withheld values.
    Public,
}

impl Edition {
    /// Both editions.
    pub const ALL: [Self; 2] = [Self::Internal, Self::Public];

    /// Name of the folder below `output/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }
}
