//! A point with details.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Markdown;

/// 항목과 그 아래의 세부
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// 항목
    #[serde(rename(deserialize = "항목"))]
    pub text: Markdown,
    /// 세부
    #[serde(rename(deserialize = "세부"), default)]
    pub details: Vec<Markdown>,
}
