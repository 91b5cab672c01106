//! The two editions of an output.

/// For whom an output is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// For the office: everything.
    Internal,
    /// For everyone: what is withheld is not there.
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
