//! Words and values that every room shares, and that withhold nothing: days, classes, grounds, licences, the settings
//! of an office, and the keys and routes of what the files hold.
//!
//! A type that can hold a withheld value belongs to the model; nothing here can.

pub mod facts;
pub mod ground_colour;
pub mod institution;
pub mod keys;
pub mod period;
pub mod plan;
pub mod process;
pub mod publication;
pub mod record;
pub mod review;
pub mod routes;
pub mod title_size;
pub mod values;
