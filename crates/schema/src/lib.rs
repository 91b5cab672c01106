//! Schemas of YAML files from their types, and located problems where a file does not fit its schema.
//!
//! The sources of facts, kinds of document and house themes are read through here, so that a wrong key or word has the
//! same message at its own place in each of them.

mod generate;
pub mod nearest;
pub mod read;

use gian_vocabulary::values::{Clock, When};
use jsonschema::Validator;
use schemars::JsonSchema;
use serde_json::Value;

/// Key of the schema that defines how a value can be withheld: `marks`, `whole` or `always`.
pub const HOW: &str = "x-비공개";

/// A JSON Schema (2020-12) with its validator.
#[derive(Debug)]
pub struct Schema {
    schema: Value,
    validator: Validator,
    /// Whether values may be fractions.
    fractions: bool,
}

impl Schema {
    /// The schema of a type.
    pub fn of<T: JsonSchema>() -> Self {
        Self::new(generate::generate::<T>())
    }

    // Not generic, so that the validator is compiled here once and not in each crate that reads a type.
    fn new(schema: Value) -> Self {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .with_format("clock", |text: &str| Clock::parse(text).is_some())
            .with_format("day-or-month", |text: &str| When::parse(text).is_some())
            .build(&schema)
            .expect("the schemas come from the types");
        Self { schema, validator, fractions: false }
    }

    /// The same schema for a file in which `9.5` is a number. Sources of facts have none, because no amount or count there is
    /// a fraction.
    #[must_use]
    pub fn with_fractions(self) -> Self {
        Self { fractions: true, ..self }
    }

    /// The schema as JSON.
    pub fn as_json(&self) -> &Value {
        &self.schema
    }
}
