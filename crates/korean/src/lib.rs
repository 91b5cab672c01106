//! Conventions of Korean official documents: how they write dates, times, money and numbers, which personal data they
//! must not contain, and reference data for checks: public holidays, names of laws, wrong words and spaces.
//!
//! Sources: 행정업무의 운영 및 혁신에 관한 규정 제7조 (dates, times, numerals), 시행규칙 제2조 (items, amounts).

pub mod amount;
pub mod article;
pub mod breakdown;
pub mod change;
mod change_bracket;
mod change_multiple;
mod change_sentence;
mod change_value;
mod change_words;
pub mod date;
pub mod duration;
pub mod equation;
pub mod figure_slip;
pub mod holiday;
pub mod item;
pub mod law;
pub mod longer_name;
pub mod opposites;
pub mod particle;
pub mod percents;
pub mod period;
pub mod personal;
pub mod quantity;
pub mod rate_total;
pub mod separated;
pub mod share;
pub mod spacing;
pub mod spoken_days;
pub mod spoken_product;
pub mod stated_days;
pub mod table;
pub mod tax;
pub mod typos;
pub mod words;
pub mod written;
